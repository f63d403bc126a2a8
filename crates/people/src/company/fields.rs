//! The form fields of a company, the same at the set-up and later.
//!
//! Owns how they look. Never reads them.

use crate::company::settings;
use domain::{Language, Role};
use maud::{Markup, html};
use web::form::Form;
use web::layout::{language_name, role_key};

/// Name, zone, language and country.
pub(crate) fn company(form: &Form<'_>) -> Markup {
    let mut zones: Vec<(String, String)> = settings::zones().into_iter().map(|zone| (zone.clone(), zone.replace('_', " "))).collect();
    let chosen = form.value("zone");
    // A zone that was stored under an older name stays what it is until somebody chooses another.
    if !chosen.is_empty() && zones.iter().all(|(zone, _)| zone != chosen) {
        zones.insert(0, (chosen.to_owned(), chosen.to_owned()));
    }
    html! {
        fieldset.fields {
            legend { (form.texts.say("company-title")) }
            (form.input("text", "company", "company-name", None, "organization"))
            (form.select("zone", "company-zone", &zones))
            div.field-pair {
                (form.select("language", "people-language", &languages()))
                (form.input("text", "country", "company-country", Some("company-country-hint"), "country"))
            }
        }
    }
}

/// Every language by its own name.
pub(crate) fn languages() -> Vec<(String, String)> {
    Language::ALL.iter().map(|language| (language.as_str().to_owned(), language_name(*language).to_owned())).collect()
}

/// The boxes of what a first call needs (B26, decision 8).
pub(crate) fn card(form: &Form<'_>) -> Markup {
    const LABELS: [&str; settings::CARD_FIELDS.len()] = [
        "needed-phone",
        "needed-email",
        "needed-contact",
        "needed-position",
        "needed-town",
        "needed-needs",
        "needed-expects",
        "needed-decides",
        "needed-competitor",
        "needed-source",
    ];
    let is_needed = |field: &str| form.values.iter().any(|(name, value)| name == "card" && value == field);
    html! {
        fieldset.fields {
            legend { (form.texts.say("company-card")) }
            p.field-hint { (form.texts.say("company-card-hint")) }
            div.field-pair {
                @for (field, label) in settings::CARD_FIELDS.into_iter().zip(LABELS) {
                    label.check { input type="checkbox" name="card" value=(field) checked[is_needed(field)]; (form.texts.say(label)) }
                }
            }
        }
    }
}

/// The boxes of the roles that must have a second factor.
pub(crate) fn second_factor(form: &Form<'_>) -> Markup {
    let is_ticked = |role: &Role| form.values.iter().any(|(name, value)| name == "second_factor" && value == role.as_str());
    html! {
        fieldset.fields {
            legend { (form.texts.say("company-second-factor")) }
            p.field-hint { (form.texts.say("company-second-factor-hint")) }
            div.field-pair {
                @for role in Role::ALL {
                    label.check { input type="checkbox" name="second_factor" value=(role.as_str()) checked[is_ticked(role)]; (form.texts.say(role_key(*role))) }
                }
            }
        }
    }
}
