//! `GET /files/{id}/protection`: what can be handed out of a file, and the way to erase it.

use binder::By;
use domain::{ClientId, ContactId, Role};
use maud::{Markup, html};
use store::params;
use web::{Answer, Ask, Failure, Nav, Texts, layout};

/// What the page says of a file.
struct Kept {
    name: String,
    erased_at: Option<i64>,
    contacts: Vec<(ContactId, String)>,
    erasure: Option<i64>,
}

/// Shows it.
pub(super) fn show(ask: &mut Ask) -> Answer {
    let (by, id) = (By::of(ask)?, ClientId(ask.path("id")?));
    let kept = ask.read(|tx| {
        binder::slips::seen_client(tx, &by, id)?;
        let row = tx.row("SELECT name, erased_at FROM client WHERE id = $1", params![id])?.ok_or(Failure::NotFound)?;
        let contacts = tx.rows("SELECT id, name FROM contact WHERE client_id = $1 ORDER BY rank, id", params![id])?;
        let contacts = contacts.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_, store::StoreError>>()?;
        let erasure = tx.row("SELECT max(id) FROM erasure WHERE client_id = $1", params![id])?.map(|row| row.get(0)).transpose()?.flatten();
        Ok::<_, Failure>(Kept { name: row.get(0)?, erased_at: row.get(1)?, contacts, erasure })
    })?;
    let texts = ask.texts();
    let is_director = ask.actor()?.role != Role::Head;
    let body = html! {
        div.page-narrow {
            p.page-back { a.link href={ "/files/" (id) } dir="auto" { (kept.name) } }
            @if let Some(at) = kept.erased_at {
                p.notice { (texts.with("erasure-was-erased", &[("moment", super::moment(ask, at).into())])) }
                @if let Some(erasure) = kept.erasure.filter(|_| is_director) { p { a.btn href={ "/erasures/" (erasure) } { (texts.say("erasure-report")) } } }
            } @else {
                (hand_out(&texts, id, &kept))
                section.protection-part {
                    h2.heading-small { (texts.say("consent-title")) }
                    p { (texts.say("consent-lead")) }
                    p { a.btn href={ "/files/" (id) "/consents" } { (texts.say("consent-open")) } }
                }
                section.protection-part {
                    h2.heading-small { (texts.say("erasure-title")) }
                    p { (texts.say("erasure-lead")) }
                    @if is_director { p { a.btn.btn-bad href={ "/files/" (id) "/erasure" } { (texts.say("erasure-look")) } } }
                    @else { p.quiet { (texts.say("erasure-director")) } }
                }
            }
        }
    };
    Ok(layout::sheet(ask, Nav::Clients, texts.say("protection-title"), body))
}

fn hand_out(texts: &Texts<'_>, id: ClientId, kept: &Kept) -> Markup {
    html! {
        section.protection-part {
            h2.heading-small { (texts.say("kept-heading")) }
            p { (texts.say("kept-lead")) }
            ul.rows.kept {
                li.row-item {
                    div.row-main { strong dir="auto" { (kept.name) } p.row-sub { (texts.say("kept-whole-file")) } }
                    span.row-end { a.btn href={ "/files/" (id) "/person.zip" } download { (texts.say("kept-download")) } }
                }
                @for (contact, name) in &kept.contacts {
                    li.row-item {
                        div.row-main { strong dir="auto" { (name) } p.row-sub { (texts.say("kept-one-contact")) } }
                        span.row-end { a.btn href={ "/files/" (id) "/contacts/" (contact) "/person.zip" } download { (texts.say("kept-download")) } }
                    }
                }
            }
        }
    }
}
