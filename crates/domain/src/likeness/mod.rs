//! When two files may be of one client (E37): the same address, the same number, or names that sound alike.
//!
//! Owns the keys under which likely pairs are looked for and the judgement on a pair. Never joins anything: two
//! shops may share a name and a brother may share a phone, so a person decides.
//!
//! Names are compared in two ways. Within one script a slip of the pen is forgiven: one letter in a name of
//! five, two in one of ten, words in any order, a title or a legal form left out. Across scripts nothing but the
//! consonants is left of a name, because transcriptions agree on little else: ចាន់ ដារ៉ា, Чан Дара and
//! Chan Dara are all c-n, t-r.

mod names;
#[cfg(test)]
mod tests;

pub use names::sounds;

use names::Name;

/// What is compared of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The client's own name.
    pub name: String,
    /// Where a person works; empty for a company.
    pub company: String,
    /// The people there, the one to ask for first; empty for most persons.
    pub people: Vec<String>,
    /// The town; empty if it is not known.
    pub town: String,
    /// The birthday as the card has it; empty if it is not known.
    pub birthday: String,
    /// The addresses in lower case.
    pub emails: Vec<String>,
    /// The numbers as E.164, with an extension behind a comma.
    pub phones: Vec<String>,
}

/// What two files have in common, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Alike {
    /// The names sound alike, and nothing that is known speaks against it.
    Name,
    /// The names sound alike, and so do the companies.
    NameAndCompany,
    /// The same telephone number.
    Phone,
    /// The same e-mail address.
    Email,
}

impl Alike {
    /// All of them, the strongest first.
    pub const ALL: [Alike; 4] = [Alike::Email, Alike::Phone, Alike::NameAndCompany, Alike::Name];

    /// The stored number; a stronger likeness has the greater one.
    pub fn strength(self) -> i64 {
        self as i64 + 1
    }

    /// Reads the stored number; `None` for any other.
    pub fn of_strength(number: i64) -> Option<Alike> {
        Alike::ALL.into_iter().find(|alike| alike.strength() == number)
    }
}

/// The strongest thing that two files have in common; `None` if they are not to be taken for one client.
///
/// Is the same for (a, b) and (b, a).
pub fn alike(a: &Look, b: &Look) -> Option<Alike> {
    let share = |one: &[String], other: &[String]| one.iter().any(|text| !text.is_empty() && other.contains(text));
    if share(&a.emails, &b.emails) {
        return Some(Alike::Email);
    }
    if share(&a.phones, &b.phones) {
        return Some(Alike::Phone);
    }
    named_alike(a, b)
}

fn named_alike(a: &Look, b: &Look) -> Option<Alike> {
    if works_there(a, b) || works_there(b, a) {
        return Some(Alike::NameAndCompany);
    }
    if !Name::read(&a.name).is_like(&Name::read(&b.name)) {
        return None;
    }
    match (a.company.is_empty(), b.company.is_empty()) {
        (false, false) => Name::read(&a.company).is_like(&Name::read(&b.company)).then_some(Alike::NameAndCompany),
        _ => (!speaks_against(a, b)).then_some(Alike::Name),
    }
}

/// The same two names, once as a person at a company and once as a company with a person in it.
fn works_there(person: &Look, company: &Look) -> bool {
    !person.company.is_empty()
        && company.company.is_empty()
        && Name::read(&person.company).is_like(&Name::read(&company.name))
        && company.people.iter().any(|name| Name::read(&person.name).is_like(&Name::read(name)))
}

/// Another town or another birthday: with nothing but a name in common, that is another client.
fn speaks_against(a: &Look, b: &Look) -> bool {
    let differ = |one: &str, other: &str| !one.trim().is_empty() && !other.trim().is_empty();
    (differ(&a.town, &b.town) && !Name::read(&a.town).is_like(&Name::read(&b.town)))
        || (differ(&a.birthday, &b.birthday) && !same_day(&a.birthday, &b.birthday))
}

/// One of the two may be without its year.
fn same_day(a: &str, b: &str) -> bool {
    a == b || ((a.starts_with("--") || b.starts_with("--")) && a.trim_start_matches(|c: char| c != '-').ends_with(day_of(b)))
}

/// The month and the day of 1980-12-05 or --12-05.
fn day_of(birthday: &str) -> &str {
    birthday.get(birthday.len().saturating_sub(5)..).unwrap_or(birthday)
}

/// The keys under which a file is put and looked for: two that are alike by name share one, but for slips of the
/// pen that change a consonant. At most three, none for a name without a sound.
///
/// The first letter says what stands behind it: `n` a name by itself, `c` a name at a company.
pub fn keys(look: &Look) -> Vec<String> {
    let name = sounds(&look.name);
    if name.is_empty() {
        return Vec::new();
    }
    let mut keys = vec![format!("n{name}")];
    if look.company.is_empty() {
        let there = look.people.iter().take(2).map(|person| sounds(person)).filter(|person| !person.is_empty());
        keys.extend(there.map(|person| format!("c{person}|{name}")));
    } else {
        keys.push(format!("c{name}|{}", sounds(&look.company)));
    }
    keys.dedup();
    keys
}
