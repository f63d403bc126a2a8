//! What the sample's people did, played back through the verbs that people use.
//!
//! Owns the order of time: everything is done in the order in which it happened, so that ids, what was
//! learned and what can be taken back are as they would be in a binder that was really worked in.

use crate::days::Days;
use binder::By;
use binder::filing::{FilingForm, file_under};
use binder::history::NewEntry;
use binder::slips::{NewStep, plan};
use domain::filing::Next;
use domain::{ClientId, Date, Language, PersonId};
use files::clients::NewClient;
use jiff::Timestamp;
use store::Tx;
use web::{Company, Failure};

/// One thing that was done, on one day.
pub(crate) struct Act {
    /// The day, in the company's zone.
    pub(crate) day: Date,
    /// When, UTC milliseconds.
    pub(crate) at: i64,
    /// What.
    pub(crate) what: What,
}

/// What was done.
pub(crate) enum What {
    /// The client was made.
    Make(Box<NewClient>),
    /// The file was filed: with an entry, or moved without one.
    File {
        /// What happened.
        entry: Option<NewEntry>,
        /// What came next.
        next: Next,
        /// What the next step is about.
        line: String,
        /// Why it was closed.
        reason: String,
    },
    /// A step was planned besides.
    Plan(NewStep),
}

/// A file with everything that was done on it, in order; without a client for other work.
pub(crate) struct FileStory {
    /// Who did it.
    pub(crate) person_id: PersonId,
    /// In which language labels are stored for that person.
    pub(crate) language: Language,
    /// What was done.
    pub(crate) acts: Vec<Act>,
}

/// Does everything, in the order of time.
///
/// # Errors
/// Whatever a verb refuses: then the sample is at fault.
pub(crate) fn play(
    tx: &mut Tx<'_>,
    company: &Company,
    days: &Days,
    stories: Vec<FileStory>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(), Failure> {
    let mut order: Vec<(i64, usize, Act)> = Vec::new();
    let mut people = Vec::with_capacity(stories.len());
    for (index, story) in stories.into_iter().enumerate() {
        people.push((story.person_id, story.language));
        order.extend(story.acts.into_iter().map(|act| (act.at, index, act)));
    }
    // The sort is stable: what was done on one file at one moment stays in its order.
    order.sort_by_key(|(at, index, _)| (*at, *index));
    let total = order.len() as u64;
    let mut clients: Vec<Option<ClientId>> = vec![None; people.len()];
    for (done, (at, index, act)) in order.into_iter().enumerate() {
        let (person_id, language) = people[index];
        let now = Timestamp::from_millisecond(at.min(days.now)).map_err(|error| Failure::Unexpected(error.to_string()))?;
        let by = By::company(person_id, now, act.day, company.calendar.clone());
        one(tx, company, &by, language, &mut clients[index], act.what)?;
        if done % 64 == 0 {
            progress(done as u64, total);
        }
    }
    progress(total, total);
    Ok(())
}

fn one(tx: &mut Tx<'_>, company: &Company, by: &By, language: Language, client: &mut Option<ClientId>, what: What) -> Result<(), Failure> {
    match what {
        What::Make(new) => *client = Some(files::clients::create(tx, by, &company.country, &company.card_fields, &new)?.0),
        What::File { entry, next, line, reason } => {
            let client_id = client.ok_or_else(|| Failure::Unexpected("a file of the sample was filed before it was made".to_owned()))?;
            file_under(tx, by, &FilingForm { client_id, slip_id: None, entry, next, line, reason, language })?;
        }
        What::Plan(step) => {
            plan(tx, by, &NewStep { client_id: *client, ..step })?;
        }
    }
    Ok(())
}
