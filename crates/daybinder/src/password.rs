//! Asking for a password at a terminal, or taking it from a pipe.
//!
//! Owns that it is never shown and never an argument, where every process of the machine could read it.

use crate::Stopped;
use people::PasswordHash;
use std::io::{BufRead, IsTerminal, Write};
use std::process::{Command, Stdio};

/// Reads a password and hashes it, by the same rules as the pages: `own` are names that it may not be made of.
pub(crate) fn ask(name: &str, own: &[&str]) -> Result<PasswordHash, Stopped> {
    let typed = if std::io::stdin().is_terminal() { unseen(name)? } else { line()? };
    people::refuse_weak(&typed, own).map_err(|failure| Stopped(crate::words(&failure)))?;
    PasswordHash::of(&typed).map_err(|failure| Stopped(crate::words(&failure)))
}

fn unseen(name: &str) -> Result<String, Stopped> {
    eprint!("Password for {name} (not shown): ");
    let _ = std::io::stderr().flush();
    let echo = |how: &str| Command::new("stty").arg(how).stdin(Stdio::inherit()).status().is_ok_and(|status| status.success());
    if !echo("-echo") {
        return Err(Stopped("this terminal cannot hide what is typed: give the password by a pipe".to_owned()));
    }
    let typed = line();
    echo("echo");
    eprintln!();
    typed
}

fn line() -> Result<String, Stopped> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).map_err(Stopped::while_doing("reading the password"))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
