//! Clients that were typed twice, as happens in every binder: once in Khmer and once in Latin letters, once by a
//! colleague who took the call.
//!
//! Owns who these are and the one contact that each has. They stand a few months from now, so that no day's work changes.

use crate::acts::{Act, FileStory, What};
use crate::company::People;
use crate::days::Days;
use binder::history::NewEntry;
use domain::filing::Next;
use domain::{EntryKind, Language, SlipKind};
use files::clients::{Card, CardField, ClientKind, NewClient, NewReach, ReachKind};

/// One of them, and how it came to be written down.
struct Typed {
    name: &'static str,
    phone: &'static str,
    email: &'static str,
    town: &'static str,
    /// By the head, who took the call, and not by Sreymom.
    by_head: bool,
    /// Working days ago.
    ago: usize,
    kind: EntryKind,
    said: &'static str,
    /// Months from now until the next contact.
    months: usize,
    /// What the next contact is about.
    line: &'static str,
}

const TYPED: [Typed; 6] = [
    Typed {
        name: "Noun Bopha",
        phone: "012 000 931",
        email: "bopha@noun-farm.example",
        town: "Siem Reap",
        by_head: false,
        ago: 34,
        kind: EntryKind::CallIn,
        said: "Wants to be called after the harvest.",
        months: 3,
        line: "Call after the harvest",
    },
    Typed {
        name: "នួន បុប្ផា",
        phone: "",
        email: "bopha@noun-farm.example",
        town: "សៀមរាប",
        by_head: false,
        ago: 12,
        kind: EntryKind::Meeting,
        said: "ជួបនៅពិព័រណ៍ សុំតារាងតម្លៃ។",
        months: 4,
        line: "ផ្ញើតារាងតម្លៃ",
    },
    Typed {
        name: "Seng Rithy",
        phone: "012 000 932",
        email: "",
        town: "",
        by_head: false,
        ago: 27,
        kind: EntryKind::Visit,
        said: "Asked for a price list at the counter.",
        months: 3,
        line: "Ask about the price list",
    },
    Typed {
        name: "Сенг Рити",
        phone: "",
        email: "",
        town: "",
        by_head: false,
        ago: 9,
        kind: EntryKind::EmailIn,
        said: "Спросил по-русски о ценах на следующий сезон.",
        months: 5,
        line: "Прислать цены на сезон",
    },
    Typed {
        name: "White Elephant Guesthouse",
        phone: "092 000 933",
        email: "",
        town: "Kampot",
        by_head: false,
        ago: 41,
        kind: EntryKind::CallOut,
        said: "Twelve rooms, open again in the dry season.",
        months: 4,
        line: "Ask how the season begins",
    },
    Typed {
        name: "White Elephant Guest House Co., Ltd.",
        phone: "092 000 933",
        email: "office@white-elephant.example",
        town: "Kampot",
        by_head: true,
        ago: 6,
        kind: EntryKind::CallIn,
        said: "Asked for Sreymom; took the call for her.",
        months: 4,
        line: "Ask what they need",
    },
];

/// Their files, with what was done on each.
pub(crate) fn stories(people: &People, days: &Days) -> impl Iterator<Item = FileStory> {
    TYPED.iter().map(move |typed| {
        let person_id = if typed.by_head { people.dara } else { people.sreymom };
        let place = days.month(typed.months);
        let reach = |kind, text: &str| (!text.is_empty()).then(|| NewReach { kind, as_typed: text.to_owned(), contact: None });
        let client = NewClient {
            kind: if typed.name.starts_with("White") { ClientKind::Company } else { ClientKind::Person },
            name: typed.name.to_owned(),
            company: String::new(),
            owner_id: person_id,
            contacts: Vec::new(),
            reaches: [reach(ReachKind::Phone, typed.phone), reach(ReachKind::Email, typed.email)].into_iter().flatten().collect(),
            card: Card::default().with(CardField::Town, typed.town),
            place,
            minute: None,
            slip_kind: SlipKind::Call,
            line: typed.line.to_owned(),
            agreed: false,
        };
        let day = days.ago(typed.ago);
        let at = days.moment(day, 15 * 60 + 20);
        let entry = NewEntry { at, kind: typed.kind, outcome: None, seconds: None, text: typed.said.to_owned() };
        let next = Next::At { place, minute: None, agreed: false, kind: SlipKind::Call };
        let filed = What::File { entry: Some(entry), next, line: typed.line.to_owned(), reason: String::new() };
        let acts = vec![Act { day, at, what: What::Make(Box::new(client)) }, Act { day, at, what: filed }];
        FileStory { person_id, language: Language::En, acts }
    })
}
