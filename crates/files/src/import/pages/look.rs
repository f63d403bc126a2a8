//! `GET/POST /import/{token}`: what each column is, what will happen, and doing it.

use super::{steps, words};
use crate::import::draft::draft;
use crate::import::stored::{self, Stored};
use crate::import::{Duplicates, Plan, Survey, survey, take};
use crate::own_fields::{OwnField, fields_in_use};
use binder::By;
use domain::natural_date::write_short;
use domain::own_field::of_heading;
use domain::{PersonId, Role};
use intake::{Incoming, Layout, Meaning};
use maud::{Markup, html};
use people::PersonLine;
use web::layout::{csrf, sheet};
use web::{Answer, Ask, Failure, Nav, Reply, Visible};

/// How many columns of a table can be matched on the page; the others keep what was proposed.
const COLUMNS: usize = 300;

/// Shows the proposed mapping and what would happen with it.
pub fn show(ask: &mut Ask) -> Answer {
    let file = stored::find(&ask.app.db, ask.actor()?.person_id, &ask.path::<String>("token")?)?;
    page(ask, &file, &[], None)
}

/// Takes the file in, or shows the page again with the mapping that was chosen.
pub fn run(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let file = stored::find(&ask.app.db, by.person_id, &ask.path::<String>("token")?)?;
    let mapping = mapping(ask, &by, &file)?;
    if ask.has("look") {
        return page(ask, &file, &mapping, None);
    }
    let owner_id = match ask.form("owner") {
        "" => by.person_id,
        id => PersonId(id.parse().map_err(|_| Failure::Malformed("owner"))?),
    };
    let duplicates = Duplicates::parse(ask.form("duplicates")).ok_or(Failure::Malformed("duplicates"))?;
    let file = file.claim()?;
    let plan = Plan { from: ask.origin(), path: file.path.clone(), file_name: file.name.clone(), mapping: mapping.clone(), owner_id, duplicates };
    let company = ask.company()?.clone();
    match take(&ask.app.db, &by, ask.texts(), (&company.country, &company.card_fields), &plan, &mut |_, _| {}) {
        Ok(outcome) => {
            file.remove();
            ask.app.wake();
            Ok(Reply::see(&format!("/import/{}/done", outcome.import_id.0)))
        }
        Err(Failure::Refused(refusal)) => {
            let file = file.release()?;
            page(ask, &file, &mapping, Some(ask.message(&refusal.message))).map(|reply| reply.status(422))
        }
        Err(failure) => {
            file.release()?;
            Err(failure)
        }
    }
}

/// The mapping that the form says; what it does not mention keeps its proposal.
fn mapping(ask: &Ask, by: &By, file: &Stored) -> Result<Vec<Vec<Meaning>>, Failure> {
    let settings = crate::import::reading::settings(by, &ask.company()?.country)?;
    let reader = crate::import::reading::open(&file.path, settings, &[])?;
    let mut tables = Vec::new();
    for (table, layout) in reader.layout().tables.iter().enumerate() {
        let mut columns = layout.mapping.columns.clone();
        for (index, meaning) in columns.iter_mut().enumerate().take(COLUMNS) {
            match ask.form(&name(table, index)) {
                "" => {}
                key => *meaning = Meaning::parse(key).ok_or(Failure::Malformed("column"))?,
            }
        }
        tables.push(columns);
    }
    Ok(tables)
}

fn name(table: usize, column: usize) -> String {
    format!("column-{table}-{column}")
}

fn page(ask: &Ask, file: &Stored, mapping: &[Vec<Meaning>], error: Option<String>) -> Answer {
    let by = By::of(ask)?;
    let company = ask.company()?.clone();
    let texts = ask.texts();
    let found = match survey(&ask.app.db, &by, &company.country, &file.path, mapping) {
        Ok(found) => found,
        Err(Failure::Refused(refusal)) => {
            file.remove();
            let body = html! { p.notice.notice-bad role="alert" { (texts.message(&refusal.message)) } p.row { a.btn href="/import" { (texts.say("import-another")) } } };
            return Ok(sheet(ask, Nav::Clients, texts.say("import-title"), body).status(422));
        }
        Err(failure) => return Err(failure),
    };
    let is_head = matches!(ask.actor()?.role, Role::Head | Role::Director | Role::Admin) && !matches!(by.visible, Visible::Own(..));
    let colleagues = if is_head { ask.read(|tx| people::people(tx, by.visible))? } else { Vec::new() };
    let own: Vec<OwnField> = ask.read(fields_in_use)?;
    let body = html! {
        (steps(texts, 1))
        p.page-lead dir="auto" { (file.name) }
        @if let Some(error) = error { div.notice.notice-bad role="alert" { p { (error) } } }
        (counts(ask, &found))
        form.form method="post" action={ "/import/" (file.token) } {
            (csrf(ask))
            (columns(ask, &found.layout, &own))
            (preview(ask, &by, &company.country, &found))
            (same(ask, &found))
            @if !colleagues.is_empty() { (owner(ask, &by, &colleagues)) }
            div.form-end {
                @if found.importable > 0 {
                    button.btn.btn-go { (texts.with("import-go", &[("count", (found.importable as i64).into())])) }
                }
                a.btn href="/import" { (texts.say("import-another")) }
            }
        }
    };
    Ok(sheet(ask, Nav::Clients, texts.say("import-look-title"), body))
}

fn counts(ask: &Ask, found: &Survey) -> Markup {
    let texts = ask.texts();
    let rejected = found.rejected;
    let bad = [
        (rejected.empty, texts.say("import-count-empty")),
        (rejected.no_identity, texts.say("import-count-no_identity")),
        (rejected.unparseable, texts.say("import-count-unparseable")),
    ];
    html! {
        div.counts {
            div { b { (found.rows) } (texts.say("import-count-rows")) }
            div.is-good { b { (found.importable) } (texts.say("import-count-importable")) }
            @if found.groups > 0 { a.is-warn href="#same" { b { (found.groups) } (texts.say("import-count-groups")) } }
            @if found.already_here > 0 { a.is-warn href="#same" { b { (found.already_here) } (texts.say("import-count-here")) } }
            @for (count, said) in &bad { @if *count > 0 { div.is-bad { b { (count) } (said) } } }
        }
    }
}

fn columns(ask: &Ask, layout: &Layout, own: &[OwnField]) -> Markup {
    let texts = ask.texts();
    html! {
        @if !layout.tables.is_empty() {
            section.section {
                h2 { (texts.say("import-columns")) }
                p { (texts.say("import-columns-lead")) }
                @for (table, described) in layout.tables.iter().enumerate() {
                    @if let Some(sheet) = &described.sheet { h3.heading-small dir="auto" { (sheet) } }
                    ul.mapping {
                        @for (index, header) in described.headers.iter().enumerate().take(COLUMNS) {
                            @let id = name(table, index);
                            @let chosen = described.mapping.columns.get(index).copied().unwrap_or(Meaning::Other);
                            li {
                                label for=(id) dir="auto" {
                                    @if header.trim().is_empty() { (texts.with("import-column-number", &[("number", (index as i64 + 1).into())])) } @else { (header) }
                                }
                                span.samples dir="auto" { (samples(&described.sample, index)) }
                                select id=(id) name=(id) {
                                    @for meaning in Meaning::ALL { option value=(meaning.key()) selected[*meaning == chosen] { (texts.say(words::meaning(*meaning))) } }
                                }
                                @if chosen == Meaning::Other && let Some((_, field)) = of_heading(own.iter().map(|field| (field.about, &field.field)), header) {
                                    p.field-hint dir="auto" { (texts.with("import-own-field", &[("name", field.label.say(texts.language).into())])) }
                                }
                            }
                        }
                    }
                }
                p.row { button.btn name="look" value="1" { (texts.say("import-look")) } }
            }
        }
    }
}

/// Three values of a column, as they stand in the file.
fn samples(rows: &[Vec<String>], column: usize) -> String {
    let filled = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    filled.take(3).map(|cell| cell.chars().take(60).collect::<String>()).collect::<Vec<_>>().join(" · ")
}

fn preview(ask: &Ask, by: &By, country: &str, found: &Survey) -> Markup {
    let texts = ask.texts();
    html! {
        @if !found.preview.is_empty() {
            section.section {
                h2 { (texts.say("import-preview")) }
                ul.rows {
                    @for row in &found.preview {
                        @let client = draft(row, country, &[], texts);
                        li.row-item {
                            div.row-main {
                                strong dir="auto" { (client.name) }
                                span.row-sub dir="auto" { (told(row, &client.name)) }
                            }
                            span.row-end.num { (when(ask, by, row)) }
                        }
                    }
                }
            }
        }
    }
}

fn told(row: &Incoming, name: &str) -> String {
    let short = |text: &str| text.chars().take(80).collect::<String>();
    let people = [&row.name, &row.company, &row.position].into_iter().filter(|text| *text != name).map(|text| short(text));
    let ways = row.phones.iter().map(|phone| short(&phone.as_typed)).chain(row.emails.iter().map(|email| short(email)));
    let rest = [&row.town, &row.note].into_iter().map(|text| short(text));
    people.chain(ways.take(4)).chain(rest).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn when(ask: &Ask, by: &By, row: &Incoming) -> String {
    if crate::import::draft::closed(row).is_some() {
        return ask.say("import-closed");
    }
    match crate::import::draft::wished(row, by.today) {
        Some(place) => write_short(place, by.today, ask.language()),
        None => ask.say("import-dealt"),
    }
}

fn same(ask: &Ask, found: &Survey) -> Markup {
    let texts = ask.texts();
    let chosen = Duplicates::parse(ask.form("duplicates")).unwrap_or_default();
    html! {
        section.section #same {
            h2 { (texts.say("import-same")) }
            @if !found.shown_groups.is_empty() {
                ul.rows {
                    @for group in &found.shown_groups { li.row-item { div.row-main { span dir="auto" { (group.join(" = ")) } } } }
                }
                @if found.groups > found.shown_groups.len() {
                    p { (texts.with("import-same-more", &[("count", (found.groups - found.shown_groups.len()).into())])) }
                }
            }
            div.choices {
                @for choice in Duplicates::ALL {
                    @let (said, about) = words::duplicates(choice);
                    label.choice {
                        input type="radio" name="duplicates" value=(choice.as_str()) checked[choice == chosen];
                        strong { (texts.say(said)) }
                        span { (texts.say(about)) }
                    }
                }
            }
        }
    }
}

fn owner(ask: &Ask, by: &By, colleagues: &[PersonLine]) -> Markup {
    let texts = ask.texts();
    let chosen = ask.form("owner").parse().map_or(by.person_id, PersonId);
    html! {
        div.field {
            label for="f-owner" { (texts.say("import-owner")) }
            select id="f-owner" name="owner" {
                @for person in colleagues { option value=(person.id.0) selected[person.id == chosen] { (person.name) } }
            }
        }
    }
}
