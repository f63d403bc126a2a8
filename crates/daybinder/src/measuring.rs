//! `bench`: measures the budgets.
//!
//! Owns the reading of the options. What is measured and how is the business of the crate `bench`.

use crate::command_line::Bench;
use crate::configuration::Configuration;
use crate::{Stopped, opening};

/// Fills a base, measures and prints.
pub(crate) fn bench(configuration: &Configuration, options: Bench) -> Result<(), Stopped> {
    let settings = bench::Settings {
        clients: options.clients,
        full: options.full,
        // Never the default database: that may be a company's.
        database: configuration.database_is_named.then(|| configuration.database.clone()),
        keep: options.keep,
        requests: options.requests,
        json: options.json,
        write: options.write,
        server_binary: std::env::current_exe().map_err(Stopped::while_doing("finding the program to measure"))?,
        now: opening::clock().now(),
    };
    bench::run(&settings).map(drop).map_err(Stopped)
}
