//! Relations between two clients: made, ended, read.

use binder::By;
use binder::slips::seen_client;
use binder::undo::{Recorder, Table};
use domain::{ClientId, UndoId};
use store::{StoreError, Tx, params};
use web::{Failure, Message, Visible};

/// How one client stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RelationKind {
    /// A branch belongs to a company.
    BelongsTo,
    /// Buys through a dealer.
    BuysThrough,
    /// Came on somebody's word.
    RecommendedBy,
}

impl RelationKind {
    /// All, in their usual order.
    pub const ALL: [RelationKind; 3] = [RelationKind::BelongsTo, RelationKind::BuysThrough, RelationKind::RecommendedBy];

    /// The stored spelling.
    pub fn as_str(self) -> &'static str {
        match self {
            RelationKind::BelongsTo => "belongs_to",
            RelationKind::BuysThrough => "buys_through",
            RelationKind::RecommendedBy => "recommended_by",
        }
    }

    /// Reads the stored spelling; `None` for any other text.
    pub fn parse(text: &str) -> Option<RelationKind> {
        RelationKind::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// The message that says it of the client from which it goes, and of the other.
    pub fn label(self, direction: Direction) -> &'static str {
        match (self, direction) {
            (RelationKind::BelongsTo, Direction::From) => "relation-belongs-to",
            (RelationKind::BelongsTo, Direction::To) => "relation-has-part",
            (RelationKind::BuysThrough, Direction::From) => "relation-buys-through",
            (RelationKind::BuysThrough, Direction::To) => "relation-sells-to",
            (RelationKind::RecommendedBy, Direction::From) => "relation-recommended-by",
            (RelationKind::RecommendedBy, Direction::To) => "relation-recommended",
        }
    }
}

/// From which of the two clients it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From the one that belongs, buys or was recommended.
    From,
    /// From the other.
    To,
}

/// A relation as one of the two files tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Which relation.
    pub id: i64,
    /// How.
    pub kind: RelationKind,
    /// From which side.
    pub direction: Direction,
    /// The other client.
    pub other: ClientId,
    /// Its name.
    pub name: String,
}

/// The relations of a file to clients that the actor may see too.
///
/// # Errors
/// [`StoreError`].
pub fn related(tx: &mut Tx<'_>, by: &By, client_id: ClientId) -> Result<Vec<Related>, StoreError> {
    let sql = format!(
        "SELECT r.id, r.kind, r.is_from, c.id, c.name FROM (
           SELECT id, kind, 1 AS is_from, to_id AS other FROM relation WHERE from_id = $1 AND ended_at IS NULL
           UNION ALL SELECT id, kind, 0, from_id FROM relation WHERE to_id = $1 AND ended_at IS NULL) r
         JOIN client c ON c.id = r.other WHERE c.erased_at IS NULL AND {} ORDER BY r.kind, r.is_from DESC, c.name_fold, r.id",
        Visible::condition("c.owner_id", 2)
    );
    let [person, team, day] = by.visible.params();
    tx.rows(&sql, &[client_id.into(), person, team, day])?
        .iter()
        .map(|row| {
            Ok(Related {
                id: row.get(0)?,
                kind: RelationKind::parse(&row.get::<String>(1)?).ok_or(StoreError::Shape { column: 1 })?,
                direction: if row.get::<i64>(2)? == 1 { Direction::From } else { Direction::To },
                other: row.get(3)?,
                name: row.get(4)?,
            })
        })
        .collect()
}

/// Says how the first client stands to the second.
///
/// # Errors
/// [`Failure::NotFound`] unless the actor may see both; refused for a client with itself, and if it is said already.
pub fn relate(tx: &mut Tx<'_>, by: &By, from: ClientId, kind: RelationKind, to: ClientId) -> Result<UndoId, Failure> {
    for id in [from, to] {
        seen_client(tx, by, id)?;
        if tx.row("SELECT 1 FROM client WHERE id = $1 AND joined_into IS NULL AND erased_at IS NULL", params![id])?.is_none() {
            return Err(Failure::NotFound);
        }
    }
    if from == to {
        return Err(Failure::form("relation-itself"));
    }
    let insert = "INSERT INTO relation (from_id, to_id, kind, person_id, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING id";
    let made = tx.row(insert, params![from, to, kind.as_str(), by.person_id, by.now])?.ok_or_else(|| Failure::form("relation-is-said"))?;
    let mut recorder = Recorder::default();
    recorder.made(Table::Relation, made.get(0)?);
    let name = |tx: &mut Tx<'_>, id: ClientId| tx.one::<String>("SELECT name FROM client WHERE id = $1", params![id]);
    let label = Message::new("did-relate").with("name", name(tx, from)?).with("other", name(tx, to)?);
    Ok(recorder.finish(tx, by.person_id, by.now, &label)?)
}

/// Ends a relation of that file.
///
/// # Errors
/// [`Failure::NotFound`] unless the actor may see both files and it still stands.
pub fn end(tx: &mut Tx<'_>, by: &By, id: i64) -> Result<(ClientId, UndoId), Failure> {
    let row = tx.row("SELECT from_id, to_id FROM relation WHERE id = $1 AND ended_at IS NULL", params![id])?.ok_or(Failure::NotFound)?;
    let (from, to): (ClientId, ClientId) = (row.get(0)?, row.get(1)?);
    seen_client(tx, by, from)?;
    seen_client(tx, by, to)?;
    let mut recorder = Recorder::default();
    recorder.change(tx, Table::Relation, id, &[("ended_at", by.now.into())])?;
    let name = |tx: &mut Tx<'_>, id: ClientId| tx.one::<String>("SELECT name FROM client WHERE id = $1", params![id]);
    let label = Message::new("did-end-relation").with("name", name(tx, from)?).with("other", name(tx, to)?);
    Ok((from, recorder.finish(tx, by.person_id, by.now, &label)?))
}
