//! What stands in the properties of clients, many at once.
//!
//! Owns the columns behind the properties. Reads only those that are asked for.

use super::properties::Properties;
use binder::By;
use domain::natural_date::write_short;
use domain::own_form::{Answer, FieldKind};
use domain::place::date_number;
use domain::view::{Held, ValueKind, What};
use domain::{ClientId, OwnFieldId, Place};
use std::collections::{BTreeMap, BTreeSet};
use store::{StoreError, Tx, Value, params};
use web::Texts;

/// Clients that are read by one statement; it is padded to that, so that there is one text of it for each set of columns.
pub(super) const AT_ONCE: usize = 500;

/// One client with what was asked for.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) id: ClientId,
    columns: BTreeMap<What, Value>,
    own: BTreeMap<OwnFieldId, (String, String)>,
}

fn column(what: What) -> Option<&'static str> {
    Some(match what {
        What::Name => "c.name",
        What::Company => "c.company",
        What::Contact => "c.contact",
        What::Phone => "c.phone",
        What::Town => "c.town",
        What::Address => "c.address",
        What::Country => "c.country",
        What::Language => "c.language",
        What::Website => "c.website",
        What::Source => "c.source",
        What::Needs => "c.needs",
        What::Expects => "c.expects",
        What::Decides => "c.decides",
        What::Competitor => "c.competitor",
        What::Interests => "c.interests",
        What::Channel => "c.preferred_channel",
        What::Tags => "c.tags",
        What::Note => "c.note",
        What::Top => "c.top_ranked",
        What::Kind => "c.kind",
        What::State => "c.state",
        What::Owner => "c.owner_id",
        What::Class => "c.class_id",
        What::LastOutcome => "c.last_outcome",
        What::Place => "c.place",
        What::Last => "c.last_at",
        What::Created => "c.created_at",
        What::Own(_) => return None,
    })
}

/// Reads these properties of these clients, in their order; one that is gone is left out.
///
/// # Errors
/// [`StoreError`].
pub(super) fn read(tx: &mut Tx<'_>, ids: &[ClientId], whats: &BTreeSet<What>) -> Result<Vec<Seen>, StoreError> {
    let mut found: BTreeMap<ClientId, Seen> = BTreeMap::new();
    let columns: Vec<(What, &str)> = whats.iter().filter_map(|what| Some((*what, column(*what)?))).collect();
    let names: String = columns.iter().map(|(_, column)| format!(", {column}")).collect();
    let fields: Vec<OwnFieldId> = whats.iter().filter_map(|what| if let What::Own(id) = what { Some(*id) } else { None }).collect();
    for some in ids.chunks(AT_ONCE) {
        let marks: Vec<String> = (1..=AT_ONCE).map(|index| format!("${index}")).collect();
        let marks = marks.join(", ");
        let values: Vec<Value> = some.iter().copied().chain(std::iter::repeat(ClientId(0))).take(AT_ONCE).map(Value::from).collect();
        for row in &tx.rows(&format!("SELECT c.id{names} FROM client c WHERE c.id IN ({marks})"), &values)? {
            let id: ClientId = row.get(0)?;
            let mut seen = Seen { id, columns: BTreeMap::new(), own: BTreeMap::new() };
            for (index, (what, _)) in columns.iter().enumerate() {
                seen.columns.insert(*what, row.get(index + 1)?);
            }
            found.insert(id, seen);
        }
        for field in &fields {
            let sql = format!(
                "SELECT client_id, answer, sort_key FROM field_value WHERE contact_id IS NULL AND field_id = ${} AND client_id IN ({marks})",
                AT_ONCE + 1
            );
            let values: Vec<Value> = values.iter().cloned().chain(params![*field].iter().cloned()).collect();
            for row in &tx.rows(&sql, &values)? {
                if let Some(seen) = found.get_mut(&row.get(0)?) {
                    seen.own.insert(*field, (row.get(1)?, row.get(2)?));
                }
            }
        }
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

impl Seen {
    /// The text of a column; empty if nothing stands there.
    pub(super) fn text(&self, what: What) -> String {
        match self.columns.get(&what) {
            Some(Value::Text(text)) => text.clone(),
            Some(Value::Int(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    fn number(&self, what: What) -> Option<i64> {
        if let Some(Value::Int(number)) = self.columns.get(&what) { Some(*number) } else { None }
    }

    /// What is compared with a condition.
    pub(super) fn held(&self, by: &By, properties: &Properties, what: What) -> Held {
        match what {
            What::Own(id) => self.own_held(properties, id),
            What::Tags => Held::tags(&self.text(what)),
            What::Place => self.number(what).map_or(Held::Nothing, |place| Held::Day(i32::try_from(place).unwrap_or(0))),
            What::Last | What::Created => self.number(what).map_or(Held::Nothing, |at| Held::Day(date_number(by.day_of(at)))),
            what if what.kind() == Some(ValueKind::OneOf) => {
                let key = self.text(what);
                if key.is_empty() { Held::Nothing } else { Held::Key(key) }
            }
            what => Held::words(&self.text(what)),
        }
    }

    fn own_held(&self, properties: &Properties, id: OwnFieldId) -> Held {
        let (Some((answer, key)), Some(field)) = (self.own.get(&id), properties.field(id)) else { return Held::Nothing };
        match field.field.kind {
            FieldKind::Number | FieldKind::Money => Held::Key(key.clone()),
            FieldKind::Date => key.parse().map_or(Held::Nothing, Held::Day),
            FieldKind::Choice | FieldKind::YesNo => Held::Key(answer.clone()),
            FieldKind::Several => Held::Keys(answer.split(',').map(str::to_owned).collect()),
            FieldKind::Text | FieldKind::Long | FieldKind::Client | FieldKind::Person | FieldKind::File => Held::Words(key.clone()),
        }
    }

    /// What stands there, in words; empty if nothing does.
    pub(super) fn say(&self, by: &By, properties: &Properties, texts: &Texts<'_>, what: What) -> String {
        match what {
            What::Own(id) => {
                let (Some((answer, _)), Some(field)) = (self.own.get(&id), properties.field(id)) else { return String::new() };
                let yes_no = (texts.say("form-yes"), texts.say("form-no"));
                Answer::from_stored(field.field.kind, answer)
                    .map(|answer| answer.say(&field.field, texts.language, (&yes_no.0, &yes_no.1)))
                    .unwrap_or_default()
            }
            What::Place => {
                let place = self.number(what).and_then(|number| Place::from_number(i32::try_from(number).ok()?));
                place.map(|place| write_short(place, by.today, texts.language)).unwrap_or_default()
            }
            What::Last | What::Created => {
                self.number(what).map(|at| write_short(Place::Day(by.day_of(at)), by.today, texts.language)).unwrap_or_default()
            }
            What::Tags => self.text(what).split(',').map(str::trim).filter(|tag| !tag.is_empty()).collect::<Vec<_>>().join(", "),
            what => {
                let key = self.text(what);
                let named = properties.choices(texts, what).and_then(|choices| choices.into_iter().find(|(value, _)| *value == key));
                named.map_or_else(|| if what.kind() == Some(ValueKind::OneOf) { String::new() } else { key }, |(_, words)| words)
            }
        }
    }
}
