//! Texts as people type them into the forms of clients.
//!
//! Owns what of them is taken and what is refused, with the field and the way out. Never changes what a
//! text says: only characters that leave no ink are dropped.

use crate::clients::{NewReach, ReachKind};
use domain::natural_date::{self, NextDate, NotUnderstood};
use domain::{Date, Language};
use web::{Failure, Message};

/// Longest name, characters.
pub(crate) const NAME_MAX: usize = 200;
/// Longest text of one line, characters.
pub(crate) const LINE_MAX: usize = 2_000;
/// Longest text of several lines, characters.
pub(super) const BLOCK_MAX: usize = 20_000;
/// Most contacts and most ways to reach somebody on one card.
pub(super) const ROWS_MAX: usize = 200;

/// A text of one line: control characters dropped, blanks squeezed.
///
/// # Errors
/// [`Failure::Refused`] on `field` if it is longer than `max` characters.
pub(crate) fn line(field: &'static str, typed: &str, max: usize) -> Result<String, Failure> {
    let visible: String = typed.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !c.is_control()).collect();
    let line = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    fits(field, line, max)
}

/// A text of several lines: line ends made alike, other control characters dropped.
///
/// # Errors
/// [`Failure::Refused`] on `field` if it is longer than 20,000 characters.
pub(crate) fn block(field: &'static str, typed: &str) -> Result<String, Failure> {
    let lines = typed.replace("\r\n", "\n").replace('\r', "\n");
    let visible: String = lines.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    fits(field, visible.trim().to_owned(), BLOCK_MAX)
}

fn fits(field: &'static str, text: String, max: usize) -> Result<String, Failure> {
    let length = text.chars().count();
    if length > max {
        return Err(Failure::field(field, Message::new("client-too-long").with("length", length).with("max", max)));
    }
    Ok(text)
}

/// A name; it may not be empty.
///
/// # Errors
/// [`Failure::Refused`] on `name`.
pub(super) fn name(typed: &str) -> Result<String, Failure> {
    let name = line("name", typed, NAME_MAX)?;
    if name.is_empty() { Err(Failure::field("name", "client-name-missing")) } else { Ok(name) }
}

/// A way to reach somebody; `None` for an empty field.
///
/// # Errors
/// [`Failure::Refused`] on `field` for a phone without digits and for what is no e-mail address.
pub(super) fn reach(field: &'static str, kind: ReachKind, typed: &str, contact: Option<usize>) -> Result<Option<NewReach>, Failure> {
    let as_typed = line(field, typed, NAME_MAX)?;
    if as_typed.is_empty() {
        return Ok(None);
    }
    let refusal = match kind {
        ReachKind::Phone if !domain::fold::fold(&as_typed).contains(|c: char| c.is_ascii_digit()) => Some("client-phone-odd"),
        ReachKind::Email if !is_email(&as_typed) => Some("client-email-odd"),
        _ => None,
    };
    match refusal {
        Some(key) => Err(Failure::field(field, Message::new(key).with("text", as_typed))),
        None => Ok(Some(NewReach { kind, as_typed, contact })),
    }
}

/// Whether mail could be sent there: one @ with something on both sides and no blank.
fn is_email(text: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || "<>()[]\\,;:\"".contains(c);
    text.split_once('@')
        .is_some_and(|(local, host)| !local.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains('@'))
        && !text.contains(odd)
}

/// A next date (B34).
///
/// # Errors
/// [`Failure::Refused`] on `next` with what was not understood.
pub(super) fn next(typed: &str, today: Date, language: Language) -> Result<NextDate, Failure> {
    natural_date::read(typed, today, language).map_err(|reason| {
        let message = match reason {
            NotUnderstood::Empty => Message::new("client-next-missing"),
            NotUnderstood::Unknown { rest } => Message::new("client-next-unknown").with("text", rest),
            NotUnderstood::Past { place } => Message::new("client-next-past").with("place", natural_date::write_short(place, today, language)),
            NotUnderstood::NoSuchDay => Message::new("client-next-no-such-day"),
            NotUnderstood::TooFar => Message::new("client-next-too-far"),
        };
        Failure::field("next", message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_leaves_no_ink_is_dropped() {
        assert_eq!(line("name", " Lotus\u{0}\t Café\u{7} \r\n Co.", 50).unwrap(), "Lotus Café Co.");
        assert_eq!(block("note", "one\r\ntwo\u{0}\rthree\u{1b}[0m ").unwrap(), "one\ntwo\nthree[0m");
    }

    #[test]
    fn what_is_too_long_is_refused_and_not_cut() {
        assert!(line("name", &"ក".repeat(200), NAME_MAX).is_ok());
        assert!(line("name", &"ក".repeat(201), NAME_MAX).is_err());
        assert!(block("note", &"x".repeat(20_001)).is_err());
    }

    #[test]
    fn a_phone_needs_a_digit_and_an_address_an_at_sign() {
        assert!(reach("phone", ReachKind::Phone, "០១២ ៣៤៥ ៦៧៨", None).unwrap().is_some());
        assert!(reach("phone", ReachKind::Phone, "call me", None).is_err());
        assert!(reach("email", ReachKind::Email, "dara@lotus.example", None).unwrap().is_some());
        assert_eq!(reach("email", ReachKind::Email, "  ", None).unwrap(), None);
        for text in ["dara", "dara@lotus", "@lotus.example", "a b@lotus.example", "a@b@c.example", "<a@lotus.example>"] {
            assert!(reach("email", ReachKind::Email, text, None).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_taken_or_refused_but_never_breaks(text in any::<String>()) {
            for taken in [line("name", &text, NAME_MAX), block("note", &text)].into_iter().flatten() {
                prop_assert!(!taken.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')));
            }
            for kind in ReachKind::ALL {
                let _ = reach("reaches", kind, &text, None);
            }
        }
    }
}
