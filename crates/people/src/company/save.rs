//! `POST /company`: changes the company's settings.
//!
//! Owns the reading of that form. Never touches a file: the stored places stay, only their dividers change.

use crate::company::queries::{CompanyChange, change_company};
use crate::company::settings::{self, CARD_FIELDS};
use crate::company::{holidays, pages};
use crate::{typed, week};
use web::{Answer, Ask, Failure, Reply};

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
    };
    settings::refuse_empty_week(&change.week)?;
    let days_off = holidays::read(ask.form("holidays"))?;
    ask.write(|tx| {
        change_company(tx, &change)?;
        holidays::replace(tx, &days_off)
    })?;
    ask.app.company_changed();
    Ok(())
}
