//! What a running server holds: the database, the clock, the texts, the company's settings.
//!
//! Owns the only doors to the time and to the database for handlers. Never holds anything of one request.

use crate::metrics::Metrics;
use crate::texts::Catalogue;
use domain::working::WorkingCalendar;
use domain::{Date, Language, Role};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};
use store::{Db, StoreError};

/// Where the time comes from. The binary hands in the machine's clock, a test one that stands still.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// A clock that asks `read` each time.
    pub fn new(read: impl Fn() -> Timestamp + Send + Sync + 'static) -> Clock {
        Clock(Arc::new(read))
    }

    /// The moment.
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

/// What the server was told at its start.
#[derive(Clone, Debug)]
pub struct Config {
    /// The address people use, "https://binder.example.com"; links in mails and cookies depend on it.
    pub base_url: String,
    /// Largest file taken by an upload, bytes.
    pub upload_bytes_max: u64,
    /// Addresses of proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<std::net::IpAddr>,
    /// How long a session lasts without use, days.
    pub session_days: u32,
    /// The file of the key with which secrets are sealed; none = beside the database's own file.
    pub secret_key_file: Option<std::path::PathBuf>,
    /// Mail and pushes.
    pub outgoing: crate::outgoing::Outgoing,
    /// The provider through which people may sign in; none = passwords alone.
    pub openid: Option<crate::openid::OpenId>,
    /// Where documents stand and how they are opened.
    pub documents: Documents,
    /// In which countries addresses are; none = nobody knows.
    pub countries: Option<Arc<crate::countries::Countries>>,
    /// Where the key of mailboxes and what came with messages is kept; none = beside the database's file.
    pub mail_folder: Option<std::path::PathBuf>,
}

/// Where documents stand and how they are opened.
#[derive(Clone, Debug)]
pub struct Documents {
    /// Where their bytes are.
    pub shelf: shelf::Shelf,
    /// How one is looked into, in a process of its own.
    pub looker: shelf::Looker,
    /// The most bytes of all documents together; 0 = no bound.
    pub bytes_max: u64,
}

impl Default for Documents {
    fn default() -> Self {
        Documents { shelf: shelf::Shelf::in_folder("data/documents"), looker: shelf::Looker::new("daybinder"), bytes_max: 0 }
    }
}

impl Default for Config {
    fn default() -> Self {
        Config {
            base_url: "http://127.0.0.1:7117".to_owned(),
            upload_bytes_max: 256 * 1024 * 1024,
            trusted_proxies: Vec::new(),
            session_days: 30,
            secret_key_file: None,
            outgoing: crate::outgoing::Outgoing::default(),
            openid: None,
            documents: Documents::default(),
            countries: None,
            mail_folder: None,
        }
    }
}

impl Config {
    /// Whether people reach the server by HTTPS; then cookies are `Secure` and `__Host-`.
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

/// The company's settings, read once and again after each change.
#[derive(Clone, Debug)]
pub struct Company {
    /// Its name.
    pub name: String,
    /// Its time zone: civil dates are its dates.
    pub zone: TimeZone,
    /// The zone's name, "Asia/Phnom_Penh".
    pub zone_name: String,
    /// Its language: the default for new people.
    pub language: Language,
    /// Two letters, "KH": how phones without a country code are read.
    pub country: String,
    /// Working minutes from Monday to Sunday, and the days off.
    pub calendar: WorkingCalendar,
    /// Working minutes from Monday to Sunday.
    pub week: [u16; 7],
    /// The holidays with their names.
    pub holidays: Vec<(Date, String)>,
    /// The fields that a first call needs (B26, decision 8).
    pub card_fields: Vec<String>,
    /// The roles that must have a second factor.
    pub second_factor_roles: Vec<Role>,
}

impl Company {
    /// The civil day at that moment.
    pub fn day_of(&self, moment: Timestamp) -> Date {
        moment.to_zoned(self.zone.clone()).date()
    }
}

/// Reads "360,360,360,360,360,0,0"; `None` unless there are seven numbers of at most 1440.
pub fn read_week(text: &str) -> Option<[u16; 7]> {
    let days: Vec<u16> = text.split(',').map(|part| part.trim().parse().ok().filter(|minutes| *minutes <= 1440)).collect::<Option<_>>()?;
    days.try_into().ok()
}

/// Writes the form that [`read_week`] reads.
pub fn write_week(week: &[u16; 7]) -> String {
    week.map(|minutes| minutes.to_string()).join(",")
}

/// How long the company's settings are believed without reading them again, seconds.
const COMPANY_SECONDS_MAX: i64 = 5;

/// A running server.
pub struct App {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// What the server was told at its start.
    pub config: Config,
    /// The texts in all languages.
    pub texts: Catalogue,
    /// What is counted.
    pub metrics: Metrics,
    /// What others do while a page is open.
    pub live: Arc<crate::live::Live>,
    /// Who waits for a password to be hashed.
    pub door: crate::door::Door,
    company: RwLock<Option<(Timestamp, Arc<Company>)>>,
    wake: std::sync::mpsc::SyncSender<()>,
}

impl App {
    /// A server on that database. `wake` is told whenever something was written that the find index must read.
    pub fn new(db: Db, clock: Clock, config: Config, wake: std::sync::mpsc::SyncSender<()>) -> App {
        App {
            db,
            clock,
            config,
            texts: Catalogue::load(),
            metrics: Metrics::default(),
            live: crate::live::Live::new(),
            door: crate::door::Door::default(),
            company: RwLock::new(None),
            wake,
        }
    }

    /// Tells the indexing thread that there is work. Never waits.
    pub fn wake(&self) {
        let _ = self.wake.try_send(());
    }

    /// The company, or `None` before set-up.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be read.
    pub fn company(&self) -> Result<Option<Arc<Company>>, StoreError> {
        let now = self.clock.now();
        if let Some((read_at, company)) = self.company.read().unwrap_or_else(PoisonError::into_inner).as_ref() {
            // Another node may have changed them: nobody works by old settings for longer than this.
            if (now.as_second() - read_at.as_second()).abs() < COMPANY_SECONDS_MAX {
                return Ok(Some(company.clone()));
            }
        }
        let Some(company) = self.db.read(read_company)? else { return Ok(None) };
        let company = Arc::new(company);
        *self.company.write().unwrap_or_else(PoisonError::into_inner) = Some((now, company.clone()));
        Ok(Some(company))
    }

    /// Forgets the company's settings, so that the next request reads them anew.
    pub fn company_changed(&self) {
        *self.company.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Reads the company's settings; `None` before set-up.
///
/// # Errors
/// [`StoreError`].
pub fn read_company(tx: &mut store::Tx<'_>) -> Result<Option<Company>, StoreError> {
    let Some(row) = tx.row("SELECT name, zone, language, country, week, card_fields, second_factor_roles FROM company WHERE id = 1", &[])? else {
        return Ok(None);
    };
    let zone_name: String = row.get(1)?;
    let week = read_week(&row.get::<String>(4)?).unwrap_or([360, 360, 360, 360, 360, 0, 0]);
    let holidays: Vec<(Date, String)> = tx
        .rows("SELECT day, name FROM holiday ORDER BY day", &[])?
        .iter()
        .map(|row| Ok((row.get(0)?, row.get(1)?)))
        .collect::<Result<_, StoreError>>()?;
    let days: BTreeSet<Date> = holidays.iter().map(|(day, _)| *day).collect();
    Ok(Some(Company {
        name: row.get(0)?,
        zone: TimeZone::get(&zone_name).unwrap_or(TimeZone::UTC),
        zone_name,
        language: row.get(2)?,
        country: row.get(3)?,
        calendar: WorkingCalendar { minutes: week, holidays: days },
        week,
        holidays,
        card_fields: row.get::<String>(5)?.split(',').filter(|field| !field.is_empty()).map(str::to_owned).collect(),
        second_factor_roles: row.get::<String>(6)?.split(',').filter_map(Role::parse).collect(),
    }))
}
