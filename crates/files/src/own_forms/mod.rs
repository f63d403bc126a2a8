//! Forms of the company: composed by a head, filled into files (B46, B12).
//!
//! Owns the tables `own_form`, `own_form_version` and `filled_form`. What a field may be and when a form is due is
//! decided by `domain::own_form`. Never changes a filled form: who was wrong fills it again.

mod answers;
mod compose;
mod filling;
mod missing;
mod stored;

pub use answers::write_answers;
pub use compose::{Composed, FORMS_MAX, retire, save};
pub(crate) use filling::understand;
pub use filling::{Filled, FilledIn, Sent, check, fill, history_lines, keep};
pub use missing::{Lack, PAGE, missing};
pub(crate) use stored::{names as read_names, write_names};

use binder::By;
use domain::own_form::{Due, Field, Moment, Names};
use domain::{ClientId, Date, FormId, FormVersionId, Outcome, SlipId, SlipKind};
use store::{Row, StoreError, Tx, params};
use web::Failure;

/// A form with its newest version.
#[derive(Clone, Debug)]
pub struct OwnForm {
    /// Which.
    pub id: FormId,
    /// Its name.
    pub names: Names,
    /// When it must be filled.
    pub due: Due,
    /// Where it stands among the forms.
    pub position: i64,
    /// Whether it is no longer used.
    pub is_retired: bool,
    /// Its newest version.
    pub version_id: FormVersionId,
    /// The number of that version, from 1.
    pub version: i64,
    /// The fields of that version, in order.
    pub fields: Vec<Field>,
}

const FORM: &str = "SELECT f.id, f.names, f.due, f.due_outcome, f.due_months, f.position, f.retired_at, v.id, v.version, v.fields
    FROM own_form f JOIN own_form_version v ON v.form_id = f.id
      AND v.version = (SELECT max(n.version) FROM own_form_version n WHERE n.form_id = f.id)";

fn read_form(row: &Row) -> Result<OwnForm, StoreError> {
    let due: String = row.get(2)?;
    Ok(OwnForm {
        id: row.get(0)?,
        names: stored::names(&row.get::<String>(1)?),
        due: Due::parse(&due, row.get(3)?, row.get(4)?).unwrap_or(Due::Any),
        position: row.get(5)?,
        is_retired: row.get::<Option<i64>>(6)?.is_some(),
        version_id: row.get(7)?,
        version: row.get(8)?,
        fields: stored::fields(&row.get::<String>(9)?),
    })
}

/// Every form, those in use first, in their order.
///
/// # Errors
/// [`StoreError`].
pub fn forms(tx: &mut Tx<'_>) -> Result<Vec<OwnForm>, StoreError> {
    let order = "ORDER BY CASE WHEN f.retired_at IS NULL THEN 0 ELSE 1 END, f.position, f.id";
    tx.rows(&format!("{FORM} {order}"), &[])?.iter().map(read_form).collect()
}

/// One form.
///
/// # Errors
/// [`Failure::NotFound`].
pub fn form(tx: &mut Tx<'_>, id: FormId) -> Result<OwnForm, Failure> {
    let row = tx.row(&format!("{FORM} WHERE f.id = $1"), params![id])?.ok_or(Failure::NotFound)?;
    Ok(read_form(&row)?)
}

/// The forms that a filing of one file may ask for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The form.
    pub form: OwnForm,
    /// When it was filled last, in this file.
    pub last: Option<Date>,
    /// Whether the slip is a first call.
    pub is_first_call: bool,
    /// Today.
    pub today: Date,
}

impl Asked {
    /// The outcomes at which it must be filled.
    pub fn outcomes(&self) -> Vec<Outcome> {
        self.form.due.outcomes(self.is_first_call, self.today, self.last)
    }

    /// Whether it must be filled when the file is closed.
    pub fn at_closing(&self) -> bool {
        self.is_due(None, true)
    }

    /// Whether it must be filled with this filing.
    pub fn is_due(&self, outcome: Option<Outcome>, is_closing: bool) -> bool {
        let moment = Moment { outcome, is_closing, is_first_call: self.is_first_call, today: self.today };
        self.form.due.is_due(moment, self.last)
    }
}

/// Which forms a filing of that file may ask for, by the slip being worked.
///
/// # Errors
/// [`StoreError`].
pub fn asked(tx: &mut Tx<'_>, by: &By, client_id: ClientId, slip_id: Option<SlipId>) -> Result<Vec<Asked>, StoreError> {
    let order = "WHERE f.retired_at IS NULL AND f.due <> 'any' ORDER BY f.position, f.id";
    let forms: Vec<OwnForm> = tx.rows(&format!("{FORM} {order}"), &[])?.iter().map(read_form).collect::<Result<_, _>>()?;
    if forms.is_empty() {
        return Ok(Vec::new());
    }
    let kind: Option<SlipKind> = tx
        .row(
            "SELECT s.kind FROM slip s JOIN client c ON c.id = $1 WHERE s.client_id = c.id AND s.id = coalesce($2, c.slip_id)",
            params![client_id, slip_id],
        )?
        .map(|row| row.get(0))
        .transpose()?;
    let mut asked = Vec::new();
    for form in forms {
        let last = last_filled(tx, client_id, form.id)?.map(|at| by.day_of(at));
        let one = Asked { form, last, is_first_call: kind == Some(SlipKind::First), today: by.today };
        if one.at_closing() || !one.outcomes().is_empty() {
            asked.push(one);
        }
    }
    Ok(asked)
}

/// What is not taken back.
const COUNTS: &str = "NOT EXISTS (SELECT 1 FROM entry_correction gone WHERE gone.entry_id = d.entry_id AND gone.text IS NULL)";

fn last_filled(tx: &mut Tx<'_>, client_id: ClientId, form_id: FormId) -> Result<Option<i64>, StoreError> {
    let sql = format!("SELECT max(d.at) FROM filled_form d WHERE d.client_id = $1 AND d.form_id = $2 AND {COUNTS}");
    tx.one(&sql, params![client_id, form_id])
}
