//! The table as a page, a hundred people at a time.

use super::model::{Columns, Hours, deputy, load};
use super::moving::{self, Cell};
use super::queries::{self, Away, Colleague, Loads, Shown};
use crate::frame;
use domain::load::{DayLoad, Level};
use domain::natural_date::{month_short, write_short};
use domain::{Date, PersonId, Place, TeamId};
use maud::{Markup, html};
use std::collections::BTreeMap;
use web::layout::{Page, page_with};
use web::{Answer, Ask, Failure, Nav, Reply, Texts};

/// People on one page.
const PEOPLE_MAX: u32 = 100;
/// Working days side by side, usually and at most.
const DAYS: u16 = 10;
const DAYS_MAX: u16 = 15;

/// What of the team is wanted.
pub(super) struct Wanted {
    pub days: u16,
    pub team: Option<TeamId>,
    pub skip: u32,
    /// Cells are chosen to be moved, rather than opened.
    pub moves: bool,
    pub cell: Option<Cell>,
}

impl Wanted {
    fn of(ask: &Ask) -> Wanted {
        let number = |name: &str| ask.query(name).and_then(|text| text.parse::<u32>().ok());
        let cell = ask.query("c").and_then(Cell::read);
        Wanted {
            days: if number("days") == Some(u32::from(DAYS_MAX)) { DAYS_MAX } else { DAYS },
            team: number("team").map(|id| TeamId(i64::from(id))),
            skip: number("skip").unwrap_or(0),
            moves: cell.is_some() || ask.query("mode") == Some("move"),
            cell,
        }
    }

    /// The path with these changed, and what else was wanted kept.
    fn path(&self, days: u16, team: Option<TeamId>, moves: bool, skip: u32) -> String {
        let mut pairs = Vec::new();
        if days != DAYS {
            pairs.push(format!("days={days}"));
        }
        pairs.extend(team.map(|team| format!("team={team}")));
        if moves {
            pairs.push("mode=move".to_owned());
        }
        if skip > 0 {
            pairs.push(format!("skip={skip}"));
        }
        if pairs.is_empty() { "/team".to_owned() } else { format!("/team?{}", pairs.join("&")) }
    }

    /// What stays in the address of a chosen cell.
    fn kept(&self) -> String {
        self.path(self.days, self.team, false, self.skip).split_once('?').map_or(String::new(), |(_, query)| format!("&{query}"))
    }
}

/// Everything the table shows.
struct Table {
    today: Date,
    people: Vec<Colleague>,
    has_more: bool,
    columns: Columns,
    hours: Hours,
    loads: Loads,
    away: BTreeMap<PersonId, Vec<Away>>,
}

fn read(ask: &Ask, wanted: &Wanted) -> Result<Table, Failure> {
    let (today, visible) = (ask.today()?, ask.visible()?);
    let calendar = &ask.company()?.calendar;
    let mut columns = Columns::of(calendar, today, wanted.days);
    let hours = Hours::of(calendar, &columns, today);
    let last = columns.last(today);
    let (mut people, loads, away) = ask.read(|tx| {
        let shown = Shown { team: wanted.team, skip: wanted.skip, limit: PEOPLE_MAX + 1 };
        let people = queries::colleagues(tx, visible, shown)?;
        let loads = queries::loads(tx, &people, today, last, &columns.months)?;
        Ok::<_, Failure>((people, loads, queries::away(tx, visible, today, last)?))
    })?;
    columns.with_days_off(&loads);
    let has_more = people.len() > PEOPLE_MAX as usize;
    people.truncate(PEOPLE_MAX as usize);
    Ok(Table { today, people, has_more, columns, hours, loads, away })
}

/// `GET /team`.
pub(super) fn team(ask: &mut Ask) -> Answer {
    let wanted = Wanted::of(ask);
    // A cell was chosen in a table that is on the screen already: only what to do with it is sent.
    if let Some(cell) = wanted.cell.as_ref().filter(|_| ask.fragment) {
        return Ok(Reply::html(moving::panel(ask, cell, &wanted.kept(), None)?));
    }
    let toast = frame::did(ask, false)?;
    show(ask, &wanted, None, toast)
}

/// The screen as it stands; `refused` is why a stack was not moved.
fn show(ask: &Ask, wanted: &Wanted, refused: Option<&web::Refusal>, toast: Markup) -> Answer {
    let table = read(ask, wanted)?;
    let texts = ask.texts();
    let panel = match &wanted.cell {
        Some(cell) => moving::panel(ask, cell, &wanted.kept(), refused)?,
        None if wanted.moves => html! { section.team-move #team-move { p { (texts.say("team-choose")) } } },
        None => html! {},
    };
    let main = html! {
        main.page.team #content tabindex="-1" {
            (head(&texts, wanted))
            (panel)
            @if table.people.is_empty() { p.quiet { (texts.say("team-nobody")) } } @else { (rows(&texts, wanted, &table)) }
            @if wanted.skip > 0 || table.has_more {
                p.row {
                    @if wanted.skip > 0 { a.btn href=(wanted.path(wanted.days, wanted.team, wanted.moves, wanted.skip.saturating_sub(PEOPLE_MAX))) { "← " (texts.say("team-before")) } }
                    @if table.has_more { a.btn href=(wanted.path(wanted.days, wanted.team, wanted.moves, wanted.skip + PEOPLE_MAX)) { (texts.say("team-after")) " →" } }
                }
            }
        }
    };
    let title = texts.say("team-title");
    Ok(page_with(ask, Page { heading: title.clone(), title, beside: String::new(), nav: Nav::Team, main }, toast))
}

/// The screen again after a stack was not moved.
pub(super) fn show_again(ask: &Ask, cell: Cell, refusal: &web::Refusal) -> Answer {
    let wanted = Wanted { cell: Some(cell), moves: true, ..Wanted::of(ask) };
    Ok(show(ask, &wanted, Some(refusal), html! {})?.status(422))
}

fn head(texts: &Texts<'_>, wanted: &Wanted) -> Markup {
    let path = |days, moves| wanted.path(days, wanted.team, moves, wanted.skip);
    let current = |is_current: bool| is_current.then_some("true");
    html! {
        div.page-head {
            p { (texts.say(if wanted.moves { "team-lead-move" } else { "team-lead" })) }
            p.row {
                a.btn href=(path(wanted.days, false)) aria-current=[current(!wanted.moves)] { (texts.say("team-look")) }
                a.btn href=(path(wanted.days, true)) aria-current=[current(wanted.moves)] data-key="m" { (texts.say("team-move")) " " kbd { "m" } }
                @for days in [DAYS, DAYS_MAX] {
                    a.btn href=(path(days, wanted.moves)) aria-current=[current(wanted.days == days)] { (texts.with("team-days", &[("count", i64::from(days).into())])) }
                }
                @if wanted.team.is_some() { a.btn href=(wanted.path(wanted.days, None, wanted.moves, 0)) { (texts.say("team-everybody")) } }
            }
        }
        p.team-key aria-hidden="true" {
            span.tm-f { (texts.say("team-free")) } span.tm-k { (texts.say("team-fits")) } span.tm-t { (texts.say("team-full")) } span.tm-o { (texts.say("team-over")) }
            span.tm-a { (texts.say("team-away")) }
        }
    }
}

fn rows(texts: &Texts<'_>, wanted: &Wanted, table: &Table) -> Markup {
    let places = table.columns.places();
    let kept = wanted.kept();
    let boost = wanted.moves.then_some("true");
    let panel = wanted.moves.then_some("#team-move");
    let mut team: Option<Option<TeamId>> = None;
    html! {
        div.tm tabindex="0" role="region" aria-label=(texts.say("team-title")) {
            table hx-boost=[boost] hx-target=[panel] hx-swap=[panel.map(|_| "outerHTML show:none")] hx-push-url=[panel.map(|_| "false")] {
                thead { tr { th scope="col" { (texts.say("team-person")) } @for place in &places { (column(texts, *place, table.today)) } } }
                tbody {
                    @for colleague in &table.people {
                        @let own = colleague.team.as_ref().map(|(id, _)| *id);
                        @if team.replace(own) != Some(own) {
                            tr.tm-team { th scope="rowgroup" colspan=(places.len() + 1) {
                                @match &colleague.team { Some((id, name)) => { a href=(wanted.path(wanted.days, Some(*id), wanted.moves, 0)) { (name) } } None => (texts.say("team-none")) }
                            } }
                        }
                        (row(texts, wanted.moves.then_some(kept.as_str()), table, &places, colleague))
                    }
                }
            }
        }
    }
}

fn column(texts: &Texts<'_>, place: Place, today: Date) -> Markup {
    html! {
        th scope="col" {
            @match place {
                Place::Day(day) if day == today => (texts.say("team-today")),
                Place::Day(_) => (write_short(place, today, texts.language)),
                Place::Month(month) => (month_short(month.month, texts.language)),
            }
        }
    }
}

/// One binder. `kept` is what stays in the address when cells are chosen to be moved.
fn row(texts: &Texts<'_>, kept: Option<&str>, table: &Table, places: &[Place], colleague: &Colleague) -> Markup {
    let week = table.hours.week(colleague);
    let loads = table.loads.get(&colleague.id);
    let away = table.away.get(&colleague.id);
    // What an ordinary day of this person holds, so that each number beside it means something.
    let hours = u32::from(week.iter().copied().max().unwrap_or(0));
    html! {
        tr {
            th scope="row" dir="auto" { a href={ "/day/" (table.today) "?binder=" (colleague.id) } { (colleague.name) } small { (clock(hours)) } }
            @for place in places {
                @let sum = loads.and_then(|loads| loads.get(place)).copied().unwrap_or_default();
                @let load = load(sum, table.hours.minutes(&week, *place));
                @let deputy = deputy(away, *place);
                td class=(class(&load, deputy.is_some())) {
                    @if load.files > 0 {
                        @match (kept, place) {
                            (Some(kept), _) => a href={ "/team?c=" (colleague.id) "-" (place.number()) (kept) } { (clock(load.planned_minutes)) },
                            (None, Place::Day(day)) => a href={ "/day/" (day) "?binder=" (colleague.id) } { (clock(load.planned_minutes)) },
                            (None, Place::Month(_)) => a href={ "/ahead/files?at=" (place.number()) "&binder=" (colleague.id) } { (clock(load.planned_minutes)) },
                        }
                        @if load.level() == Level::Over { b { "+" (clock(load.over_by())) } }
                    } @else if load.capacity_minutes == 0 { "–" }
                    @if let Some(deputy) = deputy { i title=(texts.say("team-deputy")) { (deputy) } }
                }
            }
        }
    }
}

fn class(load: &DayLoad, is_away: bool) -> &'static str {
    match (load.level(), is_away) {
        (Level::Free, false) => "f",
        (Level::Fits, false) => "k",
        (Level::Tight, false) => "t",
        (Level::Over, false) => "o",
        (Level::Free, true) => "f a",
        (Level::Fits, true) => "k a",
        (Level::Tight, true) => "t a",
        (Level::Over, true) => "o a",
    }
}

/// "5:10", the shortest that is read alike in all three languages.
pub(super) fn clock(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}
