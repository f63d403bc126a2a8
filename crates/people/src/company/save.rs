//! `POST /company`: changes the company's settings.
//!
//! Owns the reading of that form. Never touches a file: the stored places stay, only their dividers change.

use crate::company::queries::{CompanyChange, change_company, roles};
use crate::company::settings::{self, CARD_FIELDS};
use crate::company::{holidays, pages};
use crate::{typed, week};
use domain::{Date, Role};
use web::app::{read_company, write_week};
use web::audit::{Kind, differing};
use web::{Answer, Ask, Company, Failure, Reply};

/// Changes the settings, all or nothing.
pub(crate) fn save(ask: &mut Ask) -> Answer {
    match saved(ask) {
        Ok(()) => Ok(Reply::see("/company?saved=1")),
        Err(Failure::Refused(refusal)) => pages::again(ask, refusal),
        Err(failure) => Err(failure),
    }
}

fn saved(ask: &Ask) -> Result<(), Failure> {
    let wanted = ask.form_all("card");
    let change = CompanyChange {
        name: typed::name("company", ask.form("company"))?,
        zone: settings::zone(ask.form("zone"))?,
        language: settings::language(ask)?,
        country: settings::country(ask.form("country"))?,
        week: week::typed(ask)?,
        // Only words of our list can be stored, whatever the form sends.
        card_fields: CARD_FIELDS.into_iter().filter(|field| wanted.contains(field)).collect(),
        second_factor_roles: demanded(ask)?,
    };
    settings::refuse_empty_week(&change.week)?;
    let days_off = holidays::read(ask.form("holidays"))?;
    ask.write(|tx| {
        let before = read_company(tx)?.ok_or(Failure::NotFound)?;
        change_company(tx, &change)?;
        holidays::replace(tx, &days_off)?;
        let changes = differing(&compared(&before, &change, &days_off));
        if changes.is_empty() { Ok::<_, Failure>(()) } else { Ok(ask.audit(tx, Kind::CompanyChanged, &change.name, &changes)?) }
    })?;
    ask.app.company_changed();
    Ok(())
}

/// The roles that must have a second factor. Nothing is demanded that nobody could do.
fn demanded(ask: &Ask) -> Result<Vec<Role>, Failure> {
    let wanted = ask.form_all("second_factor");
    let roles: Vec<Role> = Role::ALL.iter().copied().filter(|role| wanted.contains(&role.as_str())).collect();
    if roles.is_empty() || crate::second_factor::has_place_for_key(&ask.app) { Ok(roles) } else { Err(Failure::form("second-factor-no-key")) }
}

/// Every field before and after, by its name in the form.
fn compared(was: &Company, now: &CompanyChange, days_off: &[(Date, String)]) -> Vec<(&'static str, String, String)> {
    let days = |days: &[(Date, String)]| days.iter().map(|(day, name)| format!("{day} {name}")).collect::<Vec<_>>().join(", ");
    vec![
        ("company", was.name.clone(), now.name.clone()),
        ("zone", was.zone_name.clone(), now.zone.clone()),
        ("language", was.language.as_str().to_owned(), now.language.as_str().to_owned()),
        ("country", was.country.clone(), now.country.clone()),
        ("week", write_week(&was.week), write_week(&now.week)),
        ("card", was.card_fields.join(", "), now.card_fields.join(", ")),
        ("second_factor_roles", roles(&was.second_factor_roles), roles(&now.second_factor_roles)),
        ("holidays", days(&was.holidays), days(days_off)),
    ]
}
