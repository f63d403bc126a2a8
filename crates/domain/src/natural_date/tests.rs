use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::Month;

const LANGUAGES: [Language; 3] = [Language::En, Language::Km, Language::Ru];

/// A Monday.
fn today() -> Date {
    date(2026, 11, 23)
}

fn on(year: i16, month: i8, day: i8) -> Place {
    Place::Day(date(year, month, day))
}

fn month(year: i16, month: i8) -> Place {
    Place::Month(Month { year, month })
}

fn read_on(text: &str, today: Date) -> Result<Place, NotUnderstood> {
    read(text, today, Language::En).map(|next| next.place)
}

/// Checks each text against the place it names, whatever the language of the interface.
fn check(table: &[(&str, Place)]) {
    for (text, place) in table {
        for language in LANGUAGES {
            let next = read(text, today(), language);
            assert_eq!(next, Ok(NextDate { place: *place, minute: None }), "{text}");
        }
    }
}

fn check_times(table: &[(&str, Place, u16, u16)]) {
    for (text, place, hour, minute) in table {
        let expected = NextDate { place: *place, minute: Some(hour * 60 + minute) };
        assert_eq!(read(text, today(), Language::En), Ok(expected), "{text}");
    }
}

fn unknown_of(text: &str) -> String {
    match read(text, today(), Language::En) {
        Err(NotUnderstood::Unknown { rest }) => rest,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn english_days_ahead_are_understood() {
    check(&[
        ("thu", on(2026, 11, 26)),
        ("Thursday", on(2026, 11, 26)),
        ("  THURS. ", on(2026, 11, 26)),
        ("on thursday", on(2026, 11, 26)),
        ("this thu", on(2026, 11, 26)),
        ("next thu", on(2026, 12, 3)),
        ("thursday next week", on(2026, 12, 3)),
        ("thursday of next week", on(2026, 12, 3)),
        ("mon", on(2026, 11, 30)),
        ("this monday", on(2026, 11, 23)),
        ("+3", on(2026, 11, 26)),
        ("+3d", on(2026, 11, 26)),
        ("3d", on(2026, 11, 26)),
        ("3 days", on(2026, 11, 26)),
        ("in 3 days", on(2026, 11, 26)),
        ("in three days", on(2026, 11, 26)),
        ("3 days from now", on(2026, 11, 26)),
        ("2w", on(2026, 12, 7)),
        ("+2w", on(2026, 12, 7)),
        ("in 2 weeks", on(2026, 12, 7)),
        ("in a fortnight", on(2026, 12, 7)),
        ("in a couple of weeks", on(2026, 12, 7)),
        ("in a week", on(2026, 11, 30)),
        ("1m", on(2026, 12, 23)),
        ("in a month", on(2026, 12, 23)),
        ("3 months", on(2027, 2, 23)),
        ("in a quarter", on(2027, 2, 23)),
        ("1y", on(2027, 11, 23)),
        ("today", on(2026, 11, 23)),
        ("tomorrow", on(2026, 11, 24)),
        ("tom", on(2026, 11, 24)),
        ("day after tomorrow", on(2026, 11, 25)),
        ("the day after tomorrow", on(2026, 11, 25)),
        ("tomorrow morning", on(2026, 11, 24)),
        ("next week", on(2026, 11, 30)),
        ("next month", month(2026, 12)),
        ("in next month", month(2026, 12)),
        ("this month", month(2026, 11)),
        ("next year", month(2027, 1)),
        ("end of month", on(2026, 11, 30)),
        ("end of the month", on(2026, 11, 30)),
        ("month end", on(2026, 11, 30)),
        ("end of next month", on(2026, 12, 31)),
        ("end of july", on(2027, 7, 31)),
        ("end of july 2028", on(2028, 7, 31)),
        ("end of year", on(2026, 12, 31)),
        ("mid december", on(2026, 12, 15)),
        ("beginning of month", on(2026, 12, 1)),
        ("mid november", on(2027, 11, 15)),
    ]);
}

#[test]
fn calendar_days_and_months_are_understood() {
    check(&[
        ("5 july", on(2027, 7, 5)),
        ("5th of July", on(2027, 7, 5)),
        ("july 5", on(2027, 7, 5)),
        ("July 5th, 2027", on(2027, 7, 5)),
        ("5 jul 2027", on(2027, 7, 5)),
        ("5-jul-2027", on(2027, 7, 5)),
        ("5 jul 27", on(2027, 7, 5)),
        ("24 november", on(2026, 11, 24)),
        ("23 november", on(2026, 11, 23)),
        ("22 november", on(2027, 11, 22)),
        ("july", month(2027, 7)),
        ("in july", month(2027, 7)),
        ("july 2027", month(2027, 7)),
        ("07.2027", month(2027, 7)),
        ("2027-07", month(2027, 7)),
        ("november", month(2026, 11)),
        ("october", month(2027, 10)),
        ("december", month(2026, 12)),
        ("5", on(2026, 12, 5)),
        ("23", on(2026, 11, 23)),
        ("31", on(2026, 12, 31)),
        ("the 5th", on(2026, 12, 5)),
        ("5th of next month", on(2026, 12, 5)),
        ("5.7", on(2027, 7, 5)),
        ("5.7.", on(2027, 7, 5)),
        ("5/7", on(2027, 7, 5)),
        ("05.07.2027", on(2027, 7, 5)),
        ("5.7.27", on(2027, 7, 5)),
        ("5/7/2027", on(2027, 7, 5)),
        ("05 07 2027", on(2027, 7, 5)),
        ("2027-07-05", on(2027, 7, 5)),
        ("2027-7-5", on(2027, 7, 5)),
        ("20270705", on(2027, 7, 5)),
        ("5.7.2027", on(2027, 7, 5)),
        ("Thu 26 Nov", on(2026, 11, 26)),
        ("29 feb", on(2028, 2, 29)),
    ]);
}

#[test]
fn russian_is_understood() {
    check(&[
        ("чт", on(2026, 11, 26)),
        ("ЧТ.", on(2026, 11, 26)),
        ("четверг", on(2026, 11, 26)),
        ("в четверг", on(2026, 11, 26)),
        ("в пятницу", on(2026, 11, 27)),
        ("к пятнице", on(2026, 11, 27)),
        ("во вторник", on(2026, 11, 24)),
        ("в следующую среду", on(2026, 12, 2)),
        ("в среду на следующей неделе", on(2026, 12, 2)),
        ("сегодня", on(2026, 11, 23)),
        ("завтра", on(2026, 11, 24)),
        ("послезавтра", on(2026, 11, 25)),
        ("после завтра", on(2026, 11, 25)),
        ("через 3 дня", on(2026, 11, 26)),
        ("через неделю", on(2026, 11, 30)),
        ("через две недели", on(2026, 12, 7)),
        ("через пару недель", on(2026, 12, 7)),
        ("через месяц", on(2026, 12, 23)),
        ("через полгода", on(2027, 5, 23)),
        ("через квартал", on(2027, 2, 23)),
        ("через год", on(2027, 11, 23)),
        ("2 недели спустя", on(2026, 12, 7)),
        ("5 июля", on(2027, 7, 5)),
        ("5-го июля", on(2027, 7, 5)),
        ("в 5 июля", on(2027, 7, 5)),
        ("5 июля 2027", on(2027, 7, 5)),
        ("5 июля 2027 г.", on(2027, 7, 5)),
        ("5 июля 2027 года", on(2027, 7, 5)),
        ("5 мая", on(2027, 5, 5)),
        ("июль", month(2027, 7)),
        ("в июле", month(2027, 7)),
        ("в мае", month(2027, 5)),
        ("5 числа", on(2026, 12, 5)),
        ("5-го", on(2026, 12, 5)),
        ("5 числа следующего месяца", on(2026, 12, 5)),
        ("на следующей неделе", on(2026, 11, 30)),
        ("в следующем месяце", month(2026, 12)),
        ("в этом месяце", month(2026, 11)),
        ("в следующем году", month(2027, 1)),
        ("в конце месяца", on(2026, 11, 30)),
        ("в конце июля", on(2027, 7, 31)),
        ("в конце года", on(2026, 12, 31)),
        ("в середине декабря", on(2026, 12, 15)),
        ("в начале следующего месяца", on(2026, 12, 1)),
        ("3д", on(2026, 11, 26)),
        ("3 дня", on(2026, 11, 26)),
        ("2н", on(2026, 12, 7)),
        ("+2 нед.", on(2026, 12, 7)),
        ("1 мес.", on(2026, 12, 23)),
    ]);
}

#[test]
fn khmer_is_understood() {
    check(&[
        ("ថ្ងៃនេះ", on(2026, 11, 23)),
        ("ស្អែក", on(2026, 11, 24)),
        ("ថ្ងៃស្អែក", on(2026, 11, 24)),
        ("ខានស្អែក", on(2026, 11, 25)),
        ("ថ្ងៃចន្ទ", on(2026, 11, 30)),
        ("ច័ន្ទ", on(2026, 11, 30)),
        ("អង្គារ", on(2026, 11, 24)),
        ("ថ្ងៃពុធ", on(2026, 11, 25)),
        ("ព្រហស្បតិ៍", on(2026, 11, 26)),
        ("ព្រហស្បត្តិ៍", on(2026, 11, 26)),
        ("ថ្ងៃព្រហស្បត្តិ៍", on(2026, 11, 26)),
        ("ព្រហ.", on(2026, 11, 26)),
        ("ថ្ងៃសុក្រ", on(2026, 11, 27)),
        ("ថ្ងៃ\u{200B}សុក្រ", on(2026, 11, 27)),
        ("ថ្ងៃ សុក្រ", on(2026, 11, 27)),
        ("នៅថ្ងៃសុក្រ", on(2026, 11, 27)),
        ("សុក្រ", on(2026, 11, 27)),
        ("សៅរ៍", on(2026, 11, 28)),
        ("សៅរ", on(2026, 11, 28)),
        ("អាទិត្យ", on(2026, 11, 29)),
        ("ថ្ងៃអាទិត្យ", on(2026, 11, 29)),
        ("សុក្រក្រោយ", on(2026, 12, 4)),
        ("ថ្ងៃអាទិត្យក្រោយ", on(2026, 12, 6)),
        ("ថ្ងៃសុក្រ សប្តាហ៍ក្រោយ", on(2026, 12, 4)),
        ("៣ថ្ងៃទៀត", on(2026, 11, 26)),
        ("៣ ថ្ងៃ ក្រោយ", on(2026, 11, 26)),
        ("បីថ្ងៃទៀត", on(2026, 11, 26)),
        ("ក្នុងរយៈពេល ៣ថ្ងៃ", on(2026, 11, 26)),
        ("២សប្ដាហ៍ទៀត", on(2026, 12, 7)),
        ("២សប្តាហ៍ទៀត", on(2026, 12, 7)),
        ("មួយសប្តាហ៍ទៀត", on(2026, 11, 30)),
        ("មួយអាទិត្យទៀត", on(2026, 11, 30)),
        ("មួយខែទៀត", on(2026, 12, 23)),
        ("ប្រាំមួយខែទៀត", on(2027, 5, 23)),
        ("មួយឆ្នាំទៀត", on(2027, 11, 23)),
        ("សប្តាហ៍ក្រោយ", on(2026, 11, 30)),
        ("អាទិត្យក្រោយ", on(2026, 11, 30)),
        ("ខែក្រោយ", month(2026, 12)),
        ("ខែមុខ", month(2026, 12)),
        ("ខែនេះ", month(2026, 11)),
        ("ឆ្នាំក្រោយ", month(2027, 1)),
        ("ចុងខែ", on(2026, 11, 30)),
        ("ចុងខែនេះ", on(2026, 11, 30)),
        ("ចុងខែក្រោយ", on(2026, 12, 31)),
        ("ដើមខែកក្កដា", on(2027, 7, 1)),
        ("ពាក់កណ្តាលខែធ្នូ", on(2026, 12, 15)),
        ("ចុងឆ្នាំ", on(2026, 12, 31)),
        ("៥ កក្កដា", on(2027, 7, 5)),
        ("៥កក្ដដា", on(2027, 7, 5)),
        ("ថ្ងៃទី៥ ខែកក្កដា", on(2027, 7, 5)),
        ("ថ្ងៃទី៥ខែ៧ឆ្នាំ២០២៧", on(2027, 7, 5)),
        ("ថ្ងៃទី ៥ ខែ ៧", on(2027, 7, 5)),
        ("ទី៥", on(2026, 12, 5)),
        ("ថ្ងៃទី២ ខែក្រោយ", on(2026, 12, 2)),
        ("២ខែក្រោយ", on(2027, 1, 23)),
        ("២ខែទៀត", on(2027, 1, 23)),
        ("ខែកក្កដា", month(2027, 7)),
        ("កក្កដា ២០២៧", month(2027, 7)),
        ("ខែកក្កដា ឆ្នាំ២០២៧", month(2027, 7)),
        ("ខែ៧", month(2027, 7)),
        ("កុម្ភះ", month(2027, 2)),
        ("៥/៧/២០២៧", on(2027, 7, 5)),
    ]);
}

#[test]
fn times_of_day_are_understood() {
    check_times(&[
        ("24 10:30", on(2026, 11, 24), 10, 30),
        ("thu 10:30", on(2026, 11, 26), 10, 30),
        ("10:30 thu", on(2026, 11, 26), 10, 30),
        ("thu at 9", on(2026, 11, 26), 9, 0),
        ("thu 9am", on(2026, 11, 26), 9, 0),
        ("thu 2 pm", on(2026, 11, 26), 14, 0),
        ("thu 9.30am", on(2026, 11, 26), 9, 30),
        ("thu 12am", on(2026, 11, 26), 0, 0),
        ("thu 12 pm", on(2026, 11, 26), 12, 0),
        ("thu noon", on(2026, 11, 26), 12, 0),
        ("tomorrow morning at 9", on(2026, 11, 24), 9, 0),
        ("tomorrow at 9 in the morning", on(2026, 11, 24), 9, 0),
        ("thu 9 o'clock", on(2026, 11, 26), 9, 0),
        ("thu 10h30", on(2026, 11, 26), 10, 30),
        ("10:30", on(2026, 11, 23), 10, 30),
        ("00:00", on(2026, 11, 23), 0, 0),
        ("5 july 14:00", on(2027, 7, 5), 14, 0),
        ("in 3 days at 10:30", on(2026, 11, 26), 10, 30),
        ("+3 10:30", on(2026, 11, 26), 10, 30),
        ("05.07.2027 10:30", on(2027, 7, 5), 10, 30),
        ("чт в 10:30", on(2026, 11, 26), 10, 30),
        ("чт 10.30", on(2026, 11, 26), 10, 30),
        ("в четверг в 10", on(2026, 11, 26), 10, 0),
        ("завтра утром в 9", on(2026, 11, 24), 9, 0),
        ("завтра в 9 утра", on(2026, 11, 24), 9, 0),
        ("завтра в 3 дня", on(2026, 11, 24), 15, 0),
        ("завтра в 3 часа дня", on(2026, 11, 24), 15, 0),
        ("через 3 дня в 6 вечера", on(2026, 11, 26), 18, 0),
        ("пт в полдень", on(2026, 11, 27), 12, 0),
        ("в 9 ч 30 мин 5 июля", on(2027, 7, 5), 9, 30),
        ("24 в 10", on(2026, 11, 24), 10, 0),
        ("24 утром в 9", on(2026, 11, 24), 9, 0),
        ("ថ្ងៃសុក្រ ម៉ោង ១០:៣០", on(2026, 11, 27), 10, 30),
        ("ស្អែក ម៉ោង ៩ព្រឹក", on(2026, 11, 24), 9, 0),
        ("ស្អែកព្រឹក ម៉ោង៩", on(2026, 11, 24), 9, 0),
        ("ស្អែក ម៉ោង ២រសៀល", on(2026, 11, 24), 14, 0),
        ("ស្អែក ម៉ោង ៧យប់", on(2026, 11, 24), 19, 0),
        ("ស្អែក ម៉ោង ៩កន្លះ", on(2026, 11, 24), 9, 30),
        ("ស្អែក ម៉ោង ២កន្លះរសៀល", on(2026, 11, 24), 14, 30),
        ("ស្អែក ម៉ោង ៩ និង ១៥នាទី", on(2026, 11, 24), 9, 15),
        ("ម៉ោង ១២ថ្ងៃត្រង់", on(2026, 11, 23), 12, 0),
        ("ថ្ងៃទី២៤ ម៉ោង ១០:៣០", on(2026, 11, 24), 10, 30),
    ]);
}

#[test]
fn digits_case_and_invisible_characters_do_not_matter() {
    check(&[
        ("５．７．２０２７", on(2027, 7, 5)),
        ("៥.៧.២០២៧", on(2027, 7, 5)),
        ("\u{FEFF}thu\u{200B}", on(2026, 11, 26)),
        ("\u{a0}5\u{a0}\u{a0}JULY ", on(2027, 7, 5)),
        ("ПОСЛЕЗАВТРА", on(2026, 11, 25)),
        ("май 2027", month(2027, 5)),
        ("маи\u{306} 2027", month(2027, 5)),
    ]);
}

#[test]
fn a_name_begun_with_three_letters_is_understood() {
    check(&[
        ("septem", month(2027, 9)),
        ("aug", month(2027, 8)),
        ("thursd", on(2026, 11, 26)),
        ("tomor", on(2026, 11, 24)),
        ("четв", on(2026, 11, 26)),
        ("сент", month(2027, 9)),
        ("послез", on(2026, 11, 25)),
        ("ថ្ងៃព្រ", on(2026, 11, 26)),
        ("ខែកក្ក", month(2027, 7)),
    ]);
    assert_eq!(unknown_of("ma"), "ma");
    assert_eq!(unknown_of("ju"), "ju");
}

#[test]
fn what_is_not_understood_says_which_word() {
    assert_eq!(read_on("", today()), Err(NotUnderstood::Empty));
    assert_eq!(read_on(" \u{200B}\t", today()), Err(NotUnderstood::Empty));
    assert_eq!(unknown_of("call Dara thu"), "call");
    assert_eq!(unknown_of("thu Someday"), "Someday");
    assert_eq!(unknown_of("в четверк"), "четверк");
    assert_eq!(unknown_of("thu fri"), "thu fri");
    for text in ["...", "the", "+", "-3", "in 2 hours", "через 2 часа", "thu 25:00", "thu 10:75", "10:30 11:30", "july 10:30"] {
        assert_eq!(unknown_of(text), text);
    }
    for text in ["14 am", "thu 10:", "2027", "100", "morning", "ម៉ោង", "5 5 5", "1/2/3/4", "week", "next", "5.7/2027"] {
        assert_eq!(unknown_of(text), text);
    }
}

#[test]
fn a_day_before_today_is_past() {
    let past = |text: &str| match read_on(text, today()) {
        Err(NotUnderstood::Past { place }) => place,
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(past("5 july 2026"), on(2026, 7, 5));
    assert_eq!(past("22.11.2026"), on(2026, 11, 22));
    assert_eq!(past("5.7.20"), on(2020, 7, 5));
    assert_eq!(past("october 2026"), month(2026, 10));
    assert_eq!(past("yesterday"), on(2026, 11, 22));
    assert_eq!(past("вчера"), on(2026, 11, 22));
    assert_eq!(past("ថ្ងៃទី៥ ខែនេះ"), on(2026, 11, 5));
}

#[test]
fn a_day_the_calendar_lacks_is_refused() {
    for text in ["31 june", "30 feb", "29.2.2027", "31.6", "32", "0", "5.13", "13/13/2027", "20271301", "2027-13"] {
        assert_eq!(read_on(text, today()), Err(NotUnderstood::NoSuchDay), "{text}");
    }
    assert_eq!(read_on("fri 26 nov", today()), Err(NotUnderstood::NoSuchDay));
}

#[test]
fn a_day_more_than_ten_years_ahead_is_refused() {
    for text in ["11y", "+99999999", "999999999y", "1.1.2037", "december 2036", "in 999999999 fortnight"] {
        assert_eq!(read_on(text, today()), Err(NotUnderstood::TooFar), "{text}");
    }
    assert_eq!(read_on("10y", today()), Ok(on(2036, 11, 23)));
    assert_eq!(read_on("24.11.2036", today()), Err(NotUnderstood::TooFar));
}

#[test]
fn a_weekday_on_that_weekday_is_a_week_ahead() {
    let thursday = date(2026, 11, 26);
    assert_eq!(read_on("thu", thursday), Ok(on(2026, 12, 3)));
    assert_eq!(read_on("next thu", thursday), Ok(on(2026, 12, 3)));
    assert_eq!(read_on("this thu", thursday), Ok(on(2026, 11, 26)));
    let sunday = date(2026, 11, 29);
    assert_eq!(read_on("next week", sunday), Ok(on(2026, 11, 30)));
    assert_eq!(read_on("next mon", sunday), Ok(on(2026, 11, 30)));
}

#[test]
fn months_ahead_stop_at_the_end_of_a_shorter_month() {
    assert_eq!(read_on("1m", date(2027, 1, 31)), Ok(on(2027, 2, 28)));
    assert_eq!(read_on("in a month", date(2028, 1, 31)), Ok(on(2028, 2, 29)));
    assert_eq!(read_on("через год", date(2028, 2, 29)), Ok(on(2029, 2, 28)));
    assert_eq!(read_on("31", date(2027, 2, 1)), Ok(on(2027, 3, 31)));
    assert_eq!(read_on("29 feb", date(2096, 3, 1)), Ok(on(2104, 2, 29)));
}

#[test]
fn a_long_text_is_refused_without_reading_it() {
    let rest = unknown_of(&"thu ".repeat(2_500));
    assert_eq!(rest.chars().count(), TEXT_MAX);
    assert_eq!(unknown_of(&"ថ្ងៃ".repeat(3_000)).chars().count(), TEXT_MAX);
    assert_eq!(unknown_of("12345678901234567890"), "12345678901234567890");
}

#[test]
fn places_are_written_as_people_write_them() {
    let table = [
        (Language::En, on(2026, 11, 26), "Thu 26 Nov", "Thursday 26 November"),
        (Language::En, on(2027, 7, 5), "Mon 5 Jul 2027", "Monday 5 July 2027"),
        (Language::En, month(2026, 12), "December", "December"),
        (Language::En, month(2027, 7), "July 2027", "July 2027"),
        (Language::Km, on(2026, 11, 26), "ព្រហ. 26 វិច្ឆិកា", "ថ្ងៃព្រហស្បតិ៍ ទី26 ខែវិច្ឆិកា"),
        (Language::Km, on(2027, 7, 5), "ច័ន្ទ 5 កក្កដា 2027", "ថ្ងៃច័ន្ទ ទី5 ខែកក្កដា ឆ្នាំ2027"),
        (Language::Km, month(2027, 7), "កក្កដា 2027", "ខែកក្កដា ឆ្នាំ2027"),
        (Language::Ru, on(2026, 11, 26), "чт 26 ноя", "четверг, 26 ноября"),
        (Language::Ru, on(2027, 5, 5), "ср 5 мая 2027", "среда, 5 мая 2027 г."),
        (Language::Ru, month(2027, 7), "июль 2027", "июль 2027"),
    ];
    for (language, place, short, long) in table {
        assert_eq!(write_short(place, today(), language), short);
        assert_eq!(write_long(place, today(), language), long);
    }
}

#[test]
fn names_stand_for_their_weekdays_and_months_in_each_language() {
    assert_eq!(weekday_letter(Weekday::Thursday, Language::Km), "ព្រ");
    assert_eq!(weekday_letter(Weekday::Sunday, Language::Ru), "В");
    assert_eq!(month_short(5, Language::Ru), "май");
    assert_eq!(month_short_in_date(5, Language::Ru), "мая");
    assert_eq!(month_in_date(11, Language::Ru), "ноября");
    for language in LANGUAGES {
        for month_number in 1..=12 {
            let expected = Place::Month(Month::of(date(2026, 1, 1)).plus(i32::from(month_number) - 1));
            for name in [month_long(month_number, language), month_short(month_number, language)] {
                assert_eq!(read_on(name, date(2026, 1, 1)), Ok(expected), "{name}");
            }
        }
        for (days, weekday) in Weekday::Monday.cycle_forward().take(7).enumerate() {
            for name in [weekday_long(weekday, language), weekday_short(weekday, language)] {
                let place = read_on(name, date(2026, 11, 22));
                assert_eq!(place, Ok(Place::Day(date(2026, 11, 23 + days as i8))), "{name}");
            }
        }
    }
}

#[test]
fn every_place_of_nine_years_is_read_back_as_it_was_written() {
    for start in [today(), date(2028, 2, 29), date(2026, 12, 31)] {
        let days = (0..=9 * 366).map(|days| Place::Day(start.saturating_add(days.days())));
        let months = (0..=9 * 12).map(|months| Place::Month(Month::of(start).plus(months)));
        for place in days.chain(months) {
            for language in LANGUAGES {
                for text in [write_short(place, start, language), write_long(place, start, language)] {
                    assert_eq!(read_on(&text, start), Ok(place), "{text}");
                }
            }
        }
    }
}

fn any_date() -> impl Strategy<Value = Date> {
    (1900i16..=2200, 1i8..=12, 1i8..=28, 0i32..=3).prop_map(|(year, month, day, more)| date(year, month, day).saturating_add(more.days()))
}

/// Sentences put together from words that mean something, to reach deep into the grammar.
fn any_words() -> impl Strategy<Value = String> {
    let numbers = ["5", "31", "05", "99", "2027", "2w", "20270705", "១២", "0", "12:30", "+", ".", "/", "-", ":", ","];
    let words: Vec<String> = english::WORDS
        .iter()
        .chain(russian::WORDS)
        .chain(khmer::WORDS)
        .map(|(word, _)| word.to_string())
        .chain((0..8).flat_map(|_| numbers.map(String::from)))
        .collect();
    (prop::collection::vec(prop::sample::select(words), 0..7), any::<bool>()).prop_map(|(words, spaced)| words.join(if spaced { " " } else { "" }))
}

/// What must hold of any text at all.
fn check_any(text: &str, today: Date) {
    match read(text, today, Language::Km) {
        Ok(NextDate { place, minute }) => {
            let last = place.day().unwrap_or_else(|| place.month().last_day());
            assert!(last >= today, "{text}: {place:?} is before {today}");
            assert!(place.month().first_day() <= today.saturating_add(YEARS_AHEAD_MAX.years()), "{text}");
            assert!(minute.is_none_or(|minute| minute < 24 * 60 && place.day().is_some()), "{text}");
        }
        Err(NotUnderstood::Unknown { rest }) => assert!(!rest.is_empty(), "{text:?}"),
        Err(NotUnderstood::Past { place }) => assert!(place < Place::Day(today), "{text}"),
        Err(_) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_at_all_is_read_or_refused(text in "\\PC{0,60}", today in any_date()) {
        check_any(&text, today);
    }

    #[test]
    fn any_characters_at_all_are_read_or_refused(text in any::<String>(), today in any_date()) {
        check_any(&text, today);
    }

    #[test]
    fn any_known_words_are_read_or_refused(text in any_words(), today in any_date()) {
        check_any(&text, today);
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_danger(text in any_words()) {
        for today in [Date::MAX, Date::MIN, date(9999, 12, 1), date(0, 1, 1), date(1899, 12, 31)] {
            let _ = read(&text, today, Language::Ru);
        }
    }

    #[test]
    fn a_weekday_is_that_weekday_within_the_next_seven_days(today in any_date(), offset in 0i8..7) {
        let weekday = Weekday::from_monday_zero_offset(offset).unwrap();
        for language in LANGUAGES {
            let place = read_on(weekday_long(weekday, language), today).unwrap();
            let day = place.day().unwrap();
            prop_assert_eq!(day.weekday(), weekday);
            prop_assert!(day > today && day <= today.saturating_add(7.days()));
        }
    }

    #[test]
    fn months_ahead_keep_the_day_or_stop_at_the_last(today in any_date(), months in 1i32..=119) {
        let day = read_on(&format!("+{months}m"), today).unwrap().day().unwrap();
        let month = Month::of(today).plus(months);
        prop_assert_eq!(Month::of(day), month);
        prop_assert!(day.day() == today.day() || (day == month.last_day() && day.day() < today.day()));
    }

    #[test]
    fn a_place_written_is_the_place_read(today in any_date(), days in 0i32..=9 * 365) {
        let day = today.saturating_add(days.days());
        for place in [Place::Day(day), Place::Month(Month::of(day))] {
            for language in LANGUAGES {
                prop_assert_eq!(read_on(&write_short(place, today, language), today), Ok(place));
                prop_assert_eq!(read_on(&write_long(place, today, language), today), Ok(place));
            }
        }
    }
}
