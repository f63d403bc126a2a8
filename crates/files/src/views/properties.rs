//! The properties by their columns and words, and the lists that some of them choose from.

use crate::classes::{Class, classes};
use crate::own_fields::{OwnField, fields_in_use};
use domain::own_field::About;
use domain::own_form::FieldKind;
use domain::view::{ValueKind, What};
use domain::{Outcome, OwnFieldId};
use people::PersonLine;
use store::{StoreError, Tx};
use web::{Texts, Visible};

/// What the words of a view depend on.
#[derive(Clone, Debug)]
pub(super) struct Properties {
    pub(super) fields: Vec<OwnField>,
    pub(super) colleagues: Vec<PersonLine>,
    pub(super) classes: Vec<Class>,
}

impl Properties {
    /// Reads the fields, colleagues and classes that there are.
    ///
    /// # Errors
    /// [`StoreError`].
    pub(super) fn read(tx: &mut Tx<'_>, visible: Visible) -> Result<Properties, StoreError> {
        let fields = fields_in_use(tx)?.into_iter().filter(|field| field.about == About::Client).collect();
        Ok(Properties { fields, colleagues: people::people(tx, visible)?, classes: classes(tx)? })
    }

    pub(super) fn field(&self, id: OwnFieldId) -> Option<&OwnField> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// What kind of value it has; none for a field that is no longer used.
    pub(super) fn kind(&self, what: What) -> Option<ValueKind> {
        match what {
            What::Own(id) => self.field(id).map(|field| ValueKind::of_field(field.field.kind)),
            what => what.kind(),
        }
    }

    /// Everything that can be asked for, the company's own fields last.
    pub(super) fn all(&self) -> Vec<What> {
        What::ALL.iter().copied().chain(self.fields.iter().map(|field| What::Own(field.id))).collect()
    }

    /// What it is called.
    pub(super) fn words(&self, texts: &Texts<'_>, what: What) -> String {
        match what {
            What::Own(id) => self.field(id).map(|field| field.field.label.say(texts.language).to_owned()).unwrap_or_default(),
            What::Name => texts.say("client-name"),
            What::Kind => texts.say("view-kind"),
            What::State => texts.say("clients-state"),
            What::Owner => texts.say("card-owner"),
            What::Class => texts.say("view-class"),
            What::LastOutcome => texts.say("view-last-outcome"),
            What::Place => texts.say("view-place"),
            What::Last => texts.say("view-last"),
            What::Created => texts.say("view-created"),
            what => texts.say(&format!("card-{}", what.word())),
        }
    }

    /// What can be chosen: (value, words); none where anything can be typed.
    pub(super) fn choices(&self, texts: &Texts<'_>, what: What) -> Option<Vec<(String, String)>> {
        let pairs = |all: &[(&str, &str)]| all.iter().map(|(value, key)| ((*value).to_owned(), texts.say(key))).collect();
        Some(match what {
            What::Top => pairs(&[("1", "form-yes"), ("0", "form-no")]),
            What::Kind => pairs(&[("company", "client-company"), ("person", "client-person")]),
            What::State => pairs(&[("active", "view-active"), ("closed", "view-closed")]),
            What::Owner => self.colleagues.iter().map(|person| (person.id.to_string(), person.name.clone())).collect(),
            What::Class => self.classes.iter().map(|class| (class.id.to_string(), class.name.clone())).collect(),
            What::LastOutcome => {
                Outcome::ALL.iter().map(|outcome| (outcome.as_str().to_owned(), texts.say(&format!("outcome-{}", outcome.as_str())))).collect()
            }
            What::Own(id) => {
                let field = self.field(id)?;
                match field.field.kind {
                    FieldKind::YesNo => pairs(&[("yes", "form-yes"), ("no", "form-no")]),
                    FieldKind::Choice | FieldKind::Several => field
                        .field
                        .options
                        .iter()
                        .enumerate()
                        .map(|(number, option)| (number.to_string(), option.say(texts.language).to_owned()))
                        .collect(),
                    _ => return None,
                }
            }
            _ => return None,
        })
    }
}
