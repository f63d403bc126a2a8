//! The names of weekdays and months, and a place written with them.
//!
//! Owns the written forms of a [`Place`]; each of them is read back by [`super::read`] as the same
//! place, for every place from today on. Never decides where on a page they stand.

use jiff::civil::Weekday;

use super::{english, khmer, russian};
use crate::{Date, Language, Month, Place};

/// One or two letters for the strip: "T", "ព្រ", "Ч".
pub fn weekday_letter(weekday: Weekday, language: Language) -> &'static str {
    let letters = match language {
        Language::En => english::WEEKDAY_LETTERS,
        Language::Km => khmer::WEEKDAY_LETTERS,
        Language::Ru => russian::WEEKDAY_LETTERS,
    };
    letters[weekday.to_monday_zero_offset() as usize % 7]
}

/// "Thu", "ព្រហ.", "чт".
pub fn weekday_short(weekday: Weekday, language: Language) -> &'static str {
    let names = match language {
        Language::En => english::WEEKDAYS_SHORT,
        Language::Km => khmer::WEEKDAYS_SHORT,
        Language::Ru => russian::WEEKDAYS_SHORT,
    };
    names[weekday.to_monday_zero_offset() as usize % 7]
}

/// "Thursday", "ព្រហស្បតិ៍", "четверг".
pub fn weekday_long(weekday: Weekday, language: Language) -> &'static str {
    let names = match language {
        Language::En => english::WEEKDAYS,
        Language::Km => khmer::WEEKDAYS,
        Language::Ru => russian::WEEKDAYS,
    };
    names[weekday.to_monday_zero_offset() as usize % 7]
}

/// The month standing alone, short: "Nov", "វិច្ឆិកា", "ноя". `month` is 1 to 12.
pub fn month_short(month: i8, language: Language) -> &'static str {
    of_month(
        month,
        match language {
            Language::En => english::MONTHS_SHORT,
            Language::Km => khmer::MONTHS,
            Language::Ru => russian::MONTHS_SHORT,
        },
    )
}

/// The month standing alone: "November", "វិច្ឆិកា", "ноябрь". `month` is 1 to 12.
pub fn month_long(month: i8, language: Language) -> &'static str {
    of_month(
        month,
        match language {
            Language::En => english::MONTHS,
            Language::Km => khmer::MONTHS,
            Language::Ru => russian::MONTHS,
        },
    )
}

/// The month after a day: "November", "វិច្ឆិកា", "ноября". `month` is 1 to 12.
pub fn month_in_date(month: i8, language: Language) -> &'static str {
    match language {
        Language::Ru => of_month(month, russian::MONTHS_IN_DATE),
        _ => month_long(month, language),
    }
}

/// The month after a day, short: "Nov", "វិច្ឆិកា", "ноя"; Russian May is "мая" there.
pub fn month_short_in_date(month: i8, language: Language) -> &'static str {
    match (language, month) {
        (Language::Ru, 5) => month_in_date(month, language),
        _ => month_short(month, language),
    }
}

/// A month outside 1 to 12 cannot come from a [`Date`]; the nearest one is named.
fn of_month(month: i8, names: [&'static str; 12]) -> &'static str {
    names[(month.clamp(1, 12) - 1) as usize]
}

/// A place as a divider or a line shows it: "Thu 26 Nov", "ព្រហ. 26 វិច្ឆិកា", "чт 26 ноя"; a month
/// without a day as "July", "កក្កដា", "июль" (B35). The year follows when it is not today's.
pub fn write_short(place: Place, today: Date, language: Language) -> String {
    let mut text = match place {
        Place::Day(date) => format!("{} {} {}", weekday_short(date.weekday(), language), date.day(), month_short_in_date(date.month(), language)),
        Place::Month(month) => month_long(month.month, language).to_string(),
    };
    if let Some(year) = other_year(place, today) {
        text.push_str(&format!(" {year}"));
    }
    text
}

/// A place as a heading says it: "Thursday 26 November", "ថ្ងៃព្រហស្បតិ៍ ទី26 ខែវិច្ឆិកា",
/// "четверг, 26 ноября"; a month without a day as "July 2027", "ខែកក្កដា ឆ្នាំ2027", "июль 2027"
/// (B35). The year follows when it is not today's.
pub fn write_long(place: Place, today: Date, language: Language) -> String {
    let year = other_year(place, today);
    let mut text = match (place, language) {
        (Place::Day(date), Language::En) => {
            format!("{} {} {}", weekday_long(date.weekday(), language), date.day(), month_long(date.month(), language))
        }
        (Place::Day(date), Language::Km) => {
            format!("ថ្ងៃ{} ទី{} ខែ{}", weekday_long(date.weekday(), language), date.day(), month_long(date.month(), language))
        }
        (Place::Day(date), Language::Ru) => {
            let weekday = weekday_long(date.weekday(), language);
            format!("{weekday}, {} {}", date.day(), month_in_date(date.month(), language))
        }
        (Place::Month(Month { month, .. }), Language::Km) => format!("ខែ{}", month_long(month, language)),
        (Place::Month(Month { month, .. }), _) => month_long(month, language).to_string(),
    };
    match (year, language, place) {
        (None, ..) => {}
        (Some(year), Language::Km, _) => text.push_str(&format!(" ឆ្នាំ{year}")),
        (Some(year), Language::Ru, Place::Day(_)) => text.push_str(&format!(" {year} г.")),
        (Some(year), ..) => text.push_str(&format!(" {year}")),
    }
    text
}

/// The year of a place, if it has to be said.
fn other_year(place: Place, today: Date) -> Option<i16> {
    let year = place.month().year;
    (year != today.year()).then_some(year)
}
