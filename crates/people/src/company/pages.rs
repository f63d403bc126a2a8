//! The page of the company's settings.
//!
//! Owns how they are shown. Never changes them.

use crate::company::{fields, holidays};
use crate::own_settings::{Screen, screen};
use crate::week;
use domain::Date;
use maud::html;
use web::form::Form;
use web::{Answer, Ask, Company, Refusal, Reply, layout};

/// `GET /company`; with `?fill=cambodia` the holidays with a fixed date stand in the list, not yet saved.
pub(crate) fn company(ask: &mut Ask) -> Answer {
    let company = ask.company()?.clone();
    let mut days_off = company.holidays.clone();
    if ask.query("fill") == Some("cambodia") {
        let offered = holidays::cambodia(&ask.texts(), ask.today()?);
        days_off.extend(offered.into_iter().filter(|(day, _)| company.holidays.iter().all(|(known, _)| known != day)));
        days_off.sort();
    }
    Ok(show(ask, values(&company, &days_off), None))
}

/// The same page with what was typed and what is wrong with it.
pub(crate) fn again(ask: &Ask, refusal: Refusal) -> Answer {
    Ok(show(ask, ask.form_fields().to_vec(), Some(refusal)).status(422))
}

fn values(company: &Company, days_off: &[(Date, String)]) -> Vec<(String, String)> {
    let mut values = week::values(&company.week);
    values.extend([
        ("company".to_owned(), company.name.clone()),
        ("zone".to_owned(), company.zone_name.clone()),
        ("language".to_owned(), company.language.as_str().to_owned()),
        ("country".to_owned(), company.country.clone()),
        ("holidays".to_owned(), holidays::write(days_off)),
    ]);
    values.extend(company.second_factor_roles.iter().map(|role| ("second_factor".to_owned(), role.as_str().to_owned())));
    values.extend(company.card_fields.iter().map(|field| ("card".to_owned(), field.clone())));
    values
}

fn show(ask: &Ask, values: Vec<(String, String)>, refusal: Option<Refusal>) -> Reply {
    let mut form = Form::new(ask.texts(), values);
    form.refusal = refusal;
    let body = html! {
        form.form method="post" action="/company" {
            (layout::csrf(ask))
            (form.notice())
            (fields::company(&form))
            fieldset.fields {
                legend { (ask.say("company-week")) }
                (week::fields(&form))
            }
            fieldset.fields {
                legend { (ask.say("company-holidays")) }
                (form.area("holidays", "company-holidays-list", 12, Some("company-holidays-hint")))
                p { a.link href="/company?fill=cambodia" { (ask.say("company-holidays-fill")) } }
            }
            (fields::card(&form))
            (fields::second_factor(&form))
            div.form-end { button.btn.btn-go type="submit" { (ask.say("settings-save")) } }
        }
    };
    screen(ask, Screen::Company, body)
}
