//! From a sheet to an answer: the press, the name of the file, what is said when nothing was printed.

use domain::natural_date::month_in_date;
use domain::{Date, Language};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::html;
use paper::{Head, Press, Refused, Sides};
use std::sync::LazyLock;
use web::{Answer, Ask, Failure, Nav, Reply};

/// Fonts and templates are loaded when somebody prints for the first time.
static PRESS: LazyLock<Result<Press, Refused>> = LazyLock::new(Press::new);

/// Letters of a file's name at most; some systems take no more than 255 bytes.
const NAME_MAX: usize = 60;

/// What a whole document carries: its name, whose binder it is from and when it was printed.
pub(super) fn head(ask: &Ask, title: String, whose: &str) -> Result<Head, Failure> {
    let texts = ask.texts();
    let local = ask.now.to_zoned(ask.company()?.zone.clone());
    let printed = format!("{}, {:02}:{:02}", date_in_full(local.date(), texts.language), local.hour(), local.minute());
    Ok(Head {
        language: match texts.language {
            Language::En => paper::Language::English,
            Language::Km => paper::Language::Khmer,
            Language::Ru => paper::Language::Russian,
        },
        sides: if ask.query("sides") == Some("two") { Sides::Two } else { Sides::One },
        title: title.into(),
        foot: texts.with("paper-foot", &[("name", whose.into()), ("when", printed.into())]).into(),
    })
}

/// "23 November 2026": on paper the year always stands, because paper is kept.
pub(super) fn date_in_full(date: Date, language: Language) -> String {
    format!("{} {} {}", date.day(), month_in_date(date.month(), language), date.year())
}

/// "23 November 2026 15:20" in the company's zone.
pub(super) fn moment_in_full(at: i64, zone: &TimeZone, language: Language) -> String {
    let Ok(moment) = Timestamp::from_millisecond(at) else { return String::new() };
    let local = moment.to_zoned(zone.clone());
    let month = domain::natural_date::month_short_in_date(local.month(), language);
    format!("{} {month} {} {:02}:{:02}", local.day(), local.year(), local.hour(), local.minute())
}

/// Sets a document and answers with it, or with a page that says why there is none.
pub(super) fn printed(ask: &Ask, name: &str, set: impl FnOnce(&Press) -> Result<Vec<u8>, Refused>) -> Answer {
    let press = PRESS.as_ref().map_err(|refused| Failure::Unexpected(refused.to_string()))?;
    let texts = ask.texts();
    match set(press) {
        Ok(pdf) => Ok(Reply::bytes("application/pdf", pdf).header("content-disposition", disposition(name))),
        Err(Refused::Nothing) => Ok(instead(ask, texts.say("paper-nothing")).status(422)),
        Err(Refused::TooMuch(_)) => Ok(instead(ask, texts.say("paper-too-much")).status(422)),
        Err(Refused::Busy) => Ok(instead(ask, texts.say("paper-busy")).status(503).header("retry-after", "15")),
        Err(refused @ Refused::Press(_)) => Err(Failure::Unexpected(refused.to_string())),
    }
}

fn instead(ask: &Ask, said: String) -> Reply {
    let texts = ask.texts();
    let body = html! {
        div.page-narrow {
            p.notice.notice-warn role="status" { (said) }
            p { a.btn href="/paper" { "← " (texts.say("paper-title")) } }
        }
    };
    web::layout::sheet(ask, Nav::Binder, texts.say("paper-title"), body)
}

/// Saved, never shown inside our pages. Old programs read the plain name, all others the one in any script.
fn disposition(name: &str) -> String {
    let safe = safe_name(name);
    let plain: String = safe.chars().map(|letter| if letter.is_ascii_alphanumeric() || "-_.".contains(letter) { letter } else { '-' }).collect();
    let mut encoded = String::new();
    for byte in safe.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"{plain}.pdf\"; filename*=UTF-8''{encoded}.pdf")
}

/// A name that every system takes: no path, no sign with a meaning, no hidden file, not too long.
fn safe_name(name: &str) -> String {
    let kept = name.chars().filter(|letter| letter.is_alphanumeric() || is_mark(*letter) || " -_,".contains(*letter));
    let name: String = kept.take(NAME_MAX).collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() { "daybinder".to_owned() } else { name }
}

/// Khmer vowels, signs and the subscript sign belong to the letters before them.
fn is_mark(letter: char) -> bool {
    ('\u{17b4}'..='\u{17d3}').contains(&letter) || ('\u{300}'..='\u{36f}').contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_holds_no_path_and_no_sign_with_a_meaning() {
        assert_eq!(safe_name("../..\\etc/pass\"wd\r\n: <x>|?*"), "etcpasswd x");
        assert_eq!(safe_name("///"), "daybinder");
        assert_eq!(safe_name("សាលាបាយ ខ្មែរ"), "សាលាបាយ ខ្មែរ");
        assert_eq!(safe_name(&"я".repeat(500)).chars().count(), NAME_MAX);
    }

    #[test]
    fn a_header_holds_plain_letters_only_and_the_name_in_any_script() {
        let header = disposition("Дом \"x\"; a=b");
        assert!(header.is_ascii() && !header.contains("; a="), "{header}");
        assert!(header.starts_with("attachment; filename=\"----x-ab.pdf\"; filename*=UTF-8''%D0%94"), "{header}");
    }
}
