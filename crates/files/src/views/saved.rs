//! Views that are kept: named, shared with everybody, starred by each for oneself.

use binder::By;
use binder::undo::{Recorder, Table};
use domain::UndoId;
use store::{Row, StoreError, Tx, params};
use web::{Failure, Message};

/// Longest name of a view, letters.
const NAME_MAX: usize = 80;
/// Most views that one person keeps.
const VIEWS_MAX: i64 = 200;

/// A kept view as somebody sees it.
#[derive(Clone, Debug)]
pub struct SavedView {
    /// Which.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The pairs of its address.
    pub query: String,
    /// Whether everybody sees it.
    pub is_shared: bool,
    /// Whether it is the actor's own.
    pub is_own: bool,
    /// Who made it.
    pub person: String,
    /// Whether the actor starred it.
    pub is_starred: bool,
}

const SEEN: &str = "SELECT v.id, v.name, v.query, v.shared, CASE WHEN v.person_id = $1 THEN 1 ELSE 0 END, p.name,
      CASE WHEN s.view_id IS NULL THEN 0 ELSE 1 END
    FROM saved_view v JOIN person p ON p.id = v.person_id LEFT JOIN view_star s ON s.view_id = v.id AND s.person_id = $1
    WHERE v.removed_at IS NULL AND (v.person_id = $1 OR v.shared = 1)";

fn read(row: &Row) -> Result<SavedView, StoreError> {
    Ok(SavedView {
        id: row.get(0)?,
        name: row.get(1)?,
        query: row.get(2)?,
        is_shared: row.get(3)?,
        is_own: row.get(4)?,
        person: row.get(5)?,
        is_starred: row.get(6)?,
    })
}

/// One's own views and those shared with everybody, the starred ones first.
///
/// # Errors
/// [`StoreError`].
pub fn saved_views(tx: &mut Tx<'_>, by: &By) -> Result<Vec<SavedView>, StoreError> {
    let order = "ORDER BY CASE WHEN s.view_id IS NULL THEN 1 ELSE 0 END, v.name, v.id LIMIT 500";
    tx.rows(&format!("{SEEN} {order}"), params![by.person_id])?.iter().map(read).collect()
}

/// One view that the actor sees.
///
/// # Errors
/// [`Failure::NotFound`].
pub(super) fn saved_view(tx: &mut Tx<'_>, by: &By, id: i64) -> Result<SavedView, Failure> {
    let row = tx.row(&format!("{SEEN} AND v.id = $2"), params![by.person_id, id])?.ok_or(Failure::NotFound)?;
    Ok(read(&row)?)
}

fn own(tx: &mut Tx<'_>, by: &By, id: i64) -> Result<SavedView, Failure> {
    Some(saved_view(tx, by, id)?).filter(|view| view.is_own).ok_or(Failure::NotFound)
}

/// Keeps a view under a name; one of the actor's own of the same name is changed.
///
/// # Errors
/// Refused on `name` if it is empty or too long, or if there are too many.
pub fn save_view(tx: &mut Tx<'_>, by: &By, name: &str, query: &str, is_shared: bool) -> Result<(i64, UndoId), Failure> {
    let name: String = name.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned();
    if name.is_empty() || name.chars().count() > NAME_MAX {
        return Err(Failure::field("name", Message::new("view-needs-name").with("most", NAME_MAX)));
    }
    let known = tx.row("SELECT id FROM saved_view WHERE person_id = $1 AND name = $2 AND removed_at IS NULL", params![by.person_id, &name])?;
    let mut recorder = Recorder::default();
    let id = match known {
        Some(row) => {
            let id: i64 = row.get(0)?;
            recorder.change(tx, Table::SavedView, id, &[("query", query.into()), ("shared", is_shared.into())])?;
            id
        }
        None => {
            let count: i64 = tx.one("SELECT count(*) FROM saved_view WHERE person_id = $1 AND removed_at IS NULL", params![by.person_id])?;
            if count >= VIEWS_MAX {
                return Err(Failure::field("name", Message::new("view-too-many").with("most", VIEWS_MAX)));
            }
            // Made out of sight and then shown, so that taking it back takes it out of sight again: whoever starred it
            // meanwhile refers to something.
            let id: i64 = tx.one(
                "INSERT INTO saved_view (person_id, name, query, shared, made_at, removed_at) VALUES ($1, $2, $3, $4, $5, $5) RETURNING id",
                params![by.person_id, &name, query, is_shared, by.now],
            )?;
            recorder.change(tx, Table::SavedView, id, &[("removed_at", store::Value::Null)])?;
            id
        }
    };
    Ok((id, recorder.finish(tx, by.person_id, by.now, &Message::new("did-save-view").with("name", name))?))
}

/// Shows a view to everybody, or to oneself alone again.
///
/// # Errors
/// [`Failure::NotFound`] for one that is not the actor's own.
pub fn share_view(tx: &mut Tx<'_>, by: &By, id: i64, is_shared: bool) -> Result<UndoId, Failure> {
    let view = own(tx, by, id)?;
    let mut recorder = Recorder::default();
    recorder.change(tx, Table::SavedView, id, &[("shared", is_shared.into())])?;
    let label = if is_shared { "did-share-view" } else { "did-unshare-view" };
    Ok(recorder.finish(tx, by.person_id, by.now, &Message::new(label).with("name", view.name))?)
}

/// Takes a view away.
///
/// # Errors
/// [`Failure::NotFound`] for one that is not the actor's own.
pub fn remove_view(tx: &mut Tx<'_>, by: &By, id: i64) -> Result<UndoId, Failure> {
    let view = own(tx, by, id)?;
    let mut recorder = Recorder::default();
    recorder.change(tx, Table::SavedView, id, &[("removed_at", by.now.into())])?;
    Ok(recorder.finish(tx, by.person_id, by.now, &Message::new("did-remove-view").with("name", view.name))?)
}

/// Puts a view before the others for the actor, or no more: the same again takes it back.
///
/// # Errors
/// [`Failure::NotFound`] for one that the actor does not see.
pub fn star_view(tx: &mut Tx<'_>, by: &By, id: i64, is_starred: bool) -> Result<(), Failure> {
    saved_view(tx, by, id)?;
    let sql = if is_starred {
        "INSERT INTO view_star (person_id, view_id) VALUES ($1, $2) ON CONFLICT (person_id, view_id) DO NOTHING"
    } else {
        "DELETE FROM view_star WHERE person_id = $1 AND view_id = $2"
    };
    tx.run(sql, params![by.person_id, id])?;
    Ok(())
}
