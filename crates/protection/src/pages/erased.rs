//! `GET /erasures`: what was erased, and which closed files were kept long enough; `GET /erasures/{id}`: the report of one;
//! `POST /erasures/keeping`: how long closed files are kept.
//!
//! Nothing is ever erased from here without somebody opening the file's own page and typing its name.

use super::erase_file::{backups, backups_said};
use super::{counted, moment, why_key};
use crate::erasing::{Erasure, erasure, erasures};
use binder::By;
use domain::ClientId;
use domain::filing::CloseReason;
use domain::protection::KeepMonths;
use maud::{Markup, html};
use people::own_settings::{Screen, screen};
use store::{StoreError, Tx, params};
use web::audit::{Kind, differing};
use web::form::Form;
use web::layout::csrf;
use web::{Answer, Ask, Failure, Refusal, Reply};

/// Erasures shown.
const SHOWN: u32 = 200;
/// Files offered at once.
const OFFERED: u32 = 100;

/// A closed file that was kept long enough.
struct Offered {
    id: ClientId,
    name: String,
    reason: CloseReason,
    closed_at: i64,
}

/// Shows the list.
pub(super) fn list(ask: &mut Ask) -> Answer {
    page(ask, None)
}

fn page(ask: &Ask, typed: Option<(Vec<(String, String)>, Refusal)>) -> Answer {
    let by = By::of(ask)?;
    let (keeping, offered, done) = ask.read(|tx| {
        let keeping = keeping(tx)?;
        Ok::<_, StoreError>((keeping.clone(), offered(tx, &by, &keeping)?, erasures(tx, SHOWN)?))
    })?;
    let texts = ask.texts();
    let values = CloseReason::ALL.iter().map(|reason| (reason.as_str().to_owned(), keeping.months(*reason).to_string()));
    let is_refused = typed.is_some();
    let (values, refusal) = typed.map_or_else(|| (values.collect(), None), |(values, refusal)| (values, Some(refusal)));
    let mut form = Form::new(texts, values);
    form.refusal = refusal;
    let body = html! {
        p.page-lead { (texts.say("erasures-lead")) }
        section.protection-part {
            h2.heading-small { (texts.say("keeping-title")) }
            form.form method="post" action="/erasures/keeping" {
                (csrf(ask))
                (form.notice())
                fieldset.fields {
                    legend { (texts.say("keeping-months")) }
                    p.field-hint { (texts.say("keeping-hint")) }
                    div.field-pair { (form.text("won", "close-won")) (form.text("lost", "close-lost")) }
                    div.field-pair { (form.text("closed", "close-closed")) (form.text("do_not_contact", "close-do_not_contact")) }
                }
                div.form-end { button.btn.btn-go { (texts.say("settings-save")) } }
            }
        }
        (offers(ask, &offered))
        section.protection-part {
            h2.heading-small { (texts.say("erasures-done")) }
            @if done.is_empty() { p.quiet { (texts.say("erasures-none")) } }
            ol.rows.erasures { @for one in &done { (line(ask, one)) } }
        }
    };
    let reply = screen(ask, Screen::Erasures, body);
    Ok(if is_refused { reply.status(422) } else { reply })
}

fn offers(ask: &Ask, offered: &[Offered]) -> Markup {
    let texts = ask.texts();
    html! {
        section.protection-part {
            h2.heading-small { (texts.say("keeping-offered")) }
            @if offered.is_empty() { p.quiet { (texts.say("keeping-nothing")) } }
            ul.rows.kept {
                @for file in offered {
                    li.row-item {
                        div.row-main {
                            a.link href={ "/files/" (file.id) } dir="auto" { (file.name) }
                            p.row-sub { (texts.say(files::clients::close_reason_label(file.reason))) " · " span.num { (moment(ask, file.closed_at)) } }
                        }
                        span.row-end { a.btn href={ "/files/" (file.id) "/erasure?why=kept_long_enough" } { (texts.say("erasure-look")) } }
                    }
                }
            }
        }
    }
}

fn line(ask: &Ask, one: &Erasure) -> Markup {
    let texts = ask.texts();
    html! {
        li.row-item {
            div.row-main {
                a.link href={ "/erasures/" (one.id) } { (texts.with("erasure-number", &[("number", one.id.to_string().into()), ("file", one.client_id.to_string().into())])) }
                p.row-sub { span.num { (moment(ask, one.at)) } " · " (texts.say(why_key(one.why))) @if !one.person.is_empty() { " · " (one.person) } }
            }
            @if one.finished_at.is_none() { span.row-end { span.tag.tag-quiet { (texts.say("erasure-unfinished")) } } }
        }
    }
}

/// How long closed files are kept.
fn keeping(tx: &mut Tx<'_>) -> Result<KeepMonths, StoreError> {
    Ok(KeepMonths::parse(&tx.one::<String>("SELECT keep_months FROM company WHERE id = 1", &[])?))
}

/// The files that were kept long enough, longest closed first.
fn offered(tx: &mut Tx<'_>, by: &By, keeping: &KeepMonths) -> Result<Vec<Offered>, StoreError> {
    let mut offered = Vec::new();
    for reason in CloseReason::ALL.iter().copied() {
        let Some(last) = keeping.last_day(reason, by.today) else { continue };
        let (_, until) = by.span_of(last, last);
        let sql = "SELECT id, name, closed_at FROM client WHERE state = 'closed' AND erased_at IS NULL AND joined_into IS NULL AND close_reason = $1 AND closed_at < $2
                   ORDER BY closed_at LIMIT $3";
        for row in tx.rows(sql, params![reason.as_str(), until, OFFERED])? {
            offered.push(Offered { id: row.get(0)?, name: row.get(1)?, reason, closed_at: row.get(2)? });
        }
    }
    offered.sort_by_key(|file| (file.closed_at, file.id));
    offered.truncate(OFFERED as usize);
    Ok(offered)
}

/// Sets how long closed files are kept.
pub(super) fn keep(ask: &mut Ask) -> Answer {
    match kept(ask) {
        Err(Failure::Refused(refusal)) => page(ask, Some((ask.form_fields().to_vec(), refusal))),
        answer => answer,
    }
}

fn kept(ask: &Ask) -> Answer {
    let mut months = Vec::new();
    for reason in CloseReason::ALL.iter().copied() {
        let typed = ask.form(reason.as_str()).trim();
        let number: u16 = if typed.is_empty() { 0 } else { typed.parse().map_err(|_| Failure::field(reason.as_str(), "keeping-odd"))? };
        months.push((reason, number));
    }
    let wanted = KeepMonths::of(months).ok_or_else(|| Failure::form("keeping-odd"))?;
    ask.write(|tx| {
        let before = keeping(tx)?;
        let changes = differing(&[("keep_months", before.write(), wanted.write())]);
        if changes.is_empty() {
            return Ok(());
        }
        tx.run("UPDATE company SET keep_months = $1 WHERE id = 1", params![wanted.write()])?;
        ask.audit(tx, Kind::CompanyChanged, &ask.say("keeping-title"), &changes)
    })?;
    Ok(Reply::see("/erasures?saved=1"))
}

/// The report of one erasure, to be printed and kept.
pub(super) fn report(ask: &mut Ask) -> Answer {
    let number: i64 = ask.path("id")?;
    let (one, known) = ask.read(|tx| {
        let one = erasure(tx, number)?;
        let made_at: i64 = tx.one("SELECT client_made_at FROM erasure WHERE id = $1", params![number])?;
        let known = backups(tx, made_at, one.at)?;
        Ok::<_, Failure>((one, known))
    })?;
    let texts = ask.texts();
    let body = html! {
        p.page-back { a.link href="/erasures" { (texts.say("erasures-title")) } }
        h2.heading-small { (texts.with("erasure-number", &[("number", one.id.to_string().into()), ("file", one.client_id.to_string().into())])) }
        @if one.finished_at.is_none() { p.notice { (texts.say("erasure-unfinished-more")) } }
        dl.facts {
            dt { (texts.say("erasure-when")) } dd.num { (moment(ask, one.at)) }
            dt { (texts.say("erasure-who")) } dd dir="auto" { @if one.person.is_empty() { (texts.say("erasure-command-line")) } @else { (one.person) } }
            dt { (texts.say("erasure-why")) } dd { (texts.say(why_key(one.why))) }
            @if let Some(at) = one.finished_at { dt { (texts.say("erasure-finished")) } dd.num { (moment(ask, at)) } }
            dt { (texts.say("erasure-hash")) } dd.num.hash { (one.hash) }
        }
        section.protection-part { h2.heading-small { (texts.say("erasure-was")) } (counted(&texts, &one.counts)) }
        (backups_said(ask, &known))
        section.protection-part { p.quiet { (texts.say("erasure-nothing-about")) } }
    };
    Ok(screen(ask, Screen::Erasures, body))
}
