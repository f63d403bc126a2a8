//! What two files would be as one, field by field, before anybody joins them.
//!
//! Owns which fields are put to the person and what is proposed. Never writes a row.

use crate::clients::pages::typed;
use crate::clients::{CardField, ClientCard, ReachKind, card};
use crate::own_fields::{OwnField, fields_in_use, values};
use binder::By;
use binder::joining::Chosen;
use domain::own_form::Answer;
use domain::{ClientId, Place};
use std::collections::{BTreeSet, HashSet};
use store::{StoreError, Tx, params};
use web::{Ask, Failure};

/// Which of the two answers stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Take {
    /// That of the file that stays.
    Kept,
    /// That of the other.
    Other,
    /// Both, one behind the other.
    Both,
}

impl Take {
    pub(super) fn word(self) -> &'static str {
        match self {
            Take::Kept => "kept",
            Take::Other => "other",
            Take::Both => "both",
        }
    }

    fn parse(word: &str) -> Option<Take> {
        [Take::Kept, Take::Other, Take::Both].into_iter().find(|take| take.word() == word)
    }
}

/// A field of the card in both files.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The column, which is the name in the form.
    pub(super) column: &'static str,
    /// The message that names it.
    pub(super) label: &'static str,
    /// What stands in the file that stays.
    pub(super) kept: String,
    /// What stands in the other.
    pub(super) other: String,
    /// Whether both may stand there.
    pub(super) may_both: bool,
}

impl Line {
    /// Whether there is anything to choose.
    pub(super) fn differs(&self) -> bool {
        self.kept != self.other && !self.other.is_empty()
    }

    /// What is proposed: what is known, and for what is collected both.
    pub(super) fn proposed(&self) -> Take {
        match self.kept.is_empty() {
            true => Take::Other,
            false if self.may_both && matches!(self.column, "tags" | "note" | "interests") => Take::Both,
            false => Take::Kept,
        }
    }

    fn taken(&self, take: Take) -> String {
        match take {
            Take::Kept => self.kept.clone(),
            Take::Other => self.other.clone(),
            Take::Both if self.column == "tags" || self.column == "interests" => together(&self.kept, &self.other),
            Take::Both => format!("{}\n{}", self.kept, self.other),
        }
    }
}

/// Two lists with commas as one, each word once.
fn together(one: &str, other: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    for word in one.split(',').chain(other.split(',')).map(str::trim).filter(|word| !word.is_empty()) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.join(", ")
}

/// An own field of the client in both files.
#[derive(Clone, Debug)]
pub(super) struct OwnLine {
    pub(super) field: OwnField,
    pub(super) kept: Option<Answer>,
    pub(super) other: Option<Answer>,
}

/// What comes along, counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Along {
    pub(super) entries: i64,
    pub(super) documents: i64,
    pub(super) mails: i64,
    pub(super) forms: i64,
    /// The open steps, the earliest first.
    pub(super) steps: Vec<(Place, String)>,
}

/// Two files beside each other.
pub(super) struct Preview {
    pub(super) kept: ClientCard,
    pub(super) other: ClientCard,
    pub(super) lines: Vec<Line>,
    pub(super) own: Vec<OwnLine>,
    /// People and ways to reach them that are new to the file that stays.
    pub(super) new_people: Vec<String>,
    pub(super) new_reaches: Vec<String>,
    pub(super) along: Along,
}

/// Reads both.
///
/// # Errors
/// [`Failure::NotFound`] for a file that the actor may not see or that was taken in already; refused for one with itself.
pub(super) fn preview(tx: &mut Tx<'_>, by: &By, (kept, other): (ClientId, ClientId)) -> Result<Preview, Failure> {
    if kept == other {
        return Err(Failure::NotFound);
    }
    for id in [kept, other] {
        if tx.row("SELECT 1 FROM client WHERE id = $1 AND joined_into IS NULL AND erased_at IS NULL", params![id])?.is_none() {
            return Err(Failure::NotFound);
        }
    }
    let (kept, other) = (card(tx, by, kept)?.ok_or(Failure::NotFound)?, card(tx, by, other)?.ok_or(Failure::NotFound)?);
    let own = own_lines(tx, kept.id, other.id)?;
    let along = along(tx, &other)?;
    let known: BTreeSet<String> = kept.contacts.iter().map(|contact| domain::fold::fold(&contact.name)).collect();
    let new_people = other.contacts.iter().filter(|contact| !known.contains(&domain::fold::fold(&contact.name)));
    let reached = |card: &ClientCard| -> HashSet<(ReachKind, String, String)> {
        card.reaches.iter().map(|reach| (reach.kind, reach.norm.clone(), reach.extension.clone())).collect()
    };
    let here = reached(&kept);
    let new_reaches = other.reaches.iter().filter(|reach| !here.contains(&(reach.kind, reach.norm.clone(), reach.extension.clone())));
    Ok(Preview {
        lines: lines(&kept, &other),
        own,
        new_people: new_people.map(|contact| [contact.name.as_str(), &contact.position].join(" ").trim().to_owned()).collect(),
        new_reaches: new_reaches.map(crate::clients::ReachLine::written).collect(),
        along,
        kept,
        other,
    })
}

fn lines(kept: &ClientCard, other: &ClientCard) -> Vec<Line> {
    let line = |column, label, kept: &str, other: &str, may_both| Line {
        column,
        label,
        kept: kept.trim().to_owned(),
        other: other.trim().to_owned(),
        may_both: may_both && !kept.trim().is_empty() && !other.trim().is_empty(),
    };
    let mut lines =
        vec![line("name", "client-name", &kept.name, &other.name, false), line("company", "card-company", &kept.company, &other.company, false)];
    lines.extend(CardField::ALL.into_iter().map(|field| {
        let may_both = field.is_long() || matches!(field, CardField::Tags | CardField::Interests);
        line(field.as_str(), field.label(), kept.card.get(field), other.card.get(field), may_both)
    }));
    lines.retain(|line| !line.kept.is_empty() || !line.other.is_empty());
    lines
}

fn own_lines(tx: &mut Tx<'_>, kept: ClientId, other: ClientId) -> Result<Vec<OwnLine>, StoreError> {
    let fields = fields_in_use(tx)?;
    if fields.is_empty() {
        return Ok(Vec::new());
    }
    let (here, there) = (values(tx, kept)?, values(tx, other)?);
    let answer = |held: &[crate::own_fields::Held], field: &OwnField| {
        held.iter().find(|held| held.field_id == field.id && held.contact_id.is_none()).and_then(|held| held.answer(&field.field))
    };
    Ok(fields
        .into_iter()
        .map(|field| OwnLine { kept: answer(&here, &field), other: answer(&there, &field), field })
        .filter(|line| line.kept.is_some() || line.other.is_some())
        .collect())
}

fn along(tx: &mut Tx<'_>, other: &ClientCard) -> Result<Along, StoreError> {
    let mut count = |sql: &str| tx.one::<i64>(sql, params![other.id]);
    Ok(Along {
        entries: count("SELECT count(*) FROM entry WHERE client_id = $1")?,
        documents: count("SELECT count(*) FROM document WHERE client_id = $1 AND removed_at IS NULL")?,
        mails: count("SELECT count(*) FROM mail_file WHERE client_id = $1")?,
        forms: count("SELECT count(*) FROM filled_form WHERE client_id = $1")?,
        steps: other.slips.iter().map(|slip| (slip.place, slip.line.clone())).collect(),
    })
}

/// What the person chose in the form; what is not in it is as proposed.
///
/// # Errors
/// Refused, if two texts together are longer than the field.
pub(super) fn chosen(ask: &Ask, preview: &Preview) -> Result<Chosen, Failure> {
    let mut chosen = Chosen::default();
    for line in preview.lines.iter().filter(|line| line.differs()) {
        let take = Take::parse(ask.form(&format!("f-{}", line.column))).unwrap_or_else(|| line.proposed());
        let take = if take == Take::Both && !line.may_both { Take::Kept } else { take };
        let text = line.taken(take);
        let is_long = CardField::parse(line.column).is_some_and(CardField::is_long);
        let text = if is_long { typed::block(line.column, &text)? } else { typed::line(line.column, &text, typed::LINE_MAX)? };
        if text != line.kept && !(line.column == "name" && text.is_empty()) {
            chosen.card.push((line.column, text));
        }
    }
    let from_other = |line: &&OwnLine| {
        line.other.is_some() && line.kept.is_some() && line.kept != line.other && ask.form(&format!("o-{}", line.field.id.0)) == Take::Other.word()
    };
    chosen.own = preview.own.iter().filter(from_other).map(|line| line.field.id).collect();
    Ok(chosen)
}
