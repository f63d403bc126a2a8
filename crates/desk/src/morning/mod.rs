//! The morning: what came overnight, what was carried over, what runs out (B42).
//!
//! Owns the one line above the stack. It is kept when it is put away; until then it is counted anew.

use crate::day::Day;
use binder::By;
use binder::days::{MorningFigures, last_act_before, morning, put_away};
use domain::rhythm::day_number;
use domain::{Date, Place};
use maud::{Markup, html};
use store::{StoreError, Tx, params};
use web::layout::csrf;
use web::{Answer, Ask, Reply, Route, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![GET "/morning" Staff page, POST "/morning/seen" Staff seen]
}

/// Most clients counted as not spoken with for too long.
const QUIET_MAX: i64 = 1_000;

/// Counts today's line.
///
/// # Errors
/// [`StoreError`].
pub fn count(tx: &mut Tx<'_>, by: &By) -> Result<MorningFigures, StoreError> {
    let me = by.person_id;
    let since = since(tx, by)?;
    let came =
        tx.one("SELECT count(*) FROM slip WHERE person_id = $1 AND state = 'open' AND opened_at > $2 AND opened_by <> $1", params![me, since])?;
    let this_month = Place::Month(domain::Month::of(by.today));
    let (before, on_day) = (
        tx.one(
            "SELECT CAST(coalesce(sum(files), 0) AS BIGINT) FROM divider_load WHERE person_id = $1 AND place < $2 AND place <> $3",
            params![me, by.today, this_month],
        )?,
        tx.one("SELECT CAST(coalesce(sum(agreed), 0) AS BIGINT) FROM divider_load WHERE person_id = $1 AND place = $2", params![me, by.today])?,
    );
    let to_deal =
        tx.one("SELECT CAST(coalesce(sum(files), 0) AS BIGINT) FROM divider_load WHERE person_id = $1 AND place = $2", params![me, this_month])?;
    let quiet = tx.one(
        "SELECT count(*) FROM (SELECT 1 FROM client WHERE owner_id = $1 AND state = 'active' AND due_ideal IS NOT NULL AND due_ideal < $2 AND due_latest < $2 LIMIT $3) q",
        params![me, day_number(by.today), QUIET_MAX],
    )?;
    Ok(MorningFigures { came, carried_over: before, agreed: on_day, to_deal, quiet })
}

/// From when on things came overnight: the person's last act before today; without one, nothing did.
fn since(tx: &mut Tx<'_>, by: &By) -> Result<i64, StoreError> {
    let start = by.start_of(by.today);
    Ok(last_act_before(tx, by.person_id, start)?.unwrap_or(by.now))
}

/// The line of one's own today; `None` once it was put away.
///
/// # Errors
/// [`StoreError`].
pub fn read(tx: &mut Tx<'_>, by: &By, day: Date) -> Result<Option<MorningFigures>, StoreError> {
    if day != by.today || morning(tx, by.person_id, day)?.is_some() {
        return Ok(None);
    }
    count(tx, by).map(Some)
}

/// The line above the stack, until it is put away.
pub fn line(ask: &Ask, day: &Day) -> Markup {
    html! {
        @if let Some(figures) = day.morning.filter(|figures| *figures != MorningFigures::default() || day.greetings > 0) {
            form.notice.morning method="post" action="/morning/seen" {
                (csrf(ask))
                p {
                    (sentence(ask, &figures))
                    @if day.greetings > 0 { " · " a href="/kindnesses" { (ask.texts().with("morning-greetings", &[("count", day.greetings.into())])) } }
                }
                button.btn.btn-quiet { (ask.say("morning-seen")) }
            }
        }
    }
}

/// "Since yesterday 3 came in · 4 carried over · 2 agreed for today", each a way to its files.
pub fn sentence(ask: &Ask, figures: &MorningFigures) -> Markup {
    let texts = ask.texts();
    let parts: Vec<(&str, String)> = [
        (figures.came, "morning-came", "/morning"),
        (figures.agreed, "morning-agreed", "/#pile-at-a-time"),
        (figures.carried_over, "morning-carried", "/#pile-carried-over"),
        (figures.to_deal, "morning-to-deal", "/"),
        (figures.quiet, "morning-quiet", "/quiet"),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, key, way)| (way, texts.with(key, &[("count", count.into())])))
    .collect();
    html! {
        b { (texts.say("morning-title")) } " "
        @for (index, (way, words)) in parts.iter().enumerate() { @if index > 0 { " · " } a href=(*way) { (words) } }
    }
}

/// `GET /morning`: the line again, and what others put into this binder since the actor last did anything.
fn page(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let texts = ask.texts();
    let (counted, came) = ask.read(|tx| {
        let since = since(tx, &by)?;
        let rows = tx.rows(
            "SELECT s.id, s.client_id, coalesce(c.name, s.line), s.place, p.name, s.line FROM slip s
             LEFT JOIN client c ON c.id = s.client_id JOIN person p ON p.id = s.opened_by
             WHERE s.person_id = $1 AND s.state = 'open' AND s.opened_at > $2 AND s.opened_by <> $1 ORDER BY s.place, s.id LIMIT 200",
            params![by.person_id, since],
        )?;
        Ok::<_, StoreError>((count(tx, &by)?, rows))
    })?;
    let mut lines = Vec::new();
    for row in &came {
        lines.push((
            row.get::<domain::SlipId>(0)?,
            row.get::<Option<domain::ClientId>>(1)?,
            row.get::<String>(2)?,
            row.get::<Place>(3)?,
            row.get::<String>(4)?,
        ));
    }
    let body = html! {
        p.page-lead { (sentence(ask, &counted)) }
        p { a.link href="/kindnesses" { (texts.say("kindness-title")) } }
        @if lines.is_empty() { p.notice { (texts.say("morning-nothing")) } }
        ul.rows {
            @for (slip, client, name, place, from) in &lines {
                li.row-item {
                    div.row-main {
                        a.row-link href={ @match client { Some(client) => { "/files/" (client) } None => { "/?file=" (slip) } } } dir="auto" { (name) }
                        span.row-sub { (texts.with("morning-from", &[("name", from.as_str().into())])) }
                    }
                    span.row-end { (domain::natural_date::write_short(*place, by.today, texts.language)) }
                }
            }
        }
    };
    Ok(web::layout::sheet(ask, web::Nav::Binder, texts.say("morning-page"), body))
}

fn seen(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    ask.write(|tx| {
        let figures = count(tx, &by)?;
        put_away(tx, &by, figures)
    })?;
    Ok(Reply::see("/"))
}
