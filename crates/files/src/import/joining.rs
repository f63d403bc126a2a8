//! A row that is a client who is already here.
//!
//! Owns what such a row adds: the ways to reach the client that are missing, and an entry in its history with
//! everything else that the row says and the card does not. What stands on the card stays, and so does every
//! slip: another date becomes one more slip of the file. Never makes a client.

use super::draft::{Draft, wished};
use crate::clients::{CardField, ClientCard, ReachKind, ReachRow, card};
use crate::own_fields::{self, Held, OwnAnswer, OwnField};
use binder::By;
use binder::history::{self, NewEntry, TEXT_MAX};
use binder::slips::SlipRow;
use binder::undo::{Recorder, Table};
use domain::fold::fold;
use domain::{ClientId, EntryKind, PersonId, Place, SlipKind};
use intake::Incoming;
use std::collections::BTreeSet;
use store::{StoreError, Tx, Value, params};
use web::{Failure, Texts};

/// What came of it.
pub(crate) enum Joined {
    /// The row says nothing that was not known, or the client may not be seen any more.
    Nothing,
    /// Something was added.
    Added {
        /// The row's own date, if the file has no slip there.
        other: Option<OtherDate>,
    },
}

/// A date of a row that its client did not have.
pub(crate) struct OtherDate {
    /// Where the file stood.
    pub(crate) kept: Place,
    /// What the row says.
    pub(crate) date: Place,
    /// Whether it became a slip; else it stands in the history, because nothing can be planned there.
    pub(crate) is_planned: bool,
}

/// What joining needs to know.
pub(crate) struct Joining<'a> {
    pub(crate) by: &'a By,
    pub(crate) texts: Texts<'a>,
    pub(crate) card_fields: &'a [String],
    pub(crate) own_fields: &'a [OwnField],
}

impl Joining<'_> {
    /// Adds what the row says and the client lacks. `binders` are those that are held.
    pub(crate) fn join(
        &self,
        tx: &mut Tx<'_>,
        recorder: &mut Recorder,
        client_id: ClientId,
        (incoming, draft): (&Incoming, &Draft),
        binders: &BTreeSet<i64>,
    ) -> Result<Joined, Failure> {
        let standing = match binder::slips::hold(tx, self.by, client_id) {
            Ok(standing) => standing,
            Err(Failure::NotFound) => return Ok(Joined::Nothing),
            Err(failure) => return Err(failure),
        };
        let Some(known) = card(tx, self.by, client_id)? else { return Ok(Joined::Nothing) };
        let has_ways = self.add_ways(tx, recorder, client_id, &draft.reaches)?;
        let date = incoming.next_contact.filter(|date| known.slips.iter().all(|slip| slip.place != *date));
        let planned = date.filter(|_| wished(incoming, self.by.today).is_some() && known.place.is_some() && binders.contains(&standing.owner_id.0));
        let mut has_text = false;
        let held = own_fields::values(tx, client_id)?;
        for text in parts(&self.unknown(&known, &held, draft, date.filter(|_| planned.is_none()), planned)) {
            has_text |= self.add_entry(tx, recorder, client_id, text)?;
        }
        if !has_ways && !has_text && planned.is_none() {
            return Ok(Joined::Nothing);
        }
        if has_ways {
            self.refresh(tx, recorder, &known)?;
        }
        if let Some(place) = planned {
            self.plan(tx, recorder, client_id, standing.owner_id, (place, &draft.line))?;
        }
        tx.run("UPDATE client SET version = version + 1, updated_at = $2 WHERE id = $1", params![client_id, self.by.now])?;
        tx.run("INSERT INTO find_queue (what, ref_id) VALUES ('client', $1)", params![client_id])?;
        let other = known.place.zip(date).map(|(kept, date)| OtherDate { kept, date, is_planned: planned.is_some() });
        Ok(Joined::Added { other })
    }

    /// One more slip of the file; as everywhere, the file stands under the earliest (decision 1).
    fn plan(
        &self,
        tx: &mut Tx<'_>,
        recorder: &mut Recorder,
        client_id: ClientId,
        owner_id: PersonId,
        (place, line): (Place, &str),
    ) -> Result<(), StoreError> {
        let line = line.to_owned();
        let slip = SlipRow { client_id: Some(client_id), person_id: owner_id, place, minute: None, kind: SlipKind::Call, line, agreed: false };
        binder::slips::open(tx, recorder, self.by, &slip)?;
        binder::slips::stand(tx, recorder, client_id, &[], Vec::new()).map(drop)
    }

    /// Adds the phones, e-mails and messengers that the client lacks. Whether there were any.
    fn add_ways(&self, tx: &mut Tx<'_>, recorder: &mut Recorder, client_id: ClientId, reaches: &[ReachRow]) -> Result<bool, StoreError> {
        let mut has = Vec::new();
        for row in tx.rows("SELECT kind, norm FROM reach WHERE client_id = $1", params![client_id])? {
            has.push((row.get::<String>(0)?, row.get::<String>(1)?));
        }
        let lacks = |reach: &&ReachRow| !has.iter().any(|(kind, norm)| kind == reach.kind.as_str() && *norm == reach.norm);
        let missing: Vec<&ReachRow> = reaches.iter().filter(lacks).collect();
        if missing.is_empty() {
            return Ok(false);
        }
        recorder.replace(tx, Table::Reach, client_id, |tx| {
            for (index, reach) in missing.iter().enumerate() {
                let (kind, rank) = (reach.kind.as_str(), (has.len() + index) as i64);
                tx.run(
                    "INSERT INTO reach (client_id, kind, as_typed, norm, reversed, extension, rank) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                    params![client_id, kind, &reach.as_typed, &reach.norm, &reach.reversed, &reach.extension, rank],
                )?;
            }
            Ok(())
        })?;
        Ok(true)
    }

    /// What the row says and neither the client's card nor the slip that is `planned` does, a line each.
    fn unknown(&self, known: &ClientCard, held: &[Held], draft: &Draft, next: Option<Place>, planned: Option<Place>) -> String {
        let mut lines = Vec::new();
        for contact in &draft.contacts {
            let is_named = fold(&contact.name) == fold(&known.name) || known.contacts.iter().any(|other| fold(&other.name) == fold(&contact.name));
            let has_position = contact.position.is_empty() || known.contacts.iter().any(|other| other.position == contact.position);
            if !(is_named && has_position) {
                let parts: Vec<&str> = [&*contact.name, &*contact.position].into_iter().filter(|part| !part.is_empty()).collect();
                lines.push(format!("{}: {}", self.texts.say("card-contact"), parts.join(", ")));
            }
        }
        for field in CardField::ALL.into_iter().filter(|field| *field != CardField::Note) {
            let text = draft.card.get(field);
            if !text.is_empty() && text != known.card.get(field) {
                lines.push(format!("{}: {text}", self.texts.say(field.label())));
            }
        }
        // Somebody is known by the name, as everywhere in a table.
        let name_of = |id: domain::ContactId| known.contacts.iter().find(|contact| contact.id == id).map(|contact| fold(&contact.name));
        let is_known = |one: &OwnAnswer| {
            let whose = one.contact.and_then(|index| draft.contacts.get(index)).map(|contact| fold(&contact.name));
            held.iter().any(|held| held.says(one) && held.contact_id.and_then(name_of) == whose)
        };
        for one in draft.own.iter().filter(|one| !is_known(one)) {
            if let Some(field) = self.own_fields.iter().find(|field| field.id == one.field_id) {
                let whose = one.contact.and_then(|index| draft.contacts.get(index)).map(|contact| format!(" · {}", contact.name)).unwrap_or_default();
                let yes_no = (self.texts.say("form-yes"), self.texts.say("form-no"));
                let language = self.texts.language;
                lines.push(format!("{}{whose}: {}", field.field.label.say(language), one.answer.say(&field.field, language, (&yes_no.0, &yes_no.1))));
            }
        }
        let is_new = planned.is_none() && known.slips.iter().all(|slip| slip.line != draft.line);
        let next_line = is_new.then_some(draft.line.as_str()).filter(|line| !line.is_empty());
        if let Some(next) = next {
            lines.push(format!("{}: {}", self.texts.say("meaning-next_contact"), written(next)));
        }
        if let Some(line) = next_line {
            lines.push(format!("{}: {line}", self.texts.say("meaning-next_line")));
        }
        let note = draft.card.get(CardField::Note);
        if !note.is_empty() && !known.card.get(CardField::Note).contains(note) {
            lines.push(note.to_owned());
        }
        lines.join("\n")
    }

    /// Writes the entry, unless the same one stands there since an earlier import. Whether it was written.
    fn add_entry(&self, tx: &mut Tx<'_>, recorder: &mut Recorder, client_id: ClientId, text: String) -> Result<bool, StoreError> {
        let same = tx.row(
            "SELECT 1 FROM entry e WHERE e.client_id = $1 AND e.kind = $2 AND e.text = $3
             AND NOT EXISTS (SELECT 1 FROM entry_correction k WHERE k.entry_id = e.id AND k.text IS NULL) LIMIT 1",
            params![client_id, EntryKind::Note, &text],
        )?;
        if same.is_some() {
            return Ok(false);
        }
        let entry = NewEntry { at: self.by.now, kind: EntryKind::Note, outcome: None, seconds: None, text };
        history::write(tx, recorder, self.by, client_id, None, &entry)?;
        Ok(true)
    }

    /// What the card in the stack shows of the ways, and whether it is ready for a first call (B26).
    fn refresh(&self, tx: &mut Tx<'_>, recorder: &mut Recorder, before: &ClientCard) -> Result<(), StoreError> {
        let Some(now) = card(tx, self.by, before.id)? else { return Ok(()) };
        let phone = now.reaches.iter().find(|reach| reach.kind == ReachKind::Phone).map_or("", |reach| &reach.as_typed);
        let shown: String = tx.one("SELECT phone FROM client WHERE id = $1", params![before.id])?;
        let is_prepared = now.lacks(self.card_fields).is_empty();
        let mut changed: Vec<(&'static str, Value)> = Vec::new();
        if shown != phone {
            changed.push(("phone", phone.into()));
        }
        if is_prepared != before.prepared {
            changed.push(("prepared", is_prepared.into()));
        }
        if changed.is_empty() { Ok(()) } else { recorder.change(tx, Table::Client, before.id.0, &changed) }
    }
}

/// A date as it stands in a file: 2027-07-15, or 2027-07 for a month.
pub(crate) fn written(place: Place) -> String {
    match place {
        Place::Day(day) => day.to_string(),
        Place::Month(month) => format!("{:04}-{:02}", month.year, month.month),
    }
}

/// A text in parts that an entry takes; none for no text.
fn parts(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(TEXT_MAX).map(|part| part.iter().collect()).collect()
}
