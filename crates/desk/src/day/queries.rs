//! All SQL of the day.

use domain::dividers::Counted;
use domain::{ClientId, Date, Month, Outcome, PersonId, Place, SlipId, SlipKind};
use std::collections::BTreeMap;
use store::{Result, Row, Tx, params};

/// One card of a stack.
#[derive(Clone, Debug)]
pub struct Card {
    /// The slip.
    pub slip_id: SlipId,
    /// The client; none for other work.
    pub client_id: Option<ClientId>,
    /// The client's name, or the line of other work.
    pub name: String,
    /// Where it stands.
    pub place: Place,
    /// Agreed time.
    pub minute: Option<u16>,
    /// What it asks for.
    pub kind: SlipKind,
    /// What it is about.
    pub line: String,
    /// Whether the date is pinned.
    pub agreed: bool,
    /// Planned minutes.
    pub minutes: u16,
    /// How often it was put off.
    pub postponed: u16,
    /// When it was put to the end of today's stack.
    pub put_last_at: Option<i64>,
    /// Whether the client is of the first rank.
    pub is_top: bool,
    /// Whether the card is ready for a first call.
    pub is_prepared: bool,
    /// How often the client bought or was reached is not known here; what was said last is.
    pub last_line: String,
    /// Whose binder it is in, when it lies here because the actor stands in for a colleague who is away.
    pub for_colleague: Option<(PersonId, String)>,
}

/// A card that was worked on the day.
#[derive(Clone, Debug)]
pub struct DoneCard {
    /// The slip.
    pub slip_id: SlipId,
    /// The client; none for other work.
    pub client_id: Option<ClientId>,
    /// Its name.
    pub name: String,
    /// Agreed time.
    pub minute: Option<u16>,
    /// What it asked for.
    pub kind: SlipKind,
    /// What it was about.
    pub line: String,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Where the file went.
    pub next_place: Option<Place>,
    /// Planned minutes.
    pub minutes: u16,
}

/// How much stands at each place of one binder.
pub fn occupied(tx: &mut Tx<'_>, person_id: PersonId) -> Result<BTreeMap<Place, Counted>> {
    let rows = tx.rows("SELECT place, files, minutes, agreed FROM divider_load WHERE person_id = $1 AND files > 0", params![person_id])?;
    rows.iter().map(|row| Ok((row.get(0)?, Counted { files: row.get(1)?, minutes: row.get(2)?, agreed: row.get(3)? }))).collect()
}

pub(super) const CARD: &str =
    "SELECT s.id, s.client_id, coalesce(c.name, s.line), s.place, s.minute, s.kind, s.line, s.agreed, s.minutes, s.postponed,
    s.put_last_at, coalesce(c.top_ranked, 0), coalesce(c.prepared, 0), coalesce(c.last_line, '')
    FROM slip s LEFT JOIN client c ON c.id = s.client_id WHERE s.person_id = $1 AND s.state = 'open'";

/// The most cards shown of one divider; the rest is counted and reached by find.
pub const CARDS_MAX: i64 = 600;

/// What is to be done today: today's slips and everything carried over from before (decision 6). In the order of the
/// index alone: `piles` puts them in theirs, and a sort of whole rows here took a tenth of the page's time.
pub fn cards_of_today(tx: &mut Tx<'_>, person_id: PersonId, today: Date) -> Result<Vec<Card>> {
    // A month without a day is not over while it lasts: its number stands below today's, so it is left out by name.
    let rows = tx.rows(
        &format!("{CARD} AND s.place <= $2 AND s.place <> $3 ORDER BY s.place DESC LIMIT $4"),
        params![person_id, today, Place::Month(Month::of(today)), CARDS_MAX],
    )?;
    rows.iter().map(card).collect()
}

/// What stands between two places, both included.
pub fn cards_between(tx: &mut Tx<'_>, person_id: PersonId, first: Place, last: Place) -> Result<Vec<Card>> {
    let rows =
        tx.rows(&format!("{CARD} AND s.place >= $2 AND s.place <= $3 ORDER BY s.place LIMIT $4"), params![person_id, first, last, CARDS_MAX])?;
    rows.iter().map(card).collect()
}

pub(super) fn card(row: &Row) -> Result<Card> {
    Ok(Card {
        slip_id: row.get(0)?,
        client_id: row.get(1)?,
        name: row.get(2)?,
        place: row.get(3)?,
        minute: row.get(4)?,
        kind: row.get(5)?,
        line: row.get(6)?,
        agreed: row.get(7)?,
        minutes: row.get(8)?,
        postponed: row.get(9)?,
        put_last_at: row.get(10)?,
        is_top: row.get(11)?,
        is_prepared: row.get(12)?,
        last_line: row.get(13)?,
        for_colleague: None,
    })
}

/// What was done on that day in this binder.
pub fn done_on(tx: &mut Tx<'_>, person_id: PersonId, day: Date) -> Result<Vec<DoneCard>> {
    let rows = tx.rows(
        &format!("{DONE_CARD} WHERE s.person_id = $1 AND s.state = 'done' AND s.done_on = $2 ORDER BY s.done_at, s.id LIMIT $3"),
        params![person_id, day, CARDS_MAX],
    )?;
    rows.iter().map(done_card).collect()
}

pub(super) const DONE_CARD: &str = "SELECT s.id, s.client_id, coalesce(c.name, s.line), s.minute, s.kind, s.line, s.outcome, s.next_place, s.minutes
    FROM slip s LEFT JOIN client c ON c.id = s.client_id";

pub(super) fn done_card(row: &Row) -> Result<DoneCard> {
    Ok(DoneCard {
        slip_id: row.get(0)?,
        client_id: row.get(1)?,
        name: row.get(2)?,
        minute: row.get(3)?,
        kind: row.get(4)?,
        line: row.get(5)?,
        outcome: row.get(6)?,
        next_place: row.get(7)?,
        minutes: row.get(8)?,
    })
}

/// In whose binder a slip is, whatever its state: what a link to it opens.
#[derive(Clone, Debug)]
pub struct SlipBinder {
    /// Whose binder.
    pub person_id: PersonId,
    /// The client; none for other work.
    pub client_id: Option<ClientId>,
    /// Whether it is still to be done.
    pub is_open: bool,
}

/// In whose binder a slip is; `None` if there is no such slip.
pub fn slip_binder(tx: &mut Tx<'_>, slip_id: SlipId) -> Result<Option<SlipBinder>> {
    let row = tx.row("SELECT person_id, client_id, state FROM slip WHERE id = $1", params![slip_id])?;
    row.map(|row| Ok(SlipBinder { person_id: row.get(0)?, client_id: row.get(1)?, is_open: row.get::<String>(2)? == "open" })).transpose()
}

/// How much was done on that day in this binder.
pub fn done_counted(tx: &mut Tx<'_>, person_id: PersonId, day: Date) -> Result<Counted> {
    let sql = "SELECT count(*), CAST(coalesce(sum(minutes), 0) AS BIGINT) FROM slip WHERE person_id = $1 AND state = 'done' AND done_on = $2";
    let row = tx.row(sql, params![person_id, day])?.ok_or(store::StoreError::Shape { column: 0 })?;
    Ok(Counted { files: row.get(0)?, minutes: row.get(1)?, ..Counted::default() })
}

/// Planned minutes of what was done on that day in this binder.
pub fn done_minutes(tx: &mut Tx<'_>, person_id: PersonId, day: Date) -> Result<u32> {
    tx.one(
        "SELECT CAST(coalesce(sum(minutes), 0) AS BIGINT) FROM slip WHERE person_id = $1 AND state = 'done' AND done_on = $2",
        params![person_id, day],
    )
}
