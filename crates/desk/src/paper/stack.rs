//! A day on paper: the call sheet, and the stack of its files for a meeting (B44).

use super::compose::Words;
use super::gathered::{Behind, Gathered, gather};
use super::printed::{head, printed};
use crate::day::{Card, Pile, binder_named, binder_person, cards_of_day, for_colleagues, in_order, place_of};
use binder::By;
use binder::history::entries_of_files;
use domain::natural_date::write_long;
use domain::{ClientId, Place};
use files::own_forms::FilledIn;
use paper::{CallSheet, Stack};
use people::Person;
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;
use web::{Answer, Ask, Failure};

/// Files in one document. What is more is printed as a further document.
pub(super) const FILES_MAX: usize = 100;
/// Last entries of each file in a stack; the whole history is in the file's own document.
const ENTRIES_EACH: u32 = 20;
/// Last filled forms of each file in a stack.
const FORMS_EACH: u32 = 5;

/// Whose day, and the cards on it in working order.
pub(super) struct PaperDay {
    pub person: Person,
    pub place: Place,
    pub cards: Vec<(Pile, Card)>,
}

impl PaperDay {
    /// The day that the address names, with the piles for colleagues who are away on one's own today.
    pub(super) fn read(tx: &mut Tx<'_>, by: &By, place: Place, person_id: Option<domain::PersonId>) -> Result<PaperDay, Failure> {
        let person = binder_person(tx, by, person_id.unwrap_or(by.person_id))?;
        let mut cards = cards_of_day(tx, &person, by.today, place)?;
        if place == Place::Day(by.today) && person.id == by.person_id {
            cards.extend(for_colleagues(tx, by)?.cards);
        }
        Ok(PaperDay { person, place, cards: in_order(cards, by.today) })
    }

    /// The files of the day in working order, each once.
    pub(super) fn files(&self) -> Vec<ClientId> {
        let mut seen = BTreeSet::new();
        self.cards.iter().filter_map(|(_, card)| card.client_id).filter(|id| seen.insert(*id)).collect()
    }
}

fn wanted(ask: &Ask) -> Result<Place, Failure> {
    place_of(&ask.path::<String>("place")?).ok_or(Failure::NotFound)
}

/// `GET /day/{place}/calls.pdf`: whom to call, when and why, with lines for what came of it.
pub(super) fn calls(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let place = wanted(ask)?;
    let (day, gathered) = ask.read(|tx| {
        let day = PaperDay::read(tx, &by, place, binder_named(ask))?;
        let gathered = gather(tx, &by, &day.files())?;
        Ok::<_, Failure>((day, gathered))
    })?;
    let sheet = Words::of(ask, &by).calls(&day, &by_id(&gathered));
    let name = format!("{} - {}", ask.say("paper-calls"), name_of(place));
    let head = head(ask, ask.say("paper-calls"), &day.person.name)?;
    printed(ask, &name, |press| press.call_sheet(&head, &sheet))
}

/// `GET /day/{place}/stack.pdf?from=1`: the files of the day, each with its card and its last entries.
pub(super) fn stack(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let place = wanted(ask)?;
    let first = ask.query("from").and_then(|from| from.parse::<usize>().ok()).unwrap_or(1).max(1);
    let (day, gathered, mut behind, all) = ask.read(|tx| {
        let day = PaperDay::read(tx, &by, place, binder_named(ask))?;
        let all = day.files();
        let files: Vec<ClientId> = all.iter().copied().skip(first - 1).take(FILES_MAX).collect();
        let gathered = gather(tx, &by, &files)?;
        let behind = behind(tx, &gathered)?;
        Ok::<_, Failure>((day, gathered, behind, all.len()))
    })?;
    let words = Words::of(ask, &by);
    let cover = cover(ask, &words, &day, &gathered, first, all);
    let files = gathered.iter().map(|one| words.file(one, behind.remove(&one.id).unwrap_or_default())).collect();
    let name = format!("{} - {}", ask.say("paper-stack"), name_of(place));
    let head = head(ask, write_long(place, by.today, ask.language()), &day.person.name)?;
    printed(ask, &name, |press| press.stack(&head, &Stack { cover: Some(cover), files }))
}

/// The list on top: of the files in this document only, and of what is not in it.
fn cover(ask: &Ask, words: &Words<'_>, day: &PaperDay, gathered: &[Gathered], first: usize, all: usize) -> CallSheet {
    let here = by_id(gathered);
    let cards = day.cards.iter().filter(|(_, card)| card.client_id.is_some_and(|id| here.contains_key(&id))).cloned().collect();
    let mut cover = words.calls(&PaperDay { person: day.person.clone(), place: day.place, cards }, &here);
    if gathered.len() < all {
        let last = first + gathered.len() - 1;
        let numbers = [("first", first.into()), ("last", last.into()), ("count", all.into())];
        cover.cut = ask.texts().with("paper-stack-part", &numbers).into();
    }
    cover
}

fn behind(tx: &mut Tx<'_>, gathered: &[Gathered]) -> Result<BTreeMap<ClientId, Behind>, Failure> {
    let files: Vec<ClientId> = gathered.iter().map(|one| one.id).collect();
    let mut behind: BTreeMap<ClientId, Behind> = BTreeMap::new();
    // One more than is printed, to know whether there are older ones.
    for (id, mut entries) in entries_of_files(tx, &files, ENTRIES_EACH + 1)? {
        let older = entries.len().saturating_sub(ENTRIES_EACH as usize) as u64;
        entries.truncate(ENTRIES_EACH as usize);
        behind.insert(id, Behind { entries, older, ..Behind::default() });
    }
    for (id, forms) in FilledIn::of_files(tx, &files, FORMS_EACH)? {
        behind.entry(id).or_default().forms = forms;
    }
    Ok(behind)
}

fn by_id(gathered: &[Gathered]) -> BTreeMap<ClientId, &Gathered> {
    gathered.iter().map(|one| (one.id, one)).collect()
}

/// "2026-11-23", for the name of a file.
fn name_of(place: Place) -> String {
    crate::day::show_day_path(place).replace("/day/", "")
}
