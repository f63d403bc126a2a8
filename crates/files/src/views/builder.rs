//! The form that composes a view: its conditions, its order, what is shown.
//!
//! Owns how it looks and what it sends. A row whose value is still missing stays in the form and is no condition yet.

use super::properties::Properties;
use domain::own_form::FieldKind;
use domain::view::{COLUMNS_MAX, Order, Test, VALUE_MAX, ValueKind, View, What};
use maud::{Markup, html};
use web::{Ask, Texts};

/// A row of the form as it was sent.
#[derive(Clone, Debug, Default)]
struct Row {
    begins_group: bool,
    what: Option<What>,
    test: Option<Test>,
    value: String,
}

impl Row {
    fn is_condition(&self) -> bool {
        self.what.is_some() && self.test.is_some_and(|test| !test.compares() || !self.value.trim().is_empty())
    }
}

fn rows(pairs: &[(String, String)]) -> Vec<Row> {
    let all = |name: &str| pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect::<Vec<_>>();
    let (whats, tests, values, joins) = (all("w"), all("t"), all("v"), all("j"));
    let row = |(at, what): (usize, &&str)| Row {
        begins_group: joins.get(at).is_some_and(|join| *join == "or"),
        what: What::parse(what),
        test: tests.get(at).and_then(|test| Test::parse(test)),
        value: values.get(at).copied().unwrap_or("").chars().take(VALUE_MAX).collect(),
    };
    whats.iter().enumerate().map(row).filter(|row| row.what.is_some()).take(domain::view::CONDITIONS_MAX).collect()
}

fn test_key(kind: ValueKind, test: Test) -> &'static str {
    match (test, kind) {
        (Test::Contains, _) => "view-contains",
        (Test::Lacks, _) => "view-lacks",
        (Test::Is, ValueKind::Tags | ValueKind::Several) => "view-among",
        (Test::IsNot, ValueKind::Tags | ValueKind::Several) => "view-not-among",
        (Test::Is, _) => "view-is",
        (Test::IsNot, _) => "view-is-not",
        (Test::AtLeast, ValueKind::Day) => "view-since",
        (Test::AtLeast, _) => "view-at-least",
        (Test::AtMost, ValueKind::Day) => "view-until",
        (Test::AtMost, _) => "view-at-most",
        (Test::Filled, _) => "view-filled",
        (Test::Empty, _) => "view-empty",
    }
}

/// The form. `wrong` is the place of a condition that was not understood, counted over all groups.
pub(super) fn builder(ask: &Ask, properties: &Properties, pairs: &[(String, String)], view: &View, wrong: Option<usize>) -> Markup {
    let texts = ask.texts();
    let mut rows = rows(pairs);
    rows.push(Row::default());
    // The rows that are conditions are counted as the view counts them.
    let conditions = rows.iter().enumerate().filter(|(_, row)| row.is_condition()).map(|(at, _)| at);
    let wrong_row = wrong.and_then(|wrong| conditions.clone().nth(wrong));
    html! {
        form.view-builder #builder action="/views" method="get" hx-get="/views/builder" hx-trigger="change from:find [data-again]" hx-target="#builder" hx-swap="outerHTML" {
            fieldset.view-conditions {
                legend.sr-only { (texts.say("view-conditions")) }
                @for (at, row) in rows.iter().enumerate() {
                    (condition(&texts, properties, row, at, wrong_row == Some(at)))
                }
            }
            div.view-shown {
                label { span { (texts.say("clients-sort")) } select name="s" { (orders(&texts, properties, view.order)) } }
                label { span { (texts.say("view-as")) } select name="as" {
                    option value="" { (texts.say("view-as-rows")) }
                    option value="cards" selected[view.as_cards] { (texts.say("view-as-cards")) }
                } }
                details.menu.view-columns {
                    summary.btn { (texts.with("view-columns", &[("count", (view.columns.len() as i64).into())])) }
                    div.menu-list {
                        p.menu-title { (texts.with("view-columns-most", &[("most", (COLUMNS_MAX as i64).into())])) }
                        @for what in properties.all().into_iter().filter(|what| *what != What::Name) {
                            label.check dir="auto" { input type="checkbox" name="c" value=(what.word()) checked[view.columns.contains(&what)]; (properties.words(&texts, what)) }
                        }
                    }
                }
                button.btn.btn-go { (texts.say("clients-show")) }
            }
        }
    }
}

fn condition(texts: &Texts<'_>, properties: &Properties, row: &Row, at: usize, is_wrong: bool) -> Markup {
    let named = |key: &str| texts.with("view-row", &[("what", texts.say(key).into()), ("number", (at as i64 + 1).into())]);
    html! {
        div.view-condition {
            @if at == 0 { input type="hidden" name="j" value="and"; span.quiet { (texts.say("view-where")) } }
            @else { select name="j" aria-label=(named("view-join")) {
                option value="and" { (texts.say("view-and")) }
                option value="or" selected[row.begins_group] { (texts.say("view-or")) }
            } }
            select name="w" data-again aria-label=(named("view-what")) {
                option value="" { (texts.say("view-choose")) }
                @for what in properties.all() { option value=(what.word()) selected[row.what == Some(what)] { (properties.words(texts, what)) } }
            }
            @if let Some((what, kind)) = row.what.and_then(|what| Some((what, properties.kind(what)?))) {
                @let chosen = row.test.filter(|test| kind.tests().contains(test)).or(kind.tests().first().copied());
                select name="t" data-again aria-label=(named("view-test")) {
                    @for test in kind.tests() { option value=(test.word()) selected[chosen == Some(*test)] { (texts.say(test_key(kind, *test))) } }
                }
                @if chosen.is_some_and(Test::compares) { (value(texts, properties, what, kind, row, &named("view-value"), is_wrong)) }
                @else { input type="hidden" name="v" value=""; }
            } @else {
                input type="hidden" name="t" value=""; input type="hidden" name="v" value="";
            }
            @if is_wrong { p.field-error #view-wrong role="alert" { (texts.say("view-not-understood")) } }
        }
    }
}

fn value(texts: &Texts<'_>, properties: &Properties, what: What, kind: ValueKind, row: &Row, label: &str, is_wrong: bool) -> Markup {
    let wrong = is_wrong.then_some("true");
    let described = is_wrong.then_some("view-wrong");
    match properties.choices(texts, what) {
        Some(choices) => html! {
            select name="v" aria-label=(label) aria-invalid=[wrong] aria-describedby=[described] {
                option value="" { "–" }
                @for (value, words) in choices { option value=(value) selected[value == row.value] dir="auto" { (words) } }
            }
        },
        None => html! {
            input type="text" name="v" value=(row.value) maxlength=(VALUE_MAX) dir="auto" autocomplete="off" aria-label=(label) aria-invalid=[wrong] aria-describedby=[described]
                inputmode=[(kind == ValueKind::Number).then_some("decimal")] placeholder=[(kind == ValueKind::Day).then(|| texts.say("view-day-examples"))];
        },
    }
}

fn orders(texts: &Texts<'_>, properties: &Properties, chosen: Order) -> Markup {
    let plain = [(Order::Name, "clients-sort-name"), (Order::Place, "clients-sort-place"), (Order::Last, "clients-sort-last")];
    let own = properties.fields.iter().filter(|field| field.field.kind != FieldKind::Several);
    html! {
        @for (order, key) in plain { option value=(order.word()) selected[chosen == order] { (texts.say(key)) } }
        @for field in own {
            @let name = field.field.label.say(texts.language);
            @for (order, key) in [(Order::Own(field.id), "view-order-up"), (Order::OwnDown(field.id), "view-order-down")] {
                option value=(order.word()) selected[chosen == order] dir="auto" { (texts.with(key, &[("name", name.into())])) }
            }
        }
    }
}
