//! What the screens of mail share: the toast of what was just done, days and sizes in words.

pub(crate) use files::did;
use web::Ask;

/// A moment in the company's zone: "12 Nov 15:20", with the year if it is another one.
pub(crate) fn moment(ask: &Ask, at: i64) -> String {
    let (Ok(moment), Ok(company), Ok(today)) = (jiff::Timestamp::from_millisecond(at), ask.company(), ask.today()) else { return String::new() };
    let local = moment.to_zoned(company.zone.clone());
    let month = domain::natural_date::month_short_in_date(local.month(), ask.language());
    let year = if local.year() == today.year() { String::new() } else { format!(" {}", local.year()) };
    format!("{} {month}{year} {:02}:{:02}", local.day(), local.hour(), local.minute())
}

/// A size in words: "12 kB", "3 MB".
pub(crate) fn size(bytes: i64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}
