//! Taking clients out: CSV, XLSX and vCard that import to the same.
//!
//! Owns which clients an export holds and what of them. The forms are the business of `intake`, which guards
//! each cell against formulas. Never writes to the database.

mod pages;
mod rows;

pub use rows::{Rows, rows};

use crate::own_fields::{OwnField, own_fields};
use binder::By;
use domain::ClientId;
use domain::own_field::heading;
use intake::{Outgoing, write_csv, write_vcard, write_xlsx};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use store::Db;
use web::{Failure, Route};

/// In which form clients are taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A table of commas.
    Csv,
    /// A workbook.
    Xlsx,
    /// An address book.
    Vcard,
}

impl Form {
    /// Every form.
    pub const ALL: [Form; 3] = [Form::Csv, Form::Xlsx, Form::Vcard];

    /// The ending of the file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Form::Csv => "csv",
            Form::Xlsx => "xlsx",
            Form::Vcard => "vcf",
        }
    }

    /// Reads the ending; `None` for any other.
    pub fn parse(ending: &str) -> Option<Form> {
        Form::ALL.into_iter().find(|form| form.ending() == ending)
    }

    pub(crate) fn content_type(self) -> &'static str {
        match self {
            Form::Csv => "text/csv; charset=utf-8",
            Form::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Form::Vcard => "text/vcard; charset=utf-8",
        }
    }
}

/// Writes every client the actor may see, open or closed, into a file and says how many there were.
/// `progress` hears how many were written.
///
/// # Errors
/// If the database or the disk fails; the file is incomplete then.
pub fn write(db: &Db, by: &By, form: Form, path: &Path, progress: &mut dyn FnMut(u64)) -> Result<u64, Failure> {
    written(db, by, form, path, &|_| true, progress)
}

/// The same of these clients alone.
///
/// # Errors
/// As [`write`].
pub(crate) fn write_these(db: &Db, by: &By, form: Form, path: &Path, these: &BTreeSet<ClientId>) -> Result<u64, Failure> {
    let is_one = |row: &Outgoing| row.id.parse().is_ok_and(|id| these.contains(&ClientId(id)));
    written(db, by, form, path, &is_one, &mut |_| {})
}

fn written(db: &Db, by: &By, form: Form, path: &Path, is_one: &dyn Fn(&Outgoing) -> bool, progress: &mut dyn FnMut(u64)) -> Result<u64, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::Unexpected(format!("an export could not be written: {error}"));
    let out = BufWriter::new(File::create(path).map_err(|error| failed(&error))?);
    let fields: Vec<OwnField> = db.read(own_fields)?;
    let headings: Vec<String> = fields.iter().map(|field| heading(field.about, &field.field)).collect();
    let mut rows = Rows::new(db, by, fields);
    let mut count = 0;
    let counted = rows.by_ref().filter(|row| is_one(row)).inspect(|_| {
        count += 1;
        progress(count);
    });
    match form {
        Form::Csv => write_csv(out, &headings, counted).map_err(|error| failed(&error))?,
        Form::Xlsx => write_xlsx(out, &headings, counted).map_err(|error| failed(&error))?,
        Form::Vcard => write_vcard(out, counted).map_err(|error| failed(&error))?,
    }
    rows.finish()?;
    Ok(count)
}

/// The routes of the export.
pub fn routes() -> Vec<Route> {
    web::routes![GET "/export" Staff pages::show, GET "/export/{form}" Staff pages::download]
}
