//! The counts as a page; each number leads to its files.

use super::queries::{self, Counted, Key, Whose};
use super::{Group, Span};
use crate::open_file::view::kind_key;
use binder::By;
use domain::natural_date::write_long;
use domain::{PersonId, Place};
use maud::{Markup, html};
use web::{Answer, Ask, Failure, Nav, Texts, Visible};

/// What is wanted, as the address says it.
pub(super) struct Wanted {
    pub span: Span,
    pub by: Group,
    /// One binder; none for all that the actor sees.
    pub binder: Option<PersonId>,
}

impl Wanted {
    pub(super) fn of(ask: &Ask, by: &By) -> Wanted {
        let binder = match ask.query("binder") {
            Some("all") => None,
            Some(id) => id.parse().ok().map(PersonId).or(Some(by.person_id)),
            None => Some(by.person_id),
        };
        Wanted {
            span: ask.query("span").and_then(Span::parse).unwrap_or(Span::Week),
            by: ask.query("by").and_then(Group::parse).unwrap_or(Group::Day),
            binder,
        }
    }

    /// Whose binders that is; of one that the actor may not see there is nothing.
    pub(super) fn whose(&self, by: &By) -> Whose {
        self.binder.map_or(Whose::Seen(by.visible), Whose::One)
    }

    fn binder_word(&self) -> String {
        self.binder.map_or_else(|| "all".to_owned(), |id| id.to_string())
    }

    fn path(&self, span: Span, by: Group, binder: &str) -> String {
        format!("/ahead?span={}&by={}&binder={binder}", span.as_str(), by.as_str())
    }
}

/// `GET /ahead`.
pub(super) fn ahead(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let mut wanted = Wanted::of(ask, &by);
    // Side by side are people only when several are counted.
    if wanted.by == Group::Person {
        wanted.binder = None;
    }
    let (name, counts, lost) = ask.read(|tx| {
        let name = match wanted.binder {
            Some(person) => Some(crate::day::binder_person(tx, &by, person)?.name),
            None => None,
        };
        let counts = queries::counts(tx, wanted.whose(&by), wanted.span, wanted.by, by.today)?;
        Ok::<_, Failure>((name, counts, queries::without_date(tx, by.visible)?))
    })?;
    let texts = ask.texts();
    let body = html! {
        (filters(&texts, &by, &wanted, name.as_deref()))
        (table(&texts, &by, &wanted, &counts))
        p.notice.notice-bad[lost > 0] {
            @if lost > 0 { strong { (texts.with("ahead-without-date", &[("count", lost.into())])) } } @else { (texts.with("ahead-without-date", &[("count", lost.into())])) }
        }
    };
    Ok(web::layout::sheet(ask, Nav::Binder, texts.say("ahead-title"), body))
}

fn filters(texts: &Texts<'_>, by: &By, wanted: &Wanted, name: Option<&str>) -> Markup {
    let binder = wanted.binder_word();
    let current = |is_current: bool| is_current.then_some("true");
    let can_choose = !matches!(by.visible, Visible::Own(..));
    html! {
        nav.filters aria-label=(texts.say("ahead-span")) {
            @for span in Span::ALL { a.btn href=(wanted.path(span, wanted.by, &binder)) aria-current=[current(span == wanted.span)] { (texts.say(span_key(span))) } }
        }
        nav.filters aria-label=(texts.say("ahead-by")) {
            @for group in Group::ALL.into_iter().filter(|group| *group != Group::Person || can_choose) {
                a.btn href=(wanted.path(wanted.span, group, &binder)) aria-current=[current(group == wanted.by)] { (texts.say(group_key(group))) }
            }
        }
        @if can_choose {
            nav.filters aria-label=(texts.say("ahead-whose")) {
                a.btn href=(wanted.path(wanted.span, wanted.by, "all")) aria-current=[current(wanted.binder.is_none())] { (texts.say("ahead-all-binders")) }
                @if wanted.binder != Some(by.person_id) {
                    a.btn href=(wanted.path(wanted.span, if wanted.by == Group::Person { Group::Day } else { wanted.by }, &by.person_id.to_string())) { (texts.say("ahead-own")) }
                }
                @if let Some(name) = name { span.btn aria-current="true" dir="auto" { (name) } }
            }
        }
    }
}

fn span_key(span: Span) -> &'static str {
    match span {
        Span::Week => "ahead-week",
        Span::Month => "ahead-month",
        Span::All => "ahead-all",
    }
}

fn group_key(group: Group) -> &'static str {
    match group {
        Group::Day => "ahead-by-day",
        Group::Kind => "ahead-by-kind",
        Group::Value => "ahead-by-value",
        Group::Person => "ahead-by-person",
    }
}

fn table(texts: &Texts<'_>, by: &By, wanted: &Wanted, counts: &[Counted]) -> Markup {
    let (files, minutes) = counts.iter().fold((0, 0), |(files, minutes), counted| (files + counted.files, minutes + counted.minutes));
    html! {
        table.ahead {
            thead { tr { th scope="col" { (texts.say(group_key(wanted.by))) } th.num scope="col" { (texts.say("ahead-files")) } th.num scope="col" { (texts.say("ahead-time")) } } }
            tbody {
                @for counted in counts {
                    tr {
                        th scope="row" dir="auto" { (label(texts, by, &counted.key)) }
                        td.num { a.row-link href=(link(by, wanted, &counted.key)) { (counted.files) } }
                        td.num { (texts.duration(counted.minutes)) }
                    }
                }
                @if counts.is_empty() { tr { td colspan="3" { (texts.say("ahead-nothing")) } } }
            }
            tfoot { tr { th scope="row" { (texts.say("ahead-sum")) } td.num { a href=(all_link(wanted)) { (files) } } td.num { (texts.duration(minutes)) } } }
        }
    }
}

fn label(texts: &Texts<'_>, by: &By, key: &Key) -> String {
    match key {
        Key::Place(place @ Place::Day(_)) => write_long(*place, by.today, texts.language),
        Key::Place(place @ Place::Month(_)) => texts.with("ahead-undated", &[("month", write_long(*place, by.today, texts.language).into())]),
        Key::Kind(kind) => texts.say(kind_key(*kind)),
        Key::Value(true) => texts.say("ahead-top"),
        Key::Value(false) => texts.say("ahead-others"),
        Key::Person(_, name) => name.clone(),
    }
}

/// The files of the whole span.
fn all_link(wanted: &Wanted) -> String {
    format!("/ahead/files?span={}&binder={}", wanted.span.as_str(), wanted.binder_word())
}

/// The files behind a number.
fn link(by: &By, wanted: &Wanted, key: &Key) -> String {
    let all = all_link(wanted);
    match (key, wanted.binder) {
        (Key::Place(Place::Day(day)), Some(person)) if person == by.person_id => format!("/day/{day}"),
        (Key::Place(Place::Day(day)), Some(person)) => format!("/day/{day}?binder={person}"),
        (Key::Place(place @ Place::Day(_)), None) => format!("/ahead/files?at={}&binder=all", place.number()),
        (Key::Place(place @ Place::Month(_)), _) => format!("/ahead/files?undated={}&binder={}", place.number(), wanted.binder_word()),
        (Key::Kind(kind), _) => format!("{all}&kind={}", kind.as_str()),
        (Key::Value(is_top), _) => format!("{all}&top={}", i64::from(*is_top)),
        (Key::Person(person, _), _) => format!("/ahead/files?span={}&binder={person}", wanted.span.as_str()),
    }
}
