//! The settings of mail and pushes.
//!
//! Owns what fits together: a server needs a sender, a user a password file, a password a sealed connection.

use super::{Configuration, Reading};
use std::fmt::Write;
use web::outgoing::{MailServer, Outgoing, Sealing};

impl Reading<'_> {
    pub(super) fn outgoing(&mut self) -> Outgoing {
        let push_to_private = self.one_of("push_to_private", &["no", "yes"]) == "yes";
        Outgoing { mail: self.mail(), push_to_private }
    }

    fn mail(&mut self) -> Option<MailServer> {
        let port = self.number("smtp_port", 1, 65_535) as u16;
        let sealing = match self.one_of("smtp_tls", &["starttls", "tls", "none"]) {
            "tls" => Sealing::Tls,
            "none" => Sealing::Open,
            _ => Sealing::StartTls,
        };
        let (host, from) = (self.text("smtp_host").trim(), self.text("smtp_from").trim());
        if host.is_empty() {
            let set: Vec<&str> = ["smtp_user", "smtp_password_file", "smtp_from"].into_iter().filter(|name| !self.text(name).is_empty()).collect();
            for name in set {
                self.errors.push(format!("{name} is set, but smtp_host is not: no mail is sent without a server"));
            }
            return None;
        }
        if host.contains(|c: char| c.is_whitespace() || matches!(c, '/' | '@')) {
            self.wrong("smtp_host", "the name of a server, as mail.example.com");
        }
        if from.is_empty() {
            self.errors.push("smtp_host is set, but smtp_from is not: mail needs a sender, as \"Daybinder <binder@example.com>\"".to_owned());
        }
        let server = MailServer { host: host.to_owned(), port, sealing, sign_in: self.sign_in(sealing), from: from.to_owned() };
        if let Err(reason) = desk::reminders::Mailer::new(&server).map(drop)
            && !from.is_empty()
        {
            self.errors.push(format!("smtp_host, smtp_from: {reason}"));
        }
        Some(server)
    }

    /// The password stands in a file of its own, so that neither a list of processes nor a copy of the settings shows it.
    fn sign_in(&mut self, sealing: Sealing) -> Option<(String, String)> {
        let (user, file) = (self.text("smtp_user"), self.text("smtp_password_file"));
        match (user.is_empty(), file.is_empty()) {
            (true, true) => return None,
            (true, false) => self.errors.push("smtp_password_file is set, but smtp_user is not".to_owned()),
            (false, true) => self.errors.push("smtp_user is set, but smtp_password_file is not: the password is read from a file".to_owned()),
            (false, false) if sealing == Sealing::Open => {
                self.errors.push("smtp_user is set and smtp_tls is none: a password is never sent over an open connection".to_owned());
            }
            (false, false) => match std::fs::read_to_string(file) {
                Ok(text) if !text.trim().is_empty() => return Some((user.to_owned(), text.trim_end_matches(['\r', '\n']).to_owned())),
                Ok(_) => self.errors.push(format!("smtp_password_file: {file} is empty")),
                Err(error) => self.errors.push(format!("smtp_password_file: {file} cannot be read: {error}")),
            },
        }
        None
    }
}

/// What works and what is missing for it, in sentences for `config check`.
pub(super) fn ways_out(configuration: &Configuration) -> String {
    let mut text = String::new();
    let _ = match &configuration.web.outgoing.mail {
        Some(server) => writeln!(text, "Mail goes out by {}:{}; try it: daybinder mail test ADDRESS", server.host, server.port),
        None => writeln!(text, "No mail is sent: smtp_host and smtp_from are missing."),
    };
    if !configuration.web.is_https() {
        let _ = writeln!(text, "Browsers take pushes only from https: base_url is {}.", configuration.web.base_url);
    }
    text
}

#[cfg(test)]
mod tests {
    use crate::configuration::{Configuration, Flags, gather};

    fn errors(set: &[(&'static str, &str)]) -> Vec<String> {
        let values = set.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Configuration::check(&gather(&Flags { file: None, values }, &[]).unwrap()).err().unwrap_or_default()
    }

    #[test]
    fn what_is_missing_for_mail_is_named() {
        let host = ("smtp_host", "mail.example.com");
        let from = ("smtp_from", "Daybinder <binder@example.com>");
        assert_eq!(errors(&[]), Vec::<String>::new());
        assert_eq!(errors(&[host, from]), Vec::<String>::new());
        let wrong: [(&[(&'static str, &str)], &str); 8] = [
            (&[host], "smtp_from is not"),
            (&[from], "smtp_host is not"),
            (&[host, ("smtp_from", "binder")], "no address"),
            (&[host, from, ("smtp_user", "binder")], "smtp_password_file is not"),
            (&[host, from, ("smtp_password_file", "x")], "smtp_user is not"),
            (&[host, from, ("smtp_user", "binder"), ("smtp_password_file", "/nowhere/x")], "cannot be read"),
            (&[host, from, ("smtp_user", "b"), ("smtp_password_file", "x"), ("smtp_tls", "none")], "open connection"),
            (&[("smtp_host", "a b"), from], "the name of a server"),
        ];
        for (set, word) in wrong {
            let errors = errors(set);
            assert!(errors.iter().any(|error| error.contains(word)), "{set:?}: {errors:?}");
        }
    }
}
