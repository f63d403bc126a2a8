//! Prints one sheet of each kind in three languages into a directory, to be looked at.
//!
//!     cargo run --release -p paper --example samples -- DIRECTORY

#[path = "../tests/samples/mod.rs"]
mod samples;

use paper::{Dividers, Language, Press, Refused, Sides};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = std::env::args().nth(1).unwrap_or_else(|| "samples".to_owned());
    std::fs::create_dir_all(&out)?;
    let press = Press::new()?;
    for language in [Language::English, Language::Khmer, Language::Russian] {
        for (name, pdf) in sheets(&press, language)? {
            std::fs::write(Path::new(&out).join(format!("{name}-{language:?}.pdf").to_lowercase()), pdf)?;
        }
    }
    Ok(())
}

fn sheets(press: &Press, language: Language) -> Result<Vec<(&'static str, Vec<u8>)>, Refused> {
    let head = samples::head(language);
    let two = paper::Head { sides: Sides::Two, ..head.clone() };
    Ok(vec![
        ("days", press.dividers(&head, &Dividers::days())?),
        ("months", press.dividers(&head, &Dividers::months(samples::months(language)))?),
        ("dated", press.dividers(&head, &samples::dated(language))?),
        ("card", press.card(&head, &samples::card(language))?),
        ("blank", press.card(&head, &samples::blank(language))?),
        ("long", press.card(&head, &samples::long(language))?),
        ("file", press.file(&head, &samples::file(language, 50))?),
        ("stack", press.stack(&two, &samples::stack(language, 3))?),
        ("calls", press.call_sheet(&head, &samples::calls(language, 31))?),
    ])
}
