//! The route behind "start with the sample company" on the last page of the set-up.
//!
//! Owns that way in. Never fills a binder in which a client stands.

use web::{Answer, Ask, Reply, Route, routes};

/// The routes of the sample.
pub fn routes() -> Vec<Route> {
    routes![POST "/set-up/sample" Admin make]
}

/// `POST /set-up/sample`: fills the company and opens the binder that is to be looked at.
fn make(ask: &mut Ask) -> Answer {
    let admin = ask.actor()?.person_id;
    let today = ask.today()?;
    let sample = crate::sample_into(&ask.app.db, ask.now, admin, &mut |_, _| {})?;
    ask.app.wake();
    ask.app.company_changed();
    tracing::info!("the company was filled with the sample");
    Ok(Reply::see(&format!("/day/{today}?binder={}", sample.open_as)))
}
