//! Mail in the file: mailboxes that are read, messages that stand in files, letters that are sent (B22).
//!
//! Owns the tables of `0011_mail.sql` and `0021_letters.sql` and the screens of mail. Whose a message is decides
//! `domain::mail`; a line of history is written by `binder`. Never moves a file by itself, and changes nothing in a mailbox
//! but that a letter that went lies among the sent messages.

mod frame;
pub mod kept;
pub mod letters;
pub mod mailboxes;
pub mod message;
pub mod reading;
pub mod seal;
pub mod shown;
pub mod take;

use std::path::PathBuf;
use std::sync::Arc;
use web::{App, Failure, Route};

/// The routes.
pub fn routes() -> Vec<Route> {
    [mailboxes::routes(), shown::routes(), letters::routes()].concat()
}

/// The threads of mail while a server runs; they end with this value.
pub struct Running {
    _posting: letters::Posting,
    _reading: reading::Reading,
}

/// Begins to read mailboxes and to send letters. None where there is no folder for what belongs to mail.
///
/// # Errors
/// As [`keys`]; [`Failure::Unexpected`] if no thread can be had.
pub fn start(app: &Arc<App>) -> Result<Option<Running>, Failure> {
    if folder(app).is_none() {
        return Ok(None);
    }
    let ((seal, keep), (to_post, _)) = (keys(app)?, keys(app)?);
    let failed = |error: std::io::Error| Failure::Unexpected(format!("starting a thread of mail: {error}"));
    let posting = letters::Posting::start(app.clone(), to_post, keep.clone()).map_err(failed)?;
    let reading = reading::Reading::start(app.clone(), seal, keep, web::secret::token()?).map_err(failed)?;
    Ok(Some(Running { _posting: posting, _reading: reading }))
}

/// The folder of the key and of what came with messages: the one that was set, else beside the database's file.
pub fn folder(app: &App) -> Option<PathBuf> {
    app.config.mail_folder.clone().or_else(|| app.db.folder().map(std::path::Path::to_owned))
}

/// The seal of passwords, and the place of what came with messages.
///
/// # Errors
/// Refused where no folder was set for a database that has none; else as [`seal::Seal::in_folder`].
pub fn keys(app: &App) -> Result<(seal::Seal, Arc<dyn kept::Keep>), Failure> {
    let folder = folder(app).ok_or_else(|| Failure::form("mail-no-folder"))?;
    Ok((seal::Seal::in_folder(&folder)?, Arc::new(kept::Folder::beside(&folder))))
}
