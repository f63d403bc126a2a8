//! One request, as a handler sees it.
//!
//! Owns the parsed path, query and form, who asks, and when. A handler runs on a thread that may block.

use crate::app::{App, Company};
use crate::failure::Failure;
use crate::reply::Reply;
use crate::session::Actor;
use crate::texts::{Message, Texts};
use crate::visible::Visible;
use domain::{Date, Language};
use jiff::Timestamp;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use store::{StoreError, Tx};

/// A file that came with a form.
#[derive(Debug)]
pub struct Upload {
    /// The name the browser gave; only ever shown, never used as a path.
    pub name: String,
    /// Where the bytes are until the request ends.
    pub path: PathBuf,
}

impl Upload {
    /// What is kept elsewhere, to be taken like a file that came with a form.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn of(name: &str, mut bytes: impl std::io::Read) -> std::io::Result<Upload> {
        let path = temporary_path().map_err(|failure| std::io::Error::other(format!("{failure:?}")))?;
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path)?;
        // From here on the file goes with this value.
        let upload = Upload { name: name.to_owned(), path };
        std::io::copy(&mut bytes, &mut file)?;
        Ok(upload)
    }
}

/// A new path for a file that lives as long as its request.
pub(crate) fn temporary_path() -> Result<PathBuf, Failure> {
    Ok(std::env::temp_dir().join(format!("daybinder-{}", crate::secret::token()?)))
}

impl Drop for Upload {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

/// One request.
pub struct Ask {
    /// The server.
    pub app: Arc<App>,
    /// Who asks; `None` on public routes when nobody is signed in.
    pub signed_in: Option<Actor>,
    /// The moment of the request, the only one a handler knows.
    pub now: Timestamp,
    /// GET or POST.
    pub method: String,
    /// Path with query, as sent.
    pub uri: String,
    /// Where it comes from.
    pub address: String,
    /// What the browser says it is, in known words.
    pub device: String,
    /// The language wished by the browser, for people not signed in.
    pub wished: Language,
    /// Only the changed part of the page is wanted (htmx).
    pub fragment: bool,
    /// The answer is wanted as JSON.
    pub json: bool,
    /// The files of an upload that are not empty, in their order.
    pub uploads: Vec<Upload>,
    pub(crate) path: Vec<(String, String)>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) form: Vec<(String, String)>,
    pub(crate) token: Option<String>,
    /// What the browser was given when it went to a provider to sign in there; empty otherwise.
    pub door_token: String,
    /// Which version of the answer the browser has already, as it names it.
    pub(crate) known: String,
    /// The open page that asks, as its script named it.
    pub(crate) page: String,
    pub(crate) company: Option<Arc<Company>>,
}

impl Ask {
    /// Who asks.
    ///
    /// # Errors
    /// [`Failure::SignIn`]; never on a route that is not public.
    pub fn actor(&self) -> Result<&Actor, Failure> {
        self.signed_in.as_ref().ok_or(Failure::SignIn)
    }

    /// The files that the actor may see today.
    ///
    /// # Errors
    /// [`Failure::SignIn`], and as [`Ask::company`].
    pub fn visible(&self) -> Result<Visible, Failure> {
        Ok(Visible::of(self.actor()?, self.today()?))
    }

    /// The company.
    ///
    /// # Errors
    /// [`Failure::NotFound`] before set-up; never on a route that is not public.
    pub fn company(&self) -> Result<&Arc<Company>, Failure> {
        self.company.as_ref().ok_or(Failure::NotFound)
    }

    /// Today in the company's zone.
    ///
    /// # Errors
    /// As [`Ask::company`].
    pub fn today(&self) -> Result<Date, Failure> {
        Ok(self.company()?.day_of(self.now))
    }

    /// The language of the answer: the person's; of somebody not signed in the one chosen at the foot of the
    /// page (`?language=km`), else the browser's.
    pub fn language(&self) -> Language {
        let chosen = || self.query("language").and_then(Language::parse).unwrap_or(self.wished);
        self.signed_in.as_ref().map_or_else(chosen, |actor| actor.language)
    }

    /// This page's query in another language, with everything else that stands in it (a one-time token, where
    /// to go next): "?token=…&language=km".
    pub fn query_in(&self, language: Language) -> String {
        let kept = self.query.iter().filter(|(key, _)| key != "language");
        form_urlencoded::Serializer::for_suffix(String::from("?"), 1).extend_pairs(kept).append_pair("language", language.as_str()).finish()
    }

    /// The texts in the language of the answer.
    pub fn texts(&self) -> Texts<'_> {
        self.app.texts.speak(self.language())
    }

    /// A message in the language of the answer.
    pub fn say(&self, key: &str) -> String {
        self.texts().say(key)
    }

    /// A message with arguments in the language of the answer.
    pub fn message(&self, message: &Message) -> String {
        self.texts().message(message)
    }

    /// A part of the path, as an id. What cannot be one does not exist.
    ///
    /// # Errors
    /// [`Failure::NotFound`].
    pub fn path<T: FromStr>(&self, name: &str) -> Result<T, Failure> {
        find(&self.path, name).and_then(|text| text.parse().ok()).ok_or(Failure::NotFound)
    }

    /// A query parameter; empty counts as none.
    pub fn query(&self, name: &str) -> Option<&str> {
        find(&self.query, name).filter(|text| !text.is_empty())
    }

    /// A form field as typed, without surrounding blanks; empty if missing.
    pub fn form(&self, name: &str) -> &str {
        find(&self.form, name).unwrap_or("").trim()
    }

    /// Whether the form has that field at all (a checkbox, a button).
    pub fn has(&self, name: &str) -> bool {
        find(&self.form, name).is_some()
    }

    /// Every value of a repeated form field.
    pub fn form_all(&self, name: &str) -> Vec<&str> {
        self.form.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
    }

    /// Every form field, to show a form again as it was typed.
    pub fn form_fields(&self) -> &[(String, String)] {
        &self.form
    }

    /// Puts the fields of one of several forms that came in one request in the place of the form.
    pub fn take_form(&mut self, fields: Vec<(String, String)>) {
        self.form = fields;
    }

    /// That text as an answer with an `ETag`, or 304 if the browser has it already.
    pub fn unless_known(&self, content_type: &str, text: String) -> Reply {
        let tag = format!("\"{}\"", crate::secret::hash(&text).get(..32).unwrap_or_default());
        let is_known = self.known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag);
        let bytes = if is_known { Vec::new() } else { text.into_bytes() };
        Reply::bytes(content_type, bytes).status(if is_known { 304 } else { 200 }).header("etag", tag)
    }

    /// A form field as a word, an id or a number.
    ///
    /// # Errors
    /// [`Failure::Malformed`]: only a changed form can send something else.
    pub fn parsed<T: FromStr>(&self, name: &'static str) -> Result<T, Failure> {
        self.form(name).parse().map_err(|_| Failure::Malformed(name))
    }

    /// Reads from the database.
    ///
    /// # Errors
    /// Whatever the closure returns.
    pub fn read<T, E: From<StoreError>>(&self, work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        self.app.db.read(work)
    }

    /// Writes to the database in one transaction, durable when this returns `Ok`.
    ///
    /// # Errors
    /// Whatever the closure returns.
    pub fn write<T, E: From<StoreError>>(&self, work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        let (answer, told) = self.app.db.write(|tx| {
            let before = self.app.live.before(tx)?;
            let answer = work(tx)?;
            let told = match (&before, &self.signed_in) {
                (Some(before), Some(actor)) => self.app.live.written(tx, before, actor, &self.page)?,
                _ => None,
            };
            Ok::<_, E>((answer, told))
        })?;
        self.app.wake();
        if let Some(told) = told {
            self.app.live.tell(told);
        }
        Ok(answer)
    }
}

fn find<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}
