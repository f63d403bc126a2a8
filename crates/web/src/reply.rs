//! What a handler answers with.
//!
//! Owns the few shapes of answers. Never sets the security headers: those stand on every answer (`serve`).

use crate::Failure;
use maud::Markup;

/// An answer.
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Its headers besides the usual ones.
    pub headers: Vec<(&'static str, String)>,
    /// Its body.
    pub body: ReplyBody,
}

/// What an answer carries.
pub enum ReplyBody {
    /// Bytes in memory.
    Bytes(Vec<u8>),
    /// A file that was made for this answer and is removed afterwards.
    File(std::path::PathBuf),
    /// An open file, sent piece by piece from where it stands.
    Open(std::fs::File),
}

impl Reply {
    /// A page or a piece of one.
    pub fn html(markup: Markup) -> Reply {
        Reply::bytes("text/html; charset=utf-8", markup.into_string().into_bytes())
    }

    /// Bytes of that content type.
    pub fn bytes(content_type: &str, bytes: Vec<u8>) -> Reply {
        Reply { status: 200, headers: vec![("content-type", content_type.to_owned())], body: ReplyBody::Bytes(bytes) }
    }

    /// Plain text.
    pub fn text(text: impl Into<String>) -> Reply {
        Reply::bytes("text/plain; charset=utf-8", text.into().into_bytes())
    }

    /// After a change: look there now. `to` must begin with one slash; anything else goes to the start page,
    /// so that no form can send a person to another site.
    pub fn see(to: &str) -> Reply {
        let to = if to.starts_with('/') && !to.starts_with("//") && !to.contains(['\\']) && !to.contains(char::is_control) { to } else { "/" };
        Reply::elsewhere(to)
    }

    /// Onwards to another site, at an address that the server made itself and that nobody typed.
    pub fn elsewhere(to: &str) -> Reply {
        Reply { status: 303, headers: vec![("location", to.to_owned())], body: ReplyBody::Bytes(Vec::new()) }
    }

    /// An open file to be saved; it is read while it is sent, never as a whole.
    pub fn file(content_type: &str, name: &str, file: std::fs::File) -> Reply {
        Reply { body: ReplyBody::Open(file), ..Reply::download(content_type, name, Vec::new()) }
    }

    /// A file to be saved, never shown inside our pages.
    pub fn download(content_type: &str, name: &str, bytes: Vec<u8>) -> Reply {
        let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '-' }).collect();
        Reply::bytes(content_type, bytes).header("content-disposition", format!("attachment; filename=\"{name}\""))
    }

    /// A file that `write` makes for this answer alone: nobody else on the machine can read it, and it is removed when it
    /// is sent or could not be made.
    ///
    /// # Errors
    /// Those of `write`; [`Failure::Unexpected`] where no file can be made.
    pub fn made(content_type: &str, name: &str, write: impl FnOnce(&std::path::Path) -> Result<(), Failure>) -> Result<Reply, Failure> {
        let path = std::env::temp_dir().join(format!("daybinder-{}", crate::secret::token()?));
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&path).map_err(|error| Failure::Unexpected(format!("a file to be sent could not be made: {error}")))?;
        if let Err(failure) = write(&path) {
            let _ = std::fs::remove_file(&path);
            return Err(failure);
        }
        Ok(Reply { body: ReplyBody::File(path), ..Reply::download(content_type, name, Vec::new()) })
    }

    /// The same with another status.
    #[must_use]
    pub fn status(mut self, status: u16) -> Reply {
        self.status = status;
        self
    }

    /// The same for a form that may be sent again later: the failure's status, and when.
    #[must_use]
    pub fn later(self, failure: &Failure) -> Reply {
        let reply = self.status(failure.status());
        if let Some(seconds) = failure.retry_after() { reply.header("retry-after", seconds.to_string()) } else { reply }
    }

    /// The same with one more header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Reply {
        self.headers.push((name, value.into()));
        self
    }
}
