//! The information card, blank or filled, and a client's whole file (B20, B44).

use super::compose::Words;
use super::gathered::{Behind, Gathered, gather};
use super::printed::{head, printed};
use crate::documents::kind_words;
use binder::By;
use domain::ClientId;
use files::documents::{documents, own_kinds};
use files::own_forms::FilledIn;
use store::{Tx, params};
use web::{Answer, Ask, Failure};

/// Entries of one file that are printed, newest first: a hundred sheets or so. What is older is counted and said.
const ENTRIES_MAX: u32 = 1_500;
/// Filled forms of one file that are printed, newest first.
const FORMS_MAX: u32 = 100;

/// `GET /paper/card.pdf`: a card to be filled in by hand.
pub(super) fn blank(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let title = ask.say("information-card");
    let head = head(ask, title.clone(), &ask.actor()?.name)?;
    let card = Words::of(ask, &by).blank();
    printed(ask, &title, |press| press.card(&head, &card))
}

fn one(tx: &mut Tx<'_>, by: &By, client_id: ClientId) -> Result<Gathered, Failure> {
    gather(tx, by, &[client_id])?.pop().ok_or(Failure::NotFound)
}

/// `GET /files/{id}/card.pdf`: the card on one sheet.
pub(super) fn card(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let client_id = ask.path("id")?;
    let gathered = ask.read(|tx| one(tx, &by, client_id))?;
    let head = head(ask, ask.say("information-card"), &gathered.owner)?;
    let card = Words::of(ask, &by).card(&gathered);
    let name = format!("{} - {}", gathered.name, ask.say("information-card"));
    printed(ask, &name, |press| press.card(&head, &card))
}

/// `GET /files/{id}/file.pdf`: card, history, forms.
pub(super) fn file(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let client_id = ask.path("id")?;
    let (gathered, behind) = ask.read(|tx| {
        let gathered = one(tx, &by, client_id)?;
        let mut behind = behind(tx, &by, client_id)?;
        let kinds = own_kinds(tx)?;
        for document in documents(tx, &by, client_id)? {
            behind.documents.push((document.title, kind_words(&ask.texts(), &kinds, document.kind), document.version.added_at));
        }
        Ok::<_, Failure>((gathered, behind))
    })?;
    let head = head(ask, ask.say("paper-file"), &gathered.owner)?;
    let name = format!("{} - {}", gathered.name, by.today);
    let file = Words::of(ask, &by).file(&gathered, behind);
    printed(ask, &name, |press| press.file(&head, &file))
}

fn behind(tx: &mut Tx<'_>, by: &By, client_id: ClientId) -> Result<Behind, Failure> {
    let entries = binder::history::entries(tx, client_id, None, ENTRIES_MAX)?;
    let mut older = 0;
    if entries.len() == ENTRIES_MAX as usize {
        let all: i64 = tx.one("SELECT count(*) FROM entry WHERE client_id = $1", params![client_id])?;
        older = u64::try_from(all).unwrap_or(0).saturating_sub(u64::from(ENTRIES_MAX));
    }
    let from = entries.last().filter(|_| older > 0).map_or(0, |oldest| oldest.at);
    let moves = binder::history::moves(tx, client_id, from, i64::MAX)?;
    Ok(Behind { entries, moves, forms: FilledIn::of(tx, by, client_id, FORMS_MAX)?, documents: Vec::new(), older })
}
