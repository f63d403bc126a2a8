//! Every answer to one form as a table of commas: of the files that the actor may see, and guarded against formulas.

use super::{COUNTS, form, stored};
use binder::By;
use domain::own_form::Field;
use domain::{FormId, Language};
use intake::neutralise;
use std::collections::BTreeMap;
use std::io::Write;
use store::{Db, StoreError, Tx, Value, params};
use web::{Failure, Visible};

const ROWS_AT_ONCE: i64 = 500;

/// Writes the table: client, who, when, then each field that any version ever had, by its newest label.
///
/// # Errors
/// [`Failure::NotFound`]; if the database or the output fails.
pub fn write_answers(
    db: &Db,
    by: &By,
    id: FormId,
    language: Language,
    heads: [&str; 3],
    yes_no: (&str, &str),
    out: &mut impl Write,
) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::Unexpected(format!("answers could not be written: {error}"));
    let (versions, columns) = db.read(|tx| {
        form(tx, id)?;
        Ok::<_, Failure>(columns(tx, id)?)
    })?;
    out.write_all("\u{feff}".as_bytes()).map_err(failed)?;
    let header = heads.iter().map(|head| (*head).to_owned()).chain(columns.values().map(|field| field.label.say(language).to_owned()));
    line(out, header).map_err(failed)?;
    let sql = format!(
        "SELECT d.id, c.name, p.name, d.at, d.version_id, d.answers FROM filled_form d
         JOIN client c ON c.id = d.client_id JOIN person p ON p.id = d.person_id
         WHERE d.form_id = $1 AND d.id > $2 AND {COUNTS} AND {} ORDER BY d.id LIMIT {ROWS_AT_ONCE}",
        Visible::condition("c.owner_id", 3)
    );
    let mut after = 0_i64;
    loop {
        let given: Vec<Value> = [vec![id.into(), Value::Int(after)], by.visible.params().to_vec()].concat();
        let rows = db.read(|tx| tx.rows(&sql, &given))?;
        let Some(last) = rows.last() else { return out.flush().map_err(failed) };
        after = last.get(0)?;
        for row in &rows {
            let fields = versions.get(&row.get::<i64>(4)?).map_or(&[][..], Vec::as_slice);
            let answers = stored::answers(&row.get::<String>(5)?, fields);
            let at: i64 = row.get(3)?;
            let said = columns.keys().map(|key| {
                let field = fields.iter().find(|field| field.key == *key);
                field.and_then(|field| answers.get(key).map(|answer| answer.say(field, language, yes_no))).unwrap_or_default()
            });
            let cells = [row.get(1)?, row.get(2)?, by.day_of(at).to_string()].into_iter().chain(said);
            line(out, cells).map_err(failed)?;
        }
    }
}

type Versions = BTreeMap<i64, Vec<Field>>;

fn columns(tx: &mut Tx<'_>, id: FormId) -> Result<(Versions, BTreeMap<u32, Field>), StoreError> {
    let (mut versions, mut columns) = (BTreeMap::new(), BTreeMap::new());
    for row in &tx.rows("SELECT id, fields FROM own_form_version WHERE form_id = $1 ORDER BY version", params![id])? {
        let fields = stored::fields(&row.get::<String>(1)?);
        columns.extend(fields.iter().map(|field| (field.key, field.clone())));
        versions.insert(row.get::<i64>(0)?, fields);
    }
    Ok((versions, columns))
}

fn line(out: &mut impl Write, cells: impl Iterator<Item = String>) -> std::io::Result<()> {
    let cells: Vec<String> = cells.map(|cell| format!("\"{}\"", neutralise(&cell).replace('"', "\"\""))).collect();
    write!(out, "{}\r\n", cells.join(","))
}
