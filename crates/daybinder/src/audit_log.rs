//! `audit`: the head of the audit log, to be printed and kept elsewhere, and the proof that nothing was changed since.
//!
//! Owns what is printed. The chain is the business of `web::audit`.

use crate::command_line::Audit;
use crate::configuration::Configuration;
use crate::{Stopped, opening, tell};
use store::{Db, StoreError};
use web::audit::chain::{Broken, Head, prove};

/// `daybinder audit …`
pub(crate) fn command(configuration: &Configuration, command: &Audit) -> Result<(), Stopped> {
    let db = opening::open(configuration)?;
    match command {
        Audit::Head => {
            let head = db.read(Head::now).map_err(stopped)?;
            tell(&format!("{head}\n"));
            Ok(())
        }
        Audit::Verify { head } => {
            let given = head.as_deref().map(|text| Head::parse(text).ok_or_else(|| no_head(text))).transpose()?;
            match broken(&db, given.as_ref()).map_err(stopped)? {
                Some(broken) => Err(Stopped(format!("{broken}; keep a backup before anything is changed"))),
                None => {
                    let now = db.read(Head::now).map_err(stopped)?;
                    tell(&format!("Every one of the {} rows is as it was written.\n", now.seq));
                    Ok(())
                }
            }
        }
    }
}

/// The first thing that is wrong with the log, if any.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn broken(db: &Db, given: Option<&Head>) -> Result<Option<Broken>, StoreError> {
    db.read(|tx| prove(tx, given))
}

fn no_head(text: &str) -> Stopped {
    Stopped(format!("{text:?} is not a head, as 'daybinder audit head' prints it: NUMBER:HASH"))
}

fn stopped(error: StoreError) -> Stopped {
    Stopped(error.to_string())
}
