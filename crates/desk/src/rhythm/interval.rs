//! `/files/{id}/rhythm`: one client's class or own interval.

use super::interval_of;
use binder::By;
use domain::{ClassId, ClientId};
use files::classes::{classes, client_rhythm, set_client_rhythm};
use maud::html;
use web::form::Form;
use web::layout::csrf;
use web::{Answer, Ask, Failure, Nav, Reply};

pub(super) fn page(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let client_id: ClientId = ask.path("id")?;
    let now = ask.read(|tx| client_rhythm(tx, &by, client_id))?;
    let mut known = vec![("class".to_owned(), now.class_id.map(|id| id.to_string()).unwrap_or_default())];
    if let Some(own) = now.own {
        known.extend([("ideal".to_owned(), own.ideal.to_string()), ("latest".to_owned(), own.latest.to_string())]);
    }
    show(ask, client_id, &Form::new(ask.texts(), known))
}

fn show(ask: &Ask, client_id: ClientId, form: &Form<'_>) -> Answer {
    let texts = ask.texts();
    let by = By::of(ask)?;
    let (name, all) = ask.read(|tx| Ok::<_, Failure>((client_rhythm(tx, &by, client_id)?.name, classes(tx)?)))?;
    let mut choices = vec![(String::new(), texts.say("class-none"))];
    choices.extend(all.iter().map(|class| {
        let days =
            texts.with("interval-days", &[("ideal", i64::from(class.interval.ideal).into()), ("latest", i64::from(class.interval.latest).into())]);
        (class.id.to_string(), format!("{} ({days})", class.name))
    }));
    let body = html! {
        div.page-narrow {
            p { a.btn.back href={ "/files/" (client_id) } { "← " (texts.say("back-to-file")) } }
            p.page-lead dir="auto" { (name) }
            p.quiet { (texts.say("interval-lead")) }
            (form.notice())
            form.form method="post" action={ "/files/" (client_id) "/rhythm" } {
                (csrf(ask))
                (form.select("class", "class-of-client", &choices))
                h2 { (texts.say("interval-own")) }
                (form.input("number", "ideal", "interval-ideal", Some("interval-own-hint"), "off"))
                (form.input("number", "latest", "interval-latest", None, "off"))
                div.form-end { button.btn.btn-go { (texts.say("interval-save")) } }
            }
        }
    };
    Ok(web::layout::sheet(ask, Nav::Clients, texts.say("interval-title"), body))
}

pub(super) fn set(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let client_id: ClientId = ask.path("id")?;
    let class_id: Option<ClassId> = if ask.form("class").is_empty() { None } else { Some(ask.parsed("class")?) };
    let own = if ask.form("ideal").is_empty() && ask.form("latest").is_empty() { Ok(None) } else { interval_of(ask).map(Some) };
    match own.and_then(|own| ask.write(|tx| set_client_rhythm(tx, &by, client_id, class_id, own))) {
        Ok(undo) => Ok(Reply::see(&format!("/files/{client_id}?did={undo}"))),
        Err(Failure::Refused(refusal)) => {
            let mut form = Form::new(ask.texts(), ask.form_fields().to_vec());
            form.refusal = Some(refusal);
            Ok(show(ask, client_id, &form)?.status(422))
        }
        Err(other) => Err(other),
    }
}
