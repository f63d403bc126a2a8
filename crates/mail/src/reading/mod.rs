//! Reading mailboxes: one thread for each, and one that sees to them.
//!
//! Owns the connections and how far each folder was read. What a message becomes is the business of `take`.

mod round;
mod session;
mod threads;
mod trouble;
mod wire;

pub use threads::Reading;
pub use trouble::Trouble;

use crate::kept::Keep;
use crate::mailboxes::Mailbox;
use crate::seal::Seal;
use session::Talk;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use web::App;

/// Looks into a mailbox once: everything new is taken, and what became of the look is written down.
///
/// # Errors
/// [`Trouble`], which stands at the mailbox then.
pub fn look_once(app: &App, seal: &Seal, keep: &dyn Keep, mailbox: &Mailbox) -> Result<u64, Trouble> {
    let (stopping, large) = (AtomicBool::new(false), Mutex::new(()));
    let reader = round::Reader { app, keep, stopping: &stopping, large: &large };
    let looked = seal.open(&mailbox.secret).ok_or(Trouble::Key).and_then(|password| Talk::begin(mailbox, &password)).and_then(|mut talk| {
        let taken = reader.look(&mut talk, mailbox, &mut round::Broken::new())?;
        talk.end();
        Ok(taken)
    });
    if let Err(trouble) = &looked {
        threads::note(app, mailbox, trouble);
    }
    looked
}

/// Whether the name and the password of a mailbox are taken and its folder is there; nothing is read.
///
/// # Errors
/// [`Trouble`].
pub fn try_out(mailbox: &Mailbox, password: &str) -> Result<(), Trouble> {
    let mut talk = Talk::begin(mailbox, password)?;
    talk.open(&mailbox.folder)?;
    talk.end();
    Ok(())
}
