//! Gathering what is kept of a person.

use super::About;
use super::parts::{CARD, Column, Shown, TABLES, Table};
use binder::By;
use domain::natural_date::write_short;
use domain::own_form::Answer;
use domain::protection::Named;
use domain::{ClientId, Language, OwnFieldId, Place};
use files::own_fields::own_fields;
use files::own_forms::FilledIn;
use jiff::Timestamp;
use shelf::Hash;
use store::{StoreError, Tx, Value, params};
use web::{Failure, Texts};

/// The most filled forms of one file.
const FORMS_MAX: u32 = 100_000;

/// One value: its name in the JSON, the words of its label, how it reads; the label is empty for what only the JSON holds.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The name in the JSON.
    pub name: String,
    /// The label on the page; empty = not there.
    pub label: String,
    /// What stands on the page.
    pub shown: String,
    /// What stands in the JSON.
    pub stored: serde_json::Value,
}

/// The rows of one kind.
#[derive(Clone, Debug)]
pub struct Part {
    /// The name in the JSON.
    pub name: &'static str,
    /// The heading on the page.
    pub title: String,
    /// Its rows.
    pub rows: Vec<Vec<Piece>>,
}

/// Bytes that go along.
#[derive(Clone, Debug)]
pub(super) enum Bytes {
    /// On the shelf of documents.
    Document(Hash),
    /// With the messages, under that name.
    OfMail(String),
}

/// Everything that is kept of somebody.
#[derive(Clone, Debug)]
pub struct Gathered {
    /// Who it is.
    pub name: String,
    /// Part by part; empty ones are left out.
    pub parts: Vec<Part>,
    /// The bytes with their path in the file.
    pub(super) bytes: Vec<(String, Bytes)>,
}

/// Gathers it in one transaction.
///
/// # Errors
/// [`Failure::NotFound`] if the actor may not see the file or there is no such contact person.
pub fn gather(tx: &mut Tx<'_>, by: &By, about: About, texts: &Texts<'_>, yes_no: (&str, &str)) -> Result<Gathered, Failure> {
    binder::slips::seen_client(tx, by, about.client_id)?;
    let whom = match about.contact_id {
        Some(contact) => Some(crate::erasing::names_of_contact(tx, about.client_id, contact)?),
        None => None,
    };
    let of_file: String = tx.one("SELECT name FROM client WHERE id = $1", params![about.client_id])?;
    let name = match about.contact_id {
        Some(contact) => tx.one("SELECT name FROM contact WHERE id = $1", params![contact])?,
        None => of_file.clone(),
    };
    let reading = Reading { by, texts, client: about.client_id, whom: whom.as_ref() };
    let mut parts = Vec::new();
    if whom.is_none() {
        parts.push(reading.table(tx, &CARD)?);
    } else {
        let company = Piece { name: "name".to_owned(), label: texts.say("client-name"), shown: of_file.clone(), stored: of_file.into() };
        parts.push(Part { name: "file", title: texts.say("client-who"), rows: vec![vec![company]] });
    }
    for table in TABLES {
        parts.push(reading.table(tx, table)?);
    }
    parts.push(reading.own_fields(tx, yes_no)?);
    parts.extend(joined(tx, &reading, yes_no)?);
    parts.push(reading.forms(tx, yes_no)?);
    let mut bytes = Vec::new();
    parts.push(reading.documents(tx, &mut bytes)?);
    parts.push(reading.attachments(tx, &mut bytes)?);
    parts.retain(|part| !part.rows.is_empty());
    Ok(Gathered { name, parts, bytes })
}

/// The cards of files that this one took in: each keeps its own, with its people and ways, while everything else moved.
fn joined(tx: &mut Tx<'_>, reading: &Reading<'_>, yes_no: (&str, &str)) -> Result<Vec<Part>, StoreError> {
    const KEPT: [(&str, &Table); 3] = [("joined_cards", &CARD), ("joined_people", &TABLES[0]), ("joined_ways_to_reach", &TABLES[1])];
    let title = reading.texts.say("kept-joined");
    let mut parts: Vec<Part> = KEPT.iter().map(|(name, _)| Part { name, title: title.clone(), rows: Vec::new() }).collect();
    let mut own = Part { name: "joined_own_fields", title: title.clone(), rows: Vec::new() };
    let mut files = vec![reading.client];
    let mut at = 0;
    while let Some(file) = files.get(at).copied() {
        at += 1;
        for row in tx.rows("SELECT id FROM client WHERE joined_into = $1 AND erased_at IS NULL ORDER BY id", params![file])? {
            let client: ClientId = row.get(0)?;
            let gone = Reading { client, ..*reading };
            for (part, (_, table)) in parts.iter_mut().zip(KEPT) {
                part.rows.extend(gone.table(tx, table)?.rows);
            }
            own.rows.extend(gone.own_fields(tx, yes_no)?.rows);
            files.push(client);
        }
    }
    parts.push(own);
    Ok(parts)
}

struct Reading<'a> {
    by: &'a By,
    texts: &'a Texts<'a>,
    client: ClientId,
    /// The contact person whom a row must name.
    whom: Option<&'a Named>,
}

impl Reading<'_> {
    fn table(&self, tx: &mut Tx<'_>, table: &Table) -> Result<Part, StoreError> {
        let mut rows = Vec::new();
        tx.each(table.sql, params![self.client], &mut |row| {
            let values: Result<Vec<Value>, StoreError> = (0..table.columns.len()).map(|index| row.get(index)).collect();
            let values = values?;
            if self.is_about(values.iter().filter_map(text)) {
                rows.push(table.columns.iter().zip(&values).filter_map(|(column, value)| self.piece(column, value)).collect());
            }
            Ok(())
        })?;
        Ok(Part { name: table.name, title: self.texts.say(table.title), rows })
    }

    fn is_about<'t>(&self, mut texts: impl Iterator<Item = &'t str>) -> bool {
        self.whom.is_none_or(|whom| texts.any(|text| whom.is_in(text)))
    }

    /// A value; none where there is nothing.
    fn piece(&self, (name, label, shown): &Column, value: &Value) -> Option<Piece> {
        let stored: serde_json::Value = match (value, shown) {
            (Value::Null, _) => return None,
            (Value::Text(text), _) if text.is_empty() => return None,
            (Value::Int(at), Shown::Moment) => Timestamp::from_millisecond(*at).ok()?.to_string().into(),
            (Value::Int(number), Shown::Place) => {
                write_short(i32::try_from(*number).ok().and_then(Place::from_number)?, self.by.today, Language::En).into()
            }
            (Value::Int(number), _) => (*number).into(),
            (Value::Real(number), _) => (*number).into(),
            (Value::Text(text), _) => text.as_str().into(),
            (Value::Bytes(_), _) => return None,
        };
        let shown = match (value, shown) {
            (Value::Int(at), Shown::Moment) => self.moment(*at),
            (Value::Int(number), Shown::Place) => {
                write_short(i32::try_from(*number).ok().and_then(Place::from_number)?, self.by.today, self.texts.language)
            }
            (Value::Int(seconds), Shown::Seconds) => self.texts.duration(u32::try_from(*seconds).unwrap_or(0).div_ceil(60)),
            (Value::Int(number), _) => number.to_string(),
            (Value::Text(word), Shown::Word(before)) => self.texts.say(&format!("{before}{word}")),
            (Value::Text(text), _) => text.clone(),
            _ => String::new(),
        };
        let label = if label.is_empty() { String::new() } else { self.texts.say(label) };
        Some(Piece { name: (*name).to_owned(), label, shown, stored })
    }

    fn moment(&self, at: i64) -> String {
        let at = Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH);
        at.to_zoned(self.by.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
    }

    fn said(&self, name: &str, label: String, text: String) -> Piece {
        Piece { name: name.to_owned(), label, stored: text.as_str().into(), shown: text }
    }

    /// The fields of the card that the company composed.
    fn own_fields(&self, tx: &mut Tx<'_>, yes_no: (&str, &str)) -> Result<Part, StoreError> {
        let language = self.texts.language;
        let mut rows = Vec::new();
        let fields = own_fields(tx)?;
        let sql = "SELECT v.field_id, v.answer, coalesce(k.name, '') FROM field_value v LEFT JOIN contact k ON k.id = v.contact_id
                   WHERE v.client_id = $1 ORDER BY v.field_id, v.id";
        for held in tx.rows(sql, params![self.client])? {
            // Also those of fields that are no longer asked for: they are kept.
            let (id, answer, whose): (OwnFieldId, String, String) = (held.get(0)?, held.get(1)?, held.get(2)?);
            let Some(field) = fields.iter().find(|field| field.id == id).map(|field| &field.field) else { continue };
            let Some(answer) = Answer::from_stored(field.kind, &answer) else { continue };
            let label = field.label.say(language);
            let label = if whose.is_empty() { label.to_owned() } else { format!("{label} · {whose}") };
            let row = vec![self.said(&label, label.clone(), answer.say(field, language, yes_no))];
            if self.is_about(row.iter().flat_map(|piece| [piece.label.as_str(), piece.shown.as_str()])) {
                rows.push(row);
            }
        }
        Ok(Part { name: "own_fields", title: self.texts.say("own-fields-title"), rows })
    }

    fn forms(&self, tx: &mut Tx<'_>, yes_no: (&str, &str)) -> Result<Part, Failure> {
        let language = self.texts.language;
        let mut rows = Vec::new();
        for filled in FilledIn::of(tx, self.by, self.client, FORMS_MAX)? {
            let mut row = vec![
                self.said("form", self.texts.say("forms-title"), filled.names.say(language).to_owned()),
                self.said("at", self.texts.say("kept-at"), self.moment(filled.at)),
                self.said("written_by", self.texts.say("kept-by"), filled.person.clone()),
            ];
            for field in &filled.fields {
                if let Some(answer) = filled.answers.get(&field.key) {
                    let label = field.label.say(language).to_owned();
                    row.push(self.said(&label, label.clone(), answer.say(field, language, yes_no)));
                }
            }
            if self.is_about(row.iter().map(|piece| piece.shown.as_str())) {
                rows.push(row);
            }
        }
        Ok(Part { name: "forms", title: self.texts.say("forms-title"), rows })
    }

    fn documents(&self, tx: &mut Tx<'_>, bytes: &mut Vec<(String, Bytes)>) -> Result<Part, StoreError> {
        let sql = "SELECT v.id, d.title, v.number, v.name, v.hash, v.added_at, p.name FROM document d JOIN document_version v ON v.document_id = d.id
                   JOIN person p ON p.id = v.added_by WHERE d.client_id = $1 AND v.swept_at IS NULL ORDER BY d.position, d.id, v.number";
        let mut rows = Vec::new();
        for row in tx.rows(sql, params![self.client])? {
            let (id, title, number, name, hash): (i64, String, i64, String, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
            if let Some(whom) = self.whom
                && !whom.is_in(&title)
                && !whom.is_in(&name)
                && !self.document_names(tx, id, whom)?
            {
                continue;
            }
            let Some(hash) = Hash::parse(&hash) else { continue };
            let path = format!("documents/{id}-{}", plain(&name));
            rows.push(vec![
                self.said("title", self.texts.say("documents-title"), title),
                self.said("name", self.texts.say("kept-file-name"), name),
                self.said("version", String::new(), number.to_string()),
                self.said("added_at", self.texts.say("kept-at"), self.moment(row.get(5)?)),
                self.said("added_by", self.texts.say("kept-by"), row.get(6)?),
                self.said("in_this_file", self.texts.say("kept-path"), path.clone()),
            ]);
            bytes.push((path, Bytes::Document(hash)));
        }
        Ok(Part { name: "documents", title: self.texts.say("documents-title"), rows })
    }

    fn document_names(&self, tx: &mut Tx<'_>, version: i64, whom: &Named) -> Result<bool, StoreError> {
        let mut found = false;
        tx.each("SELECT text FROM document_text WHERE version_id = $1", params![version], &mut |row| {
            found = found || whom.is_in(&row.get::<String>(0)?);
            Ok(())
        })?;
        Ok(found)
    }

    fn attachments(&self, tx: &mut Tx<'_>, bytes: &mut Vec<(String, Bytes)>) -> Result<Part, StoreError> {
        let sql = "SELECT a.mail_id, a.number, a.name, a.sha256, m.subject, m.from_address, m.to_line, m.text FROM mail_attachment a
                   JOIN mail m ON m.id = a.mail_id JOIN mail_file f ON f.mail_id = m.id WHERE f.client_id = $1 AND a.sha256 <> '' ORDER BY 1, 2";
        let mut rows = Vec::new();
        for row in tx.rows(sql, params![self.client])? {
            let texts: Vec<String> = (4..8).map(|index| row.get(index)).collect::<Result<_, _>>()?;
            if !self.is_about(texts.iter().map(String::as_str)) {
                continue;
            }
            let (mail, number, name): (i64, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let path = format!("mail/{mail}-{number}-{}", plain(&name));
            rows.push(vec![
                self.said("subject", self.texts.say("kept-subject"), row.get(4)?),
                self.said("name", self.texts.say("kept-file-name"), name),
                self.said("in_this_file", self.texts.say("kept-path"), path.clone()),
            ]);
            bytes.push((path, Bytes::OfMail(row.get(3)?)));
        }
        Ok(Part { name: "attachments", title: self.texts.say("kept-attachments"), rows })
    }
}

fn text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// A name that is safe as a path on every system: letters, digits and a few signs.
fn plain(name: &str) -> String {
    let kept: String = name.chars().map(|c| if c.is_alphanumeric() || "._-() ".contains(c) { c } else { '-' }).take(80).collect();
    let kept = kept.trim_matches(['.', ' ']).to_owned();
    if kept.is_empty() { "file".to_owned() } else { kept }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_name_never_leads_out_of_the_file() {
        for (name, kept) in [("../../etc/passwd", "-..-etc-passwd"), ("a\\b:c", "a-b-c"), ("", "file"), ("..", "file"), ("ឯកសារ.pdf", "ឯកសារ.pdf")]
        {
            let plain = plain(name);
            assert!(!plain.contains('/') && !plain.contains('\\') && !plain.starts_with('.'), "{name} → {plain}");
            if name.is_ascii() {
                assert_eq!(plain, kept);
            }
        }
    }
}
