//! `import`: what files hold, and taking them in.
//!
//! Owns what is printed. Reading is the business of `intake`, taking in that of `files`.

use crate::command_line::Import;
use crate::configuration::Configuration;
use crate::{Stopped, opening, progress};
use intake::{Country, Report, Settings};

/// Reads the files, and takes their clients in unless it is a dry run.
pub(crate) fn import(configuration: &Configuration, options: &Import) -> Result<(), Stopped> {
    if options.dry_run { dry_run(configuration, options) } else { Err(Stopped("import needs --dry-run".to_owned())) }
}

fn dry_run(configuration: &Configuration, options: &Import) -> Result<(), Stopped> {
    let now = opening::clock().now();
    // With a country given, a dry run needs no database at all.
    let (country, today) = match &options.country {
        Some(country) => (country.clone(), now.to_zoned(jiff::tz::TimeZone::UTC).date()),
        None => {
            let company = opening::company(&opening::open(configuration)?)?;
            let today = company.day_of(now);
            (company.country, today)
        }
    };
    let settings = Settings { country: parse_country(&country)?, reference_date: today };
    let bar = progress::bar("Reading files", options.files.len() as u64);
    for path in &options.files {
        let report = if path.is_file() { intake::inspect_file(path, settings.clone()) } else { unreadable(path)? };
        bar.suspend(|| print(&report, options.json))?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(())
}

fn unreadable(path: &std::path::Path) -> Result<Report, Stopped> {
    Err(Stopped(format!("{} is not a file that can be read", path.display())))
}

/// A country's two letters.
pub(crate) fn parse_country(text: &str) -> Result<Country, Stopped> {
    Country::parse(text).ok_or_else(|| Stopped(format!("--country {text:?} is not a country's two letters, as KH")))
}

fn print(report: &Report, as_json: bool) -> Result<(), Stopped> {
    if as_json {
        println!("{}", serde_json::to_string(report).map_err(Stopped::while_doing("writing JSON"))?);
        return Ok(());
    }
    println!("{}", report.file);
    if let Some(reason) = report.file_rejected {
        println!("  not taken: {reason}");
        return Ok(());
    }
    println!("  {} rows; {} can be taken, as {} clients", report.data_rows, report.importable, report.distinct_clients);
    println!("  {} groups of rows are the same client", report.duplicate_groups);
    let rejected = report.rejected;
    println!(
        "  not taken: {} empty, {} without name, company, phone and e-mail, {} broken",
        rejected.empty, rejected.no_identity, rejected.unparseable
    );
    Ok(())
}
