//! `import`: what files hold, and taking them in.
//!
//! Owns what is printed. Reading is the business of `intake`, taking in that of `files`.

use crate::command_line::Import;
use crate::configuration::Configuration;
use crate::{Stopped, opening, people_of, progress, tell, words};
use binder::By;
use files::import::{Duplicates, Outcome, Plan};
use intake::{Country, Report, Settings};
use std::path::Path;
use store::StoreError;
use web::Catalogue;

/// Reads the files, and takes their clients in unless it is a dry run.
pub(crate) fn import(configuration: &Configuration, options: &Import) -> Result<(), Stopped> {
    if options.dry_run { dry_run(configuration, options) } else { take(configuration, options) }
}

/// Each file is one import: all of its clients or none, and taken back as a whole.
fn take(configuration: &Configuration, options: &Import) -> Result<(), Stopped> {
    let db = opening::open(configuration)?;
    let company = opening::company(&db)?;
    let email = options.owner.as_deref().unwrap_or_default();
    let owner = db.read(|tx| people_of::by_email(tx, email)).map_err(|error: StoreError| Stopped(error.to_string()))?;
    let (owner_id, _) = owner.ok_or_else(|| people_of::nobody(email))?;
    let country = options.country.as_deref().unwrap_or(&company.country);
    parse_country(country)?;
    let texts = Catalogue::load();
    for path in &options.files {
        if !path.is_file() {
            return unreadable(path).map(drop);
        }
        let now = opening::clock().now();
        let by = By::company(owner_id, now, company.day_of(now), company.calendar.clone());
        let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let from = web::audit::Origin::command_line();
        let plan = Plan { from, path: path.clone(), file_name: file_name.clone(), mapping: Vec::new(), owner_id, duplicates: Duplicates::default() };
        let bar = progress::bar("Taking clients in", 0);
        let taken = files::import::take(&db, &by, texts.speak(company.language), (country, &company.card_fields), &plan, &mut |done, all| {
            bar.set_length(all);
            bar.set_position(done);
        });
        bar.finish_and_clear();
        let taken = taken.map_err(|failure| Stopped(format!("{}: {}", path.display(), words(&failure))))?;
        tell_of(&file_name, &taken, options.json);
    }
    Ok(())
}

fn tell_of(file_name: &str, taken: &Outcome, as_json: bool) {
    let Outcome { rows, taken: new, merged, rejected, dates, .. } = taken;
    if as_json {
        let counted = serde_json::json!({
            "file": file_name, "rows": rows, "taken": new, "merged": merged, "rejected": rejected,
            "dates_planned": dates.planned, "dates_kept": dates.kept
        });
        tell(&format!("{counted}\n"));
        return;
    }
    tell(&format!("{file_name}\n  {rows} rows: {new} new clients, {merged} merged with another, {rejected} not taken\n"));
    if dates.planned > 0 {
        tell(&format!("  {} joined clients were planned once more, under the date of the row\n", dates.planned));
    }
    if dates.kept > 0 {
        tell(&format!("  {} joined clients keep their own date; the other dates are in their history\n", dates.kept));
    }
    if !taken.rejects_csv.is_empty() && (*rejected > 0 || dates.planned + dates.kept > 0) {
        eprint!("{}", taken.rejects_csv);
    }
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
        let report = if path.is_file() { intake::inspect_file(path, settings) } else { unreadable(path)? };
        bar.suspend(|| print(&report, options.json))?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(())
}

fn unreadable(path: &Path) -> Result<Report, Stopped> {
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
