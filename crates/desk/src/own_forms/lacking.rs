//! `/forms/missing`: which files lack a form that was due, binder by binder.

use binder::By;
use domain::PersonId;
use files::own_forms::missing;
use maud::html;
use web::layout::sheet;
use web::{Answer, Ask, Failure, Nav};

pub(super) fn page(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let owner = ask.query("person").and_then(|id| id.parse().ok()).map_or(by.person_id, PersonId);
    let after = ask.query("after").and_then(|id| id.parse().ok()).unwrap_or(0);
    let (people, lacks, next) = ask.read(|tx| {
        let people = people::people(tx, by.visible)?;
        if owner != by.person_id && !people.iter().any(|person| person.id == owner) {
            return Err(Failure::NotFound);
        }
        let (lacks, next) = missing(tx, &by, owner, after)?;
        Ok((people, lacks, next))
    })?;
    let texts = ask.texts();
    let body = html! {
        div.page-narrow {
            p.page-lead { (texts.say("forms-missing-lead")) }
            @if people.len() > 1 {
                form.form.form-row method="get" action="/forms/missing" {
                    div.field {
                        label for="f-person" { (texts.say("forms-missing-whose")) }
                        select #f-person name="person" { @for person in &people { option value=(person.id) selected[person.id == owner] { (person.name) } } }
                    }
                    div.form-end { button.btn { (texts.say("forms-missing-show")) } }
                }
            }
            @if lacks.is_empty() { p.quiet { (texts.say("forms-missing-none")) } }
            ul.rows {
                @for lack in &lacks {
                    li.row-item { div.row-main { a href={ "/files/" (lack.client_id) "/forms" } dir="auto" { (lack.client) } span.row-sub dir="auto" { (lack.form.say(texts.language)) } } }
                }
            }
            @if let Some(next) = next { p { a.link href={ "/forms/missing?person=" (owner) "&after=" (next) } { (texts.say("forms-missing-more")) } } }
        }
    };
    Ok(sheet(ask, Nav::Clients, texts.say("forms-missing-title"), body))
}
