//! `/classes`: the company's classes and their intervals.

use super::interval_of;
use crate::frame::did;
use binder::By;
use domain::ClassId;
use files::classes::{Class, classes, remove as remove_class, save};
use maud::{Markup, html};
use people::own_settings::{Screen, screen};
use web::audit::{Kind, differing};
use web::form::Form;
use web::layout::csrf;
use web::{Answer, Ask, Failure, Reply};

pub(super) fn page(ask: &mut Ask) -> Answer {
    show(ask, &Form::new(ask.texts(), Vec::new()), None)
}

/// `at` is the class whose form was refused; none for the new one.
fn show(ask: &Ask, form: &Form<'_>, at: Option<ClassId>) -> Answer {
    let texts = ask.texts();
    let all = ask.read(classes)?;
    let empty = Form::new(texts, Vec::new());
    let body = html! {
        div {
            (did(ask, false)?)
            p.page-lead { (texts.say("classes-lead")) }
            @if all.is_empty() { p.quiet { (texts.say("classes-none")) } }
            @for class in &all { (one(ask, class, (at == Some(class.id)).then_some(form))) }
            section.section {
                h2 { (texts.say("class-new")) }
                form.form.form-row method="post" action="/classes" { (csrf(ask)) (fields(if at.is_none() { form } else { &empty })) div.form-end { button.btn.btn-go { (texts.say("class-add")) } } }
            }
        }
    };
    Ok(screen(ask, Screen::Classes, body))
}

fn one(ask: &Ask, class: &Class, typed: Option<&Form<'_>>) -> Markup {
    let texts = ask.texts();
    let known = vec![
        ("name".to_owned(), class.name.clone()),
        ("ideal".to_owned(), class.interval.ideal.to_string()),
        ("latest".to_owned(), class.interval.latest.to_string()),
    ];
    let stored = Form::new(texts, known);
    let form = typed.unwrap_or(&stored);
    html! {
        details.section.class-line open[typed.is_some()] {
            summary {
                strong dir="auto" { (class.name) } " "
                span.quiet { (texts.with("interval-days", &[("ideal", i64::from(class.interval.ideal).into()), ("latest", i64::from(class.interval.latest).into())])) }
            }
            form.form.form-row method="post" action={ "/classes/" (class.id) } { (csrf(ask)) (fields(form)) div.form-end { button.btn.btn-go { (texts.say("class-save")) } } }
            form method="post" action={ "/classes/" (class.id) "/remove" } { (csrf(ask)) button.btn { (texts.say("class-remove")) } }
        }
    }
}

fn fields(form: &Form<'_>) -> Markup {
    html! {
        (form.notice())
        (form.text("name", "class-name"))
        (form.input("number", "ideal", "interval-ideal", None, "off"))
        (form.input("number", "latest", "interval-latest", None, "off"))
    }
}

pub(super) fn make(ask: &mut Ask) -> Answer {
    write(ask, None)
}

pub(super) fn change(ask: &mut Ask) -> Answer {
    let id = ask.path("id")?;
    write(ask, Some(id))
}

fn write(ask: &Ask, id: Option<ClassId>) -> Answer {
    let name = ask.form("name").to_owned();
    let by = By::of(ask)?;
    match interval_of(ask).and_then(|interval| {
        ask.write(|tx| {
            let before = classes(tx)?.into_iter().find(|class| Some(class.id) == id);
            let was = |of: fn(&Class) -> String| before.as_ref().map(of).unwrap_or_default();
            let changes = differing(&[
                ("name", was(|class| class.name.clone()), name.clone()),
                ("ideal", was(|class| class.interval.ideal.to_string()), interval.ideal.to_string()),
                ("latest", was(|class| class.interval.latest.to_string()), interval.latest.to_string()),
            ]);
            let undo = save(tx, &by, id, &name, interval)?;
            ask.audit(tx, Kind::ClassChanged, &name, &changes)?;
            Ok(undo)
        })
    }) {
        Ok(undo) => Ok(Reply::see(&format!("/classes?did={undo}"))),
        Err(Failure::Refused(refusal)) => {
            let mut form = Form::new(ask.texts(), ask.form_fields().to_vec());
            form.refusal = Some(refusal);
            Ok(show(ask, &form, id)?.status(422))
        }
        Err(other) => Err(other),
    }
}

pub(super) fn remove(ask: &mut Ask) -> Answer {
    let id: ClassId = ask.path("id")?;
    let by = By::of(ask)?;
    let undo = ask.write(|tx| {
        let name = classes(tx)?.into_iter().find(|class| class.id == id).map(|class| class.name).unwrap_or_default();
        let undo = remove_class(tx, &by, id)?;
        ask.audit(tx, Kind::ClassChanged, &name, &differing(&[("name", name.clone(), String::new())]))?;
        Ok::<_, Failure>(undo)
    })?;
    Ok(Reply::see(&format!("/classes?did={undo}")))
}
