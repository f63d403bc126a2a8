//! The clients, their import and their export, through the real router on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test ends where its ground gives way")]

mod clients;
mod import;
mod import_running;
