//! Creates the company and its first person in one transaction.
//!
//! Owns the reading of the set-up form. Never leaves half a company behind.

use crate::company::{holidays, settings};
use crate::link::{self, Purpose};
use crate::password::{PasswordHash, refuse_weak};
use crate::person::{NewPerson, create_person};
use crate::set_up::{pages, queries};
use crate::{typed, week};
use domain::{Date, Language, PersonId, Role};
use jiff::Timestamp;
use store::Tx;
use web::audit::{self, Kind};
use web::{Answer, Ask, Failure, Refusal, Reply, session};

/// A company to be created, with its first person.
#[derive(Clone, Debug)]
pub struct NewCompany {
    /// Its name.
    pub name: String,
    /// An IANA time zone, "Asia/Phnom_Penh".
    pub zone: String,
    /// Its language.
    pub language: Language,
    /// Two capital letters, "KH".
    pub country: String,
    /// Working minutes from Monday to Sunday.
    pub week: [u16; 7],
    /// Days off with their names; a day given twice keeps the first name.
    pub holidays: Vec<(Date, String)>,
    /// What a first call needs (B26, decision 8): words of [`crate::company::CARD_FIELDS`].
    pub card_fields: Vec<String>,
    /// The first person.
    pub first: NewPerson,
}

/// Creates the company and its first person, and ends the links to the set-up.
///
/// # Errors
/// [`Failure::NotFound`] if there is a company already; [`Failure::Store`].
pub fn create_company(tx: &mut Tx<'_>, new: &NewCompany, now: Timestamp) -> Result<PersonId, Failure> {
    if queries::is_set_up(tx)? {
        return Err(Failure::NotFound);
    }
    queries::add_company(tx, new, now)?;
    holidays::replace(tx, &new.holidays)?;
    let person_id = create_person(tx, &new.first, now)?;
    link::end(tx, Purpose::SetUp)?;
    Ok(person_id)
}

/// `POST /set-up`.
pub(crate) fn set_up(ask: &mut Ask) -> Answer {
    pages::only_with_link(ask)?;
    match created(ask) {
        Ok(token) => Ok(Reply::see("/set-up/start").header("set-cookie", session::cookie(&ask.app.config, &token))),
        Err(Failure::Refused(refusal)) => Ok(pages::again(ask, refusal)),
        Err(failure @ Failure::Crowded(_)) => {
            let refusal = Refusal { field: "", message: failure.message() };
            Ok(pages::again(ask, refusal).later(&failure))
        }
        Err(failure) => Err(failure),
    }
}

fn created(ask: &Ask) -> Result<String, Failure> {
    let new = new_company(ask)?;
    let link = ask.query("token").unwrap_or("").to_owned();
    let session = ask.write(|tx| {
        // Looked at again inside the transaction: of two people with the same link only one sets up.
        if !link::is_set_up(tx, &link, ask.now)? {
            return Err(Failure::NotFound);
        }
        let person_id = create_company(tx, &new, ask.now)?;
        let token = session::open(tx, ask, person_id)?;
        let from = ask.origin().being(Some(person_id), &new.first.name);
        audit::append(tx, &from, ask.now, Kind::CompanySetUp, &new.name, &[])?;
        Ok(token)
    })?;
    ask.app.company_changed();
    tracing::info!("the company was set up");
    Ok(session)
}

fn new_company(ask: &Ask) -> Result<NewCompany, Failure> {
    let name = typed::name("company", ask.form("company"))?;
    let zone = settings::zone(ask.form("zone"))?;
    let language = settings::language(ask)?;
    let country = settings::country(ask.form("country"))?;
    let week = week::typed(ask)?;
    settings::refuse_empty_week(&week)?;
    let holidays = holidays::read(ask.form("holidays"))?;
    let (person, email) = (typed::name("name", ask.form("name"))?, typed::email(ask.form("email"))?);
    refuse_weak(ask.form("password"), &[&email, &person, &name])?;
    let _place = ask.app.door.enter()?;
    let password = Some(PasswordHash::of(ask.form("password"))?);
    let first = NewPerson { name: person, email, role: Role::Admin, team_id: None, language, password };
    let card_fields = settings::USUAL_CARD_FIELDS.iter().map(|field| (*field).to_owned()).collect();
    Ok(NewCompany { name, zone, language, country, week, holidays, card_fields, first })
}
