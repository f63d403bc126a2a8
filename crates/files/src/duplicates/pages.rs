//! The pages: the pairs to look through, choosing another file by hand, two files beside each other, what was joined.

use super::found::{After, Pair, Side, of_two, one, pairs, sides};
use super::preview::{Along, Line, OwnLine, Preview, Take, chosen, preview};
use crate::done::did;
use binder::By;
use binder::joining;
use binder::undo::{Recorder, Table};
use domain::ClientId;
use domain::fold::Query;
use domain::likeness::Alike;
use domain::natural_date::write_short;
use maud::{Markup, html};
use store::{Tx, params};
use web::audit::{Kind, differing};
use web::layout::{csrf, sheet};
use web::{Answer, Ask, Failure, Message, Nav, Refusal, Reply};

/// Pairs on one page.
const PAGE: usize = 25;
/// Files that are offered to be joined with one.
const OFFERED: usize = 12;

/// The message that says what two files have in common.
pub fn alike_label(alike: Alike) -> &'static str {
    match alike {
        Alike::Email => "alike-email",
        Alike::Phone => "alike-phone",
        Alike::NameAndCompany => "alike-name-and-company",
        Alike::Name => "alike-name",
    }
}

/// `GET /clients/duplicates`: the pairs, the surest first.
pub(super) fn review(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let after = ask.query("after").and_then(read_after);
    let (found, next, is_waiting) = ask.read(|tx| {
        let (found, next) = pairs(tx, &by, after, PAGE)?;
        Ok::<_, Failure>((found, next, super::seen::is_behind(tx)?))
    })?;
    let texts = ask.texts();
    let body = html! {
        div.page-narrow {
            (did(ask)?)
            p.quiet { (texts.say("duplicates-about")) }
            @if is_waiting { p.notice { (texts.say("duplicates-looking")) } }
            @if found.is_empty() && next.is_none() && after.is_none() && !is_waiting { p.empty { (texts.say("duplicates-none")) } }
            ul.pairs { @for pair in &found { (pair_item(ask, &by, pair)) } }
            @if let Some((strength, id)) = next { p { a.btn href={ "/clients/duplicates?after=" (strength) "-" (id) } { (texts.say("duplicates-more")) } } }
        }
    };
    Ok(sheet(ask, Nav::Clients, texts.say("duplicates-title"), body))
}

fn read_after(text: &str) -> Option<After> {
    let (strength, id) = text.split_once('-')?;
    Some((strength.parse().ok()?, id.parse().ok()?))
}

fn pair_item(ask: &Ask, by: &By, pair: &Pair) -> Markup {
    let texts = ask.texts();
    let (kept, other) = who_stays(&pair.low, &pair.high);
    html! {
        li.pair {
            p.pair-why { span.tag { (texts.say(alike_label(pair.alike))) } }
            div.pair-sides { (side(ask, by, &pair.low)) (side(ask, by, &pair.high)) }
            div.pair-acts {
                a.btn.btn-go href={ "/files/" (kept) "/join/" (other) } { (texts.say("duplicates-compare")) }
                form method="post" action={ "/clients/duplicates/" (pair.id) } { (csrf(ask)) button.btn { (texts.say("duplicates-two")) } }
            }
        }
    }
}

/// The file with which somebody works stays; of two alike the older one.
fn who_stays(one: &Side, other: &Side) -> (ClientId, ClientId) {
    let weight = |side: &Side| (side.place.is_some(), side.last_at, std::cmp::Reverse(side.id));
    if weight(one) >= weight(other) { (one.id, other.id) } else { (other.id, one.id) }
}

fn side(ask: &Ask, by: &By, side: &Side) -> Markup {
    let texts = ask.texts();
    let rest: Vec<&str> =
        [&side.company, &side.contact, &side.phone, &side.town].into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    html! {
        div.pair-side {
            a.pair-name href={ "/files/" (side.id) } dir="auto" { (side.name) }
            span.row-sub dir="auto" { @if rest.is_empty() { (texts.say("duplicates-nothing-else")) } @else { (rest.join(" · ")) } }
            span.row-sub {
                bdi { (side.owner) } " · "
                @match side.place {
                    Some(place) => span.num { (write_short(place, by.today, ask.language())) },
                    None => (texts.say("client-is-closed")),
                }
            }
        }
    }
}

/// `POST /clients/duplicates/{id}`: somebody looked, and they are two clients. Never offered again.
pub(super) fn two(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: i64 = ask.path("id")?;
    let undo_id = ask.write(|tx| {
        let pair = one(tx, &by, id)?.ok_or(Failure::NotFound)?;
        let mut recorder = Recorder::default();
        let set = [("state", "two".into()), ("person_id", by.person_id.into()), ("at", by.now.into())];
        recorder.change(tx, Table::Alike, id, &set)?;
        let label = Message::new("did-two").with("name", pair.low.name.as_str()).with("other", pair.high.name.as_str());
        Ok::<_, Failure>(recorder.finish(tx, by.person_id, by.now, &label)?)
    })?;
    Ok(Reply::see(&format!("/clients/duplicates?did={undo_id}")))
}

/// `GET /files/{id}/join`: with which file? Those that are alike, or one that is looked for.
pub(super) fn choose(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: ClientId = ask.path("id")?;
    let typed: String = ask.query("q").unwrap_or("").chars().take(200).collect();
    let (name, offered) = ask.read(|tx| {
        let card = crate::clients::card(tx, &by, id)?.ok_or(Failure::NotFound)?;
        Ok::<_, Failure>((card.name.clone(), offered(tx, &by, &card, &typed)?))
    })?;
    let texts = ask.texts();
    let body = html! {
        div.page-narrow {
            p.page-back { a.btn.back href={ "/files/" (id) } { "← " (texts.say("back-to-file")) } }
            p dir="auto" { (texts.with("join-with-which", &[("name", name.as_str().into())])) }
            form.filters method="get" {
                input type="search" name="q" value=(typed) maxlength="200" aria-label=(texts.say("join-look-for")) placeholder=(texts.say("join-look-for")) autocomplete="off";
                button.btn { (texts.say("clients-show")) }
            }
            @if offered.is_empty() { p.empty { (texts.say(if typed.is_empty() { "join-none-alike" } else { "join-none-found" })) } }
            ul.rows { @for other in &offered {
                li.row-item {
                    div.row-main { (side(ask, &by, other)) }
                    div.row-end { a.btn href={ "/files/" (id) "/join/" (other.id) } { (texts.say("duplicates-compare")) } }
                }
            } }
        }
    };
    Ok(sheet(ask, Nav::Clients, texts.say("join-title"), body))
}

fn offered(tx: &mut Tx<'_>, by: &By, card: &crate::clients::ClientCard, typed: &str) -> Result<Vec<Side>, Failure> {
    let ids: Vec<i64> = if typed.trim().is_empty() {
        let alike = "SELECT CASE WHEN low_id = $1 THEN high_id ELSE low_id END FROM alike WHERE (low_id = $1 OR high_id = $1) AND state = 'open'
                     ORDER BY strength DESC, id DESC LIMIT $2";
        tx.rows(alike, params![card.id, OFFERED as i64])?.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?
    } else {
        let hits = store::find::find_clients(tx, &Query::parse(typed), by.visible.sight(), OFFERED + 1)?;
        hits.into_iter().map(|hit| hit.client.0).filter(|id| *id != card.id.0).collect()
    };
    Ok(sides(tx, by, &ids)?)
}

/// `GET /files/{id}/join/{other}`: both beside each other.
pub(super) fn compare(ask: &mut Ask) -> Answer {
    compared(ask, None)
}

fn both(ask: &Ask) -> Result<(ClientId, ClientId), Failure> {
    Ok((ask.path("id")?, ask.path("other")?))
}

fn compared(ask: &Ask, refusal: Option<&Refusal>) -> Answer {
    let by = By::of(ask)?;
    let (kept, other) = both(ask)?;
    let (preview, alike) = ask.read(|tx| Ok::<_, Failure>((preview(tx, &by, (kept, other))?, of_two(tx, kept, other)?)))?;
    let texts = ask.texts();
    let body = html! {
        div.page-narrow {
            p.page-back { a.btn.back href="/clients/duplicates" { "← " (texts.say("duplicates-title")) } }
            @if let Some(refusal) = refusal { p.notice.notice-bad role="alert" { (ask.message(&refusal.message)) } }
            @if let Some(alike) = alike { p { span.tag { (texts.say(alike_label(alike))) } } }
            form.form method="post" action={ "/files/" (kept) "/join/" (other) } {
                (csrf(ask))
                input type="hidden" name="seen-kept" value=(preview.kept.version);
                input type="hidden" name="seen-other" value=(preview.other.version);
                (fields(ask, &preview))
                (comes_along(ask, &by, &preview))
                p.quiet { (texts.say("join-can-be-separated")) }
                div.form-end {
                    button.btn.btn-go { (texts.say("join-do")) }
                    a.btn href={ "/files/" (other) "/join/" (kept) } { (texts.say("join-turn")) }
                    a.btn href={ "/files/" (kept) } { (texts.say("client-cancel")) }
                }
            }
        }
    };
    let reply = sheet(ask, Nav::Clients, texts.say("join-title"), body);
    Ok(if refusal.is_some() { reply.status(422) } else { reply })
}

fn fields(ask: &Ask, preview: &Preview) -> Markup {
    let texts = ask.texts();
    let (differ, same): (Vec<&Line>, Vec<&Line>) = preview.lines.iter().partition(|line| line.differs());
    html! {
        div.table-wide {
            table.join-fields {
                caption.sr-only { (texts.say("join-title")) }
                thead { tr {
                    td {}
                    th scope="col" { span.join-head { (texts.say("join-stays")) } a href={ "/files/" (preview.kept.id) } dir="auto" { (preview.kept.name) } span.row-sub { bdi { (preview.kept.owner) } } }
                    th scope="col" { span.join-head { (texts.say("join-goes")) } a href={ "/files/" (preview.other.id) } dir="auto" { (preview.other.name) } span.row-sub { bdi { (preview.other.owner) } } }
                } }
                tbody {
                    @for line in differ { (field(ask, line)) }
                    @for line in &preview.own { (own_field(ask, line)) }
                    @for line in same {
                        tr.is-same { th scope="row" { (texts.say(line.label)) } td colspan="2" dir="auto" { (line.kept) } }
                    }
                }
            }
        }
    }
}

fn field(ask: &Ask, line: &Line) -> Markup {
    let texts = ask.texts();
    let name = format!("f-{}", line.column);
    let take = match ask.form(&name) {
        "kept" => Take::Kept,
        "other" => Take::Other,
        "both" if line.may_both => Take::Both,
        _ => line.proposed(),
    };
    let label = texts.say(line.label);
    let choice = |which: Take, text: &str| {
        html! {
            label.join-choice {
                input type="radio" name=(name) value=(which.word()) checked[take == which];
                span dir="auto" { @if text.is_empty() { span.quiet { (texts.say("join-empty")) } } @else { (text) } }
            }
        }
    };
    html! {
        tr {
            th scope="row" { (label) }
            td { (choice(Take::Kept, &line.kept)) }
            td { (choice(Take::Other, &line.other)) @if line.may_both { (choice(Take::Both, &texts.say("join-both"))) } }
        }
    }
}

fn own_field(ask: &Ask, line: &OwnLine) -> Markup {
    let texts = ask.texts();
    let words = (texts.say("form-yes"), texts.say("form-no"));
    let said = |answer: &Option<domain::own_form::Answer>| {
        answer.as_ref().map(|answer| answer.say(&line.field.field, ask.language(), (&words.0, &words.1))).unwrap_or_default()
    };
    let (kept, other) = (said(&line.kept), said(&line.other));
    let name = format!("o-{}", line.field.id.0);
    let takes_other = ask.form(&name) == Take::Other.word() || kept.is_empty();
    html! {
        tr {
            th scope="row" { (line.field.field.label.say(ask.language())) }
            @if other.is_empty() || kept == other { td colspan="2" dir="auto" { (kept) } }
            @else if kept.is_empty() { td {} td dir="auto" { (other) } }
            @else {
                td { label.join-choice { input type="radio" name=(name) value="kept" checked[!takes_other]; span dir="auto" { (kept) } } }
                td { label.join-choice { input type="radio" name=(name) value="other" checked[takes_other]; span dir="auto" { (other) } } }
            }
        }
    }
}

/// What comes along by itself.
fn comes_along(ask: &Ask, by: &By, preview: &Preview) -> Markup {
    let texts = ask.texts();
    let Along { entries, documents, mails, forms, steps } = &preview.along;
    let counted = [("join-entries", *entries), ("join-documents", *documents), ("join-mails", *mails), ("join-forms", *forms)];
    html! {
        section.section {
            h2 { (texts.say("join-along")) }
            ul.plain-list {
                @for (key, count) in counted.into_iter().filter(|(_, count)| *count > 0) { li { (texts.with(key, &[("count", count.into())])) } }
                @for person in &preview.new_people { li dir="auto" { (person) } }
                @for reach in &preview.new_reaches { li.num dir="auto" { (reach) } }
                @for (place, line) in steps {
                    li dir="auto" { (texts.with("join-step", &[("place", write_short(*place, by.today, ask.language()).into()), ("line", line.as_str().into())])) }
                }
            }
            @if preview.kept.owner_id != preview.other.owner_id && !steps.is_empty() {
                p { (texts.with("join-into-binder", &[("person", preview.kept.owner.as_str().into())])) }
            }
        }
    }
}

/// `POST /files/{id}/join/{other}`.
pub(super) fn join(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let (kept, other) = both(ask)?;
    let seen = (ask.parsed("seen-kept")?, ask.parsed("seen-other")?);
    let done = ask.write(|tx| {
        let preview = preview(tx, &by, (kept, other))?;
        let chosen = chosen(ask, &preview)?;
        let line = ask.texts().with("joined-line", &[("name", preview.other.name.as_str().into())]);
        let undo_id = joining::join(tx, &by, (kept, other), Some(seen), &chosen, &line)?;
        let change = ("joined", preview.other.name.clone(), preview.kept.name.clone());
        ask.audit(tx, Kind::FilesJoined, &preview.kept.name, &differing(&[change]))?;
        Ok(undo_id)
    });
    match done {
        Ok(undo_id) => Ok(Reply::see(&format!("/files/{kept}?did={undo_id}"))),
        Err(Failure::Refused(refusal)) => compared(ask, Some(&refusal)),
        Err(failure) => Err(failure),
    }
}

/// `GET /files/{id}/joined`: the files that this one took in, and the way to take them apart.
pub(super) fn joined(ask: &mut Ask) -> Answer {
    shown_joined(ask, None)
}

fn shown_joined(ask: &Ask, refusal: Option<(ClientId, &Refusal)>) -> Answer {
    let by = By::of(ask)?;
    let id = match refusal {
        Some((id, _)) => id,
        None => ask.path("id")?,
    };
    let (name, joined) = ask.read(|tx| {
        let card = crate::clients::card(tx, &by, id)?.ok_or(Failure::NotFound)?;
        Ok::<_, Failure>((card.name, joining::joined(tx, id)?))
    })?;
    let texts = ask.texts();
    let body = html! {
        div.page-narrow {
            (did(ask)?)
            p.page-back { a.btn.back href={ "/files/" (id) } { "← " (texts.say("back-to-file")) } }
            @if let Some((_, refusal)) = refusal { p.notice.notice-bad role="alert" { (ask.message(&refusal.message)) } }
            p dir="auto" { (texts.with("joined-about", &[("name", name.as_str().into())])) }
            @if joined.is_empty() { p.empty { (texts.say("joined-none")) } }
            ul.rows { @for one in &joined {
                li.row-item {
                    div.row-main {
                        strong dir="auto" { (one.name) }
                        span.row-sub { (texts.with("joined-when", &[("day", write_short(domain::Place::Day(by.day_of(one.at)), by.today, ask.language()).into()), ("person", one.person.as_str().into())])) }
                    }
                    div.row-end {
                        @if one.is_last { form method="post" action={ "/joinings/" (one.id) "/separate" } { (csrf(ask)) button.btn { (texts.say("joined-separate")) } } }
                        @else { span.row-sub { (texts.say("joined-later-first")) } }
                    }
                }
            } }
        }
    };
    let reply = sheet(ask, Nav::Clients, texts.say("joined-title"), body);
    Ok(if refusal.is_some() { reply.status(422) } else { reply })
}

/// `POST /joinings/{id}/separate`.
pub(super) fn separate(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: i64 = ask.path("id")?;
    let done = ask.write(|tx| {
        let (kept, gone, undo_id) = joining::separate(tx, &by, id)?;
        let name = |tx: &mut Tx<'_>, id: ClientId| tx.one::<String>("SELECT name FROM client WHERE id = $1", params![id]);
        let change = ("separated", name(tx, kept)?, name(tx, gone)?);
        let subject = change.1.clone();
        ask.audit(tx, Kind::FilesSeparated, &subject, &differing(&[change]))?;
        Ok((kept, undo_id))
    });
    match done {
        Ok((kept, undo_id)) => Ok(Reply::see(&format!("/files/{kept}?did={undo_id}"))),
        Err(Failure::Refused(refusal)) => {
            let sql = "SELECT kept_id FROM joining WHERE id = $1";
            let kept: Option<i64> = ask.read(|tx| tx.row(sql, params![id])?.map(|row| row.get(0)).transpose())?;
            shown_joined(ask, Some((ClientId(kept.ok_or(Failure::NotFound)?), &refusal)))
        }
        Err(failure) => Err(failure),
    }
}
