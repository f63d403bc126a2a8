//! Starts the program and turns what stopped it into a message and an exit code.
//!
//! Owns nothing else.

use clap::Parser;
use std::process::ExitCode;

/// A page is thousands of short strings; the system's allocator takes a sixth of its time for them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match daybinder::run(daybinder::command_line::CommandLine::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stopped) => {
            eprintln!("daybinder: {}", stopped.0);
            ExitCode::FAILURE
        }
    }
}
