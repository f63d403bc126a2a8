//! The file that is handed out: `person.json`, `person.html`, and the bytes of documents and of what came with messages.

use super::gathered::{Bytes, Gathered};
use mail::kept::Keep;
use serde_json::{Map, Value as Json, json};
use shelf::Shelf;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use web::{Failure, Texts};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Writes it. What is not where it should stand is named in `missing.txt`, so that nobody thinks it was left out on purpose.
///
/// # Errors
/// [`Failure::Unexpected`] if it cannot be written.
pub fn write(
    gathered: &Gathered,
    texts: &Texts<'_>,
    (company, moment): (&str, &str),
    shelf: &Shelf,
    keep: Option<&dyn Keep>,
    path: &Path,
) -> Result<(), Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::Unexpected(format!("what is kept of a person could not be written: {error}"));
    let out = File::create(path).map_err(|error| failed(&error))?;
    let mut zip = ZipWriter::new(BufWriter::new(out));
    let options = SimpleFileOptions::default().large_file(true);
    let mut put = |name: &str, bytes: &mut dyn std::io::Read| -> Result<(), Failure> {
        zip.start_file(name, options).map_err(|error| failed(&error))?;
        std::io::copy(bytes, &mut zip).map(drop).map_err(|error| failed(&error))
    };
    let text = serde_json::to_string_pretty(&json_of(gathered, company, moment)).map_err(|error| failed(&error))?;
    put("person.json", &mut text.as_bytes())?;
    put("person.html", &mut super::page::page(gathered, texts, company, moment).into_string().as_bytes())?;
    let mut missing = String::new();
    for (name, bytes) in &gathered.bytes {
        let opened = match bytes {
            Bytes::Document(hash) => shelf.open(*hash).ok(),
            Bytes::OfMail(kept) => keep.and_then(|keep| keep.open(kept).ok()),
        };
        match opened {
            Some(mut file) => put(name, &mut file)?,
            None => {
                missing.push_str(name);
                missing.push('\n');
            }
        }
    }
    if !missing.is_empty() {
        put("missing.txt", &mut missing.as_bytes())?;
    }
    let mut out = zip.finish().map_err(|error| failed(&error))?;
    out.flush().map_err(|error| failed(&error))
}

fn json_of(gathered: &Gathered, company: &str, moment: &str) -> Json {
    let mut parts = Map::new();
    for part in &gathered.parts {
        let rows = part.rows.iter().map(|row| Json::Object(row.iter().map(|piece| (piece.name.clone(), piece.stored.clone())).collect()));
        parts.insert(part.name.to_owned(), rows.collect());
    }
    json!({ "person": gathered.name, "kept_by": company, "written_at": moment, "kept": parts })
}
