//! The clients, their import and their export, through the real router on both databases.

mod clients;
mod import;
