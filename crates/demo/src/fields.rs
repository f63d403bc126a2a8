//! What the sample company wants to know of its clients beside what every card has.
//!
//! Owns three fields and what stands in them on every third card. Made by the verbs that heads and managers use.

use crate::chance::Chance;
use crate::company::People;
use binder::By;
use domain::ClientId;
use domain::own_field::{About, Needed};
use domain::own_form::{Answer, FieldKind, Names};
use files::clients::{EditedOwn, card, edit};
use files::own_fields::{ComposedField, OwnAnswer, fields_in_use, save_field};
use store::{Tx, params};
use web::{Company, Failure};

/// How many cards of one binder are filled.
const FILLED: u32 = 60;

/// Makes the fields and fills them on cards of the binder that is looked at, both as its head.
pub(crate) fn play(tx: &mut Tx<'_>, company: &Company, people: &People, head: &By) -> Result<(), Failure> {
    let composed = |label: &str, kind, options: &str, position| ComposedField {
        about: About::Client,
        kind,
        label: Names::from_line(label),
        help: Names::default(),
        options: options.lines().map(Names::from_line).collect(),
        needed: Needed::Never,
        position,
    };
    let delivery = "By our van | តាមឡានយើង | Наша машина\nBy courier | តាមអ្នកដឹកជញ្ជូន | Курьером\nFetched | មកយកខ្លួនឯង | Самовывоз";
    for field in [
        composed("Contract | លេខកិច្ចសន្យា | Договор", FieldKind::Text, "", 10),
        composed("Delivery | ការដឹកជញ្ជូន | Доставка", FieldKind::Choice, delivery, 20),
        composed("Bought last year, USD | ទិញឆ្នាំមុន (ដុល្លារ) | Куплено за год, USD", FieldKind::Money, "", 30),
    ] {
        save_field(tx, head, None, &field, domain::Language::En)?;
    }
    let fields = fields_in_use(tx)?;
    let clients =
        tx.rows("SELECT id FROM client WHERE owner_id = $1 AND state = 'active' ORDER BY place, id LIMIT $2", params![people.sreymom, FILLED])?;
    for row in &clients {
        let id: ClientId = row.get(0)?;
        let mut chance = Chance::new(id.0.unsigned_abs() ^ 0x00F1_E1D5);
        let answers = [
            Answer::Words(format!("K-{}/{}", chance.between(100, 999), head.today.year())),
            Answer::Chosen(vec![chance.below(3)]),
            Answer::Words((chance.between(4, 180) * 50).to_string()),
        ];
        let answers = fields.iter().zip(answers).filter(|_| chance.happens(75)).map(|(field, answer)| OwnAnswer::new(field, None, answer)).collect();
        let Some(stored) = card(tx, head, id)? else { continue };
        let mut edited = stored.to_edit();
        edited.own = Some(EditedOwn { asked: fields.iter().map(|field| field.id).collect(), answers });
        edit(tx, head, &company.country, &company.card_fields, id, stored.version, &edited)?;
    }
    Ok(())
}
