//! The log: one line an event, as text or JSON, on standard error.
//!
//! Owns its form. What is logged is decided where it happens; nothing of a client ever is.

use crate::configuration::Configuration;
use tracing_subscriber::fmt;

/// Begins to log. A second call in the same process changes nothing.
pub(crate) fn start(configuration: &Configuration) {
    let log = fmt().with_max_level(configuration.log_level).with_writer(std::io::stderr).with_target(false).with_ansi(false);
    // The only failure is that somebody else logs already.
    let _ = if configuration.log_json { log.json().flatten_event(true).try_init() } else { log.try_init() };
}
