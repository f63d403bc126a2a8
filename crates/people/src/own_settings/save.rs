//! `POST /settings`: changes one's own settings.
//!
//! Owns the reading of that form. Never moves a file: another divider mode is only another view (B37).

use crate::own_settings::pages;
use crate::own_settings::queries::{OwnSettings, change_settings, own_settings};
use crate::{company, typed, week};
use domain::dividers::{BinderSettings, Mode};
use web::app::write_week;
use web::audit::{Kind, differing};
use web::{Answer, Ask, Failure, Message, Reply};

/// Changes the settings, all or nothing.
pub(crate) fn save(ask: &mut Ask) -> Answer {
    match saved(ask) {
        Ok(()) => Ok(Reply::see("/settings?saved=1")),
        Err(Failure::Refused(refusal)) => pages::again(ask, refusal),
        Err(failure) => Err(failure),
    }
}

fn saved(ask: &Ask) -> Result<(), Failure> {
    let person_id = ask.actor()?.person_id;
    let own = typed_settings(ask)?;
    ask.write(|tx| {
        let before = own_settings(tx, person_id)?.ok_or(Failure::SignIn)?;
        change_settings(tx, person_id, &own)?;
        let changes = differing(&compared(&before, &own));
        // Saved as it was: nothing to tell.
        if changes.is_empty() { Ok(()) } else { Ok(ask.audit(tx, Kind::SettingsChanged, &own.name, &changes)?) }
    })
}

/// Every field before and after, by its name in the form.
fn compared(was: &OwnSettings, now: &OwnSettings) -> Vec<(&'static str, String, String)> {
    let week = |own: &OwnSettings| own.week.as_ref().map(write_week).unwrap_or_default();
    vec![
        ("name", was.name.clone(), now.name.clone()),
        ("language", was.language.as_str().to_owned(), now.language.as_str().to_owned()),
        ("theme", was.theme.clone(), now.theme.clone()),
        ("mode", was.binder.mode.as_str().to_owned(), now.binder.mode.as_str().to_owned()),
        ("horizon_months", was.binder.horizon_months.to_string(), now.binder.horizon_months.to_string()),
        ("month_end_days", was.binder.month_end_days.to_string(), now.binder.month_end_days.to_string()),
        ("first_calls_a_day", was.first_calls_a_day.to_string(), now.first_calls_a_day.to_string()),
        ("week", week(was), week(now)),
    ]
}

fn typed_settings(ask: &Ask) -> Result<OwnSettings, Failure> {
    let theme = ask.form("theme");
    if !["auto", "light", "dark"].contains(&theme) {
        return Err(Failure::Malformed("theme"));
    }
    let week = if ask.has("own_week") { Some(week::typed(ask)?) } else { None };
    if let Some(week) = &week {
        company::settings::refuse_empty_week(week)?;
    }
    Ok(OwnSettings {
        name: typed::name("name", ask.form("name"))?,
        language: company::settings::language(ask)?,
        theme: theme.to_owned(),
        binder: BinderSettings {
            mode: Mode::parse(ask.form("mode")).ok_or(Failure::Malformed("mode"))?,
            horizon_months: number(ask, "horizon_months", 1, 3)?,
            month_end_days: number(ask, "month_end_days", 0, 15)?,
        },
        first_calls_a_day: number(ask, "first_calls_a_day", 0, 500)?,
        week,
    })
}

/// A whole number between two others, both included.
fn number<T: TryFrom<i64>>(ask: &Ask, field: &'static str, least: i64, most: i64) -> Result<T, Failure> {
    let typed = ask.form(field).parse::<i64>().ok().filter(|number| (least..=most).contains(number));
    let number = typed.and_then(|number| T::try_from(number).ok());
    number.ok_or_else(|| Failure::field(field, Message::new("settings-number-odd").with("least", least).with("most", most)))
}
