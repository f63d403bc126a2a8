//! Two filings of one file: what a device wanted and what stands. One key settles it.

use crate::By;
use crate::undo::{Recorder, Table};
use domain::filing::{CloseReason, Next};
use domain::{ClientId, Date, Place, SlipKind, UndoId};
use serde_json::{Value as Json, json};
use store::{Row, StoreError, Tx, params};
use web::{Failure, Message, Visible};

/// What a device wanted when somebody was faster: the next step, and the form as it was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// What comes next.
    pub next: Next,
    /// What it is about.
    pub line: String,
    /// Why it is put off, or closed.
    pub reason: String,
    /// The fields of the form.
    pub fields: Vec<(String, String)>,
}

impl Wanted {
    pub(super) fn write(&self) -> String {
        let next = match self.next {
            Next::At { place, minute, agreed, kind } => {
                json!({ "place": place.number(), "minute": minute, "agreed": agreed, "kind": kind.as_str() })
            }
            Next::Close { reason } => json!({ "close": reason.as_str() }),
            Next::Keep | Next::Rest => json!({}),
        };
        json!({ "next": next, "line": self.line, "reason": self.reason, "fields": self.fields }).to_string()
    }

    fn read(text: &str) -> Option<Wanted> {
        let json: Json = serde_json::from_str(text).ok()?;
        let next = &json["next"];
        let text = |value: &Json| value.as_str().unwrap_or_default().to_owned();
        let step = match next["close"].as_str() {
            Some(reason) => Next::Close { reason: CloseReason::parse(reason)? },
            None => Next::At {
                place: Place::from_number(i32::try_from(next["place"].as_i64()?).ok()?)?,
                minute: next["minute"].as_i64().and_then(|minute| u16::try_from(minute).ok()),
                agreed: next["agreed"].as_bool()?,
                kind: SlipKind::parse(next["kind"].as_str()?)?,
            },
        };
        let fields = json["fields"].as_array()?.iter().map(|pair| (text(&pair[0]), text(&pair[1]))).collect();
        Some(Wanted { next: step, line: text(&json["line"]), reason: text(&json["reason"]), fields })
    }

    /// The same, never before `today`: a day that went by while nobody settled it means today.
    #[must_use]
    pub fn not_before(mut self, today: Date) -> Wanted {
        if let Next::At { place, minute, .. } = &mut self.next {
            let is_over = match *place {
                Place::Day(day) => day < today,
                Place::Month(month) => month < domain::Month::of(today),
            };
            if is_over {
                (*place, *minute) = (Place::Day(today), None);
            }
        }
        self
    }
}

/// How a file stands against what a device wanted.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Where; none if it is closed.
    pub place: Option<Place>,
    /// At what time, if one was agreed.
    pub minute: Option<u16>,
    /// Why it is closed, if it is.
    pub closed: Option<CloseReason>,
    /// In whose binder.
    pub owner: String,
    /// Who did the last thing with it, and when.
    pub last: Option<(String, i64)>,
}

/// A delivery that waits to be settled.
#[derive(Clone, Debug)]
pub struct Unsettled {
    /// Which.
    pub id: i64,
    /// The file.
    pub client_id: ClientId,
    /// Its name.
    pub name: String,
    /// When it arrived, UTC milliseconds.
    pub at: i64,
    /// What the device wanted.
    pub wanted: Wanted,
    /// What stands.
    pub standing: Standing,
}

const UNSETTLED: &str = "SELECT d.id, d.client_id, c.name, d.at, d.wanted, c.place, s.minute, c.close_reason, p.name,
    lp.name, l.at FROM delivery d JOIN client c ON c.id = d.client_id JOIN person p ON p.id = c.owner_id
    LEFT JOIN slip s ON s.id = c.slip_id
    LEFT JOIN slip_event l ON l.id = (SELECT max(v.id) FROM slip_event v WHERE v.client_id = c.id) LEFT JOIN person lp ON lp.id = l.person_id
    WHERE d.person_id = $1 AND d.unsettled = 1";

/// What the actor has to settle, oldest first. A file that the actor may not see any more is settled by whoever may.
///
/// # Errors
/// [`StoreError`].
pub fn unsettled(tx: &mut Tx<'_>, by: &By, limit: u32) -> Result<Vec<Unsettled>, StoreError> {
    let sql = format!("{UNSETTLED} AND {} ORDER BY d.id LIMIT $2", Visible::condition("c.owner_id", 3));
    let [viewer, team, day] = by.visible.params();
    let rows = tx.rows(&sql, &[by.person_id.into(), limit.into(), viewer, team, day])?;
    Ok(rows.iter().map(read).collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

fn read(row: &Row) -> Result<Option<Unsettled>, StoreError> {
    let Some(wanted) = Wanted::read(&row.get::<String>(4)?) else { return Ok(None) };
    let reason: Option<String> = row.get(7)?;
    let last: Option<String> = row.get(9)?;
    Ok(Some(Unsettled {
        id: row.get(0)?,
        client_id: row.get(1)?,
        name: row.get(2)?,
        at: row.get(3)?,
        wanted,
        standing: Standing {
            place: row.get(5)?,
            minute: row.get(6)?,
            closed: reason.as_deref().and_then(CloseReason::parse),
            owner: row.get(8)?,
            last: match last {
                Some(name) => Some((name, row.get(10)?)),
                None => None,
            },
        },
    }))
}

/// How many the actor has to settle.
///
/// # Errors
/// [`StoreError`].
pub fn unsettled_count(tx: &mut Tx<'_>, by: &By) -> Result<i64, StoreError> {
    let sql = format!(
        "SELECT count(*) FROM delivery d JOIN client c ON c.id = d.client_id WHERE d.person_id = $1 AND d.unsettled = 1 AND {}",
        Visible::condition("c.owner_id", 2)
    );
    let [viewer, team, day] = by.visible.params();
    tx.one(&sql, &[by.person_id.into(), viewer, team, day])
}

/// What the actor's device wanted, held until the transaction ends; refused if it is settled already.
///
/// # Errors
/// [`Failure::NotFound`] for what is not the actor's own, or of a file that the actor may not see.
pub fn wanted(tx: &mut Tx<'_>, by: &By, id: i64) -> Result<(ClientId, String, Wanted), Failure> {
    let row = tx.row("SELECT client_id, wanted FROM delivery WHERE id = $1 AND person_id = $2 AND wanted <> ''", params![id, by.person_id])?;
    let row = row.ok_or(Failure::NotFound)?;
    let client_id: ClientId = row.get::<Option<ClientId>>(0)?.ok_or(Failure::NotFound)?;
    let name = crate::slips::hold(tx, by, client_id)?.name;
    if tx.run("UPDATE delivery SET unsettled = 1 WHERE id = $1 AND unsettled = 1", params![id])? == 0 {
        return Err(Failure::form("pocket-settled-already"));
    }
    let wanted = Wanted::read(&row.get::<String>(1)?).ok_or(Failure::NotFound)?;
    Ok((client_id, name, wanted))
}

/// What the device wanted was carried out by that action: both are taken back together.
///
/// # Errors
/// [`StoreError`].
pub fn settled(tx: &mut Tx<'_>, id: i64, undo_id: UndoId) -> Result<(), StoreError> {
    let mut recorder = Recorder::default();
    recorder.change(tx, Table::Delivery, id, &[("unsettled", 0.into())])?;
    recorder.join(tx, undo_id)
}

/// What stands is kept.
///
/// # Errors
/// As [`wanted`].
pub fn keep_standing(tx: &mut Tx<'_>, by: &By, id: i64) -> Result<(UndoId, Message), Failure> {
    let (_, name, _) = wanted(tx, by, id)?;
    let mut recorder = Recorder::default();
    recorder.change(tx, Table::Delivery, id, &[("unsettled", 0.into())])?;
    let said = Message::new("did-keep-standing").with("name", name);
    Ok((recorder.finish(tx, by.person_id, by.now, &said)?, said))
}
