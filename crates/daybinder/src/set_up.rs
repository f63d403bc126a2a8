//! `setup`: the company and its first person from the command line, or the link to do it in the browser.
//!
//! Owns the reading of the options. The creation is the verb of `people` that the page uses too.

use crate::command_line::Setup;
use crate::configuration::Configuration;
use crate::{Stopped, opening, password, people_of, words};
use domain::{Language, Role};
use jiff::Timestamp;
use people::{NewCompany, NewPerson};
use store::Db;
use web::Failure;
use web::audit::Kind;

/// Creates the company, or prints the link.
pub(crate) fn set_up(configuration: &Configuration, options: &Setup) -> Result<(), Stopped> {
    let db = opening::open(configuration)?;
    if opening::company(&db).is_ok() {
        return Err(Stopped("there is a company already; people are added with 'daybinder user add'".to_owned()));
    }
    let now = opening::clock().now();
    let Some(company) = &options.company else {
        println!("Set up your company here (works once, for three days): {}{}", configuration.web.base_url, link_path(&db, now)?);
        println!("The server must be running: daybinder serve");
        return Ok(());
    };
    let new = new_company(company, options)?;
    let created: Result<_, Failure> = db.write(|tx| {
        people::create_company(tx, &new, now)?;
        Ok(people_of::told(tx, Kind::CompanySetUp, &new.name, &[])?)
    });
    created.map_err(|failure| Stopped(words(&failure)))?;
    println!("{company} is set up. {} can sign in at {}", new.first.email, configuration.web.base_url);
    Ok(())
}

/// Makes the one-time link to the set-up page, as a path.
pub(crate) fn link_path(db: &Db, now: Timestamp) -> Result<String, Stopped> {
    let token: Result<String, Failure> = db.write(|tx| people::set_up_link(tx, now));
    token.map(|token| format!("/set-up?token={token}")).map_err(|failure| Stopped(words(&failure)))
}

fn new_company(company: &str, options: &Setup) -> Result<NewCompany, Stopped> {
    let wrong = |what: &str, text: &str, wanted: &str| Stopped(format!("--{what} {text:?} is not {wanted}"));
    let name = options.name.clone().unwrap_or_default();
    let email = email(options.email.as_deref().unwrap_or_default())?;
    jiff::tz::TimeZone::get(&options.zone).map_err(|_| wrong("zone", &options.zone, "a time zone, as Asia/Phnom_Penh"))?;
    let language = language(&options.language)?;
    let country = options.country.to_uppercase();
    if country.len() != 2 || intake::Country::parse(&country).is_none() {
        return Err(wrong("country", &options.country, "a country's two letters, as KH"));
    }
    let week = web::app::read_week(&options.week).filter(|week| week.iter().any(|minutes| *minutes > 0));
    let week = week.ok_or_else(|| wrong("week", &options.week, "seven numbers of minutes from Monday to Sunday, as 360,360,360,360,360,0,0"))?;
    let first =
        NewPerson { password: Some(password::ask(&name, &[&name, &email, company])?), name, email, role: Role::Admin, team_id: None, language };
    let card_fields = ["phone", "needs", "decides"].map(str::to_owned).to_vec();
    Ok(NewCompany { name: company.to_owned(), zone: options.zone.clone(), language, country, week, holidays: Vec::new(), card_fields, first })
}

/// An e-mail address as it is stored.
pub(crate) fn email(typed: &str) -> Result<String, Stopped> {
    let email = typed.trim().to_lowercase();
    let is_address = email.split_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.') && !email.contains(char::is_whitespace));
    if is_address { Ok(email) } else { Err(Stopped(format!("{typed:?} is not an e-mail address"))) }
}

/// A language by its two letters.
pub(crate) fn language(typed: &str) -> Result<Language, Stopped> {
    Language::parse(typed).ok_or_else(|| Stopped(format!("{typed:?} is not a language of Daybinder: en, km or ru")))
}
