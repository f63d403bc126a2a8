//! Classes of clients with the intervals at which they should be spoken with, and a client's own interval (E34).
//!
//! Owns the table `client_class` and the columns `class_id`, `ideal_days`, `latest_days` of `client`. Never moves
//! a file: an interval only suggests.

use binder::By;
use binder::rhythm::{due, recount_class};
use binder::undo::{Recorder, RemovedClass, Table};
use domain::rhythm::{Interval, numbered_day};
use domain::{ClassId, ClientId, UndoId};
use store::{StoreError, Tx, Value, params};
use web::{Failure, Message};

/// Longest name of a class, letters.
const NAME_MAX: usize = 60;
/// Most classes of a company.
const CLASSES_MAX: i64 = 50;

/// A class of clients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Which.
    pub id: ClassId,
    /// Its name as the head wrote it.
    pub name: String,
    /// How often its clients should be spoken with.
    pub interval: Interval,
}

/// Every class, by its name.
///
/// # Errors
/// [`StoreError`].
pub fn classes(tx: &mut Tx<'_>) -> Result<Vec<Class>, StoreError> {
    let rows = tx.rows("SELECT id, name, ideal_days, latest_days FROM client_class ORDER BY ideal_days, name, id", &[])?;
    rows.iter().map(|row| Ok(Class { id: row.get(0)?, name: row.get(1)?, interval: Interval { ideal: row.get(2)?, latest: row.get(3)? } })).collect()
}

/// Makes a class, or changes it; its clients' due days follow in the same transaction. Can be taken back.
///
/// # Errors
/// Refused on `name` if it is empty, too long or taken, or if there are too many; [`Failure::NotFound`].
pub fn save(tx: &mut Tx<'_>, by: &By, id: Option<ClassId>, name: &str, interval: Interval) -> Result<UndoId, Failure> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME_MAX {
        return Err(Failure::field("name", Message::new("class-needs-name").with("most", NAME_MAX)));
    }
    let taken = |error: StoreError| if error.is_rule() { Failure::field("name", "class-name-taken") } else { Failure::Store(error) };
    let (ideal, latest) = (i64::from(interval.ideal), i64::from(interval.latest));
    let mut recorder = Recorder::default();
    let label = match id {
        Some(id) => {
            one(tx, id)?;
            let set = [("name", name.into()), ("ideal_days", ideal.into()), ("latest_days", latest.into())];
            recorder.change(tx, Table::Class, id.0, &set).map_err(taken)?;
            recount_class(tx, id)?;
            "did-change-class"
        }
        None => {
            if tx.one::<i64>("SELECT count(*) FROM client_class", &[])? >= CLASSES_MAX {
                return Err(Failure::field("name", "class-too-many"));
            }
            let insert = "INSERT INTO client_class (name, ideal_days, latest_days) VALUES ($1, $2, $3) RETURNING id";
            recorder.made(Table::Class, tx.one(insert, params![name, ideal, latest]).map_err(taken)?);
            "did-make-class"
        }
    };
    Ok(recorder.finish(tx, by.person_id, by.now, &Message::new(label).with("name", name))?)
}

fn one(tx: &mut Tx<'_>, id: ClassId) -> Result<Class, Failure> {
    classes(tx)?.into_iter().find(|class| class.id == id).ok_or(Failure::NotFound)
}

/// Takes a class away; its clients stay, without a class and its interval. Taken back, they are in it again.
///
/// # Errors
/// [`Failure::NotFound`].
pub fn remove(tx: &mut Tx<'_>, by: &By, id: ClassId) -> Result<UndoId, Failure> {
    let class = one(tx, id)?;
    let rows = tx.rows("SELECT id FROM client WHERE class_id = $1 ORDER BY id", params![id])?;
    let clients = rows.iter().map(|row| row.get(0)).collect::<Result<Vec<i64>, StoreError>>()?;
    tx.run("UPDATE client SET due_ideal = NULL, due_latest = NULL WHERE class_id = $1 AND ideal_days IS NULL", params![id])?;
    tx.run("UPDATE client SET class_id = NULL WHERE class_id = $1", params![id])?;
    tx.run("DELETE FROM client_class WHERE id = $1", params![id])?;
    let Interval { ideal, latest } = class.interval;
    let mut recorder = Recorder::default();
    recorder.removed_class(&RemovedClass { id, name: class.name.clone(), ideal_days: ideal.into(), latest_days: latest.into(), clients });
    Ok(recorder.finish(tx, by.person_id, by.now, &Message::new("did-remove-class").with("name", class.name))?)
}

/// What is known of one client's rhythm.
#[derive(Clone, Debug)]
pub struct ClientRhythm {
    /// Its name.
    pub name: String,
    /// Its class.
    pub class_id: Option<ClassId>,
    /// Its own interval, which counts before the class's.
    pub own: Option<Interval>,
}

/// Reads it.
///
/// # Errors
/// [`Failure::NotFound`] if the actor may not see the client.
pub fn client_rhythm(tx: &mut Tx<'_>, by: &By, client_id: ClientId) -> Result<ClientRhythm, Failure> {
    binder::slips::seen_client(tx, by, client_id)?;
    let row = tx.row("SELECT name, class_id, ideal_days, latest_days FROM client WHERE id = $1", params![client_id])?.ok_or(Failure::NotFound)?;
    let own = match (row.get::<Option<u16>>(2)?, row.get::<Option<u16>>(3)?) {
        (Some(ideal), Some(latest)) => Interval::new(ideal, latest),
        _ => None,
    };
    Ok(ClientRhythm { name: row.get(0)?, class_id: row.get(1)?, own })
}

/// Puts a client into a class, or gives it an interval of its own; both can be taken back.
///
/// # Errors
/// [`Failure::NotFound`] for a client or a class that is not there.
pub fn set_client_rhythm(tx: &mut Tx<'_>, by: &By, client_id: ClientId, class_id: Option<ClassId>, own: Option<Interval>) -> Result<UndoId, Failure> {
    let standing = binder::slips::hold(tx, by, client_id)?;
    let of_class = match class_id {
        Some(id) => Some(classes(tx)?.into_iter().find(|class| class.id == id).ok_or(Failure::NotFound)?.interval),
        None => None,
    };
    let interval = own.or(of_class);
    let reached: Option<i64> = tx.one("SELECT reached_day FROM client WHERE id = $1", params![client_id])?;
    // Somebody never spoken with is waited for from the day on which an interval was set.
    let since = reached.map_or(by.today, numbered_day);
    let days = |days: fn(Interval) -> u16, of: Option<Interval>| of.map(|interval| i64::from(days(interval)));
    let mut set = due(since, days(|i| i.ideal, interval), days(|i| i.latest, interval));
    set.extend([
        ("class_id", class_id.map_or(Value::Null, Value::from)),
        ("ideal_days", days(|i| i.ideal, own).into()),
        ("latest_days", days(|i| i.latest, own).into()),
    ]);
    let mut recorder = Recorder::default();
    recorder.change(tx, Table::Client, client_id.0, &set)?;
    Ok(recorder.finish(tx, by.person_id, by.now, &Message::new("did-set-rhythm").with("name", standing.name))?)
}
