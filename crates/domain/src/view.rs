//! Views of the clients: what they are filtered by, in which order, and what of each is shown (E29, B43).
//!
//! Owns what can be asked of which property, how a typed value is understood, and whether a client fits. A view is
//! written as the pairs of an address, so that it can be kept, shared and bookmarked. Never reads a client.

use crate::fold::fold;
use crate::own_form::FieldKind;
use crate::place::date_number;
use crate::{Date, Language, OwnFieldId, Place, natural_date};
use jiff::ToSpan;

/// Most conditions of a view.
pub const CONDITIONS_MAX: usize = 20;
/// Most columns of a view.
pub const COLUMNS_MAX: usize = 12;
/// Longest value of a condition, letters.
pub const VALUE_MAX: usize = 200;

macro_rules! properties {
    ($($(#[$about:meta])* $name:ident $word:literal $kind:ident),* $(,)?) => {
        /// What of a client can be asked for and shown.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum What {
            $($(#[$about])* $name,)*
            /// A field of the company's own.
            Own(OwnFieldId),
        }

        impl What {
            /// Every property but the company's own fields.
            pub const ALL: &[What] = &[$(What::$name),*];

            /// The word in an address.
            pub fn word(self) -> String {
                match self {
                    $(What::$name => $word.to_owned(),)*
                    What::Own(id) => format!("own-{id}"),
                }
            }

            /// What kind of value it has; a field of the company's own has one by what it asks for.
            pub fn kind(self) -> Option<ValueKind> {
                match self {
                    $(What::$name => Some(ValueKind::$kind),)*
                    What::Own(_) => None,
                }
            }
        }
    };
}

properties! {
    /// The name.
    Name "name" Words,
    /// Where a person works.
    Company "company" Words,
    /// The one to ask for.
    Contact "contact" Words,
    /// The first phone.
    Phone "phone" Words,
    /// The town.
    Town "town" Words,
    /// Street and house.
    Address "address" Words,
    /// The country.
    Country "country" Words,
    /// The language to speak.
    Language "language" Words,
    /// The website.
    Website "website" Words,
    /// Where the client came from.
    Source "source" Words,
    /// What is needed.
    Needs "needs" Words,
    /// What is really expected.
    Expects "expects" Words,
    /// Who decides.
    Decides "decides" Words,
    /// The competitor in use.
    Competitor "competitor" Words,
    /// Interests.
    Interests "interests" Words,
    /// How the client likes to be reached.
    Channel "preferred_channel" Words,
    /// Tags.
    Tags "tags" Tags,
    /// The note of the card.
    Note "note" Words,
    /// Among the clients that matter most.
    Top "top_ranked" OneOf,
    /// A company or a person.
    Kind "kind" OneOf,
    /// Active or closed.
    State "state" OneOf,
    /// In whose binder.
    Owner "owner" OneOf,
    /// The class by which it is spoken with.
    Class "class" OneOf,
    /// How the last contact ended.
    LastOutcome "last_outcome" OneOf,
    /// Under which date the file stands.
    Place "place" Day,
    /// The day of the last contact.
    Last "last" Day,
    /// The day on which the file was made.
    Created "created" Day,
}

impl What {
    /// Reads the word of an address.
    pub fn parse(word: &str) -> Option<What> {
        match word.strip_prefix("own-") {
            Some(id) => id.parse().ok().map(What::Own),
            None => What::ALL.iter().copied().find(|what| what.word() == word),
        }
    }
}

/// What kind of value a property has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Words.
    Words,
    /// Words between commas.
    Tags,
    /// A number.
    Number,
    /// A day.
    Day,
    /// One of a list.
    OneOf,
    /// Several of a list.
    Several,
}

impl ValueKind {
    /// Of a field of the company's own.
    pub fn of_field(kind: FieldKind) -> ValueKind {
        match kind {
            FieldKind::Text | FieldKind::Long | FieldKind::Client | FieldKind::Person | FieldKind::File => ValueKind::Words,
            FieldKind::Number | FieldKind::Money => ValueKind::Number,
            FieldKind::Date => ValueKind::Day,
            FieldKind::Choice | FieldKind::YesNo => ValueKind::OneOf,
            FieldKind::Several => ValueKind::Several,
        }
    }

    /// What can be asked of it.
    pub fn tests(self) -> &'static [Test] {
        match self {
            ValueKind::Words => &[Test::Contains, Test::Lacks, Test::Is, Test::IsNot, Test::Filled, Test::Empty],
            ValueKind::Tags | ValueKind::Several => &[Test::Is, Test::IsNot, Test::Filled, Test::Empty],
            ValueKind::Number => &[Test::AtLeast, Test::AtMost, Test::Is, Test::IsNot, Test::Filled, Test::Empty],
            ValueKind::Day => &[Test::AtLeast, Test::AtMost, Test::Is, Test::IsNot, Test::Filled, Test::Empty],
            ValueKind::OneOf => &[Test::Is, Test::IsNot, Test::Filled, Test::Empty],
        }
    }
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// It has these words inside.
    Contains,
    /// It has not.
    Lacks,
    /// It is this; of several, one of them is.
    Is,
    /// It is not.
    IsNot,
    /// At least this number; this day or later.
    AtLeast,
    /// At most this number; this day or earlier.
    AtMost,
    /// There is something.
    Filled,
    /// There is nothing.
    Empty,
}

impl Test {
    /// All, with their words in an address.
    pub const ALL: [(Test, &'static str); 8] = [
        (Test::Contains, "contains"),
        (Test::Lacks, "lacks"),
        (Test::Is, "is"),
        (Test::IsNot, "is_not"),
        (Test::AtLeast, "from"),
        (Test::AtMost, "to"),
        (Test::Filled, "filled"),
        (Test::Empty, "empty"),
    ];

    /// The word in an address.
    pub fn word(self) -> &'static str {
        Test::ALL.iter().find(|(test, _)| *test == self).map_or("is", |(_, word)| word)
    }

    /// Reads the word of an address.
    pub fn parse(word: &str) -> Option<Test> {
        Test::ALL.iter().find(|(_, known)| *known == word).map(|(test, _)| *test)
    }

    /// Whether it needs a value to compare with.
    pub fn compares(self) -> bool {
        !matches!(self, Test::Filled | Test::Empty)
    }
}

/// One condition as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Of what.
    pub what: What,
    /// What is asked.
    pub test: Test,
    /// With what it is compared.
    pub value: String,
}

/// A condition whose value was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    /// Of what.
    pub what: What,
    /// What is asked.
    pub test: Test,
    against: Held,
}

/// What stands in a property of one client, and with what it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// Nothing.
    Nothing,
    /// Folded words.
    Words(String),
    /// A word of a list, or a number as [`crate::own_field::sort_key`] writes it.
    Key(String),
    /// Several of them.
    Keys(Vec<String>),
    /// A day as yyyymmdd; a month without a day has the day 00.
    Day(i32),
}

impl Held {
    /// Words as they are compared; none if there are none.
    pub fn words(text: &str) -> Held {
        if text.trim().is_empty() { Held::Nothing } else { Held::Words(fold(text)) }
    }

    /// Tags as they are compared.
    pub fn tags(text: &str) -> Held {
        let tags: Vec<String> = text.split(',').map(fold).filter(|tag| !tag.is_empty()).collect();
        if tags.is_empty() { Held::Nothing } else { Held::Keys(tags) }
    }
}

impl Condition {
    /// Understands the value; a day may be said in words of any language, or as days from today ("-30").
    ///
    /// # Errors
    /// If nothing like that can be the value.
    pub fn ready(&self, kind: ValueKind, today: Date) -> Result<Ready, Unclear> {
        let value = self.value.trim();
        if !kind.tests().contains(&self.test) {
            return Err(Unclear);
        }
        let against = match kind {
            _ if !self.test.compares() => Held::Nothing,
            _ if value.is_empty() => return Err(Unclear),
            ValueKind::Words => Held::Words(fold(value)),
            ValueKind::Tags => Held::Key(fold(value)),
            ValueKind::Number => Held::Key(number_key(value).ok_or(Unclear)?),
            ValueKind::Day => Held::Day(date_number(day(value, today).ok_or(Unclear)?)),
            ValueKind::OneOf | ValueKind::Several => Held::Key(value.to_owned()),
        };
        Ok(Ready { what: self.what, test: self.test, against })
    }
}

/// A value that was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unclear;

fn number_key(value: &str) -> Option<String> {
    let field = crate::own_form::Field {
        key: 0,
        kind: FieldKind::Number,
        label: crate::own_form::Names::default(),
        help: crate::own_form::Names::default(),
        required: false,
        options: Vec::new(),
    };
    let answer = crate::own_form::read(&field, &[value]).ok()??;
    Some(crate::own_field::sort_key(&field, &answer))
}

/// "2026-11-23", "-30" and "+7" days from today, "tomorrow", "12 nov": the day; of a month its first.
fn day(value: &str, today: Date) -> Option<Date> {
    if let Ok(day) = value.parse::<Date>() {
        return Some(day);
    }
    let days = value.strip_prefix('-').or_else(|| value.strip_prefix('−'));
    if let Some(days) = days {
        return days.trim().parse::<u16>().ok().and_then(|days| today.checked_sub(i32::from(days).days()).ok());
    }
    match natural_date::read(value, today, Language::En).ok()?.place {
        Place::Day(day) => Some(day),
        Place::Month(month) => Some(Date::new(month.year, month.month, 1).unwrap_or(today)),
    }
}

impl Ready {
    /// Whether what a client holds fits.
    pub fn fits(&self, held: &Held) -> bool {
        match self.test {
            Test::Filled => *held != Held::Nothing,
            Test::Empty => *held == Held::Nothing,
            Test::Contains => self.inside(held),
            Test::Lacks => !self.inside(held),
            Test::Is => self.same(held),
            Test::IsNot => !self.same(held),
            Test::AtLeast => self.order(held).is_some_and(|order| order.is_ge()),
            Test::AtMost => self.order(held).is_some_and(|order| order.is_le()),
        }
    }

    fn inside(&self, held: &Held) -> bool {
        matches!((held, &self.against), (Held::Words(words), Held::Words(wished)) if words.contains(wished.as_str()))
    }

    fn same(&self, held: &Held) -> bool {
        match (held, &self.against) {
            (Held::Keys(keys), Held::Key(wished)) => keys.contains(wished),
            (held, against) => held == against,
        }
    }

    fn order(&self, held: &Held) -> Option<std::cmp::Ordering> {
        match (held, &self.against) {
            (Held::Day(day), Held::Day(wished)) => Some(day.cmp(wished)),
            (Held::Key(key), Held::Key(wished)) => Some(key.cmp(wished)),
            _ => None,
        }
    }
}

/// In which order clients are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By folded name.
    #[default]
    Name,
    /// By where the file stands, the earliest first.
    Place,
    /// By the last contact, the latest first.
    Last,
    /// By a field of the company's own, the smallest first; those without an answer are left out.
    Own(OwnFieldId),
    /// The same, the greatest first.
    OwnDown(OwnFieldId),
}

impl Order {
    /// The word in an address.
    pub fn word(self) -> String {
        match self {
            Order::Name => "name".to_owned(),
            Order::Place => "place".to_owned(),
            Order::Last => "last".to_owned(),
            Order::Own(id) => format!("own-{id}"),
            Order::OwnDown(id) => format!("own-{id}-down"),
        }
    }

    /// Reads the word of an address; anything unknown is by name.
    pub fn parse(word: &str) -> Order {
        match word {
            "place" => Order::Place,
            "last" => Order::Last,
            word => match word.strip_prefix("own-") {
                Some(rest) => match rest.strip_suffix("-down") {
                    Some(id) => id.parse().map_or(Order::Name, Order::OwnDown),
                    None => rest.parse().map_or(Order::Name, Order::Own),
                },
                None => Order::Name,
            },
        }
    }
}

/// A view: groups of conditions of which one whole group must fit, an order, and what is shown of each client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Within a group all conditions hold; of the groups one must. None at all fits every client.
    pub groups: Vec<Vec<Condition>>,
    /// In which order.
    pub order: Order,
    /// What is shown of each client beside its name.
    pub columns: Vec<What>,
    /// Whether they are shown as cards.
    pub as_cards: bool,
}

impl View {
    /// Reads the pairs of an address. What is not known there is left out, and so is a row without a value where one is
    /// needed: an empty row of the form.
    pub fn from_pairs(pairs: &[(String, String)]) -> View {
        let mut view = View::default();
        let all = |name: &str| pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect::<Vec<_>>();
        let (whats, tests, values, joins) = (all("w"), all("t"), all("v"), all("j"));
        for (index, what) in whats.iter().enumerate().take(CONDITIONS_MAX) {
            let (Some(what), Some(test)) = (What::parse(what), tests.get(index).and_then(|test| Test::parse(test))) else { continue };
            let value: String = values.get(index).copied().unwrap_or("").trim().chars().take(VALUE_MAX).collect();
            if test.compares() && value.is_empty() {
                continue;
            }
            let condition = Condition { what, test, value: if test.compares() { value } else { String::new() } };
            let begins_group = joins.get(index).is_some_and(|join| *join == "or");
            match view.groups.last_mut() {
                Some(group) if !begins_group => group.push(condition),
                _ => view.groups.push(vec![condition]),
            }
        }
        view.order = Order::parse(all("s").first().copied().unwrap_or(""));
        for column in all("c").into_iter().filter_map(What::parse) {
            if view.columns.len() < COLUMNS_MAX && !view.columns.contains(&column) {
                view.columns.push(column);
            }
        }
        view.as_cards = all("as").first().is_some_and(|form| *form == "cards");
        view
    }

    /// The pairs that [`View::from_pairs`] reads back.
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        for group in &self.groups {
            for (index, condition) in group.iter().enumerate() {
                pairs.push(("j", if index == 0 { "or" } else { "and" }.to_owned()));
                pairs.push(("w", condition.what.word()));
                pairs.push(("t", condition.test.word().to_owned()));
                pairs.push(("v", condition.value.clone()));
            }
        }
        if self.order != Order::default() {
            pairs.push(("s", self.order.word()));
        }
        pairs.extend(self.columns.iter().map(|column| ("c", column.word())));
        if self.as_cards {
            pairs.push(("as", "cards".to_owned()));
        }
        pairs
    }
}

/// Whether a client fits one of the groups; `held` says what stands in a property.
pub fn fits(groups: &[Vec<Ready>], held: impl Fn(What) -> Held) -> bool {
    groups.is_empty() || groups.iter().any(|group| group.iter().all(|ready| ready.fits(&held(ready.what))))
}

#[cfg(test)]
mod tests;
