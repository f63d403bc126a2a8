//! Fields of the company's own on the information card of clients and of the people there (E37, B20).
//!
//! Owns of whom a field tells, when it must be filled, and the key by which its answers are put in order. What a field
//! may be and how an answer is read is `own_form`'s. Never stores or shows one.

use crate::Language;
use crate::fold::fold;
use crate::own_form::{Answer, Field, FieldKind, Names, read};
use crate::place::date_number;

/// Most fields in use.
pub const OWN_FIELDS_MAX: usize = 60;
/// Letters of a text by which answers are put in order.
const KEY_LETTERS: usize = 80;
/// Figures before the point in the key of a number: as many as an answer may have.
const FIGURES: usize = 15;

/// Of whom a field tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The client.
    Client,
    /// One of the people there.
    Contact,
}

impl About {
    /// Both.
    pub const ALL: [About; 2] = [About::Client, About::Contact];

    /// The stored spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            About::Client => "client",
            About::Contact => "contact",
        }
    }

    /// Reads the stored spelling.
    pub fn parse(text: &str) -> Option<About> {
        About::ALL.into_iter().find(|about| about.as_str() == text)
    }
}

/// By when a field must be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// It may stay empty.
    Never,
    /// Before the first call: an empty one stands among what the card lacks (B26).
    FirstCall,
    /// Before the file is closed.
    Closing,
}

impl Needed {
    /// All.
    pub const ALL: [Needed; 3] = [Needed::Never, Needed::FirstCall, Needed::Closing];

    /// The stored spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Needed::Never => "never",
            Needed::FirstCall => "first_call",
            Needed::Closing => "closing",
        }
    }

    /// Reads the stored spelling.
    pub fn parse(text: &str) -> Option<Needed> {
        Needed::ALL.into_iter().find(|needed| needed.as_str() == text)
    }
}

/// The text by which answers to one field are put in order and compared: the order of these texts, byte by byte, is the
/// order of the numbers, days, places in the list, or folded words.
pub fn sort_key(field: &Field, answer: &Answer) -> String {
    match answer {
        Answer::Words(number) if matches!(field.kind, FieldKind::Number | FieldKind::Money) => number_key(number),
        Answer::Words(words) => fold(words).chars().take(KEY_LETTERS).collect(),
        Answer::Day(day) => format!("{:08}", date_number(*day)),
        Answer::Chosen(numbers) => numbers.iter().map(|number| format!("{number:03}")).collect::<Vec<_>>().join(" "),
        Answer::Yes(yes) => if *yes { "1" } else { "0" }.to_owned(),
        Answer::Named(_, name) => fold(name).chars().take(KEY_LETTERS).collect(),
    }
}

/// "1250.5" is "1000000000001250.5"; of a number below zero every figure is turned over, so that the smaller one
/// comes first, and a mark ends it, so that -1.5 stands before -1.
fn number_key(number: &str) -> String {
    let (is_negative, figures) = number.strip_prefix('-').map_or((false, number), |rest| (true, rest));
    let (whole, part) = figures.split_once('.').unwrap_or((figures, ""));
    let part = part.trim_end_matches('0');
    let mut key = format!("{whole:0>FIGURES$}");
    if !part.is_empty() {
        key.push('.');
        key.push_str(part);
    }
    if !is_negative || key.chars().all(|figure| figure == '0') {
        return format!("1{key}");
    }
    let turned: String =
        key.chars().map(|figure| figure.to_digit(10).and_then(|figure| char::from_digit(9 - figure, 10)).unwrap_or(figure)).collect();
    format!("0{turned}~")
}

/// How a field is named in the heading of a table of clients: unlike any heading that something else could mean.
pub fn heading(about: About, field: &Field) -> String {
    format!("{}{}", before(about), field.label.say(Language::En))
}

/// What stands before a field's name in the heading of a table.
fn before(about: About) -> &'static str {
    match about {
        About::Client => "Own: ",
        About::Contact => "Own, people: ",
    }
}

/// The field whose column that is, by its name in any language. A name without what stands before it is that of the first
/// field that is called so.
pub fn of_heading<'f>(fields: impl IntoIterator<Item = (About, &'f Field)>, heading: &str) -> Option<(About, &'f Field)> {
    let about = About::ALL.into_iter().find(|about| heading.starts_with(before(*about)));
    let wished = fold(about.and_then(|about| heading.strip_prefix(before(about))).unwrap_or(heading));
    let is_called =
        |field: &Field| Language::ALL.iter().any(|language| !field.label.exact(*language).is_empty() && fold(field.label.exact(*language)) == wished);
    fields.into_iter().find(|(of, field)| about.is_none_or(|about| about == *of) && is_called(field))
}

/// What stands in the field of each of the people at a client, in one cell: a line for each, "name: answer". Who answered
/// nothing has no line, unless somebody after them is called the same. [`people_from_table`] reads it back.
pub fn people_to_table(people: &[(&str, Option<String>)]) -> String {
    let mut lines = Vec::new();
    for (index, (name, answer)) in people.iter().enumerate() {
        let is_before_another = || people[index + 1..].iter().any(|(other, answer)| is_same(other, name) && answer.is_some());
        if answer.is_some() || is_before_another() {
            lines.push(format!("{}: {}", escaped(name).replace(':', "\\:"), escaped(answer.as_deref().unwrap_or(""))));
        }
    }
    lines.join("\n")
}

/// Reads a cell of [`people_to_table`]: what is answered for each of those people, and the lines that speak of nobody
/// there. A cell without any name speaks of the only one there is.
pub fn people_from_table(names: &[&str], cell: &str) -> (Vec<Option<String>>, Vec<String>) {
    let mut answers = vec![None; names.len()];
    let mut taken = vec![false; names.len()];
    let mut others = Vec::new();
    for line in cell.lines().filter(|line| !line.trim().is_empty()) {
        let named = name_and_answer(line).and_then(|(name, answer)| {
            let whose = names.iter().zip(&taken).position(|(known, taken)| !taken && is_same(known, &name))?;
            Some((whose, answer))
        });
        match named {
            Some((whose, answer)) => {
                taken[whose] = true;
                answers[whose] = Some(answer).filter(|answer| !answer.trim().is_empty());
            }
            None if names.len() == 1 && !taken[0] && cell.lines().count() == 1 => answers[0] = Some(unescaped(line)),
            None => others.push(line.to_owned()),
        }
    }
    (answers, others)
}

fn is_same(one: &str, other: &str) -> bool {
    fold(one.trim()) == fold(other.trim())
}

/// A text as one line.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\r', "").replace('\n', "\\n")
}

fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        match (sign, sign == '\\') {
            (_, true) => match signs.next() {
                Some('n') => plain.push('\n'),
                other => plain.extend(other),
            },
            (sign, _) => plain.push(sign),
        }
    }
    plain
}

/// The two sides of the first colon that no backslash stands before.
fn name_and_answer(line: &str) -> Option<(String, String)> {
    let mut is_escaped = false;
    let at = line.char_indices().find_map(|(at, sign)| {
        let found = (sign == ':' && !is_escaped).then_some(at);
        is_escaped = sign == '\\' && !is_escaped;
        found
    })?;
    let answer = line[at + 1..].strip_prefix(' ').unwrap_or(&line[at + 1..]);
    Some((unescaped(&line[..at]), unescaped(answer)))
}

/// An answer as it stands in a table that leaves the binder; [`from_table`] reads it back.
pub fn to_table(field: &Field, answer: &Answer) -> String {
    match answer {
        Answer::Chosen(numbers) => {
            let chosen = numbers.iter().filter_map(|number| field.options.get(*number));
            chosen.map(|option| option.say(Language::En).replace('\\', "\\\\").replace(';', "\\;")).collect::<Vec<_>>().join("; ")
        }
        other => other.say(field, Language::En, ("yes", "no")),
    }
}

/// Reads what stands in a table: choices by their words in any language, yes and no in three. What names a client or a
/// colleague cannot be known from a table, and what does not fit is none: the text stays text then.
pub fn from_table(field: &Field, text: &str) -> Option<Answer> {
    let text = text.trim();
    match field.kind {
        FieldKind::Client | FieldKind::Person => None,
        FieldKind::Choice | FieldKind::Several => {
            let mut numbers = choices(text).iter().map(|one| choice(field, one)).collect::<Option<Vec<usize>>>()?;
            numbers.sort_unstable();
            numbers.dedup();
            let fits = !numbers.is_empty() && (field.kind == FieldKind::Several || numbers.len() == 1);
            fits.then_some(Answer::Chosen(numbers))
        }
        FieldKind::YesNo => match fold(text).as_str() {
            "yes" | "y" | "true" | "1" | "да" | "បាទ" | "ចាស" => Some(Answer::Yes(true)),
            "no" | "n" | "false" | "0" | "нет" | "ទេ" => Some(Answer::Yes(false)),
            _ => None,
        },
        _ => read(field, &[text]).ok().flatten(),
    }
}

/// The parts between semicolons; one behind a backslash belongs to its part.
fn choices(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        match sign {
            ';' => parts.push(String::new()),
            '\\' => parts.last_mut().into_iter().for_each(|part| part.extend(signs.next())),
            sign => parts.last_mut().into_iter().for_each(|part| part.push(sign)),
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

fn choice(field: &Field, words: &str) -> Option<usize> {
    let named = |option: &Names, same: &dyn Fn(&str) -> bool| Language::ALL.iter().any(|language| same(option.exact(*language)));
    // Two choices may fold to the same words; the one that is written so comes first.
    let exactly = field.options.iter().position(|option| named(option, &|name| name == words));
    exactly.or_else(|| field.options.iter().position(|option| named(option, &|name| !name.is_empty() && fold(name) == fold(words))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn field(kind: FieldKind) -> Field {
        Field {
            key: 1,
            kind,
            label: Names::default(),
            help: Names::default(),
            required: false,
            options: vec![Names::from_line("a"), Names::from_line("b")],
        }
    }

    fn key_of(kind: FieldKind, typed: &str) -> String {
        let field = field(kind);
        sort_key(&field, &read(&field, &[typed]).unwrap().unwrap())
    }

    proptest! {
        #[test]
        fn keys_of_numbers_stand_in_the_order_of_the_numbers(one in -1_000_000_000_000_i64..1_000_000_000_000, other in -1_000_000_000_000_i64..1_000_000_000_000) {
            // Thousandths, so that parts are compared too.
            let written = |thousandths: i64| {
                let sign = if thousandths < 0 { "-" } else { "" };
                format!("{sign}{}.{:03}", thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000)
            };
            // "1,250" would be read as a thousand and more; a point never is.
            prop_assert_eq!(key_of(FieldKind::Number, &written(one)).cmp(&key_of(FieldKind::Number, &written(other))), one.cmp(&other));
        }

        #[test]
        fn keys_of_days_stand_in_the_order_of_the_days(one in 0_i32..80_000, other in 0_i32..80_000) {
            let day = |after: i32| crate::Date::constant(1900, 1, 1).saturating_add(jiff::Span::new().days(after)).to_string();
            prop_assert_eq!(key_of(FieldKind::Date, &day(one)).cmp(&key_of(FieldKind::Date, &day(other))), one.cmp(&other));
        }
    }

    proptest! {
        #[test]
        fn what_leaves_in_a_table_comes_back(words in "[a-zA-Z0-9;,\\\\ក-ឃа-я][a-zA-Z0-9;, \\\\ក-ឃа-я]{0,20}", others in proptest::collection::vec("[A-Z;\\\\]{1,4}", 1..5), mask in 1_usize..16) {
            for kind in [FieldKind::Text, FieldKind::Long, FieldKind::File] {
                let field = field(kind);
                let answer = read(&field, &[&words]).unwrap().unwrap();
                prop_assert_eq!(from_table(&field, &to_table(&field, &answer)), Some(answer));
            }
            let mut field = field(FieldKind::Several);
            let mut distinct = others.clone();
            distinct.dedup();
            field.options = distinct.iter().enumerate().map(|(number, option)| Names { en: format!("{option}{number}"), ..Names::default() }).collect();
            let chosen: Vec<usize> = (0..field.options.len()).filter(|number| mask & (1 << number) != 0).collect();
            if !chosen.is_empty() {
                let answer = Answer::Chosen(chosen);
                prop_assert_eq!(from_table(&field, &to_table(&field, &answer)), Some(answer));
            }
        }
    }

    #[test]
    fn a_heading_names_its_field_in_any_language() {
        let mut fields = [field(FieldKind::Text), field(FieldKind::Number)];
        fields[0].label = Names::from_line("Contract | កិច្ចសន្យា | Договор");
        fields[1].label = Names::from_line("Chairs");
        for words in ["Own: Contract", "contract", "ДОГОВОР", "កិច្ចសន្យា"] {
            assert_eq!(of_heading([(About::Client, &fields[0]), (About::Contact, &fields[1])], words), Some((About::Client, &fields[0])), "{words}");
        }
        // A client's and a person's field of one name are told apart by what stands before it.
        let twins = [(About::Client, &fields[1]), (About::Contact, &fields[1])];
        for (about, field) in twins {
            assert_eq!(of_heading(twins, &heading(about, field)), Some((about, field)));
        }
        assert_eq!(of_heading(twins, "Chairs"), Some(twins[0]));
        assert_eq!(of_heading(twins, "Source"), None);
        assert_eq!(from_table(&field(FieldKind::YesNo), "Да"), Some(Answer::Yes(true)));
        assert_eq!(from_table(&field(FieldKind::Number), "many"), None);
        assert_eq!(from_table(&field(FieldKind::Choice), "c"), None);
    }

    proptest! {
        #[test]
        fn what_the_people_answered_comes_back_to_each_of_them(
            people in proptest::collection::vec(("[a-c:\\\\ ]{0,3}", proptest::option::of("[a-z:\\\\][a-z:\\\\ \n]{0,8}")), 0..6),
        ) {
            let people: Vec<(&str, Option<String>)> = people.iter().map(|(name, answer)| (name.as_str(), answer.clone())).collect();
            let names: Vec<&str> = people.iter().map(|(name, _)| *name).collect();
            let answers: Vec<Option<String>> = people.iter().map(|(_, answer)| answer.clone()).collect();
            prop_assert_eq!(people_from_table(&names, &people_to_table(&people)), (answers, Vec::new()));
        }
    }

    #[test]
    fn a_cell_of_people_is_read_as_somebody_writes_it_by_hand() {
        let said = |names: &[&str], cell: &str| {
            let (answers, others) = people_from_table(names, cell);
            (answers.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>().join("|"), others.join("|"))
        };
        assert_eq!(said(&["Chan Dara", "Sok Ny"], "sok ny: coffee\nCHAN DARA:tea"), ("tea|coffee".into(), String::new()));
        assert_eq!(said(&["Chan Dara"], "tea"), ("tea".into(), String::new()));
        assert_eq!(said(&["Chan Dara", "Sok Ny"], "tea\nLy: milk\nSok Ny: coffee"), ("|coffee".into(), "tea|Ly: milk".into()));
        assert_eq!(said(&[], "tea"), (String::new(), "tea".into()));
    }

    #[test]
    fn nothing_below_nothing_is_nothing() {
        assert_eq!(key_of(FieldKind::Number, "-0"), key_of(FieldKind::Number, "0.00"));
        assert!(key_of(FieldKind::Number, "-1.5") < key_of(FieldKind::Number, "-1"));
        assert!(key_of(FieldKind::Number, "-1") < key_of(FieldKind::Number, "0"));
        assert!(key_of(FieldKind::Number, "99.95") < key_of(FieldKind::Number, "100"));
    }

    #[test]
    fn words_fold() {
        assert_eq!(key_of(FieldKind::Text, "  CAFÉ "), key_of(FieldKind::Text, "cafe"));
        assert!(key_of(FieldKind::Choice, "0") < key_of(FieldKind::Choice, "1"));
        assert!(key_of(FieldKind::YesNo, "no") < key_of(FieldKind::YesNo, "yes"));
    }

    #[test]
    fn what_is_stored_reads_back() {
        for about in About::ALL {
            assert_eq!(About::parse(about.as_str()), Some(about));
        }
        for needed in Needed::ALL {
            assert_eq!(Needed::parse(needed.as_str()), Some(needed));
        }
    }
}
