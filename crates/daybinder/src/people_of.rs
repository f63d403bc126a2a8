//! `user`: adding and listing people, passwords, ending an access.
//!
//! Owns what is printed. What happens to a person is the business of `people`.

use crate::command_line::User;
use crate::configuration::Configuration;
use crate::{Stopped, opening, password, set_up, words};
use domain::{Language, PersonId, Role, TeamId};
use people::{ColleagueChange, NewPerson, set_password};
use store::{Db, StoreError, Tx, params};
use web::Failure;
use web::audit::{Change, Kind, Origin, append, differing};

/// `daybinder user …`
pub(crate) fn command(configuration: &Configuration, command: User) -> Result<(), Stopped> {
    let db = opening::open(configuration)?;
    let company = opening::company(&db)?;
    match command {
        User::Add { email, name, role, team, language } => {
            let role = role_called(&role)?;
            let language = language.as_deref().map_or(Ok(company.language), set_up::language)?;
            let email = set_up::email(&email)?;
            let new =
                NewPerson { password: Some(password::ask(&name, &[&name, &email, &company.name])?), name, email, role, team_id: None, language };
            add(&db, new, team.as_deref())
        }
        User::List => list(&db),
        User::Password { email } => change_password(&db, &email, &company.name),
        User::Change { email, name, new_email, role, team, language } => {
            let new_email = new_email.as_deref().map(set_up::email).transpose()?;
            let role = role.as_deref().map(role_called).transpose()?;
            let language = language.as_deref().map(set_up::language).transpose()?;
            change(&db, &email, &Wished { name, email: new_email, role, team, language })
        }
        User::Sessions { email, end } => sessions(&db, &email, end, &company.zone),
        User::Activate { email } => activate(&db, &email),
        User::Deactivate { email } => deactivate(&db, &email),
        User::Unlink { email } => unlink(&db, &email),
        User::ResetSecondFactor { email } => reset_second_factor(&db, &email),
    }
}

fn role_called(role: &str) -> Result<Role, Stopped> {
    Role::parse(role).ok_or_else(|| Stopped(format!("{role:?} is not a role: service, manager, head, director or admin")))
}

/// What is to be changed of a person.
struct Wished {
    name: Option<String>,
    email: Option<String>,
    role: Option<Role>,
    /// Empty = none.
    team: Option<String>,
    language: Option<Language>,
}

fn change(db: &Db, email: &str, wished: &Wished) -> Result<(), Stopped> {
    let changed: Result<Option<(String, usize)>, Failure> = db.write(|tx| {
        let Some((id, _)) = by_email(tx, email)? else { return Ok(None) };
        let team = match wished.team.as_deref() {
            None => None,
            Some("") => Some(None),
            Some(team) => Some(Some(team_called(tx, team)?)),
        };
        let (name, changes) = people::change_colleague(tx, id, |was| ColleagueChange {
            name: wished.name.clone().unwrap_or(was.name),
            email: wished.email.clone().unwrap_or(was.email),
            role: wished.role.unwrap_or(was.role),
            team_id: team.unwrap_or(was.team_id),
            language: wished.language.unwrap_or(was.language),
        })?;
        if !changes.is_empty() {
            told(tx, Kind::PersonChanged, &name, &changes)?;
        }
        Ok(Some((name, changes.len())))
    });
    match changed.map_err(|failure| Stopped(words(&failure)))?.ok_or_else(|| nobody(email))? {
        (name, 0) => println!("{name}: nothing is different."),
        (name, count) => println!("{name}: changed in {count} {}.", if count == 1 { "point" } else { "points" }),
    }
    Ok(())
}

fn sessions(db: &Db, email: &str, end: bool, zone: &jiff::tz::TimeZone) -> Result<(), Stopped> {
    let now = opening::clock().now().as_millisecond();
    let found: Result<Option<(String, u64)>, StoreError> = db.write(|tx| {
        let Some((id, name)) = by_email(tx, email)? else { return Ok(None) };
        let sql = "SELECT device, address, seen_at FROM session WHERE person_id = $1 AND expires_at > $2 ORDER BY seen_at DESC";
        for row in tx.rows(sql, params![id, now])? {
            let (device, address): (String, String) = (row.get(0)?, row.get(1)?);
            let seen = jiff::Timestamp::from_millisecond(row.get(2)?).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_zoned(zone.clone());
            println!("{}", format!("{device:28} {address:40} {}", seen.strftime("%Y-%m-%d %H:%M")).trim_end());
        }
        if !end {
            return Ok(Some((name, 0)));
        }
        let ended = people::end_sessions(tx, id)?;
        let change = Change { field: "sessions", was: ended.to_string(), became: String::new() };
        told(tx, Kind::SessionsEnded, &name, &[change])?;
        Ok(Some((name, ended)))
    });
    let (name, ended) = found.map_err(|error| Stopped(error.to_string()))?.ok_or_else(|| nobody(email))?;
    if end {
        println!("{name} was signed out everywhere. Sessions ended: {ended}.");
    }
    Ok(())
}

fn activate(db: &Db, email: &str) -> Result<(), Stopped> {
    let done: Result<Option<String>, Failure> = db.write(|tx| {
        let Some((id, _)) = by_email(tx, email)? else { return Ok(None) };
        let name = people::give_access(tx, id, yesterday_anywhere())?;
        told(tx, Kind::PersonReturned, &name, &[])?;
        Ok(Some(name))
    });
    let name = done.map_err(|failure| Stopped(words(&failure)))?.ok_or_else(|| nobody(email))?;
    println!("{name} can sign in again.");
    Ok(())
}

/// The day before in Greenwich: it has begun wherever the company is.
fn yesterday_anywhere() -> domain::Date {
    let today = opening::clock().now().to_zoned(jiff::tz::TimeZone::UTC).date();
    today.yesterday().unwrap_or(today)
}

/// Writes into the audit log what was done here.
pub(crate) fn told(tx: &mut Tx<'_>, kind: Kind, subject: &str, changes: &[Change]) -> Result<(), StoreError> {
    append(tx, &Origin::command_line(), opening::clock().now(), kind, subject, changes)
}

/// The person with that address.
pub(crate) fn by_email(tx: &mut Tx<'_>, email: &str) -> Result<Option<(PersonId, String)>, StoreError> {
    let row = tx.row("SELECT id, name FROM person WHERE email = $1", params![email.trim().to_lowercase()])?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}

/// The sentence for an address that nobody has.
pub(crate) fn nobody(email: &str) -> Stopped {
    Stopped(format!("nobody has the address {email}: 'daybinder user list' shows everybody"))
}

fn add(db: &Db, mut new: NewPerson, team: Option<&str>) -> Result<(), Stopped> {
    let now = opening::clock().now();
    let added: Result<PersonId, Failure> = db.write(|tx| {
        new.team_id = team.map(|team| team_called(tx, team)).transpose()?;
        let id = people::create_person(tx, &new, now)?;
        let changes = differing(&[("email", String::new(), new.email.clone()), ("role", String::new(), new.role.as_str().to_owned())]);
        told(tx, Kind::PersonAdded, &new.name, &changes)?;
        Ok(id)
    });
    added.map_err(|failure| Stopped(words(&failure)))?;
    println!("{} can sign in as {}.", new.name, new.email);
    Ok(())
}

fn team_called(tx: &mut Tx<'_>, name: &str) -> Result<TeamId, StoreError> {
    match tx.row("SELECT id FROM team WHERE name = $1", params![name])? {
        Some(row) => row.get(0),
        None => tx.one("INSERT INTO team (name) VALUES ($1) RETURNING id", params![name]),
    }
}

fn list(db: &Db) -> Result<(), Stopped> {
    let sql =
        "SELECT p.name, p.email, p.role, COALESCE(t.name, ''), p.active FROM person p LEFT JOIN team t ON t.id = p.team_id ORDER BY p.name, p.id";
    let listed = db.read(|tx| {
        for row in tx.rows(sql, &[])? {
            let (name, email, role, team): (String, String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            let state = if row.get::<bool>(4)? { "" } else { "deactivated" };
            println!("{}", format!("{name:28} {email:34} {role:9} {team:18} {state}").trim_end());
        }
        Ok(())
    });
    listed.map_err(|error: StoreError| Stopped(error.to_string()))
}

fn change_password(db: &Db, email: &str, company: &str) -> Result<(), Stopped> {
    let found = db.read(|tx| by_email(tx, email)).map_err(|error: StoreError| Stopped(error.to_string()))?;
    let (id, name) = found.ok_or_else(|| nobody(email))?;
    let hash = password::ask(&name, &[&name, email, company])?;
    let set: Result<(), StoreError> = db.write(|tx| {
        set_password(tx, id, &hash)?;
        told(tx, Kind::PasswordChanged, &name, &[])
    });
    set.map_err(|error| Stopped(error.to_string()))?;
    println!("{name} has a new password and was signed out everywhere.");
    Ok(())
}

fn deactivate(db: &Db, email: &str) -> Result<(), Stopped> {
    let done: Result<Option<(String, i64)>, Failure> = db.write(|tx| {
        let Some((id, name)) = by_email(tx, email)? else { return Ok(None) };
        let files = people::end_access(tx, id, yesterday_anywhere())?;
        told(tx, Kind::PersonLeft, &name, &[])?;
        Ok(Some((name, files)))
    });
    let (name, files) = done.map_err(|failure| Stopped(words(&failure)))?.ok_or_else(|| nobody(email))?;
    println!("{name} cannot sign in any more. Files still in that binder: {files}.");
    Ok(())
}

fn unlink(db: &Db, email: &str) -> Result<(), Stopped> {
    let done: Result<Option<(String, bool)>, Failure> = db.write(|tx| {
        let Some((id, name)) = by_email(tx, email)? else { return Ok(None) };
        let was_linked = people::openid::take_link_off(tx, id)?;
        if was_linked {
            told(tx, Kind::ProviderUnlinked, &name, &[])?;
        }
        Ok(Some((name, was_linked)))
    });
    match done.map_err(|failure| Stopped(words(&failure)))?.ok_or_else(|| nobody(email))? {
        (name, true) => println!("The account of {name} at the provider counts no more; the e-mail address decides anew."),
        (name, false) => println!("No account at a provider is known of {name}."),
    }
    Ok(())
}

fn reset_second_factor(db: &Db, email: &str) -> Result<(), Stopped> {
    let done: Result<Option<(String, bool)>, Failure> = db.write(|tx| {
        let Some((id, name)) = by_email(tx, email)? else { return Ok(None) };
        let was_on = people::second_factor::take_away(tx, id)?;
        told(tx, Kind::SecondFactorOff, &name, &[])?;
        Ok(Some((name, was_on)))
    });
    match done.map_err(|failure| Stopped(words(&failure)))?.ok_or_else(|| nobody(email))? {
        (name, true) => println!("{name} signs in with the password alone again, and was signed out everywhere."),
        (name, false) => println!("{name} had no second factor, and was signed out everywhere."),
    }
    Ok(())
}
