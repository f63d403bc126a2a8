//! The settings: one list, four sources (flags > environment > file > default).
//!
//! Owns the reading of [`SETTINGS`], from which the flags, the variables, `config list` and the manual's page are made.
//! Never guesses: a setting that nobody knows is refused, with the nearest one that exists.

mod documents;
mod openid;
mod outgoing;
mod settings;

pub use settings::{SETTINGS, Setting};

use crate::{Stopped, command_line};
use clap::{Arg, ArgMatches, Args, FromArgMatches};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A flag on the command line.
    Flag,
    /// A variable of the environment.
    Environment,
    /// The file of settings.
    File(PathBuf),
    /// Nobody said anything.
    Default,
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Source::Flag => f.write_str("flag"),
            Source::Environment => f.write_str("environment"),
            Source::File(path) => write!(f, "{}", path.display()),
            Source::Default => f.write_str("default"),
        }
    }
}

/// The settings given as flags, and the file to read.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// `--config FILE`
    pub file: Option<PathBuf>,
    /// The settings by name.
    pub values: BTreeMap<&'static str, String>,
}

impl Args for Flags {
    fn augment_args(command: clap::Command) -> clap::Command {
        let heading = "Settings (see 'daybinder config list')";
        let file = Arg::new("config")
            .long("config")
            .value_name("FILE")
            .help("the file of settings; else DAYBINDER_CONFIG, else daybinder.toml if it is there");
        let command = command.arg(file.global(true).help_heading(heading));
        SETTINGS.iter().fold(command, |command, setting| {
            let flag = Arg::new(setting.name).long(setting.flag).value_name("VALUE").help(setting.meaning);
            command.arg(flag.global(true).help_heading(heading).hide_short_help(true))
        })
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Flags::augment_args(command)
    }
}

impl FromArgMatches for Flags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Flags, clap::Error> {
        let value = |name: &str| matches.get_one::<String>(name).cloned();
        let values = SETTINGS.iter().filter_map(|setting| Some((setting.name, value(setting.name)?))).collect();
        Ok(Flags { file: value("config").map(PathBuf::from), values })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Flags::from_arg_matches(matches)?;
        Ok(())
    }
}

/// What the program was told, checked.
#[derive(Clone, Debug)]
pub struct Configuration {
    /// The database's URL.
    pub database: String,
    /// Whether somebody named the database, as against the default.
    pub database_is_named: bool,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Connections at once.
    pub connections_max: usize,
    /// What the pages need to know.
    pub web: web::Config,
    /// How the database is opened.
    pub store: store::Options,
    /// Who may read the metrics from elsewhere; empty = nobody.
    pub metrics_token: String,
    /// Logs as JSON.
    pub log_json: bool,
    /// The lowest level that is logged.
    pub log_level: tracing::Level,
}

/// Every setting with its value and where it came from, before it is checked.
pub type Given = Vec<(&'static str, String, Source)>;

impl Configuration {
    /// Reads and checks every setting.
    ///
    /// # Errors
    /// One sentence for each setting that cannot be taken.
    pub fn load(flags: &Flags) -> Result<Configuration, Vec<String>> {
        let environment: Vec<(String, String)> =
            std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?))).collect();
        Configuration::check(&gather(flags, &environment)?)
    }

    /// Checks values that were gathered.
    ///
    /// # Errors
    /// One sentence for each setting that cannot be taken.
    pub fn check(given: &Given) -> Result<Configuration, Vec<String>> {
        let mut reading = Reading { given, errors: Vec::new() };
        let listen: SocketAddr = reading.parsed("listen", "an address and a port, as 127.0.0.1:7117");
        let base_url = reading.base_url(listen);
        let openid = reading.openid(&base_url);
        let web = web::Config {
            base_url,
            upload_bytes_max: reading.number("upload_bytes_max", 1024, 1 << 40),
            trusted_proxies: reading.addresses("trusted_proxies"),
            session_days: reading.number("session_days", 1, 400) as u32,
            secret_key_file: Some(reading.text("secret_key_file")).filter(|path| !path.is_empty()).map(PathBuf::from),
            outgoing: reading.outgoing(),
            openid,
            documents: reading.documents(),
            countries: reading.countries(),
            mail_folder: Some(reading.text("mail_folder")).filter(|folder| !folder.is_empty()).map(PathBuf::from),
        };
        let store = store::Options { readers: reading.number("readers", 1, 64) as u32, cache_kib: reading.number("cache_kib", 256, 1 << 20) as u32 };
        let configuration = Configuration {
            database: reading.database(),
            database_is_named: given.iter().any(|(name, _, source)| *name == "database" && *source != Source::Default),
            listen,
            connections_max: reading.number("connections_max", 1, 1_000_000) as usize,
            web,
            store,
            metrics_token: reading.text("metrics_token").to_owned(),
            log_json: reading.one_of("log_format", &["text", "json"]) == "json",
            log_level: reading.one_of("log_level", &["error", "warn", "info", "debug", "trace"]).parse().unwrap_or(tracing::Level::INFO),
        };
        if reading.errors.is_empty() { Ok(configuration) } else { Err(reading.errors) }
    }
}

struct Reading<'a> {
    given: &'a Given,
    errors: Vec<String>,
}

impl<'a> Reading<'a> {
    fn text(&self, name: &str) -> &'a str {
        self.given.iter().find(|(given, ..)| *given == name).map_or("", |(_, value, _)| value.as_str())
    }

    fn wrong(&mut self, name: &str, wanted: &str) {
        let source = self.given.iter().find(|(given, ..)| *given == name).map_or(&Source::Default, |(.., source)| source);
        self.errors.push(format!("{name} = {:?} (from {source}) is not {wanted}", self.text(name)));
    }

    fn countries(&mut self) -> Option<Arc<web::countries::Countries>> {
        let path = Some(self.text("country_file")).filter(|path| !path.is_empty())?;
        match web::countries::Countries::open(Path::new(path)) {
            Ok(countries) => Some(Arc::new(countries)),
            Err(why) => {
                self.wrong("country_file", &format!("a table of addresses and countries that can be read ({why})"));
                None
            }
        }
    }

    fn parsed(&mut self, name: &str, wanted: &str) -> SocketAddr {
        self.text(name).parse().unwrap_or_else(|_| {
            self.wrong(name, wanted);
            SocketAddr::from(([127, 0, 0, 1], 7117))
        })
    }

    fn number(&mut self, name: &str, least: u64, most: u64) -> u64 {
        match self.text(name).replace('_', "").parse() {
            Ok(number) if (least..=most).contains(&number) => number,
            _ => {
                self.wrong(name, &format!("a number from {least} to {most}"));
                least
            }
        }
    }

    fn one_of(&mut self, name: &str, words: &[&'static str]) -> &'static str {
        words.iter().find(|word| **word == self.text(name)).copied().unwrap_or_else(|| {
            self.wrong(name, &format!("one of {}", words.join(", ")));
            words.first().copied().unwrap_or("")
        })
    }

    fn addresses(&mut self, name: &str) -> Vec<IpAddr> {
        let parts = self.text(name).split(',').map(str::trim).filter(|part| !part.is_empty());
        let parsed: Result<Vec<IpAddr>, _> = parts.map(str::parse).collect();
        parsed.unwrap_or_else(|_| {
            self.wrong(name, "a list of addresses separated by commas, as 10.0.0.2, ::1");
            Vec::new()
        })
    }

    fn base_url(&mut self, listen: SocketAddr) -> String {
        let url = self.text("base_url").trim_end_matches('/');
        if url.is_empty() {
            return format!("http://{listen}");
        }
        let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or("");
        if host.is_empty() || host.contains(['/', '?', '#', ' ', '@']) {
            self.wrong("base_url", "http:// or https:// and a host without a path, as https://binder.example.com");
        }
        url.to_owned()
    }

    fn database(&mut self) -> String {
        let url = self.text("database");
        if !["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| url.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty())) {
            self.wrong("database", "sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME");
        }
        url.to_owned()
    }
}

/// Collects each setting from the first source that has it.
///
/// # Errors
/// If the file cannot be read, or the file or the environment names a setting that does not exist.
pub fn gather(flags: &Flags, environment: &[(String, String)]) -> Result<Given, Vec<String>> {
    let variable = |name: &str| environment.iter().find(|(given, _)| given == name).map(|(_, value)| value.clone());
    let path = match (&flags.file, variable("DAYBINDER_CONFIG")) {
        (Some(path), _) => Some(path.clone()),
        (None, Some(path)) => Some(PathBuf::from(path)),
        (None, None) => Some(PathBuf::from("daybinder.toml")).filter(|path| path.exists()),
    };
    let mut errors = Vec::new();
    let in_file = path.as_deref().map(|path| read_file(path, &mut errors)).unwrap_or_default();
    let known: Vec<String> = SETTINGS.iter().map(|setting| variable_name(setting.name)).collect();
    for (name, _) in environment {
        // DAYBINDER_TEST_… and DAYBINDER_BENCH_… speak to the tests, not to the program.
        let ours = name.starts_with("DAYBINDER_") && !name.starts_with("DAYBINDER_TEST_") && !name.starts_with("DAYBINDER_BENCH_");
        if ours && name != "DAYBINDER_CONFIG" && !known.contains(name) {
            errors.push(format!("there is no setting {name} (from environment): see 'daybinder config list'"));
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let found = SETTINGS.iter().map(|setting| {
        if let Some(value) = flags.values.get(setting.name) {
            return (setting.name, value.clone(), Source::Flag);
        }
        if let Some(value) = variable(&variable_name(setting.name)) {
            return (setting.name, value, Source::Environment);
        }
        match (in_file.get(setting.name), &path) {
            (Some(value), Some(path)) => (setting.name, value.clone(), Source::File(path.clone())),
            _ => (setting.name, setting.default.to_owned(), Source::Default),
        }
    });
    Ok(found.collect())
}

fn variable_name(setting: &str) -> String {
    format!("DAYBINDER_{}", setting.to_uppercase())
}

fn read_file(path: &Path, errors: &mut Vec<String>) -> BTreeMap<String, String> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            errors.push(format!("the file of settings {} cannot be read: {error}", path.display()));
            return BTreeMap::new();
        }
    };
    let table: toml::Table = match text.parse() {
        Ok(table) => table,
        Err(error) => {
            errors.push(format!("{} is no TOML: {error}", path.display()));
            return BTreeMap::new();
        }
    };
    let mut values = BTreeMap::new();
    for (name, value) in table {
        if !SETTINGS.iter().any(|setting| setting.name == name) {
            errors.push(format!("there is no setting {name} (from {}): see 'daybinder config list'", path.display()));
            continue;
        }
        match plain(&value) {
            Some(value) => drop(values.insert(name, value)),
            None => errors.push(format!("{name} (from {}) is neither text, number nor a list of texts", path.display())),
        }
    }
    values
}

fn plain(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Array(items) => {
            items.iter().map(|item| item.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>().map(|items| items.join(","))
        }
        _ => None,
    }
}

/// `daybinder config …`
///
/// # Errors
/// [`Stopped`] if the settings are not in order.
pub fn command(command: &command_line::Config, flags: &Flags) -> Result<(), Stopped> {
    match command {
        command_line::Config::List { markdown } => {
            crate::tell(&if *markdown { manual_page() } else { list() });
            Ok(())
        }
        command_line::Config::Check => check_command(flags),
    }
}

fn check_command(flags: &Flags) -> Result<(), Stopped> {
    let environment: Vec<(String, String)> = std::env::vars().collect();
    let given = gather(flags, &environment).map_err(|errors| Stopped(errors.join("\n")))?;
    for (name, value, source) in &given {
        crate::tell(&format!("{name:18} {:40} {source}\n", shown(name, value)));
    }
    let configuration = Configuration::check(&given).map_err(|errors| Stopped(errors.join("\n")))?;
    crate::tell("The settings are in order.\n");
    crate::tell(&outgoing::ways_out(&configuration));
    Ok(())
}

/// A value as it may stand on a screen: without the passwords.
fn shown(name: &str, value: &str) -> String {
    if name == "metrics_token" && !value.is_empty() {
        return "(hidden)".to_owned();
    }
    match value.split_once("://").and_then(|(scheme, rest)| Some((scheme, rest.rsplit_once('@')?))) {
        Some((scheme, (who, place))) => format!("{scheme}://{}:(hidden)@{place}", who.split(':').next().unwrap_or("")),
        None => value.to_owned(),
    }
}

fn list() -> String {
    let mut text = String::new();
    for setting in SETTINGS {
        let _ = writeln!(
            text,
            "{}\n    --{}, {}, default {:?}\n    {}",
            setting.name,
            setting.flag,
            variable_name(setting.name),
            setting.default,
            setting.meaning
        );
    }
    text
}

/// The manual's page of settings; docs/manual/configuration.md is tested to equal it.
pub fn manual_page() -> String {
    let mut text = String::from(
        "# Settings\n\n\
         A setting is looked for in this order: the flag, the variable of the environment, the file, the default.\n\
         The file is the one given by `--config FILE`, else by `DAYBINDER_CONFIG`, else `daybinder.toml` in the working\n\
         directory if it is there. A name that nobody knows is refused, so that a typing mistake is never silent.\n\
         `daybinder config check` says each value and where it came from; `daybinder config list` prints this list.\n\n\
         | in the file | flag | variable | default | meaning |\n|---|---|---|---|---|\n",
    );
    for setting in SETTINGS {
        let default = if setting.default.is_empty() { String::new() } else { format!("`{}`", setting.default) };
        let _ = writeln!(text, "| `{}` | `--{}` | `{}` | {default} | {} |", setting.name, setting.flag, variable_name(setting.name), setting.meaning);
    }
    text.push_str("\nAn example of the file:\n\n```toml\ndatabase = \"sqlite:/srv/daybinder/daybinder.sqlite\"\nlisten = \"127.0.0.1:7117\"\n");
    text.push_str("base_url = \"https://binder.example.com\"\ntrusted_proxies = [\"127.0.0.1\"]\nlog_format = \"json\"\n```\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags(pairs: &[(&'static str, &str)], file: Option<PathBuf>) -> Flags {
        Flags { file, values: pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect() }
    }

    fn source(given: &Given, name: &str) -> (String, Source) {
        given.iter().find(|(found, ..)| *found == name).map(|(_, value, source)| (value.clone(), source.clone())).unwrap()
    }

    fn file(name: &str, text: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("daybinder-settings-{}-{name}.toml", std::process::id()));
        std::fs::write(&path, text).unwrap();
        path
    }

    #[test]
    fn a_flag_wins_over_the_environment_and_that_over_the_file() {
        let path = file("order", "listen = \"127.0.0.1:1\"\nreaders = 2\nsession_days = 3\n");
        let environment = [("DAYBINDER_LISTEN".to_owned(), "127.0.0.1:2".to_owned()), ("DAYBINDER_READERS".to_owned(), "5".to_owned())];
        let given = gather(&flags(&[("listen", "127.0.0.1:3")], Some(path.clone())), &environment).unwrap();
        assert_eq!(source(&given, "listen"), ("127.0.0.1:3".to_owned(), Source::Flag));
        assert_eq!(source(&given, "readers"), ("5".to_owned(), Source::Environment));
        assert_eq!(source(&given, "session_days"), ("3".to_owned(), Source::File(path.clone())));
        assert_eq!(source(&given, "log_format"), ("text".to_owned(), Source::Default));
        std::fs::remove_file(path).unwrap();
    }

    #[test]
    fn the_defaults_are_in_order_and_the_address_follows_the_listener() {
        let given = gather(&flags(&[("listen", "127.0.0.1:9000")], None), &[]).unwrap();
        assert_eq!(Configuration::check(&given).unwrap().web.base_url, "http://127.0.0.1:9000");
    }

    #[test]
    fn a_setting_that_nobody_knows_is_refused_from_the_file_and_the_environment() {
        let path = file("unknown", "liste = \"127.0.0.1:1\"\n");
        let errors = gather(&flags(&[], Some(path.clone())), &[("DAYBINDER_LISTN".to_owned(), String::new())]).unwrap_err();
        assert_eq!(errors.len(), 2, "{errors:?}");
        assert!(errors[0].contains("liste") && errors[1].contains("DAYBINDER_LISTN"), "{errors:?}");
        std::fs::remove_file(path).unwrap();
    }

    #[test]
    fn every_wrong_value_is_named_with_its_source_and_what_is_wanted() {
        let wrong = [
            ("listen", "7117"),
            ("session_days", "0"),
            ("trusted_proxies", "proxy"),
            ("log_level", "loud"),
            ("base_url", "binder"),
            ("database", "mysql://x"),
        ];
        let errors = Configuration::check(&gather(&flags(&wrong, None), &[]).unwrap()).unwrap_err();
        assert_eq!(errors.len(), wrong.len(), "{errors:?}");
        for (name, value) in wrong {
            assert!(errors.iter().any(|error| error.starts_with(name) && error.contains(value) && error.contains("from flag")), "{name}: {errors:?}");
        }
    }

    #[test]
    fn a_password_in_the_database_url_is_never_shown() {
        assert_eq!(shown("database", "postgres://ana:s@cret@db/x"), "postgres://ana:(hidden)@db/x");
        assert_eq!(shown("database", "sqlite:data/x.sqlite"), "sqlite:data/x.sqlite");
    }

    #[test]
    fn the_manual_page_is_the_list() {
        let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/manual/configuration.md")).unwrap();
        assert_eq!(page, manual_page(), "write it anew: cargo run -p xtask -- settings");
    }
}
