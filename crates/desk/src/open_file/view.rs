//! How an open file looks: head, why today, history, card, filing form.

use super::model::OpenFile;
use crate::day::Day;
use crate::day::view::{binder_query, clock, path};
use crate::frame::here;
use binder::history::{Entry, Move};
use binder::slips::LINE_MAX;
use domain::load::{Reason, Suggestion, suggest};
use domain::natural_date::{month_short_in_date, write_short};
use domain::rhythm::{Habit, on_usual_day};
use domain::{Date, EntryKind, Language, Outcome, Place, SlipKind};
use files::{Tab, tabs};
use jiff::Timestamp;
use maud::{Markup, html};
use web::form::Form;
use web::layout::{csrf, icon};
use web::{Ask, Texts};

/// The message of an outcome.
pub fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Reached => "outcome-reached",
        Outcome::NoAnswer => "outcome-no_answer",
        Outcome::CallBack => "outcome-call_back",
        Outcome::SaidNo => "outcome-said_no",
        Outcome::Agreed => "outcome-agreed",
    }
}

/// The message of what a slip asks for.
pub fn kind_key(kind: SlipKind) -> &'static str {
    match kind {
        SlipKind::Call => "kind-call",
        SlipKind::First => "kind-first",
        SlipKind::Callback => "kind-callback",
        SlipKind::Email => "kind-email",
        SlipKind::Visit => "kind-visit",
        SlipKind::Meeting => "kind-meeting",
        SlipKind::Other => "kind-other",
    }
}

/// The message of a line of history.
pub fn entry_key(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::CallOut => "entry-call_out",
        EntryKind::CallIn => "entry-call_in",
        EntryKind::EmailOut => "entry-email_out",
        EntryKind::EmailIn => "entry-email_in",
        EntryKind::Visit => "entry-visit",
        EntryKind::Meeting => "entry-meeting",
        EntryKind::Note => "entry-note",
        EntryKind::Closed => "entry-closed",
        EntryKind::Reopened => "entry-reopened",
        EntryKind::Form => "entry-form",
    }
}

/// The suggested next day after an outcome: its interval, its own rhythm, the weekday on which it is usually
/// reached, and the days with room (E34).
pub fn suggested(file: &OpenFile, outcome: Outcome) -> Suggestion {
    let days = file.interval.map(|interval| interval.ideal).or(file.rhythm_days);
    let plain = suggest(outcome, days, file.next_minutes, file.today, &file.person.calendar, &file.loads);
    on_usual_day(plain, file.habit, file.next_minutes, file.today, &file.person.calendar, &file.loads)
}

/// Why that day is suggested, in words.
fn why(texts: &Texts<'_>, file: &OpenFile, suggestion: Suggestion) -> String {
    let days = |days: u16| i64::from(days).into();
    let first = match (suggestion.reason, file.interval, file.rhythm_days) {
        (Reason::Rhythm, Some(interval), _) => texts.with("suggest-interval", &[("days", days(interval.ideal))]),
        (Reason::Rhythm, None, Some(rhythm)) => texts.with("suggest-rhythm", &[("days", days(rhythm))]),
        (Reason::NextWorkingDay, ..) => texts.say("suggest-next-day"),
        (Reason::CallBack, ..) => texts.say("suggest-call-back"),
        (Reason::ThreeMonths, ..) => texts.say("suggest-three-months"),
        _ => texts.say("suggest-week"),
    };
    let usual = file.habit.filter(|habit| habit.weekday == Some(suggestion.date.weekday())).map(|habit| usual(texts, habit));
    let room = suggestion.for_room.then(|| texts.say("suggest-room"));
    [Some(first), usual, room].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// "usually reached on Tuesdays around 10:00".
fn usual(texts: &Texts<'_>, habit: Habit) -> String {
    let hour = format!("{:02}:00", habit.hour).into();
    match habit.weekday {
        Some(weekday) => {
            let key = ["usual-monday", "usual-tuesday", "usual-wednesday", "usual-thursday", "usual-friday", "usual-saturday", "usual-sunday"]
                [usize::try_from(weekday.to_monday_zero_offset()).unwrap_or(0)];
            texts.with(key, &[("hour", hour)])
        }
        None => texts.with("usual-hour", &[("hour", hour)]),
    }
}

/// The section beside the stack, or alone on its page (then `day` is none).
pub fn section(ask: &Ask, file: &OpenFile, day: Option<&Day>, typed: Option<&Form<'_>>) -> Markup {
    section_with(ask, file, day, typed, inside(ask, file, None))
}

/// The same with something else than the history between head and filing form.
pub fn section_with(ask: &Ask, file: &OpenFile, day: Option<&Day>, typed: Option<&Form<'_>>, inside: Markup) -> Markup {
    html! {
        section.file #file data-slip=[file.slip_id] data-client=(file.client_id) aria-labelledby="file-name" {
            (head(ask, file, day))
            (crate::live::places(&ask.texts()))
            (inside)
            @if file.closed.is_some() { (closed(ask, file)) } @else { (filing(ask, file, day, typed)) }
        }
    }
}

/// The tabs and what they show: the history with the card, or what belongs to another tab. The filing form stays as it is
/// when another tab is shown, with everything typed.
pub fn inside(ask: &Ask, file: &OpenFile, other: Option<(Tab, Markup)>) -> Markup {
    let texts = ask.texts();
    let shown = other.as_ref().map_or(Tab::History, |(tab, _)| *tab);
    let is_mail = shown == Tab::Mail;
    html! {
        div.file-view #file-view {
            (tabs(ask, file.client_id, shown, file.documents))
            @if let Some((_, other)) = other {
                div.file-body.is-plain { div.history #history tabindex="0" role="region" aria-label=(texts.say(if is_mail { "mail-title" } else { "documents-title" })) { (other) } }
            } @else {
                div.file-body {
                    div.history #history tabindex="0" role="region" aria-label=(texts.say("history")) { (entries(ask, file, true)) }
                    aside.aside aria-label=(texts.say("information-card")) {
                        (steps(&texts, file))
                        h3.heading-small { (texts.say("information-card")) }
                        (facts(&texts, file))
                        (crate::first_calls::missing(ask, file.client_id, file.slip_kind, &file.missing))
                        @if !file.own_missing.is_empty() {
                            p.notice.notice-warn { (texts.with("own-field-first-needs", &[("fields", file.own_missing.iter().map(|names| names.say(texts.language)).collect::<Vec<_>>().join(", ").into())])) " " a href={ "/files/" (file.client_id) "/card" } { (texts.say("edit-card")) } }
                        }
                    }
                }
            }
        }
    }
}

fn head(ask: &Ask, file: &OpenFile, day: Option<&Day>) -> Markup {
    let texts = ask.texts();
    html! {
        header.file-head {
            div {
                h2.file-name #file-name tabindex="-1" dir="auto" {
                    @if day.is_some() { a href={ "/files/" (file.client_id) } { (file.name) } } @else { (file.name) }
                    (crate::pocket::tag(ask, file.client_id))
                    @if let Some((_, birthday)) = file.facts.iter().find(|(key, _)| *key == "card-birthday") { (crate::kindness::tag(&texts, birthday, file.today)) }
                    @if file.is_top { " " span.tag.tag-vip { (texts.say("tag-top")) } }
                    @if let Some((reason, _)) = file.closed { " " span.tag { (texts.say(close_key(reason))) } }
                }
                p.who { (who(file)) (local_time(ask, file)) }
                (refused(&texts, file))
                (same_client(&texts, file))
            }
            div.file-actions {
                a.btn.back href=(day.map_or("/clients".to_owned(), |day| path(day, None))) data-key="Escape" { "← " @if day.is_some() { (texts.say("back-to-day")) } @else { (texts.say("nav-clients")) } }
                @if let Some(slip) = file.slip_id { (move_menu(ask, slip, day.is_some())) }
                a.btn.desk-only href={ "/files/" (file.client_id) "/print" } data-key="p" { (texts.say("print-file")) " " kbd { "p" } }
                details.menu {
                    summary.btn.btn-icon aria-label=(texts.say("more")) { (icon("more")) }
                    div.menu-list {
                        @if let Some(slip) = file.slip_id { (later(ask, slip, day.is_some())) }
                        a href={ "/plan?client=" (file.client_id) } { (texts.say("plan-step")) }
                        a href={ "/files/" (file.client_id) "/card" } { (texts.say("edit-card")) }
                        (crate::pocket::mark(ask, file.client_id))
                        (crate::hand_over::give_link(ask, file.client_id))
                        a href={ "/files/" (file.client_id) "/consents" } { (texts.say("consent-title")) }
                        a href={ "/files/" (file.client_id) "/relations" } { (texts.say("relations-link")) }
                        a href={ "/files/" (file.client_id) "/join" } { (texts.say("join-link")) }
                        (protection::link(ask, file.client_id))
                        a href={ "/files/" (file.client_id) "/card.pdf" } { (texts.say("paper-card-pdf")) }
                        a href={ "/files/" (file.client_id) "/file.pdf" } { (texts.say("paper-file-pdf")) }
                    }
                }
            }
            @if !file.why.is_empty() {
                p.why { b { (texts.say(if file.slip_place == Some(Place::Day(file.today)) { "why-today" } else { "why-now" })) } " " span dir="auto" { (file.why) }
                    @if file.postponed > 0 { " " span.tag.tag-late { (texts.with("tag-postponed", &[("count", i64::from(file.postponed).into())])) } }
                }
            }
        }
    }
}

/// The message of a reason for closing.
pub fn close_key(reason: domain::filing::CloseReason) -> &'static str {
    use domain::filing::CloseReason;
    match reason {
        CloseReason::Won => "close-won",
        CloseReason::Lost => "close-lost",
        CloseReason::Closed => "close-closed",
        CloseReason::DoNotContact => "close-do_not_contact",
        CloseReason::Erased => "close-erased",
        CloseReason::Joined => "close-joined",
    }
}

/// Who to ask for and how to reach them.
pub fn who(file: &OpenFile) -> Markup {
    html! {
        @if !file.contact.is_empty() { b dir="auto" { (file.contact) } }
        @for (index, reach) in file.reaches.iter().take(4).enumerate() {
            @if index > 0 || !file.contact.is_empty() { " · " }
            @match reach.kind.as_str() {
                "phone" => a href={ "tel:" (reach.norm) } { (reach.as_typed) },
                "email" => a href={ "mailto:" (reach.norm) } { (reach.as_typed) },
                _ => span { (reach.as_typed) },
            }
        }
    }
}

/// Where the client refused a way: a calm word beside the actions that use it.
/// "May be the same client as …", and what was joined into it.
fn same_client(texts: &Texts<'_>, file: &OpenFile) -> Markup {
    html! {
        @if let Some((other, name, alike)) = &file.might_be {
            p.who.same-client {
                span dir="auto" { (texts.with("might-be", &[("name", name.as_str().into()), ("alike", texts.say(files::duplicates::alike_label(*alike)).into())])) } " "
                a href={ "/files/" (file.client_id) "/join/" (other) } { (texts.say("might-be-look")) }
            }
        }
        @if file.joined > 0 { p.who { a href={ "/files/" (file.client_id) "/joined" } { (texts.with("joined-link", &[("count", (file.joined as i64).into())])) } } }
    }
}

fn refused(texts: &Texts<'_>, file: &OpenFile) -> Markup {
    use domain::protection::{Channel, warns};
    let refused: Vec<Channel> = Channel::ALL.iter().copied().filter(|channel| !warns(&file.consents, *channel).is_empty()).collect();
    html! {
        @if !refused.is_empty() {
            p.who.consents-refused role="note" { @for channel in refused { (files::consents::warning(texts, &file.consents, channel)) " " } }
        }
    }
}

/// What time it is where the client is, if that is elsewhere.
fn local_time(ask: &Ask, file: &OpenFile) -> Markup {
    let zone = jiff::tz::TimeZone::get(&file.time_zone).ok().filter(|_| !file.time_zone.is_empty());
    let time = zone.map(|zone| ask.now.to_zoned(zone).strftime("%H:%M").to_string());
    html! { @if let Some(time) = time { " · " (ask.texts().with("local-time", &[("time", time.into())])) } }
}

fn move_menu(ask: &Ask, slip: domain::SlipId, in_day: bool) -> Markup {
    let texts = ask.texts();
    html! {
        details.menu {
            summary.btn data-key="m" { (texts.say("move")) " " kbd { "m" } }
            div.menu-list {
                form.menu-form method="post" action="/move" hx-post=[in_day.then_some("/move")] hx-target=[in_day.then_some("#day")] hx-swap=[in_day.then_some("outerHTML")] {
                    (csrf(ask))
                    input type="hidden" name="back" value=(here(ask));
                    input type="hidden" name="slip" value=(slip);
                    label for="move-place" { (texts.say("move-to")) }
                    input.date-input type="text" #move-place name="place" data-first data-next-date="/next-date" data-hint="move-hint" placeholder=(texts.say("date-examples")) autocomplete="off" required;
                    output.hint #move-hint for="move-place" {}
                    button.btn.btn-go { (texts.say("move")) }
                }
            }
        }
    }
}

fn later(ask: &Ask, slip: domain::SlipId, in_day: bool) -> Markup {
    let action = format!("/slips/{slip}/later");
    html! {
        form method="post" action=(action) hx-post=[in_day.then_some(&action)] hx-target=[in_day.then_some("#day")] hx-swap=[in_day.then_some("outerHTML")] {
            (csrf(ask))
            input type="hidden" name="back" value=(here(ask));
            button data-key="s" { (ask.say("end-of-stack")) " " kbd { "s" } }
        }
    }
}

/// The history, newest first; a correction stands beside what it corrects.
pub fn entries(ask: &Ask, file: &OpenFile, with_forms: bool) -> Markup {
    let texts = ask.texts();
    html! {
        @if file.entries.is_empty() && file.moves.is_empty() { p.quiet { (texts.say("history-empty")) } }
        @let mut moves = file.moves.iter().peekable();
        @for entry in &file.entries {
            @while let Some(one) = moves.next_if(|one| one.at >= entry.at) { (one_move(ask, file, one)) }
            (one_entry(ask, file, entry, with_forms))
        }
        @for one in moves { (one_move(ask, file, one)) }
        @if file.has_older && with_forms {
            @if let Some(last) = file.entries.last() {
                p { a.link href={ "/files/" (file.client_id) "?before=" (last.at) "-" (last.id) } { (texts.say("history-older")) } }
            }
        }
    }
}

/// What happened to the file between two talks.
fn one_move(ask: &Ask, file: &OpenFile, one: &Move) -> Markup {
    let (went, by) = crate::hand_over::went(&ask.texts(), one, file.today);
    html! {
        div.entry.entry-move { time { (moment(ask, one.at, file.today)) }
            p.small.quiet { (went) " · " span dir="auto" { (by) } @if !one.reason.is_empty() { " · " span dir="auto" { (one.reason) } } }
        }
    }
}

fn one_entry(ask: &Ask, file: &OpenFile, entry: &Entry, with_forms: bool) -> Markup {
    let texts = ask.texts();
    let is_undone = entry.correction.as_ref().is_some_and(|correction| correction.text.is_none());
    let minutes = entry.seconds.map(|seconds| texts.duration((seconds.max(0) as u32).div_ceil(60)));
    let corrected = entry.correction.as_ref().and_then(|correction| correction.text.as_ref().map(|text| (correction, text)));
    html! {
        article.entry.is-undone[is_undone] {
            time { (moment(ask, entry.at, file.today)) }
            div {
                h3.entry-head {
                    (texts.say(entry_key(entry.kind)))
                    @if let Some(outcome) = entry.outcome { " · " (texts.say(outcome_key(outcome))) }
                    " " span { @if let Some(minutes) = minutes { (minutes) " · " } (crate::hand_over::writer(&texts, entry)) @if is_undone { " · " (texts.say("entry-taken-back")) } }
                }
                @match corrected {
                    Some((correction, text)) => {
                        p.entry-text dir="auto" { (text) }
                        p.small.quiet { (texts.with("entry-corrected", &[("name", correction.person.as_str().into()), ("when", moment(ask, correction.at, file.today).into())])) " " s dir="auto" { (entry.text) } }
                    }
                    None => { @if !entry.text.is_empty() { p.entry-text dir="auto" { (entry.text) } } }
                }
                @if let Some((_, mail, subject)) = file.mails.iter().find(|(id, ..)| *id == entry.id) {
                    p.small { a.link dir="auto" href={ "/mail/" (mail) } { (texts.say("mail-open")) @if entry.text.is_empty() && !subject.is_empty() { ": " (subject) } } }
                }
                @if with_forms && !is_undone && !entry.text.is_empty() {
                    @let way = format!("/entries/{}/correction", entry.id);
                    a.small.quiet.entry-correct href=(way) hx-get=(way) hx-swap="outerHTML" { (texts.say("correct")) }
                }
            }
        }
    }
}

/// The form that corrects a line.
pub fn correction(ask: &Ask, entry_id: domain::EntryId, form: &Form<'_>) -> Markup {
    html! {
        form.form method="post" action={ "/entries/" (entry_id) "/correction" } {
            (csrf(ask))
            (form.notice())
            (form.area("text", "correct", 3, Some("correct-hint")))
            div.form-end { button.btn.btn-go { (ask.say("correct-save")) } }
        }
    }
}

/// A moment in the company's zone: "12 Nov 15:20", with the year if it is another one.
pub fn moment(ask: &Ask, at: i64, today: Date) -> String {
    let (Ok(moment), Ok(company)) = (Timestamp::from_millisecond(at), ask.company()) else { return String::new() };
    let local = moment.to_zoned(company.zone.clone());
    let month = month_short_in_date(local.month(), ask.language());
    let year = if local.year() == today.year() { String::new() } else { format!(" {}", local.year()) };
    format!("{} {month}{year} {:02}:{:02}", local.day(), local.hour(), local.minute())
}

/// Every open slip of the file, when there is more than one.
fn steps(texts: &Texts<'_>, file: &OpenFile) -> Markup {
    html! {
        @if file.slips.len() > 1 {
            h3.heading-small { (texts.say("planned-steps")) }
            dl.facts {
                @for (slip, line) in &file.slips {
                    dt { (write_short(slip.place, file.today, texts.language)) @if let Some(minute) = slip.minute { " " (clock(minute)) } }
                    dd dir="auto" { (texts.say(kind_key(slip.kind))) @if !line.is_empty() { " · " (line) } }
                }
            }
        }
    }
}

/// The information card (B20, decision 9).
pub fn facts(texts: &Texts<'_>, file: &OpenFile) -> Markup {
    html! {
        @if file.facts.is_empty() && file.own.is_empty() && file.reaches.len() <= 4 { p.quiet.small { (texts.say("card-empty")) } }
        dl.facts {
            @for (key, text) in &file.facts { dt { (texts.say(key)) } dd dir="auto" { (text) } }
            @for reach in file.reaches.iter().skip(4) { dt { (texts.say(reach_key(&reach.kind))) } dd { (reach.as_typed) } }
            @for said in &file.own { dt dir="auto" { (said.label(texts.language)) } dd.entry-text dir="auto" { (said.answer.say(&said.field, texts.language, (&texts.say("form-yes"), &texts.say("form-no")))) } }
            @for one in &file.related { dt { (texts.say(one.kind.label(one.direction))) } dd { a href={ "/files/" (one.other) } dir="auto" { (one.name) } } }
            @for one in &file.consents {
                dt { (texts.say("consent-title")) }
                dd { (texts.say(files::consents::channel_label(one.channel))) " · " (texts.say(files::consents::purpose_label(one.purpose))) ": " (texts.say(files::consents::said_label(one.said))) }
            }
            dt { (texts.say("card-owner")) } dd { (file.owner) }
            dt { (texts.say("card-rhythm")) }
            dd {
                @if let Some(interval) = file.interval {
                    (texts.with("interval-days", &[("ideal", i64::from(interval.ideal).into()), ("latest", i64::from(interval.latest).into())]))
                    @if !file.class.is_empty() { " (" (file.class) ")" }
                } @else if let Some(days) = file.rhythm_days { (texts.with("rhythm-days", &[("days", i64::from(days).into())])) }
                @if let Some(habit) = file.habit { @if file.interval.is_some() || file.rhythm_days.is_some() { br; } (usual(texts, habit)) }
                " " a.quiet href={ "/files/" (file.client_id) "/rhythm" } { (texts.say("interval-set")) }
            }
        }
    }
}

fn reach_key(kind: &str) -> &'static str {
    match kind {
        "phone" => "card-phone",
        "email" => "card-email",
        _ => "card-messenger",
    }
}

/// Where the file stands, for the top line of its own page.
pub fn standing(ask: &Ask, file: &OpenFile) -> String {
    let texts = ask.texts();
    match (&file.closed, file.slip_place) {
        (Some((reason, _)), _) => texts.say(close_key(*reason)),
        (None, Some(place)) => texts.with("stands-under", &[("place", write_short(place, file.today, texts.language).into())]),
        (None, None) => String::new(),
    }
}

fn closed(ask: &Ask, file: &OpenFile) -> Markup {
    let texts = ask.texts();
    if file.closed.as_ref().is_some_and(|(reason, _)| *reason == domain::filing::CloseReason::Erased) {
        return html! { div.filing { p { (texts.say("file-is-erased")) } } };
    }
    let note = file.closed.as_ref().map(|(_, note)| note.as_str()).unwrap_or("");
    html! {
        form.filing method="post" action={ "/files/" (file.client_id) "/reopen" } {
            (csrf(ask))
            p { (texts.say("file-is-closed")) " " span dir="auto" { (note) } }
            div.filing-end {
                label for="next" { (texts.say("next")) }
                input.date-input type="text" name="next" #next value="" data-next-date="/next-date" data-hint="next-hint" placeholder=(texts.say("date-examples")) autocomplete="off" required;
                output.hint #next-hint for="next" {}
                button.btn.btn-go { (texts.say("reopen-file")) }
            }
        }
    }
}

/// The filing form: outcome, note, next date, one key (B31, B32).
fn filing(ask: &Ask, file: &OpenFile, day: Option<&Day>, typed: Option<&Form<'_>>) -> Markup {
    let texts = ask.texts();
    let action = format!("/files/{}/filing", file.client_id);
    let empty = Form::new(texts, Vec::new());
    let form = typed.unwrap_or(&empty);
    let refusal = form.refusal.as_ref();
    let is_closing = !form.value("close").is_empty();
    let swap = day.is_some();
    let back = day.map_or_else(|| format!("/files/{}", file.client_id), |day| path(day, file.slip_id));
    html! {
        form.filing #filing method="post" action=(action) hx-post=[swap.then_some(&action)] hx-target=[swap.then_some("#day")] hx-swap=[swap.then_some("outerHTML")] hx-sync=[swap.then_some("this:drop")]
            data-filing data-draft={ "file-" (file.client_id) } aria-label=(texts.say("filing-label")) {
            (csrf(ask))
            input type="hidden" name="back" value=(back);
            @if let Some(slip) = file.slip_id { input type="hidden" name="slip" value=(slip); }
            input type="hidden" name="seen" value=(crate::pocket::seen(file).0);
            button.sr-only type="submit" tabindex="-1" aria-hidden="true" {}
            @if let Some(refusal) = refusal { p.field-error #filing-error role="alert" { (texts.message(&refusal.message)) } }
            @if refusal.is_some_and(|refusal| refusal.field == "reason") || !form.value("reason").is_empty() {
                label.sr-only for="reason" { (texts.say("move-reason")) }
                input #reason type="text" name="reason" maxlength="400" placeholder=(texts.say("move-reason")) value=(form.value("reason"));
            }
            @if is_closing { (close_reasons(&texts, form)) }
            (crate::pocket::call(ask, file))
            div.filing-top {
                (outcomes(&texts, file, form))
                (more(&texts, file, form))
            }
            textarea.note name="note" #note rows="2" aria-label=(texts.say("note")) placeholder=(texts.say("note")) data-key="e" maxlength="20000" { (form.value("note")) }
            p.draft-note hidden { (texts.say("draft-back")) }
            (crate::own_forms::in_filing(ask, &file.forms, form))
            (then(&texts, file, form))
            div.filing-end {
                label for="next" { (texts.say("next")) }
                input.date-input type="text" name="next" #next value=(form.value("next")) data-next-date={ "/next-date" (next_date_query(file, day)) } data-hint="next-hint" data-key="d"
                    placeholder=(texts.say("next-placeholder")) aria-describedby={ @if refusal.is_some() { "filing-error " } "next-hint" } aria-invalid=[refusal.is_some_and(|refusal| refusal.field == "next").then_some("true")] autocomplete="off" spellcheck="false";
                output.hint #next-hint for="next" {}
                p.next-why #next-why hidden {}
                div.quick {
                    @for (fill, key) in [("tomorrow", "quick-tomorrow"), ("1w", "quick-week")] {
                        button.chip.needs-script type="button" data-fill=(fill) { (texts.say(key)) }
                    }
                    @if let Some((word, place)) = planned(file).filter(|_| !is_closing) {
                        button.chip type="submit" name="planned" value=(word) formnovalidate data-key="a" { (texts.with("file-as-planned", &[("place", write_short(place, file.today, texts.language).into())])) }
                    }
                    @if !is_closing { button.chip type="submit" name="close" value="yes" formnovalidate { (texts.say("close-file")) } }
                }
                @if is_closing { button.btn.btn-go type="submit" name="close" value="yes" formnovalidate { (texts.say("close-file")) " " kbd { "Ctrl ↵" } } }
                @else { button.btn.btn-go type="submit" { (texts.say(if swap { "file-it" } else { "file-it-only" })) " " kbd { "Ctrl ↵" } } }
            }
        }
    }
}

/// What stays without a new date, and under which divider: a step that is not due yet, or agreed for today, is kept, and
/// where others are planned one that is due needs no further one.
fn planned(file: &OpenFile) -> Option<(&'static str, Place)> {
    let earliest_but = |done| file.slips.iter().find(|(slip, _)| Some(slip.id) != done).map(|(slip, _)| slip.place);
    match file.slip_place? {
        place if place > Place::Day(file.today) => earliest_but(None).map(|place| ("stays", place)),
        _ if file.slips.len() > 1 => earliest_but(file.slip_id).map(|place| ("others", place)),
        place if place == Place::Day(file.today) && file.slips.iter().any(|(slip, _)| slip.agreed) => Some(("stays", place)),
        _ => None,
    }
}

/// Whose binder the next date is for: that in which the file is.
fn next_date_query(file: &OpenFile, day: Option<&Day>) -> String {
    match day {
        Some(day) if day.person.id == file.person.id => binder_query(day),
        _ => format!("?binder={}", file.person.id),
    }
}

/// What the next contact is and is about: the line that will say "why today" then (B9).
fn then(texts: &Texts<'_>, file: &OpenFile, form: &Form<'_>) -> Markup {
    let next = SlipKind::parse(form.value("kind")).unwrap_or(match file.slip_kind {
        SlipKind::First | SlipKind::Callback => SlipKind::Call,
        other => other,
    });
    html! {
        div.filing-then {
            select name="kind" aria-label=(texts.say("next-by")) { @for kind in SlipKind::ALL { option value=(kind.as_str()) selected[*kind == next] { (texts.say(kind_key(*kind))) } } }
            input.line-input type="text" name="line" value=(form.value("line")) maxlength=(LINE_MAX) aria-label=(texts.say("next-line")) placeholder=(texts.say("next-line")) autocomplete="off";
            label.check { input type="checkbox" name="agreed" value="yes" checked[!form.value("agreed").is_empty()]; (texts.say("agreed-with-client")) }
        }
    }
}

fn outcomes(texts: &Texts<'_>, file: &OpenFile, form: &Form<'_>) -> Markup {
    html! {
        fieldset.outcomes {
            legend.sr-only { (texts.say("outcome")) }
            @for (index, outcome) in Outcome::ALL.iter().enumerate() {
                @let suggestion = suggested(file, *outcome);
                label.chip {
                    input type="radio" name="outcome" value=(outcome.as_str()) data-key=(index + 1)
                        data-next=(write_short(Place::Day(suggestion.date), file.today, Language::En)) data-why=(why(texts, file, suggestion)) checked[form.value("outcome") == outcome.as_str()] required;
                    (texts.say(outcome_key(*outcome)))
                }
            }
        }
    }
}

fn more(texts: &Texts<'_>, file: &OpenFile, form: &Form<'_>) -> Markup {
    let entry = EntryKind::parse(form.value("entry")).unwrap_or(match file.slip_kind {
        SlipKind::Email => EntryKind::EmailOut,
        SlipKind::Visit => EntryKind::Visit,
        SlipKind::Meeting => EntryKind::Meeting,
        SlipKind::Call | SlipKind::First | SlipKind::Callback | SlipKind::Other => EntryKind::CallOut,
    });
    let kinds =
        [EntryKind::CallOut, EntryKind::CallIn, EntryKind::EmailOut, EntryKind::EmailIn, EntryKind::Visit, EntryKind::Meeting, EntryKind::Note];
    html! {
        div.filing-more {
            select name="entry" aria-label=(texts.say("what-happened")) { @for kind in kinds { option value=(kind.as_str()) selected[kind == entry] { (texts.say(entry_key(kind))) } } }
            label.check { input.minutes type="text" inputmode="numeric" name="minutes" maxlength="5" value=(form.value("minutes")) aria-label=(texts.say("minutes-long")); (texts.say("minutes-short")) }
        }
    }
}

fn close_reasons(texts: &Texts<'_>, form: &Form<'_>) -> Markup {
    html! {
        fieldset.outcomes {
            legend.sr-only { (texts.say("close-why")) }
            @for reason in domain::filing::CloseReason::ALL {
                label.chip { input type="radio" name="close_reason" value=(reason.as_str()) checked[form.value("close_reason") == reason.as_str()]; (texts.say(close_key(*reason))) }
            }
        }
    }
}

/// Other work without a client: its line, done, or another day.
pub fn errand(ask: &Ask, day: &Day, card: &crate::day::Card) -> Markup {
    let texts = ask.texts();
    let action = format!("/slips/{}/done", card.slip_id);
    html! {
        section.file #file data-slip=(card.slip_id) aria-labelledby="file-name" {
            header.file-head {
                div { h2.file-name #file-name tabindex="-1" dir="auto" { (card.line) } p.who { (texts.say(kind_key(card.kind))) } }
                div.file-actions {
                    a.btn.back href=(path(day, None)) data-key="Escape" { "← " (texts.say("back-to-day")) }
                    (move_menu(ask, card.slip_id, true))
                    details.menu {
                        summary.btn.btn-icon aria-label=(texts.say("more")) { (icon("more")) }
                        div.menu-list { (later(ask, card.slip_id, true)) }
                    }
                }
            }
            form.filing method="post" action=(action) hx-post=(action) hx-target="#day" hx-swap="outerHTML" data-filing {
                (csrf(ask))
                input type="hidden" name="back" value=(path(day, Some(card.slip_id)));
                div.filing-end { button.btn.btn-go { (texts.say("errand-done")) " " kbd { "Ctrl ↵" } } }
            }
        }
    }
}
