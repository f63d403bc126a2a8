//! `GET /clients/new/like`: while a new client is typed, the clients that it may be.

use super::pages::alike_label;
use super::seen::like;
use crate::clients::{NewReach, ReachKind, SimilarBy, similar_to};
use binder::By;
use domain::ClientId;
use domain::likeness::{Alike, Look};
use maud::{Markup, html};
use store::{StoreError, Tx, params};
use web::{Answer, Ask, Failure, Reply};

/// Most clients that are told.
const TOLD: usize = 4;
/// Longest text that is looked for, characters.
const LONGEST: usize = 200;

/// The list under the fields, empty if nothing is like it.
fn like_page(ask: &Ask) -> Result<Markup, Failure> {
    let by = By::of(ask)?;
    let typed = |name: &str| ask.query(name).unwrap_or("").chars().take(LONGEST).collect::<String>().trim().to_owned();
    let (name, company, contact, town) = (typed("name"), typed("company"), typed("contact"), typed("town"));
    let country = ask.company()?.country.clone();
    let reach = |kind, text: String| Some(NewReach { kind, as_typed: text, contact: None }).filter(|reach| !reach.as_typed.is_empty());
    let reaches: Vec<NewReach> = [reach(ReachKind::Phone, typed("phone")), reach(ReachKind::Email, typed("email"))].into_iter().flatten().collect();
    let look = Look { name, company, people: Some(contact).filter(|contact| !contact.is_empty()).into_iter().collect(), town, ..Look::default() };
    let found = ask.read(|tx| {
        let mut found: Vec<(ClientId, Alike)> = Vec::new();
        for one in similar_to(tx, &by, &country, &look.name, &look.company, &reaches)? {
            let alike = match one.by {
                SimilarBy::Phone(_) => Alike::Phone,
                SimilarBy::Email(_) => Alike::Email,
                SimilarBy::Name => continue,
            };
            found.push((one.client_id, alike));
        }
        // One or two letters are like too much.
        if look.name.chars().count() > 2 {
            for (id, alike) in like(tx, by.visible, &look, TOLD)? {
                if found.iter().all(|(known, _)| known.0 != id) {
                    found.push((ClientId(id), alike));
                }
            }
        }
        found.truncate(TOLD);
        found.into_iter().map(|(id, alike)| told(tx, id, alike)).collect::<Result<Vec<_>, StoreError>>()
    })?;
    let texts = ask.texts();
    Ok(html! {
        @if !found.is_empty() {
            div.notice.notice-warn {
                p { (texts.say("like-may-be")) }
                ul.plain-list { @for (id, name, rest, alike) in &found {
                    li dir="auto" { a href={ "/files/" (id) } { (name) } " " span.quiet { (rest) } " " span.tag { (texts.say(alike_label(*alike))) } }
                } }
            }
        }
    })
}

/// A client as it is told: its number, its name, where and whose it is.
fn told(tx: &mut Tx<'_>, id: ClientId, alike: Alike) -> Result<(ClientId, String, String, Alike), StoreError> {
    let sql = "SELECT c.name, c.company, c.town, p.name FROM client c JOIN person p ON p.id = c.owner_id WHERE c.id = $1";
    let row = tx.row(sql, params![id])?.ok_or(StoreError::Shape { column: 0 })?;
    let rest: [String; 3] = [row.get(1)?, row.get(2)?, row.get(3)?];
    Ok((id, row.get(0)?, rest.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · "), alike))
}

/// Answers the piece of the page.
pub(super) fn like_answer(ask: &mut Ask) -> Answer {
    Ok(Reply::html(like_page(ask)?))
}
