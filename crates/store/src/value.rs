//! What goes into a statement and comes out of it, the same for both databases.
//!
//! Owns the four shapes a column may have. Never interprets them: days, places and words are
//! parsed by the slice that asked.

use crate::StoreError;

/// A parameter or a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// No value.
    Null,
    /// Ids, counts, days (`yyyymmdd`), moments (UTC milliseconds), flags (0 or 1).
    Int(i64),
    /// A number with a fraction; only from computations.
    Real(f64),
    /// Text in UTF-8 without NUL.
    Text(String),
    /// Raw bytes.
    Bytes(Vec<u8>),
}

macro_rules! from_int {
    ($($ty:ty),*) => {$(impl From<$ty> for Value {
        fn from(number: $ty) -> Value { Value::Int(i64::from(number)) }
    })*};
}
from_int!(i64, i32, i16, u32, u16, u8, bool);

macro_rules! from_id {
    ($($ty:ident),*) => {$(
        impl From<domain::$ty> for Value {
            fn from(id: domain::$ty) -> Value { Value::Int(id.0) }
        }
        impl FromValue for domain::$ty {
            fn from_value(value: &Value) -> Option<Self> { i64::from_value(value).map(domain::$ty) }
        }
    )*};
}
from_id!(
    PersonId,
    TeamId,
    ClientId,
    ContactId,
    SlipId,
    EntryId,
    UndoId,
    ImportId,
    AbsenceId,
    HandOverId,
    ClassId,
    FormId,
    FormVersionId,
    DocumentId,
    DocumentVersionId,
    DocumentKindId,
    OwnFieldId,
    MailboxId,
    MailId,
    LetterId,
    LetterPieceId,
    MailTextId
);

macro_rules! from_word {
    ($($ty:ident),*) => {$(
        impl From<domain::$ty> for Value {
            fn from(word: domain::$ty) -> Value { Value::Text(word.as_str().to_owned()) }
        }
        impl FromValue for domain::$ty {
            fn from_value(value: &Value) -> Option<Self> {
                match value { Value::Text(text) => domain::$ty::parse(text), _ => None }
            }
        }
    )*};
}
from_word!(Language, Role, SlipKind, EntryKind, Outcome);

impl From<domain::Place> for Value {
    fn from(place: domain::Place) -> Value {
        Value::Int(i64::from(place.number()))
    }
}

impl FromValue for domain::Place {
    fn from_value(value: &Value) -> Option<Self> {
        i32::from_value(value).and_then(domain::Place::from_number)
    }
}

impl From<domain::Date> for Value {
    fn from(date: domain::Date) -> Value {
        Value::Int(i64::from(domain::place::date_number(date)))
    }
}

impl FromValue for domain::Date {
    fn from_value(value: &Value) -> Option<Self> {
        i32::from_value(value).and_then(domain::place::date_from_number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(without_nul(text.to_owned()))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(without_nul(text))
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Value {
        Value::from(text.as_str())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}

/// PostgreSQL cannot hold U+0000 in text; both databases shall hold the same.
fn without_nul(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "") } else { text }
}

/// A type that can be read from a cell.
pub trait FromValue: Sized {
    /// `None` if the cell has another shape.
    fn from_value(value: &Value) -> Option<Self>;
}

impl FromValue for i64 {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Int(number) => Some(*number),
            _ => None,
        }
    }
}

impl FromValue for f64 {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Real(number) => Some(*number),
            Value::Int(number) => Some(*number as f64),
            _ => None,
        }
    }
}

macro_rules! int_from_value {
    ($($ty:ty),*) => {$(impl FromValue for $ty {
        fn from_value(value: &Value) -> Option<Self> { i64::from_value(value).and_then(|n| n.try_into().ok()) }
    })*};
}
int_from_value!(i32, i16, u64, u32, u16, u8, usize);

impl FromValue for bool {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Int(number) => Some(*number != 0),
            _ => None,
        }
    }
}

impl FromValue for String {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }
}

impl FromValue for Value {
    fn from_value(value: &Value) -> Option<Self> {
        Some(value.clone())
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            other => T::from_value(other).map(Some),
        }
    }
}

/// One row of an answer.
#[derive(Clone, Debug)]
pub struct Row(pub(crate) Vec<Value>);

impl Row {
    /// The cell in column `index` (from 0).
    ///
    /// # Errors
    /// [`StoreError::Shape`] if there is no such column or it holds something else: a defect of the statement.
    pub fn get<T: FromValue>(&self, index: usize) -> Result<T, StoreError> {
        self.0.get(index).and_then(T::from_value).ok_or(StoreError::Shape { column: index })
    }
}

/// The parameters of a statement: `params![client_id, place]` for `$1`, `$2`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::Value::from($value)),*] };
}
