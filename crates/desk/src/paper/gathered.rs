//! What is read for paper: the cards of many files in as many statements as for one.

use binder::By;
use binder::history::{Entry, Move};
use domain::filing::CloseReason;
use domain::{ClientId, EntryKind, Outcome, Place};
use files::own_fields::{Said, said_of_files};
use files::own_forms::FilledIn;
use std::collections::BTreeMap;
use store::{Row, Tx, Value};
use web::{Failure, Visible};

/// Files whose cards are read by one statement. Statements are padded to it, so that there is one text of each.
const AT_ONCE: usize = 100;

/// The columns of the card, in the order in which they stand on paper.
pub(super) const COLUMNS: [&str; 19] = [
    "company",
    "town",
    "address",
    "country",
    "time_zone",
    "language",
    "website",
    "source",
    "needs",
    "expects",
    "decides",
    "competitor",
    "birthday",
    "interests",
    "preferred_channel",
    "consent",
    "tags",
    "note",
    "close_note",
];

/// A client's card as it is stored.
#[derive(Clone, Debug)]
pub(super) struct Gathered {
    pub id: ClientId,
    pub name: String,
    pub contact: String,
    pub is_top: bool,
    pub closed: Option<CloseReason>,
    pub owner: String,
    pub place: Option<Place>,
    /// What the next step is about.
    pub why: String,
    /// The last contact: when, what, how it ended, what was said.
    pub last_at: Option<i64>,
    pub last_kind: Option<EntryKind>,
    pub last_outcome: Option<Outcome>,
    pub last_line: String,
    /// The text of each of [`COLUMNS`].
    pub texts: BTreeMap<&'static str, String>,
    /// Kind and text as typed.
    pub reaches: Vec<(String, String)>,
    /// The filled fields of the company's own.
    pub own: Vec<Said>,
}

/// What of a file stands behind its card.
#[derive(Clone, Debug, Default)]
pub(super) struct Behind {
    pub entries: Vec<Entry>,
    /// Where it was moved and to whom it was given meanwhile, newest first.
    pub moves: Vec<Move>,
    pub forms: Vec<FilledIn>,
    /// Title and kind of each document, and when it was added last.
    pub documents: Vec<(String, String, i64)>,
    /// Entries that are not printed.
    pub older: u64,
}

/// The cards of these files, in their order; those that the actor may not see are left out.
pub(super) fn gather(tx: &mut Tx<'_>, by: &By, files: &[ClientId]) -> Result<Vec<Gathered>, Failure> {
    let mut found: BTreeMap<ClientId, Gathered> = BTreeMap::new();
    for some in files.chunks(AT_ONCE) {
        let (marks, ids) = marks(some, 4);
        let columns: Vec<String> = COLUMNS.iter().map(|column| format!("c.{column}")).collect();
        let sql = format!(
            "SELECT c.id, c.name, c.contact, c.top_ranked, c.close_reason, p.name, c.place, coalesce(s.line, ''),
               c.last_at, c.last_kind, c.last_outcome, c.last_line, {}
             FROM client c JOIN person p ON p.id = c.owner_id LEFT JOIN slip s ON s.id = c.slip_id
             WHERE {} AND c.id IN ({marks})",
            columns.join(", "),
            Visible::condition("c.owner_id", 1)
        );
        let values: Vec<Value> = by.visible.params().into_iter().chain(ids).collect();
        for row in &tx.rows(&sql, &values)? {
            let one = card(row)?;
            found.insert(one.id, one);
        }
        let (marks, ids) = self::marks(some, 1);
        let sql = format!("SELECT client_id, kind, as_typed FROM reach WHERE client_id IN ({marks}) ORDER BY client_id, kind DESC, rank, id");
        for row in &tx.rows(&sql, &ids)? {
            if let Some(one) = found.get_mut(&row.get(0)?) {
                one.reaches.push((row.get(1)?, row.get(2)?));
            }
        }
        for (id, said) in said_of_files(tx, some)? {
            if let Some(one) = found.get_mut(&id) {
                one.own = said;
            }
        }
    }
    Ok(files.iter().filter_map(|id| found.remove(id)).collect())
}

/// Marks from `$first` on for one id or for [`AT_ONCE`]; an id that nothing has fills the rest.
fn marks(files: &[ClientId], first: usize) -> (String, Vec<Value>) {
    let count = if files.len() == 1 { 1 } else { AT_ONCE };
    let marks: Vec<String> = (first..first + count).map(|index| format!("${index}")).collect();
    let ids = files.iter().copied().chain(std::iter::repeat(ClientId(0))).take(count).map(Value::from).collect();
    (marks.join(", "), ids)
}

fn card(row: &Row) -> Result<Gathered, store::StoreError> {
    let mut texts = BTreeMap::new();
    for (index, column) in COLUMNS.iter().enumerate() {
        texts.insert(*column, row.get::<String>(12 + index)?);
    }
    let closed: Option<String> = row.get(4)?;
    Ok(Gathered {
        id: row.get(0)?,
        name: row.get(1)?,
        contact: row.get(2)?,
        is_top: row.get(3)?,
        closed: closed.as_deref().and_then(CloseReason::parse),
        owner: row.get(5)?,
        place: row.get(6)?,
        why: row.get(7)?,
        last_at: row.get(8)?,
        last_kind: row.get(9)?,
        last_outcome: row.get(10)?,
        last_line: row.get(11)?,
        texts,
        reaches: Vec::new(),
        own: Vec::new(),
    })
}
