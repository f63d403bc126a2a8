//! Walking a view: along the index of its order, a stretch at a time, keeping the clients that fit.
//!
//! Owns where a stretch ends. Never reads more than a few thousand clients for one answer, however few fit.

use super::properties::Properties;
use super::seen::{self, AT_ONCE, Seen};
use crate::clients::list::{ListQuery, Sort, StateFilter, ids_after};
use binder::By;
use domain::view::{Order, Ready, Test, Unclear, View, What, fits};
use domain::{ClientId, OwnFieldId, PersonId};
use std::collections::BTreeSet;
use store::{StoreError, Tx, Value};
use web::Visible;

/// A view whose conditions were understood.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    groups: Vec<Vec<Ready>>,
    asked: BTreeSet<What>,
    order: Order,
    state: StateFilter,
    owner: Option<PersonId>,
}

/// Understands every condition.
///
/// # Errors
/// The place of the first that was not understood: its group and its place in it.
pub(super) fn prepare(view: &View, properties: &Properties, by: &By) -> Result<Prepared, (usize, usize)> {
    let mut groups = Vec::with_capacity(view.groups.len());
    for (group_at, group) in view.groups.iter().enumerate() {
        let ready = |(at, condition): (usize, &domain::view::Condition)| {
            let kind = properties.kind(condition.what).ok_or((group_at, at))?;
            condition.ready(kind, by.today).map_err(|Unclear| (group_at, at))
        };
        groups.push(group.iter().enumerate().map(ready).collect::<Result<Vec<_>, _>>()?);
    }
    let asked = view.groups.iter().flatten().map(|condition| condition.what).collect();
    // What every group asks for decides along which index is walked.
    let everywhere = |what: What| {
        let named = |group: &Vec<domain::view::Condition>| {
            group.iter().find(|condition| condition.what == what && condition.test == Test::Is).map(|condition| condition.value.clone())
        };
        let first = view.groups.first().and_then(named)?;
        view.groups.iter().all(|group| named(group).as_ref() == Some(&first)).then_some(first)
    };
    let state = match everywhere(What::State).as_deref() {
        Some("active") => StateFilter::Active,
        Some("closed") => StateFilter::Closed,
        _ => StateFilter::All,
    };
    let owner = everywhere(What::Owner).and_then(|id| id.parse().ok()).map(PersonId);
    let order = match view.order {
        Order::Own(id) | Order::OwnDown(id) if properties.field(id).is_none() => Order::Name,
        order => order,
    };
    Ok(Prepared { groups, asked, order, state, owner })
}

/// What one stretch of a walk found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The clients that fit, in their order.
    pub(super) ids: Vec<ClientId>,
    /// Behind which client the walk goes on; none at its end.
    pub(super) next: Option<ClientId>,
}

/// Walks on behind `after` until `wished` clients fit or `most` were looked at.
///
/// # Errors
/// [`StoreError`].
pub(super) fn find(
    tx: &mut Tx<'_>,
    by: &By,
    view: &Prepared,
    properties: &Properties,
    after: Option<ClientId>,
    wished: usize,
    most: usize,
) -> Result<Found, StoreError> {
    let (mut found, mut last, mut looked) = (Vec::new(), after, 0);
    loop {
        let ids = step(tx, by, view, last, AT_ONCE as u32)?;
        let is_end = ids.len() < AT_ONCE;
        looked += ids.len();
        let fitting: Vec<Seen> = if view.groups.is_empty() { Vec::new() } else { seen::read(tx, &ids, &view.asked)? };
        let fitting: BTreeSet<ClientId> =
            fitting.iter().filter(|seen| fits(&view.groups, |what| seen.held(by, properties, what))).map(|seen| seen.id).collect();
        for id in ids {
            last = Some(id);
            if view.groups.is_empty() || fitting.contains(&id) {
                found.push(id);
                if found.len() == wished {
                    return Ok(Found { ids: found, next: last });
                }
            }
        }
        if is_end {
            return Ok(Found { ids: found, next: None });
        }
        if looked >= most {
            return Ok(Found { ids: found, next: last });
        }
    }
}

/// The next clients in the order of the view.
fn step(tx: &mut Tx<'_>, by: &By, view: &Prepared, after: Option<ClientId>, limit: u32) -> Result<Vec<ClientId>, StoreError> {
    let sort = match view.order {
        Order::Name => Sort::Name,
        Order::Place => Sort::Place,
        Order::Last => Sort::LastContact,
        Order::Own(id) => return own_step(tx, by, id, false, after, limit),
        Order::OwnDown(id) => return own_step(tx, by, id, true, after, limit),
    };
    let query = ListQuery { text: String::new(), state: view.state, owner: view.owner, sort, after };
    ids_after(tx, by, &query, limit)
}

/// The next clients by a field of the company's own. Who sees everything walks along its index; who sees some binders has
/// theirs put in order. The client behind which it goes on is one that the actor may see: where a hidden one stands would
/// tell what is in its field.
fn own_step(tx: &mut Tx<'_>, by: &By, field: OwnFieldId, is_down: bool, after: Option<ClientId>, limit: u32) -> Result<Vec<ClientId>, StoreError> {
    let [person, team, day] = by.visible.params();
    let seen = Visible::condition("c.owner_id", 2);
    let mut values: Vec<Value> = vec![field.into(), person, team, day, limit.into()];
    let (order, beyond) = if is_down { (" DESC", "<") } else { ("", ">") };
    let mut behind = String::new();
    if let Some(after) = after {
        let sql = format!(
            "SELECT v.sort_key FROM field_value v JOIN client c ON c.id = v.client_id WHERE v.field_id = $1 AND v.contact_id IS NULL AND {seen} AND c.id = $5"
        );
        let key = tx.row(&sql, &[values[..4].to_vec(), vec![after.into()]].concat())?;
        // Emptied meanwhile: the walk ends rather than begins anew.
        let Some(key) = key else { return Ok(Vec::new()) };
        values.extend([key.get::<Value>(0)?, after.into()]);
        behind = format!(" AND (v.sort_key, v.client_id) {beyond} ($6, $7)");
    }
    let sql = format!(
        "SELECT v.client_id FROM field_value v JOIN client c ON c.id = v.client_id
         WHERE v.field_id = $1 AND v.contact_id IS NULL AND {seen}{behind} ORDER BY v.sort_key{order}, v.client_id{order} LIMIT $5"
    );
    tx.rows(&sql, &values)?.iter().map(|row| row.get(0)).collect()
}
