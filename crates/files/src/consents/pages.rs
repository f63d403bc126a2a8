//! `GET/POST /files/{id}/consents`: what counts, what was said before, and the form that writes it down.

use super::{NewConsent, channel_label, history, purpose_label, said_label, standing, write as write_down};
use binder::By;
use domain::ClientId;
use domain::natural_date::write_short;
use domain::protection::{Channel, Purpose, Said, Standing};
use domain::{Date, Place};
use maud::{Markup, html};
use store::params;
use web::form::Form;
use web::{Answer, Ask, Failure, Nav, Refusal, Reply, Texts, layout};

/// Shows what counts and the form.
pub(super) fn show(ask: &mut Ask) -> Answer {
    page(ask, Vec::new(), None)
}

/// Writes down what was said, or shows the form again.
pub(super) fn write(ask: &mut Ask) -> Answer {
    match written(ask) {
        Err(Failure::Refused(refusal)) => page(ask, ask.form_fields().to_vec(), Some(refusal)).map(|reply| reply.status(422)),
        answer => answer,
    }
}

fn written(ask: &Ask) -> Answer {
    let (by, id) = (By::of(ask)?, ClientId(ask.path("id")?));
    let new = NewConsent {
        channel: Channel::parse(ask.form("channel")).ok_or_else(|| Failure::field("channel", "consent-choose"))?,
        purpose: Purpose::parse(ask.form("purpose")).ok_or_else(|| Failure::field("purpose", "consent-choose"))?,
        said: Said::parse(ask.form("said")).ok_or_else(|| Failure::field("said", "consent-choose"))?,
        on: ask.form("said_on").parse::<Date>().map_err(|_| Failure::field("said_on", "consent-day-odd"))?,
        source: ask.form("source").to_owned(),
    };
    ask.write(|tx| write_down(tx, &by, id, &new))?;
    Ok(Reply::see(&format!("/files/{id}/consents")))
}

fn page(ask: &Ask, values: Vec<(String, String)>, refusal: Option<Refusal>) -> Answer {
    let (by, id) = (By::of(ask)?, ClientId(ask.path("id")?));
    let (name, is_erased, now, all) = ask.read(|tx| {
        binder::slips::seen_client(tx, &by, id)?;
        let row = tx.row("SELECT name, erased_at FROM client WHERE id = $1", params![id])?.ok_or(Failure::NotFound)?;
        Ok::<_, Failure>((row.get::<String>(0)?, row.get::<Option<i64>>(1)?.is_some(), standing(tx, id)?, history(tx, id)?))
    })?;
    let texts = ask.texts();
    let mut form = Form::new(texts, values);
    if form.value("said_on").is_empty() {
        form.values.push(("said_on".to_owned(), by.today.to_string()));
    }
    form.refusal = refusal;
    let body = html! {
        div.page-narrow {
            p.page-back { a.link href={ "/files/" (id) } dir="auto" { (name) } }
            p.page-lead { (texts.say("consent-lead")) }
            (table(&texts, &now))
            @if !is_erased { section.protection-part { (new_form(ask, &form, id)) } }
            @if !all.is_empty() {
                section.protection-part {
                    h2.heading-small { (texts.say("consent-history")) }
                    ol.rows.consents-past { @for one in &all { (line(&texts, one, by.today)) } }
                }
            }
        }
    };
    Ok(layout::sheet(ask, Nav::Clients, texts.say("consent-title"), body))
}

/// Channels against purposes: what counts in each.
fn table(texts: &Texts<'_>, now: &[Standing]) -> Markup {
    let cell = |channel: Channel, purpose: Purpose| now.iter().find(|one| one.channel == channel && one.purpose == purpose);
    html! {
        div.table-wrap {
            table.table.consents {
                thead { tr { td {} @for purpose in Purpose::ALL { th scope="col" { (texts.say(purpose_label(*purpose))) } } } }
                tbody {
                    @for channel in Channel::ALL {
                        tr {
                            th scope="row" { (texts.say(channel_label(*channel))) }
                            @for purpose in Purpose::ALL {
                                td {
                                    @match cell(*channel, *purpose) {
                                        Some(one) => span.tag.tag-late[one.said.is_no()].tag-yes[one.said == Said::Given] { (texts.say(said_label(one.said))) },
                                        None => span.quiet { "–" },
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn new_form(ask: &Ask, form: &Form<'_>, id: ClientId) -> Markup {
    let texts = ask.texts();
    let choices = |keys: Vec<(&'static str, &'static str)>| -> Vec<(String, String)> {
        keys.into_iter().map(|(word, key)| (word.to_owned(), texts.say(key))).collect()
    };
    let channels = choices(Channel::ALL.iter().map(|one| (one.as_str(), channel_label(*one))).collect());
    let purposes = choices(Purpose::ALL.iter().map(|one| (one.as_str(), purpose_label(*one))).collect());
    let said = choices(Said::ALL.iter().map(|one| (one.as_str(), said_label(*one))).collect());
    html! {
        form.form method="post" action={ "/files/" (id) "/consents" } {
            (layout::csrf(ask))
            (form.notice())
            fieldset.fields {
                legend { (texts.say("consent-new")) }
                div.field-pair { (form.select("channel", "consent-channel", &channels)) (form.select("purpose", "consent-purpose", &purposes)) }
                div.field-pair { (form.select("said", "consent-said", &said)) (form.input("date", "said_on", "consent-on", None, "off")) }
                (form.input("text", "source", "consent-source", Some("consent-source-hint"), "off"))
            }
            div.form-end {
                button.btn.btn-go { (texts.say("consent-write")) }
                a.btn href={ "/files/" (id) } data-key="Escape" { (texts.say("client-cancel")) }
            }
        }
    }
}

fn line(texts: &Texts<'_>, one: &Standing, today: Date) -> Markup {
    let on = write_short(Place::Day(one.on), today, texts.language);
    html! {
        li.row-item {
            div.row-main {
                p { (texts.say(channel_label(one.channel))) " · " (texts.say(purpose_label(one.purpose))) ": " strong { (texts.say(said_label(one.said))) } }
                p.row-sub { (on) " · " (one.writer) @if !one.source.is_empty() { " · " span dir="auto" { (one.source) } } }
            }
        }
    }
}
