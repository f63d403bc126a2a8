//! Mail to one person, over the configured server.
//!
//! Owns how a mail is made: every header goes through the library that encodes it, and names are one line before.
//! Never decides who is told what.

use super::words::Words;
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{Address, Message, SmtpTransport, Transport};
use maud::{DOCTYPE, html};
use std::time::Duration;
use web::outgoing::{MailServer, Sealing};

/// How long one step of the conversation may take.
const STEP: Duration = Duration::from_secs(10);

/// Sends mail.
pub struct Mailer {
    transport: SmtpTransport,
    from: Mailbox,
}

/// A letter of its own making: what it says, as text and as a page, and what goes with it.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    pub(crate) subject: String,
    pub(crate) plain: String,
    pub(crate) html: String,
    pub(crate) attached: Vec<Attached>,
}

/// A file that goes with a letter.
#[derive(Clone, Debug)]
pub(crate) struct Attached {
    pub(crate) name: String,
    pub(crate) kind: &'static str,
    pub(crate) bytes: Vec<u8>,
}

/// Why a mail was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undelivered {
    /// Not now.
    Later(String),
    /// Not ever as it is.
    Refused(String),
}

impl std::fmt::Display for Undelivered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (Undelivered::Later(why) | Undelivered::Refused(why)) = self;
        f.write_str(why)
    }
}

impl Mailer {
    /// For that server; nothing is connected yet.
    ///
    /// # Errors
    /// A sentence about the sender's address or the server's name.
    pub fn new(server: &MailServer) -> Result<Mailer, String> {
        let from = server.from.parse().map_err(|error| format!("the sender is no address: {error}"))?;
        let builder = match server.sealing {
            Sealing::Tls => SmtpTransport::relay(&server.host),
            Sealing::StartTls => SmtpTransport::starttls_relay(&server.host),
            Sealing::Open => Ok(SmtpTransport::builder_dangerous(&server.host)),
        };
        let mut builder = builder.map_err(|error| format!("the mail server {}: {error}", server.host))?.port(server.port).timeout(Some(STEP));
        if let Some((user, password)) = &server.sign_in {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Ok(Mailer { transport: builder.build(), from })
    }

    /// Sends words to somebody.
    ///
    /// # Errors
    /// [`Undelivered`].
    pub(super) fn send(&self, (name, address): (&str, &str), words: &Words, base_url: &str) -> Result<(), Undelivered> {
        let link = format!("{base_url}{}", words.path);
        let plain = format!("{}\n{}\n\n{}: {link}\n\n-- \n{}\n", words.title, words.body, words.open, words.why);
        let page = html! {
            (DOCTYPE)
            html lang=(words.language) {
                head { meta charset="utf-8"; title { (words.title) } }
                body {
                    p { b { (words.title) } }
                    p { (words.body) }
                    p { a href=(link) { (words.open) } }
                    hr;
                    p { small { (words.why) } }
                }
            }
        };
        self.post((name, address), &words.title, MultiPart::alternative_plain_html(plain, page.into_string()))
    }

    /// Sends a few words that say that mail arrives.
    ///
    /// # Errors
    /// [`Undelivered`].
    pub fn send_trial(&self, address: &str, texts: &web::Texts<'_>, base_url: &str) -> Result<(), Undelivered> {
        self.send(("", address), &super::words::of_trial(texts), base_url)
    }

    /// Sends a letter with what goes with it.
    ///
    /// # Errors
    /// [`Undelivered`].
    pub(crate) fn send_letter(&self, to: (&str, &str), letter: Letter) -> Result<(), Undelivered> {
        let mut body = MultiPart::mixed().multipart(MultiPart::alternative_plain_html(letter.plain, letter.html));
        for file in letter.attached {
            let kind = ContentType::parse(file.kind).map_err(|error| Undelivered::Refused(error.to_string()))?;
            body = body.singlepart(Attachment::new(file.name).body(file.bytes, kind));
        }
        self.post(to, &letter.subject, body)
    }

    fn post(&self, (name, address): (&str, &str), subject: &str, body: MultiPart) -> Result<(), Undelivered> {
        let address: Address = address.parse().map_err(|_| Undelivered::Refused("that is no e-mail address".to_owned()))?;
        let name: String = name.chars().filter(|c| !c.is_control()).collect();
        let to = Mailbox::new(Some(name).filter(|name| !name.is_empty()), address);
        let message = Message::builder().from(self.from.clone()).to(to).subject(subject).multipart(body);
        let message = message.map_err(|error| Undelivered::Refused(error.to_string()))?;
        match self.transport.send(&message) {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(Undelivered::Refused(why(&error))),
            Err(error) => Err(Undelivered::Later(why(&error))),
        }
    }
}

/// What went wrong, without what the server said: it repeats addresses.
fn why(error: &lettre::transport::smtp::Error) -> String {
    match error.status() {
        Some(code) => format!("the mail server answered {code}"),
        None if error.is_timeout() => "the mail server did not answer in time".to_owned(),
        None if error.is_tls() => "no sealed connection to the mail server".to_owned(),
        None => "the mail server could not be spoken with".to_owned(),
    }
}
