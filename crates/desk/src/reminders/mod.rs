//! Agreed times told beforehand, by push and by e-mail, never in quiet hours.
//!
//! Owns the tables `push_subscription`, `reminder`, the key `vapid` of `server_key`, and the columns of `person` that
//! say how one is told. When something is due is `domain::reminder`. Never tells anybody of a file that is not worked
//! by that person on that day.

mod addresses;
mod devices;
mod due;
mod mail;
mod page;
mod push;
mod save;
mod tell;
mod trial;
mod words;

pub(crate) use mail::{Attached, Letter};
pub use mail::{Mailer, Undelivered};
pub use push::Pusher;
pub use tell::{Post, Told, tell};

use web::{Route, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![
        GET "/settings/reminders" Staff page::page,
        POST "/settings/reminders" Staff save::save,
        POST "/settings/reminders/devices" Staff devices::add,
        POST "/settings/reminders/devices/{id}/removal" Staff devices::remove,
        POST "/settings/reminders/trial" Staff trial::trial,
    ]
}
