//! The invented company: its week, its holidays, its people.
//!
//! Owns who works there. Nobody has a password: they come in by a link, or not at all.

use domain::{Date, Language, Month, PersonId, Role, TeamId};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use people::{NewCompany, NewPerson, create_company, create_person};
use store::{Tx, params};
use web::{Catalogue, Failure};

/// The zone of the sample company.
const ZONE: &str = "Asia/Phnom_Penh";
/// Six hours of calls and visits a day (B24), Monday to Friday.
const WEEK: [u16; 7] = [360, 360, 360, 360, 360, 0, 0];
/// How many months of holidays are written down behind and ahead of today.
const HOLIDAY_MONTHS: i32 = 12;

/// The people of the sample.
pub(crate) struct People {
    pub(crate) sreymom: PersonId,
    pub(crate) bopha: PersonId,
    pub(crate) dara: PersonId,
    pub(crate) ivan: PersonId,
    pub(crate) sokha: PersonId,
    /// The administrator: whoever set up a company that was there already.
    pub(crate) chenda: PersonId,
}

/// Makes the company with its people.
///
/// # Errors
/// [`Failure::NotFound`] if there is a company already.
pub(crate) fn make(tx: &mut Tx<'_>, now: Timestamp) -> Result<People, Failure> {
    let today = now.to_zoned(TimeZone::get(ZONE).unwrap_or(TimeZone::UTC)).date();
    let riverside = team(tx, "Riverside")?;
    let company = NewCompany {
        name: "Mekong Trade".to_owned(),
        zone: ZONE.to_owned(),
        language: Language::En,
        country: "KH".to_owned(),
        week: WEEK,
        holidays: holidays(today),
        card_fields: ["phone", "needs", "decides"].map(str::to_owned).to_vec(),
        first: sreymom(riverside),
    };
    let sreymom = create_company(tx, &company, now)?;
    let people = others(tx, now, sreymom, riverside)?;
    let chenda = create_person(tx, &colleague("Chenda", "chenda", Role::Admin, None, Language::En), now)?;
    Ok(People { chenda, ..people })
}

/// Adds the people to a company that is there, beside its administrator.
///
/// # Errors
/// [`Failure::Refused`] if somebody has one of their addresses.
pub(crate) fn join(tx: &mut Tx<'_>, now: Timestamp, admin: PersonId) -> Result<People, Failure> {
    let riverside = team(tx, "Riverside")?;
    let sreymom = create_person(tx, &sreymom(riverside), now)?;
    let people = others(tx, now, sreymom, riverside)?;
    Ok(People { chenda: admin, ..people })
}

fn sreymom(team_id: TeamId) -> NewPerson {
    colleague("Sreymom", "sreymom", Role::Manager, Some(team_id), Language::En)
}

/// Everybody but the administrator, who is not known here yet.
fn others(tx: &mut Tx<'_>, now: Timestamp, sreymom: PersonId, riverside: TeamId) -> Result<People, Failure> {
    let market = team(tx, "Market")?;
    dated(tx, sreymom)?;
    let bopha = create_person(tx, &colleague("Bopha", "bopha", Role::Service, Some(riverside), Language::Km), now)?;
    let dara = create_person(tx, &colleague("Dara", "dara", Role::Head, Some(riverside), Language::En), now)?;
    let ivan = create_person(tx, &colleague("Ivan", "ivan", Role::Manager, Some(market), Language::Ru), now)?;
    let sokha = create_person(tx, &colleague("Sokha", "sokha", Role::Director, None, Language::Km), now)?;
    Ok(People { sreymom, bopha, dara, ivan, sokha, chenda: sreymom })
}

fn colleague(name: &str, address: &str, role: Role, team_id: Option<TeamId>, language: Language) -> NewPerson {
    NewPerson { name: name.to_owned(), email: format!("{address}@mekong-trade.example"), role, team_id, language, password: None }
}

/// The team of that name, made if there is none: the people of the sample may join one that is there.
fn team(tx: &mut Tx<'_>, name: &str) -> Result<TeamId, Failure> {
    match tx.row("SELECT id FROM team WHERE name = $1", params![name])? {
        Some(row) => Ok(row.get(0)?),
        None => Ok(tx.one("INSERT INTO team (name) VALUES ($1) RETURNING id", params![name])?),
    }
}

/// Dated dividers for the current month, as a person chooses them in the settings (B38).
fn dated(tx: &mut Tx<'_>, person_id: PersonId) -> Result<(), Failure> {
    tx.run("UPDATE person SET mode = 'dated', horizon_months = 1 WHERE id = $1", params![person_id])?;
    Ok(())
}

/// Cambodia's holidays of a fixed date, a year around today.
fn holidays(today: Date) -> Vec<(Date, String)> {
    let catalogue = Catalogue::load();
    let texts = catalogue.speak(Language::En);
    let fixed = [
        (1, 1, texts.say("holiday-new-year")),
        (1, 7, texts.say("holiday-victory")),
        (3, 8, texts.say("holiday-women")),
        (5, 1, texts.say("holiday-labour")),
        (5, 14, texts.say("holiday-king-birthday")),
        (6, 18, texts.say("holiday-queen-mother")),
        (9, 24, texts.say("holiday-constitution")),
        (10, 15, texts.say("holiday-king-father")),
        (10, 29, texts.say("holiday-coronation")),
        (11, 9, texts.say("holiday-independence")),
        (12, 29, texts.say("holiday-peace")),
    ];
    let first = Month::of(today).plus(-HOLIDAY_MONTHS).first_day();
    let last = Month::of(today).plus(HOLIDAY_MONTHS).last_day();
    (first.year()..=last.year())
        .flat_map(|year| fixed.iter().filter_map(move |(month, day, name)| Some((Date::new(year, *month, *day).ok()?, name.clone()))))
        .filter(|(day, _)| (first..=last).contains(day))
        .collect()
}
