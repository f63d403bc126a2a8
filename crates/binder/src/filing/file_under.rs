//! The verb: one transaction, read top to bottom.

use super::refused;
use crate::By;
use crate::history::{self, NewEntry};
use crate::slips::{self, SlipRow, Standing, moved_word};
use crate::undo::{Recorder, Table};
use domain::filing::{Consequences, Filing, Next, Warning, consequences};
use domain::{ClientId, EntryId, EntryKind, Language, Outcome, Place, SlipId, SlipKind, UndoId};
use store::{StoreError, Tx, Value, params};
use web::{Failure, Message};

/// What the filing form says.
#[derive(Clone, Debug)]
pub struct FilingForm {
    /// Which file.
    pub client_id: ClientId,
    /// Which slip was worked; none for the one under which the file stands.
    pub slip_id: Option<SlipId>,
    /// What happened, unless the file is only moved.
    pub entry: Option<NewEntry>,
    /// What comes next.
    pub next: Next,
    /// What the next step is about; empty keeps the old line.
    pub line: String,
    /// Why it was put off, or closed.
    pub reason: String,
    /// The language in which the label of the undo is stored.
    pub language: Language,
}

/// What was done.
#[derive(Clone, Debug)]
pub struct Filed {
    /// Where the file stands now; none if closed.
    pub stands: Option<Place>,
    /// What takes it back.
    pub undo_id: UndoId,
    /// What to say: "Filed under Thu 26 Nov".
    pub said: Message,
    /// What the person should know.
    pub warnings: Vec<Warning>,
}

/// Files a client: entry, slip, standing, undo, all or nothing.
///
/// # Errors
/// [`Failure::NotFound`] for a file the actor may not see; refused with field, reason and way out otherwise.
pub fn file_under(tx: &mut Tx<'_>, by: &By, form: &FilingForm) -> Result<Filed, Failure> {
    file_with(tx, by, form, &[]).map(|(filed, _)| filed)
}

/// The same with further lines of history, as the forms filled in with it: they are taken back with the filing.
///
/// # Errors
/// As [`file_under`].
pub fn file_with(tx: &mut Tx<'_>, by: &By, form: &FilingForm, further: &[NewEntry]) -> Result<(Filed, Vec<EntryId>), Failure> {
    // A form that was opened before its file was joined into another is filed there: what was written is not lost.
    let moved = crate::joining::stands_in(tx, form.client_id)?;
    let of_the_other = (moved != form.client_id).then(|| FilingForm { client_id: moved, ..form.clone() });
    let form = of_the_other.as_ref().unwrap_or(form);
    let standing = slips::hold(tx, by, form.client_id)?;
    if standing.file.closed.is_some() {
        still_here(tx, standing.owner_id)?;
    }
    let outcome = form.entry.as_ref().map(|entry| entry.outcome.unwrap_or(Outcome::Reached));
    let filing = Filing { slip: form.slip_id, outcome, next: form.next, is_explained: !form.reason.trim().is_empty() };
    let follows = consequences(&standing.file, &filing, by.today, &by.calendar).map_err(|refusal| refused(&refusal, &standing.name, "next"))?;
    let mut recorder = Recorder::default();

    let mut last = Vec::new();
    if let Some(entry) = &form.entry {
        history::write(tx, &mut recorder, by, form.client_id, filing_slip(&standing, form), entry)?;
        last = last_contact(tx, by, form.client_id, entry)?;
        last.extend(crate::rhythm::reached(tx, by, form.client_id, entry)?);
        learn(tx, &mut recorder, by, entry)?;
    }
    open_next(tx, &mut recorder, by, form, &standing, &follows)?;
    move_slip(tx, &mut recorder, by, form, &follows)?;
    let leaving: Vec<SlipId> = follows.done.into_iter().chain(follows.withdrawn.iter().copied()).collect();
    last.extend(state(by, form, &follows));
    let stands = slips::stand(tx, &mut recorder, form.client_id, &leaving, last)?;
    take_out(tx, &mut recorder, by, &follows, outcome, stands)?;
    if follows.closed.is_some() || follows.reopened {
        write_turn(tx, &mut recorder, by, form, follows.closed.is_some())?;
    }

    let written = further.iter().map(|entry| history::write(tx, &mut recorder, by, form.client_id, None, entry)).collect::<Result<_, _>>()?;
    let said = said(&standing.name, &follows, by, form.language);
    let undo_id = recorder.finish(tx, by.person_id, by.now, &said)?;
    Ok((Filed { stands, undo_id, said, warnings: follows.warnings }, written))
}

/// A file that comes back must stand in a binder that somebody opens.
fn still_here(tx: &mut Tx<'_>, owner_id: domain::PersonId) -> Result<(), Failure> {
    if slips::hold_binder(tx, owner_id)? { Ok(()) } else { Err(Failure::form("owner-has-left")) }
}

fn filing_slip(standing: &Standing, form: &FilingForm) -> Option<SlipId> {
    form.slip_id.or_else(|| domain::filing::earliest(&standing.file.slips))
}

/// The columns of the client that hold the last contact (B9). A note is no contact, and what happened before the
/// last one is not the last.
pub(super) fn last_contact(tx: &mut Tx<'_>, by: &By, client_id: ClientId, entry: &NewEntry) -> Result<Vec<(&'static str, Value)>, StoreError> {
    let is_over = entry.at < by.now && tx.row("SELECT 1 FROM client WHERE id = $1 AND last_at > $2", params![client_id, entry.at])?.is_some();
    if entry.kind == EntryKind::Note || is_over {
        return Ok(Vec::new());
    }
    Ok(vec![
        ("last_at", entry.at.into()),
        ("last_kind", entry.kind.into()),
        ("last_outcome", entry.outcome.into()),
        ("last_line", entry.text.chars().take(200).collect::<String>().into()),
        ("last_person_id", by.person_id.into()),
    ])
}

/// Remembers how long it took, so that the next plan is truer (decision 7).
fn learn(tx: &mut Tx<'_>, recorder: &mut Recorder, by: &By, entry: &NewEntry) -> Result<(), StoreError> {
    let kind = match entry.kind {
        EntryKind::CallIn | EntryKind::CallOut => SlipKind::Call,
        EntryKind::EmailIn | EntryKind::EmailOut => SlipKind::Email,
        EntryKind::Visit => SlipKind::Visit,
        EntryKind::Meeting => SlipKind::Meeting,
        EntryKind::Note | EntryKind::Closed | EntryKind::Reopened | EntryKind::Form => return Ok(()),
    };
    let Some(minutes) = entry.seconds.map(|seconds| i64::from(seconds.div_ceil(60))).filter(|minutes| *minutes > 0) else { return Ok(()) };
    tx.run(
        "INSERT INTO learned (person_id, kind, minutes, contacts) VALUES ($1, $2, $3, 1)
         ON CONFLICT (person_id, kind) DO UPDATE SET minutes = learned.minutes + excluded.minutes, contacts = learned.contacts + 1",
        params![by.person_id, kind, minutes],
    )?;
    recorder.learned(by.person_id, kind, minutes);
    Ok(())
}

fn open_next(
    tx: &mut Tx<'_>,
    recorder: &mut Recorder,
    by: &By,
    form: &FilingForm,
    standing: &Standing,
    follows: &Consequences,
) -> Result<(), StoreError> {
    let Some(next) = follows.opened else { return Ok(()) };
    let line = if form.line.trim().is_empty() { old_line(tx, follows.done)? } else { form.line.trim().to_owned() };
    let slip = SlipRow {
        client_id: Some(form.client_id),
        person_id: standing.owner_id,
        place: next.place,
        minute: next.minute,
        kind: next.kind,
        line,
        agreed: next.agreed,
    };
    slips::open(tx, recorder, by, &slip).map(drop)
}

/// The matter goes on until somebody names another one.
fn old_line(tx: &mut Tx<'_>, slip: Option<SlipId>) -> Result<String, StoreError> {
    match slip {
        Some(id) => tx.one("SELECT line FROM slip WHERE id = $1", params![id]),
        None => Ok(String::new()),
    }
}

fn move_slip(tx: &mut Tx<'_>, recorder: &mut Recorder, by: &By, form: &FilingForm, follows: &Consequences) -> Result<(), StoreError> {
    let Some(moved) = follows.moved else { return Ok(()) };
    let row = tx.row("SELECT place, agreed FROM slip WHERE id = $1", params![moved.id])?.ok_or(StoreError::Shape { column: 0 })?;
    let (from, was_agreed): (Place, bool) = (row.get(0)?, row.get(1)?);
    let mut set = vec![
        ("place", Value::from(moved.place)),
        ("minute", moved.minute.into()),
        ("kind", moved.kind.into()),
        ("agreed", moved.agreed.into()),
        ("postponed", moved.postponed.into()),
    ];
    if !form.line.trim().is_empty() {
        set.push(("line", form.line.trim().into()));
    }
    recorder.change(tx, Table::Slip, moved.id.0, &set)?;
    let what = moved_word(was_agreed && from != moved.place);
    slips::event(tx, by, moved.id, Some(form.client_id), what, Some(from), Some(moved.place), form.reason.trim())
}

fn state(by: &By, form: &FilingForm, follows: &Consequences) -> Vec<(&'static str, Value)> {
    if let Some(reason) = follows.closed {
        return vec![
            ("state", "closed".into()),
            ("close_reason", reason.as_str().into()),
            ("close_note", form.reason.trim().into()),
            ("closed_at", by.now.into()),
        ];
    }
    if follows.reopened {
        return vec![("state", "active".into()), ("close_reason", Value::Null), ("close_note", "".into()), ("closed_at", Value::Null)];
    }
    Vec::new()
}

fn take_out(
    tx: &mut Tx<'_>,
    recorder: &mut Recorder,
    by: &By,
    follows: &Consequences,
    outcome: Option<Outcome>,
    stands: Option<Place>,
) -> Result<(), StoreError> {
    if let Some(id) = follows.done {
        let set = [
            ("state", Value::from("done")),
            ("done_at", by.now.into()),
            ("done_on", by.today.into()),
            ("done_by", by.person_id.into()),
            ("outcome", outcome.into()),
            ("next_place", stands.into()),
        ];
        recorder.change(tx, Table::Slip, id.0, &set)?;
    }
    for id in &follows.withdrawn {
        recorder.change(tx, Table::Slip, id.0, &[("state", "withdrawn".into())])?;
    }
    Ok(())
}

/// Closing and reopening leave a line in the history, with the reason.
fn write_turn(tx: &mut Tx<'_>, recorder: &mut Recorder, by: &By, form: &FilingForm, is_closing: bool) -> Result<(), StoreError> {
    let kind = if is_closing { EntryKind::Closed } else { EntryKind::Reopened };
    let entry = NewEntry { at: by.now, kind, outcome: None, seconds: None, text: form.reason.trim().to_owned() };
    history::write(tx, recorder, by, form.client_id, None, &entry).map(drop)
}

fn said(name: &str, follows: &Consequences, by: &By, language: Language) -> Message {
    let place = |place: Place| domain::natural_date::write_short(place, by.today, language);
    match (follows.closed, follows.opened, follows.moved) {
        (Some(_), _, _) => Message::new("did-close").with("name", name),
        (_, Some(next), _) if follows.reopened => Message::new("did-reopen").with("name", name).with("place", place(next.place)),
        (_, Some(next), _) => Message::new("did-file").with("name", name).with("place", place(next.place)),
        (_, None, None) if follows.done.is_some() => match follows.stands {
            Some(stands) => Message::new("did-file").with("name", name).with("place", place(stands)),
            None => Message::new("did-log").with("name", name),
        },
        (_, _, Some(moved)) => Message::new("did-move").with("name", name).with("place", place(moved.place)),
        _ => Message::new("did-log").with("name", name),
    }
}
