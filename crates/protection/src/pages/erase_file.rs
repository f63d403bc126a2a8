//! `GET/POST /files/{id}/erasure`: what would be erased, the name to be typed, and doing it.

use super::{counted, moment, why_key};
use crate::erasing::{Erasing, Preview, erase, preview};
use binder::By;
use domain::ClientId;
use domain::protection::Why;
use maud::{Markup, html};
use store::{StoreError, Tx, params};
use web::form::Form;
use web::{Answer, Ask, Failure, Nav, Refusal, Reply, layout};

/// The most backups that are named one by one.
const BACKUPS_SHOWN: u32 = 20;

/// Shows what would be erased.
pub(super) fn show(ask: &mut Ask) -> Answer {
    let values = vec![("why".to_owned(), ask.query("why").unwrap_or("").to_owned())];
    page(ask, values, None)
}

/// Erases, or shows the form again.
pub(super) fn erase_it(ask: &mut Ask) -> Answer {
    match erased(ask) {
        Err(Failure::Refused(refusal)) => page(ask, ask.form_fields().to_vec(), Some(refusal)).map(|reply| reply.status(422)),
        answer => answer,
    }
}

fn erased(ask: &Ask) -> Answer {
    let (by, id) = (By::of(ask)?, ClientId(ask.path("id")?));
    let why = Why::parse(ask.form("why")).ok_or_else(|| Failure::field("why", "erasure-choose-why"))?;
    let language = ask.company()?.language;
    let mark = ask.app.texts.speak(language).with("erasure-mark", &[("number", id.to_string().into())]);
    let typed = plain(ask.form("name"));
    let number = ask.write(|tx| {
        binder::slips::seen_client(tx, &by, id)?;
        let name: String = tx.one("SELECT name FROM client WHERE id = $1", params![id])?;
        if plain(&name) != typed {
            return Err(Failure::field("name", "erasure-name-differs"));
        }
        erase(tx, id, &Erasing { person_id: Some(by.person_id), from: ask.origin(), at: ask.now, why, mark })
    })?;
    Ok(Reply::see(&format!("/erasures/{number}")))
}

/// A name as it is compared: without what nobody sees.
fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn page(ask: &Ask, values: Vec<(String, String)>, refusal: Option<Refusal>) -> Answer {
    let (by, id) = (By::of(ask)?, ClientId(ask.path("id")?));
    let (name, is_erased, preview, backups) = ask.read(|tx| {
        binder::slips::seen_client(tx, &by, id)?;
        let row = tx.row("SELECT name, erased_at, created_at FROM client WHERE id = $1", params![id])?.ok_or(Failure::NotFound)?;
        let backups = backups(tx, row.get(2)?, i64::MAX)?;
        Ok::<_, Failure>((row.get::<String>(0)?, row.get::<Option<i64>>(1)?.is_some(), preview(tx, id)?, backups))
    })?;
    if is_erased {
        return Ok(Reply::see(&format!("/files/{id}/protection")));
    }
    let texts = ask.texts();
    let mut form = Form::new(texts, values);
    form.refusal = refusal;
    let whys = Why::ALL.iter().map(|why| (why.as_str().to_owned(), texts.say(why_key(*why))));
    let whys: Vec<(String, String)> = std::iter::once((String::new(), texts.say("erasure-choose"))).chain(whys).collect();
    let body = html! {
        div.page-narrow {
            p.page-back { a.link href={ "/files/" (id) } dir="auto" { (name) } }
            div.notice.notice-bad { p { strong { (texts.say("erasure-for-good")) } " " (texts.say("erasure-for-good-more")) } }
            (what(ask, &preview))
            (backups_said(ask, &backups))
            form.form method="post" action={ "/files/" (id) "/erasure" } autocomplete="off" {
                (layout::csrf(ask))
                (form.notice())
                fieldset.fields {
                    legend { (texts.say("erasure-confirm")) }
                    (form.select("why", "erasure-why", &whys))
                    p.field-hint { (texts.with("erasure-type-name", &[("name", name.as_str().into())])) }
                    (form.text("name", "erasure-name"))
                }
                div.form-end {
                    button.btn.btn-erase { (texts.say("erasure-do")) }
                    a.btn href={ "/files/" (id) } data-key="Escape" { (texts.say("client-cancel")) }
                }
            }
        }
    };
    Ok(layout::sheet(ask, Nav::Clients, texts.say("erasure-title"), body))
}

fn what(ask: &Ask, preview: &Preview) -> Markup {
    let texts = ask.texts();
    let elsewhere = [("audit".to_owned(), preview.audit), ("elsewhere".to_owned(), preview.elsewhere)];
    let counts: Vec<(String, i64)> = preview.counts.iter().cloned().chain(elsewhere.into_iter().filter(|(_, rows)| *rows > 0)).collect();
    html! {
        section.protection-part {
            h2.heading-small { (texts.say("erasure-what")) }
            (counted(&texts, &counts))
        }
        section.protection-part {
            h2.heading-small { (texts.say("erasure-stays")) }
            ul {
                li { (texts.say("erasure-stays-figures")) }
                @if preview.shared_mail > 0 { li { (texts.with("erasure-stays-mail", &[("count", preview.shared_mail.into())])) } }
                li { (texts.say("erasure-stays-elsewhere")) }
                li { (texts.say("erasure-stays-devices")) }
            }
        }
    }
}

/// What is said of backups: those of which the audit log tells, made while the file was there.
pub(super) fn backups_said(ask: &Ask, (count, named): &(i64, Vec<(i64, String)>)) -> Markup {
    let texts = ask.texts();
    html! {
        section.protection-part {
            h2.heading-small { (texts.say("erasure-backups")) }
            p { (texts.say("erasure-backups-lead")) }
            @if *count > 0 {
                p { (texts.with("erasure-backups-known", &[("count", (*count).into())])) }
                ul { @for (at, name) in named { li { span.num { (moment(ask, *at)) } " · " span dir="auto" { (name) } } } }
            } @else { p { (texts.say("erasure-backups-none")) } }
        }
    }
}

/// The backups between two moments of which the audit log tells: how many, and the last ones.
pub(super) fn backups(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<(i64, Vec<(i64, String)>), StoreError> {
    let count: i64 = tx.one("SELECT count(*) FROM audit WHERE kind = 'backed_up' AND at >= $1 AND at <= $2", params![from, to])?;
    let sql = "SELECT at, subject FROM audit WHERE kind = 'backed_up' AND at >= $1 AND at <= $2 ORDER BY seq DESC LIMIT $3";
    let rows = tx.rows(sql, params![from, to, BACKUPS_SHOWN])?;
    Ok((count, rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_, StoreError>>()?))
}
