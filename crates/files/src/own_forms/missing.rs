//! Which files lack a form that was due (B46).

use super::{COUNTS, OwnForm, forms};
use binder::By;
use domain::own_form::{Due, Names};
use domain::{ClientId, PersonId};
use jiff::ToSpan;
use store::{StoreError, Tx, Value};
use web::Visible;

/// Most lines of a page.
pub const PAGE: usize = 50;

/// A file that lacks a form.
#[derive(Clone, Debug)]
pub struct Lack {
    /// The file.
    pub client_id: ClientId,
    /// The client's name.
    pub client: String,
    /// The form.
    pub form: Names,
}

/// What is missing in that person's binder, by the files' numbers, of those after `after`; and where the next page
/// begins if there is one.
///
/// # Errors
/// [`StoreError`].
pub fn missing(tx: &mut Tx<'_>, by: &By, owner: PersonId, after: i64) -> Result<(Vec<Lack>, Option<i64>), StoreError> {
    let mut all = Vec::new();
    let mut complete_to = i64::MAX;
    for form in forms(tx)?.into_iter().filter(|form| !form.is_retired) {
        let Some((condition, value)) = lacking(&form, by) else { continue };
        let seen = Visible::condition("c.owner_id", 5);
        let sql = format!(
            "SELECT c.id, c.name FROM client c WHERE c.owner_id = $1 AND c.id > $2 AND {condition} AND {seen} ORDER BY c.id LIMIT {}",
            PAGE + 1
        );
        let params: Vec<Value> = [vec![owner.into(), Value::Int(after), form.id.into(), value], by.visible.params().to_vec()].concat();
        let rows = tx.rows(&sql, &params)?;
        for row in &rows {
            all.push(Lack { client_id: row.get(0)?, client: row.get(1)?, form: form.names.clone() });
        }
        if rows.len() > PAGE {
            complete_to = complete_to.min(all.last().map_or(i64::MAX, |lack: &Lack| lack.client_id.0 - 1));
        }
    }
    all.retain(|lack| lack.client_id.0 <= complete_to);
    all.sort_by_key(|lack| lack.client_id);
    let mut next = (complete_to < i64::MAX).then_some(complete_to);
    if all.len() > PAGE {
        // A file's lines stay together, however many forms it lacks.
        let last = all[PAGE - 1].client_id;
        all.retain(|lack| lack.client_id <= last);
        next = Some(last.0);
    }
    Ok((all, next))
}

/// The condition on the client `c` that lacks it, with the form as `$3` and one value as `$4`.
fn lacking(form: &OwnForm, by: &By) -> Option<(String, Value)> {
    let unfilled = |since: &str| {
        format!("NOT EXISTS (SELECT 1 FROM filled_form d WHERE d.client_id = c.id AND d.form_id = $3 AND d.at >= {since} AND {COUNTS})")
    };
    match form.due {
        Due::Any => None,
        Due::FirstCall => {
            let first = "c.state = 'active' AND EXISTS (SELECT 1 FROM slip s WHERE s.id = c.slip_id AND s.kind = $4)";
            Some((format!("{first} AND {}", unfilled("0")), Value::from("first")))
        }
        Due::Outcome(outcome) => Some((format!("c.state = 'active' AND c.last_outcome = $4 AND {}", unfilled("c.last_at")), outcome.into())),
        Due::Closing => Some((format!("c.state = $4 AND {}", unfilled("c.closed_at")), Value::from("closed"))),
        Due::Months(months) => {
            let since = by.start_of(by.today.saturating_sub(i32::from(months).months()));
            Some((format!("c.state = 'active' AND {}", unfilled("$4")), Value::Int(since)))
        }
    }
}
