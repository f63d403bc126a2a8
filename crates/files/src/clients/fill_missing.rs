//! The verb: what a first call still needs is written from the slip, without opening the whole card (B26).

use super::edit::{EditedContact, edit};
use super::file_card::card;
use super::{CardField, NewReach, ReachKind};
use binder::By;
use domain::{ClientId, UndoId};
use store::Tx;
use web::{Failure, Message};

/// Longest text of a field, characters.
pub const TEXT_MAX: usize = 400;

/// Somebody filled the field since the form was shown: what was typed is said again, so that it is not lost.
fn meanwhile(text: &str) -> Failure {
    Failure::form(Message::new("client-filled-meanwhile").with("text", text))
}

/// Writes the given fields, named as the company names them; empty ones and those that are filled already are
/// left alone. `None` if nothing was written.
///
/// # Errors
/// Refused if a text is too long or its field was filled meanwhile; [`Failure::NotFound`] for a client the actor may not see; [`Failure::Malformed`] for a field there is not.
pub fn fill_missing(
    tx: &mut Tx<'_>,
    by: &By,
    country: &str,
    card_fields: &[String],
    client_id: ClientId,
    fields: &[(String, String)],
) -> Result<Option<UndoId>, Failure> {
    let stored = card(tx, by, client_id)?.ok_or(Failure::NotFound)?;
    let mut edited = stored.to_edit();
    for (field, text) in fields {
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        let length = text.chars().count();
        if length > TEXT_MAX {
            return Err(Failure::form(Message::new("client-too-long").with("length", length).with("max", TEXT_MAX)));
        }
        let reach = |kind| NewReach { kind, as_typed: text.to_owned(), contact: None };
        match field.as_str() {
            "phone" => edited.reaches.push(reach(ReachKind::Phone)),
            "email" => edited.reaches.push(reach(ReachKind::Email)),
            "contact" if edited.contacts.is_empty() => {
                edited.contacts.push(EditedContact { id: None, name: text.to_owned(), position: String::new() });
            }
            "contact" => return Err(meanwhile(text)),
            "position" => match edited.contacts.first_mut() {
                Some(first) if first.position.is_empty() => first.position = text.to_owned(),
                Some(_) => return Err(meanwhile(text)),
                // A position belongs to somebody: without a name there is nobody to give it to.
                None => return Err(Failure::field("position", "client-position-whose")),
            },
            other => {
                let field = CardField::ALL.into_iter().find(|field| field.as_str() == other).ok_or(Failure::Malformed("field"))?;
                if !edited.card.get(field).is_empty() && edited.card.get(field) != text {
                    return Err(meanwhile(text));
                }
                edited.card.set(field, text);
            }
        }
    }
    edit(tx, by, country, card_fields, client_id, stored.version, &edited)
}
