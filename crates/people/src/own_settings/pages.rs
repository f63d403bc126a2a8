//! The page of one's own settings, and the frame around all settings' screens.
//!
//! Owns how they are shown. Never changes anything.

use crate::company::fields::languages;
use crate::own_settings::queries::theme_and_week;
use crate::{person, week};
use domain::Role;
use maud::{Markup, html};
use web::form::Form;
use web::{Answer, Ask, Failure, Nav, Refusal, Reply, layout};

/// The screens under "Settings".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// One's own settings.
    Own,
    /// Where one is signed in.
    Sessions,
    /// One's second factor.
    SecondFactor,
    /// How one is told of agreed times.
    Reminders,
    /// Mailboxes that are read.
    Mailboxes,
    /// Templates and text modules.
    MailTexts,
    /// Who is away and who stands in; heads and above.
    Absences,
    /// How often classes of clients are spoken with; heads and above.
    Classes,
    /// The forms of the company; heads and above.
    Forms,
    /// Fields of the company's own on the card; heads and above.
    OwnFields,
    /// Kinds of documents of the company's own; heads and above.
    DocumentKinds,
    /// The colleagues and teams; administrators only.
    Colleagues,
    /// The company; administrators only.
    Company,
    /// The audit log; directors and administrators.
    Audit,
    /// Erased files and how long closed ones are kept; directors and administrators.
    Erasures,
}

/// One of the settings' screens with the list of them beside it.
pub fn screen(ask: &Ask, here: Screen, body: Markup) -> Reply {
    let texts = ask.texts();
    let is_head = ask.signed_in.as_ref().is_some_and(|actor| matches!(actor.role, Role::Head | Role::Director | Role::Admin));
    let is_director = ask.signed_in.as_ref().is_some_and(|actor| matches!(actor.role, Role::Director | Role::Admin));
    let is_admin = ask.signed_in.as_ref().is_some_and(|actor| actor.role == Role::Admin);
    let entries = [
        (Screen::Own, "/settings", texts.say("settings-own"), true),
        (Screen::SecondFactor, "/settings/second-factor", texts.say("second-factor-title"), true),
        (Screen::Sessions, "/settings/sessions", texts.say("sessions-title"), true),
        (Screen::Reminders, "/settings/reminders", texts.say("reminders-title"), true),
        (Screen::Mailboxes, "/settings/mailboxes", texts.say("mailboxes-title"), true),
        (Screen::MailTexts, "/settings/mail-texts", texts.say("mail-texts-title"), true),
        (Screen::Absences, "/absences", texts.say("absence-title"), is_head),
        (Screen::Classes, "/classes", texts.say("classes-title"), is_head),
        (Screen::Forms, "/forms", texts.say("forms-title"), is_head),
        (Screen::OwnFields, "/settings/fields", texts.say("own-fields-title"), is_head),
        (Screen::DocumentKinds, "/documents/kinds", texts.say("document-kinds-title"), is_head),
        (Screen::Colleagues, "/colleagues", texts.say("colleagues-title"), is_admin),
        (Screen::Company, "/company", texts.say("company-title"), is_admin),
        (Screen::Audit, "/audit", texts.say("audit-title"), is_director),
        (Screen::Erasures, "/erasures", texts.say("erasures-title"), is_director),
    ];
    let title = entries.iter().find(|(screen, ..)| *screen == here).map(|(_, _, title, _)| title.clone()).unwrap_or_default();
    let main = html! {
        div.settings {
            nav.subnav aria-label=(texts.say("settings-screens")) {
                @for (screen, to, title, _) in entries.iter().filter(|(.., shown)| *shown) {
                    a href=(to) aria-current=[(*screen == here).then_some("page")] { (title) }
                }
            }
            div {
                @if ask.method == "GET" && ask.query("saved").is_some() {
                    div.notice.notice-good role="status" { p { (texts.say("settings-saved")) } }
                }
                (body)
            }
        }
    };
    layout::sheet(ask, Nav::Settings, title, main)
}

/// `GET /settings`.
pub(crate) fn settings(ask: &mut Ask) -> Answer {
    let values = stored_values(ask)?;
    show(ask, values, None, None)
}

/// The same page with what was typed into the settings and what is wrong with it.
pub(crate) fn again(ask: &Ask, refusal: Refusal) -> Answer {
    Ok(show(ask, ask.form_fields().to_vec(), Some(refusal), None)?.status(422))
}

/// The same page with what is wrong with the new password.
pub(crate) fn password_again(ask: &Ask, refusal: Refusal) -> Answer {
    Ok(show(ask, stored_values(ask)?, None, Some(refusal))?.status(422))
}

fn stored_values(ask: &Ask) -> Result<Vec<(String, String)>, Failure> {
    let person_id = ask.actor()?.person_id;
    let (person, (theme, own_week)) = ask.read(|tx| {
        let person = person::person(tx, person_id)?.ok_or(Failure::NotFound)?;
        Ok::<_, Failure>((person, theme_and_week(tx, person_id)?))
    })?;
    let mut values = week::values(&person.calendar.minutes);
    values.extend([
        ("name".to_owned(), person.name),
        ("language".to_owned(), person.language.as_str().to_owned()),
        ("theme".to_owned(), theme),
        ("mode".to_owned(), person.settings.mode.as_str().to_owned()),
        ("horizon_months".to_owned(), person.settings.horizon_months.to_string()),
        ("month_end_days".to_owned(), person.settings.month_end_days.to_string()),
        ("first_calls_a_day".to_owned(), person.first_calls_a_day.to_string()),
    ]);
    if own_week.is_some() {
        values.push(("own_week".to_owned(), "1".to_owned()));
    }
    Ok(values)
}

fn show(ask: &Ask, values: Vec<(String, String)>, refusal: Option<Refusal>, password_refusal: Option<Refusal>) -> Answer {
    let mut form = Form::new(ask.texts(), values);
    form.refusal = refusal;
    let body = html! {
        form.form method="post" action="/settings" {
            (layout::csrf(ask))
            (form.notice())
            (about(&form))
            (binder(&form))
            fieldset.fields {
                legend { (ask.say("settings-hours")) }
                (form.check("own_week", "settings-own-week"))
                (week::fields(&form))
            }
            div.form-end { button.btn.btn-go type="submit" { (ask.say("settings-save")) } }
        }
        (password(ask, password_refusal))
        (crate::openid::pages::section(ask)?)
    };
    Ok(screen(ask, Screen::Own, body))
}

fn about(form: &Form<'_>) -> Markup {
    let texts = form.texts;
    let themes = [("auto", texts.say("theme-auto")), ("light", texts.say("theme-light")), ("dark", texts.say("theme-dark"))];
    let themes: Vec<(String, String)> = themes.into_iter().map(|(theme, text)| (theme.to_owned(), text)).collect();
    html! {
        fieldset.fields {
            legend { (texts.say("settings-about")) }
            (form.input("text", "name", "people-name", None, "name"))
            div.field-pair {
                (form.select("language", "people-language", &languages()))
                (form.select("theme", "settings-theme", &themes))
            }
        }
    }
}

fn binder(form: &Form<'_>) -> Markup {
    let texts = form.texts;
    let modes =
        [("numbered", texts.say("mode-numbered"), texts.say("mode-numbered-hint")), ("dated", texts.say("mode-dated"), texts.say("mode-dated-hint"))];
    html! {
        fieldset.fields {
            legend { (texts.say("settings-binder")) }
            div.choices role="radiogroup" aria-label=(texts.say("settings-mode")) {
                @for (mode, name, hint) in &modes {
                    label.choice {
                        input type="radio" name="mode" value=(mode) checked[form.value("mode") == *mode];
                        strong { (name) }
                        span { (hint) }
                    }
                }
            }
            p.field-hint { (texts.say("settings-mode-hint")) }
            div.field-pair {
                (form.input("number", "horizon_months", "settings-horizon-months", Some("settings-horizon-months-hint"), "off"))
                (form.input("number", "month_end_days", "settings-month-end-days", Some("settings-month-end-days-hint"), "off"))
                (form.input("number", "first_calls_a_day", "settings-first-calls", Some("settings-first-calls-hint"), "off"))
            }
        }
    }
}

fn password(ask: &Ask, refusal: Option<Refusal>) -> Markup {
    let mut form = Form::new(ask.texts(), Vec::new());
    form.refusal = refusal;
    html! {
        section.section {
            h2 { (ask.say("password-change-title")) }
            form.form method="post" action="/settings/password" {
                (layout::csrf(ask))
                (form.notice())
                (form.input("password", "current", "password-current", None, "current-password"))
                (form.input("password", "password", "password-new", Some("password-hint"), "new-password"))
                (form.input("password", "again", "password-again", None, "new-password"))
                p.field-hint { (ask.say("password-change-hint")) }
                div.form-end { button.btn type="submit" { (ask.say("password-change-go")) } }
            }
        }
    }
}
