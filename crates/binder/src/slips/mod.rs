//! Slips: the planned steps on a file. The earliest open one decides where the file stands (decision 1).
//!
//! Owns the table `slip` and keeps `client.slip_id` and `client.place` with it in the same transaction.
//! Never decides what follows from a filing: that is `domain::filing`.

mod plan;

pub use plan::{NewStep, finish_errand, plan, put_last};

use crate::By;
use crate::undo::{Recorder, Table};
use domain::filing::{FileNow, OpenSlip};
use domain::load::{Learned, planned_minutes};
use domain::{ClientId, PersonId, Place, SlipId, SlipKind};
use store::{Dialect, Reserved, StoreError, Tx, Value, params};
use web::{Failure, Message, Visible};

/// What the binder must know of a client to file it.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The client.
    pub client_id: ClientId,
    /// Its name, for messages.
    pub name: String,
    /// In whose binder it stands.
    pub owner_id: PersonId,
    /// Its open slips and whether it is closed.
    pub file: FileNow,
}

/// Whether the actor may see this client; the same answer for "no" and "does not exist".
///
/// # Errors
/// [`Failure::NotFound`].
pub fn seen_client(tx: &mut Tx<'_>, by: &By, client_id: ClientId) -> Result<(), Failure> {
    let sql = format!("SELECT 1 FROM client WHERE id = $1 AND {}", Visible::condition("owner_id", 2));
    let [person, team, day] = by.visible.params();
    tx.row(&sql, &[client_id.into(), person, team, day])?.map(drop).ok_or(Failure::NotFound)
}

/// Reads a client's standing and holds it until the transaction ends, so that two people filing the
/// same file at once come one after the other.
///
/// # Errors
/// [`Failure::NotFound`] if the actor may not see it; refused if it was erased, or taken in by another file.
pub fn hold(tx: &mut Tx<'_>, by: &By, client_id: ClientId) -> Result<Standing, Failure> {
    let lock = match tx.dialect() {
        Dialect::Sqlite => "",
        Dialect::Postgres => " FOR UPDATE",
    };
    let sql = format!(
        "SELECT name, owner_id, close_reason, erased_at, joined_into FROM client WHERE id = $1 AND {}{lock}",
        Visible::condition("owner_id", 2)
    );
    let [person, team, day] = by.visible.params();
    let row = tx.row(&sql, &[client_id.into(), person, team, day])?.ok_or(Failure::NotFound)?;
    if row.get::<Option<i64>>(3)?.is_some() {
        return Err(Failure::form("file-is-erased"));
    }
    if row.get::<Option<i64>>(4)?.is_some() {
        return Err(Failure::form("file-is-joined"));
    }
    let reason: Option<String> = row.get(2)?;
    Ok(Standing {
        client_id,
        name: row.get(0)?,
        owner_id: row.get(1)?,
        file: FileNow { closed: reason.as_deref().and_then(domain::filing::CloseReason::parse), slips: open_slips(tx, client_id)? },
    })
}

/// Holds a binder that something is about to be put into, and says whether its person is still here. Whoever
/// lets that person leave waits for it, so that nothing is put into a binder that nobody opens any more; other
/// changes to that person do not wait.
///
/// # Errors
/// [`StoreError`], also if there is no such person.
pub fn hold_binder(tx: &mut Tx<'_>, person_id: PersonId) -> Result<bool, StoreError> {
    tx.one(
        match tx.dialect() {
            Dialect::Sqlite => "SELECT active FROM person WHERE id = $1",
            Dialect::Postgres => "SELECT active FROM person WHERE id = $1 FOR KEY SHARE",
        },
        params![person_id],
    )
}

/// Lets one after another do what a second click would do twice in this person's binder. Holds no row, so that
/// it stands before all other holding and nobody waits in a circle.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn one_at_a_time(tx: &mut Tx<'_>, person_id: PersonId) -> Result<(), StoreError> {
    match tx.dialect() {
        Dialect::Sqlite => Ok(()),
        Dialect::Postgres => tx.run("SELECT pg_advisory_xact_lock(4712, CAST(CAST($1 AS BIGINT) AS INTEGER))", params![person_id]).map(drop),
    }
}

/// Whether the actor works that person's binder today because its person is away (B45).
///
/// # Errors
/// [`StoreError`].
pub(crate) fn works_for_today(tx: &mut Tx<'_>, by: &By, person_id: PersonId) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM stand_in WHERE deputy_id = $1 AND person_id = $2 AND from_day <= $3 AND to_day >= $3 LIMIT 1";
    Ok(tx.row(sql, params![by.person_id, person_id, by.today])?.is_some())
}

/// The open slips of a client.
///
/// # Errors
/// [`StoreError`].
pub fn open_slips(tx: &mut Tx<'_>, client_id: ClientId) -> Result<Vec<OpenSlip>, StoreError> {
    let rows = tx.rows(
        "SELECT id, place, minute, kind, agreed, postponed FROM slip WHERE client_id = $1 AND state = 'open' ORDER BY place, id",
        params![client_id],
    )?;
    rows.iter()
        .map(|row| {
            Ok(OpenSlip { id: row.get(0)?, place: row.get(1)?, minute: row.get(2)?, kind: row.get(3)?, agreed: row.get(4)?, postponed: row.get(5)? })
        })
        .collect()
}

/// A slip to be written.
#[derive(Clone, Debug)]
pub struct SlipRow {
    /// The client; none for other work (B27).
    pub client_id: Option<ClientId>,
    /// In whose binder.
    pub person_id: PersonId,
    /// Where.
    pub place: Place,
    /// At what time, if agreed.
    pub minute: Option<u16>,
    /// What it asks for.
    pub kind: SlipKind,
    /// What it is about, one line.
    pub line: String,
    /// Whether the date is pinned.
    pub agreed: bool,
}

/// Writes an open slip under an id that was reserved before.
///
/// # Errors
/// [`StoreError`].
pub fn insert(tx: &mut Tx<'_>, id: SlipId, slip: &SlipRow, minutes: u16, by_person: PersonId, now: i64) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO slip (id, client_id, person_id, place, minute, kind, line, agreed, minutes, state, first_place, opened_at, opened_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', $10, $11, $12)",
        params![id, slip.client_id, slip.person_id, slip.place, slip.minute, slip.kind, &slip.line, slip.agreed, minutes, slip.place, now, by_person],
    )?;
    Ok(())
}

/// Opens a slip and records it.
///
/// # Errors
/// [`StoreError`].
pub fn open(tx: &mut Tx<'_>, recorder: &mut Recorder, by: &By, slip: &SlipRow) -> Result<SlipId, StoreError> {
    let id = SlipId(tx.reserve(Reserved::Slip, 1)?.first().copied().unwrap_or_default());
    let minutes = minutes_for(tx, slip.person_id, slip.kind)?;
    insert(tx, id, slip, minutes, by.person_id, by.now)?;
    recorder.made(Table::Slip, id.0);
    event(tx, by, id, slip.client_id, "filed", None, Some(slip.place), "")?;
    Ok(id)
}

/// How long a step of this kind takes this person (decision 7).
///
/// # Errors
/// [`StoreError`].
pub fn minutes_for(tx: &mut Tx<'_>, person_id: PersonId, kind: SlipKind) -> Result<u16, StoreError> {
    let learned = tx.row("SELECT minutes, contacts FROM learned WHERE person_id = $1 AND kind = $2", params![person_id, kind])?;
    let learned = match learned {
        Some(row) => Some(Learned { sum: row.get(0)?, count: row.get(1)?, ..Learned::nothing(kind) }),
        None => None,
    };
    Ok(planned_minutes(kind, learned))
}

/// Puts the file where its earliest open slip is, leaving out slips that are about to leave.
/// Must run before those leave: a file never stands nowhere, not even inside a transaction.
///
/// # Errors
/// [`StoreError`], also if no slip would be left for an active file.
pub fn stand(
    tx: &mut Tx<'_>,
    recorder: &mut Recorder,
    client_id: ClientId,
    leaving: &[SlipId],
    more: Vec<(&'static str, Value)>,
) -> Result<Option<Place>, StoreError> {
    let staying: Vec<OpenSlip> = open_slips(tx, client_id)?.into_iter().filter(|slip| !leaving.contains(&slip.id)).collect();
    let first = domain::filing::earliest(&staying).and_then(|id| staying.iter().find(|slip| slip.id == id));
    let mut set: Vec<(&'static str, Value)> = vec![("slip_id", first.map(|slip| slip.id).into()), ("place", first.map(|slip| slip.place).into())];
    set.extend(more);
    recorder.change(tx, Table::Client, client_id.0, &set)?;
    tx.run("UPDATE client SET version = version + 1 WHERE id = $1", params![client_id])?;
    Ok(first.map(|slip| slip.place))
}

/// The condition on the event `v` that a slip was moved, agreed or not.
pub const IS_MOVED: &str = "v.what IN ('moved', 'moved_agreed')";

/// The condition on the event `v` that its moving was not taken back. The events of a file are found by its client, those
/// of other work by whoever moved it.
pub const STAYED_MOVED: &str = "CASE WHEN v.client_id IS NOT NULL THEN
      NOT EXISTS (SELECT 1 FROM slip_event u WHERE u.client_id = v.client_id AND u.id > v.id
        AND u.slip_id = v.slip_id AND u.what = 'undone' AND u.place_to = v.place_from)
    ELSE NOT EXISTS (SELECT 1 FROM slip_event u WHERE u.person_id = v.person_id AND u.at >= v.at AND u.id > v.id
        AND u.slip_id = v.slip_id AND u.what = 'undone' AND u.place_to = v.place_from) END";

/// The word of the event for a slip that is moved: a date that had been agreed is told apart.
pub fn moved_word(was_agreed: bool) -> &'static str {
    if was_agreed { "moved_agreed" } else { "moved" }
}

/// Longest line of a slip, characters.
pub const LINE_MAX: usize = 400;

/// What is to be done, as it was typed, without characters that leave no ink.
///
/// # Errors
/// [`Failure::Refused`] on `line` if it is longer than [`LINE_MAX`]: nothing typed is cut off.
pub fn typed_line(typed: &str) -> Result<String, Failure> {
    let line: String = typed.chars().filter(|c| !c.is_control()).collect();
    let length = line.trim().chars().count();
    if length > LINE_MAX {
        return Err(Failure::field("line", Message::new("client-too-long").with("length", length).with("max", LINE_MAX)));
    }
    Ok(line.trim().to_owned())
}

/// Writes who did what with a slip (B30).
///
/// # Errors
/// [`StoreError`].
#[expect(clippy::too_many_arguments, reason = "one parameter a column of the event")]
pub fn event(
    tx: &mut Tx<'_>,
    by: &By,
    slip_id: SlipId,
    client_id: Option<ClientId>,
    what: &str,
    from: Option<Place>,
    to: Option<Place>,
    reason: &str,
) -> Result<(), StoreError> {
    tx.run(
        // A deputy acts in the name of the binder's person (E26).
        "INSERT INTO slip_event (slip_id, client_id, person_id, at, what, place_from, place_to, reason, for_person_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8,
           (SELECT s.person_id FROM slip s WHERE s.id = $1 AND EXISTS (
              SELECT 1 FROM stand_in w WHERE w.deputy_id = $3 AND w.person_id = s.person_id AND w.from_day <= $9 AND w.to_day >= $9)))",
        params![slip_id, client_id, by.person_id, by.now, what, from, to, reason, by.today],
    )?;
    Ok(())
}
