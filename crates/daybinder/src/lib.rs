//! The program: command line, configuration, serving.
//!
//! Owns how the parts are put together and what the machine is asked for (the clock, the sockets, the
//! signals). Never holds a rule of the shop.

mod audit_log;
pub mod command_line;
pub mod configuration;
mod copies;
mod doctor;
pub mod documents;
mod erased_since;
mod export;
mod import;
mod indexing;
mod likeness;
mod logging;
mod mail;
mod measuring;
mod opening;
mod password;
mod people_of;
mod person;
mod probes;
mod progress;
mod reminding;
pub mod routes;
mod sample;
mod serving;
mod set_up;

use command_line::{Command, CommandLine};
use configuration::Configuration;

/// Why a command did not do what it was asked: a sentence for the person at the terminal, with the way out.
#[derive(Debug)]
pub struct Stopped(pub String);

impl Stopped {
    /// Wraps any error in the sentence of what was being done.
    pub fn while_doing<E: std::fmt::Display>(what: &str) -> impl Fn(E) -> Stopped + '_ {
        move |error| Stopped(format!("{what}: {error}"))
    }
}

/// Does what the command line asks.
///
/// # Errors
/// [`Stopped`] with what to tell the person.
pub fn run(line: CommandLine) -> Result<(), Stopped> {
    if let Command::Routes = line.command {
        tell(&routes::table());
        return Ok(());
    }
    if let Command::LookInto { wish, name } = &line.command {
        return documents::look_into(wish, name);
    }
    if let Command::Config { command } = &line.command {
        return configuration::command(command, &line.settings);
    }
    let configuration = Configuration::load(&line.settings).map_err(|errors| Stopped(errors.join("\n")))?;
    match line.command {
        Command::Serve(options) => serving::serve(&configuration, &options),
        Command::Setup(options) => set_up::set_up(&configuration, &options),
        Command::User { command } => people_of::command(&configuration, command),
        Command::Import(options) => import::import(&configuration, &options),
        Command::Export(options) => export::export(&configuration, &options),
        Command::Person { command } => person::command(&configuration, command),
        Command::Backup { file, without_documents } => copies::backup(&configuration, &file, without_documents),
        Command::Restore { file } => copies::restore(&configuration, &file),
        Command::Doctor { json, read_documents } => doctor::doctor(&configuration, json, read_documents),
        Command::Audit { command } => audit_log::command(&configuration, &command),
        Command::Mail { command } => mail::command(&configuration, &command),
        Command::Bench(options) => measuring::bench(&configuration, options),
        Command::Config { .. } | Command::Routes | Command::LookInto { .. } => Ok(()),
    }
}

/// A failure of a verb in words: the same message as a page would show, in English.
fn words(failure: &web::Failure) -> String {
    match failure {
        web::Failure::Store(error) => error.to_string(),
        web::Failure::Unexpected(reason) => reason.clone(),
        other => web::Catalogue::load().speak(domain::Language::En).message(&other.message()),
    }
}

/// Writes to standard output. Whoever reads it may stop reading (`| head`): that is no failure.
fn tell(text: &str) {
    let _ = std::io::Write::write_all(&mut std::io::stdout().lock(), text.as_bytes());
}
