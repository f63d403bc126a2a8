//! Tasks around the code: `tidy` refuses what the style forbids, `routes` and `settings` write
//! the pages that the program itself prints.
//!
//! Owns the rules that neither the compiler nor clippy knows. Never changes code.

mod sources;
mod tidy;

use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some("tidy") => report(tidy::tidy()),
        Some("routes") => report(written(&["routes"], "docs/routes.txt")),
        Some("settings") => report(written(&["config", "list", "--markdown"], "docs/manual/configuration.md")),
        _ => {
            eprintln!(
                "cargo run -p xtask -- tidy     what the style forbids\ncargo run -p xtask -- routes   writes docs/routes.txt anew\ncargo run -p xtask -- settings writes docs/manual/configuration.md anew"
            );
            ExitCode::FAILURE
        }
    }
}

fn report(faults: Vec<String>) -> ExitCode {
    for fault in &faults {
        eprintln!("{fault}");
    }
    if faults.is_empty() {
        println!("nothing to mend");
        return ExitCode::SUCCESS;
    }
    eprintln!("{} to mend", faults.len());
    ExitCode::FAILURE
}

/// Writes what the program prints into a page; a program that fails leaves the page as it is.
fn written(arguments: &[&str], page: &str) -> Vec<String> {
    let program = ["run", "--quiet", "--package", "daybinder", "--"];
    let asked = Command::new(env!("CARGO")).args(program).args(arguments).current_dir(sources::root()).output();
    match asked {
        Ok(output) if output.status.success() => match std::fs::write(sources::root().join(page), output.stdout) {
            Ok(()) => Vec::new(),
            Err(error) => vec![format!("{page}: {error}")],
        },
        Ok(output) => vec![String::from_utf8_lossy(&output.stderr).into_owned()],
        Err(error) => vec![format!("cargo: {error}")],
    }
}
