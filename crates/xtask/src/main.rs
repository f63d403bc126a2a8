//! Tasks around the code: `tidy` refuses what the style forbids, `routes` writes docs/routes.txt anew.
//!
//! Owns the rules that neither the compiler nor clippy knows. Never changes code.

mod sources;
mod tidy;

use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some("tidy") => report(tidy::tidy()),
        Some("routes") => report(routes()),
        _ => {
            eprintln!("cargo run -p xtask -- tidy     what the style forbids\ncargo run -p xtask -- routes   writes docs/routes.txt anew");
            ExitCode::FAILURE
        }
    }
}

fn report(faults: Vec<String>) -> ExitCode {
    for fault in &faults {
        eprintln!("{fault}");
    }
    if faults.is_empty() {
        println!("tidy: nothing to mend");
        return ExitCode::SUCCESS;
    }
    eprintln!("{} to mend", faults.len());
    ExitCode::FAILURE
}

fn routes() -> Vec<String> {
    let asked = Command::new(env!("CARGO")).args(["run", "--quiet", "--package", "daybinder", "--", "routes"]).current_dir(sources::root()).output();
    match asked {
        Ok(output) if output.status.success() => match std::fs::write(sources::root().join("docs/routes.txt"), output.stdout) {
            Ok(()) => Vec::new(),
            Err(error) => vec![format!("docs/routes.txt: {error}")],
        },
        Ok(output) => vec![String::from_utf8_lossy(&output.stderr).into_owned()],
        Err(error) => vec![format!("cargo: {error}")],
    }
}
