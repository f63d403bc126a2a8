//! The sample's clients: their names, cards, contacts and how to reach them.
//!
//! Owns what a client is like. Every address ends in `.example` and every number lies in a range that is
//! given to nobody. Never decides when a client is called: that is [`crate::stack`] and [`crate::shelves`].

use crate::chance::Chance;
use crate::names::{Somebody, somebody};
use crate::trades::{CALLED_EN, CALLED_KM, CALLED_RU, COMPETITORS, TOWNS, TRADES, Trade};
use crate::words::{Words, words};
use domain::{Language, Month, PersonId, Place, SlipKind};
use files::clients::{Card, CardField, ClientKind, NewClient, NewContact, NewReach, ReachKind};
use std::collections::BTreeSet;

/// A client and the words about it.
pub(crate) struct Made {
    /// To be made, with a place and a first step still to be filled in.
    pub(crate) client: NewClient,
    /// In which language is spoken and written.
    pub(crate) language: Language,
    /// What it wants to buy.
    pub(crate) goods: &'static str,
    /// Whom one speaks to.
    pub(crate) who: String,
    /// Where it buys else.
    pub(crate) competitor: &'static str,
}

impl Made {
    /// The words of its language.
    pub(crate) fn words(&self) -> &'static Words {
        words(self.language)
    }
}

/// Makes clients whose names and numbers are given out once.
#[derive(Default)]
pub(crate) struct Maker {
    count: usize,
    names: BTreeSet<String>,
}

/// What is laid down about a client before the rest is made up.
pub(crate) struct Wish<'a> {
    pub(crate) owner_id: PersonId,
    pub(crate) language: Language,
    /// The tag of its trade; any trade for an unknown one.
    pub(crate) trade: &'a str,
    /// Its name; made up if empty.
    pub(crate) name: &'a str,
    /// "Chan Dara, owner"; made up if empty.
    pub(crate) contact: &'a str,
}

/// How one client in ten is a private person.
const PRIVATE_PERCENT: usize = 10;

impl Maker {
    /// A client of that kind.
    pub(crate) fn client(&mut self, chance: &mut Chance, wish: &Wish<'_>) -> Made {
        self.count += 1;
        let words = words(wish.language);
        let trade = TRADES.iter().find(|trade| trade.tag == wish.trade).unwrap_or(&TRADES[self.count % TRADES.len()]);
        let person = asked_for(wish.contact).unwrap_or_else(|| somebody(chance, wish.language));
        let is_private = wish.name.is_empty() && wish.trade.is_empty() && chance.happens(PRIVATE_PERCENT);
        let (name, slug) = if is_private { (person.name.clone(), person.latin.clone()) } else { self.called(chance, trade, wish) };
        let town = TOWNS[chance.weighted(&[30, 14, 10, 9, 7, 5, 4, 4, 3, 3, 3, 3, 5])].in_language(wish.language);
        let name = self.only(name, town);
        let contacts = if is_private { Vec::new() } else { self.contacts(chance, words, &person, wish) };
        let who = contacts.first().map_or_else(|| person.name.clone(), |contact| contact.name.clone());
        let goods = trade.goods[chance.below(trade.goods.len())].in_language(wish.language);
        let competitor = chance.word(&COMPETITORS);
        let card = card(chance, &Facts { words, goods, who: &who, competitor, town, tag: trade.tag });
        let client = NewClient {
            kind: if is_private { ClientKind::Person } else { ClientKind::Company },
            name,
            company: String::new(),
            owner_id: wish.owner_id,
            contacts,
            reaches: self.reaches(chance, wish.language, &person, &slug),
            card,
            place: Place::Month(Month { year: 1900, month: 1 }),
            minute: None,
            slip_kind: SlipKind::First,
            line: String::new(),
            agreed: false,
        };
        Made { client, language: wish.language, goods, who, competitor }
    }

    /// The name if nobody has it, else with the town, else with a number, as such shops tell themselves apart.
    fn only(&mut self, name: String, town: &str) -> String {
        let numbered = (2..).map(|number| format!("{name} {number}"));
        let mut names = [name.clone(), format!("{name}, {town}")].into_iter().chain(numbered);
        let only = names.find(|name| !self.names.contains(name)).unwrap_or(name.clone());
        self.names.insert(only.clone());
        only
    }

    fn called(&self, chance: &mut Chance, trade: &Trade, wish: &Wish<'_>) -> (String, String) {
        if !wish.name.is_empty() {
            let slug: String = wish.name.replace('é', "e").chars().filter(char::is_ascii_alphanumeric).collect();
            let slug = if slug.is_empty() { trade.tag.replace('é', "e").replace(' ', "-") } else { slug.to_lowercase() };
            return (wish.name.to_owned(), slug);
        }
        let word = trade.called.in_language(wish.language);
        match wish.language {
            Language::En => {
                let called = self.free(chance, &CALLED_EN, |called| format!("{called} {word}"));
                (format!("{called} {word}"), called.to_lowercase().replace(' ', ""))
            }
            Language::Km => {
                let (called, latin) = self.free(chance, &CALLED_KM, |(called, _)| format!("{word} {called}"));
                (format!("{word} {called}"), latin.to_owned())
            }
            Language::Ru => {
                let (called, latin) = self.free(chance, &CALLED_RU, |(called, _)| format!("{word} «{called}»"));
                (format!("{word} «{called}»"), latin.to_owned())
            }
        }
    }

    /// The first of the list, begun anywhere, that makes a name nobody has.
    fn free<T: Copy>(&self, chance: &mut Chance, list: &[T], name: impl Fn(T) -> String) -> T {
        let start = chance.below(list.len());
        let turned = (0..list.len()).map(|index| list[(start + index) % list.len()]);
        turned.clone().find(|called| !self.names.contains(&name(*called))).unwrap_or(list[start])
    }

    fn contacts(&self, chance: &mut Chance, words: &Words, person: &Somebody, wish: &Wish<'_>) -> Vec<NewContact> {
        let contact = |name: &str, position: &str| NewContact { name: name.to_owned(), position: position.to_owned() };
        let first = match wish.contact.split_once(", ") {
            Some((name, position)) => contact(name, position),
            None => contact(&person.name, chance.word(words.positions)),
        };
        let mut contacts = vec![first];
        if chance.happens(30) {
            let other = somebody(chance, wish.language);
            contacts.push(contact(&other.name, words.positions.get(4).copied().unwrap_or_default()));
        }
        contacts
    }

    /// Numbers 012 000 100 and after: the first digits of a subscriber's number are never 000.
    fn reaches(&self, chance: &mut Chance, language: Language, person: &Somebody, slug: &str) -> Vec<NewReach> {
        let reach = |kind, as_typed: String| NewReach { kind, as_typed, contact: None };
        let number = 99 + self.count;
        let phone = match (language, chance.below(4)) {
            (Language::Ru, 0) => format!("+7 000 000 {:02} {:02}", number / 100, number % 100),
            (_, 1) => format!("011 000 {number:03}"),
            (_, 2) => format!("092 000 {number:03}"),
            _ => format!("012 000 {number:03}"),
        };
        let local = if chance.happens(50) { person.latin.split('.').next().unwrap_or("office") } else { "office" };
        let mut reaches = vec![reach(ReachKind::Phone, phone), reach(ReachKind::Email, format!("{local}@{slug}-{}.example", self.count))];
        if chance.happens(30) {
            reaches.push(reach(ReachKind::Messenger, format!("Telegram @{}_{}", slug.replace('-', "_"), self.count)));
        }
        reaches
    }
}

/// The one named by hand, if the name is in Latin letters: its last word is the given name, as in Cambodia.
fn asked_for(contact: &str) -> Option<Somebody> {
    let (name, _) = contact.split_once(", ").filter(|(name, _)| name.is_ascii())?;
    let given = name.split_whitespace().last()?;
    Some(Somebody { name: name.to_owned(), latin: given.to_lowercase() })
}

struct Facts<'a> {
    words: &'a Words,
    goods: &'a str,
    who: &'a str,
    competitor: &'a str,
    town: &'a str,
    tag: &'a str,
}

fn card(chance: &mut Chance, facts: &Facts<'_>) -> Card {
    let words = facts.words;
    let mut card = Card::default()
        .with(CardField::Needs, format!("{}; {}", facts.goods, chance.word(words.conditions)))
        .with(CardField::Decides, chance.word(words.decides).replace("{w}", facts.who))
        .with(CardField::Town, facts.town)
        .with(CardField::Country, words.country)
        .with(CardField::Language, words.language)
        .with(CardField::Source, chance.word(words.sources))
        .with(CardField::Consent, chance.word(words.consents));
    let mut tags = vec![facts.tag];
    for tag in ["seasonal", "pays on time", "service plan", "second branch"] {
        if chance.happens(15) {
            tags.push(tag);
        }
    }
    card.set(CardField::Tags, tags.join(", "));
    if chance.happens(55) {
        card.set(CardField::Competitor, format!("{}, {}", facts.competitor, chance.word(words.remarks)));
    }
    if chance.happens(40) {
        card.set(CardField::Birthday, format!("{}-{:02}-{:02}", chance.between(1958, 1999), chance.between(1, 12), chance.between(1, 28)));
    }
    if chance.happens(35) {
        card.set(CardField::Expects, chance.word(words.expects));
    }
    if chance.happens(30) {
        card.set(CardField::Interests, chance.word(words.interests));
    }
    if chance.happens(45) {
        card.set(CardField::PreferredChannel, chance.word(words.channels));
    }
    card.top_ranked = chance.happens(5);
    card
}
