//! Short texts as people type them into forms: names and e-mail addresses.
//!
//! Owns what of them is taken and what is refused. Never escapes: the pages do that for every text.

use web::Failure;

/// Longest name of a person, a team or a company, characters.
const NAME_LENGTH_MAX: usize = 100;
/// Longest e-mail address, bytes (RFC 5321, 4.5.3.1.3).
pub(crate) const EMAIL_LENGTH_MAX: usize = 254;

/// A name on one line, blanks squeezed.
///
/// # Errors
/// [`Failure::Refused`] on `field` if it is empty, longer than 100 characters, or holds control characters.
pub(crate) fn name(field: &'static str, typed: &str) -> Result<String, Failure> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(Failure::field(field, "people-name-missing"));
    }
    if name.chars().count() > NAME_LENGTH_MAX {
        return Err(Failure::field(field, "people-name-long"));
    }
    if name.chars().any(char::is_control) {
        return Err(Failure::field(field, "people-name-odd"));
    }
    Ok(name)
}

/// An e-mail address in lower case, so that the same person cannot be added twice.
///
/// # Errors
/// [`Failure::Refused`] on the field `email` if mail could not be sent there.
pub(crate) fn email(typed: &str) -> Result<String, Failure> {
    let email = typed.trim().to_lowercase();
    if is_email(&email) { Ok(email) } else { Err(Failure::field("email", "people-email-odd")) }
}

fn is_email(email: &str) -> bool {
    let Some((local, host)) = email.split_once('@') else { return false };
    let is_word = |text: &str| !text.is_empty() && !text.starts_with('.') && !text.ends_with('.') && !text.contains("..");
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || "<>()[]\\,;:\"".contains(c);
    email.len() <= EMAIL_LENGTH_MAX && is_word(local) && is_word(host) && host.contains('.') && !host.contains('@') && !email.contains(is_odd)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_is_folded_to_lower_case() {
        assert_eq!(email(" Dara.Sok@Example.COM ").unwrap(), "dara.sok@example.com");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let long = format!("{}@example.com", "a".repeat(250));
        for text in [
            "",
            "dara",
            "@example.com",
            "dara@",
            "dara@localhost",
            "a b@example.com",
            "a@b@example.com",
            "a\r\nb@example.com",
            "<a>@example.com",
            ".a@example.com",
            &long,
        ] {
            assert!(email(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_name_is_kept_as_it_is_but_for_its_blanks() {
        assert_eq!(name("name", "  Sok\t  Dara ").unwrap(), "Sok Dara");
        assert_eq!(name("name", "<script>alert(1)</script>").unwrap(), "<script>alert(1)</script>");
        assert_eq!(name("name", "សុខ ដារ៉ា").unwrap(), "សុខ ដារ៉ា");
    }

    #[test]
    fn a_name_that_is_empty_or_endless_is_refused() {
        assert!(name("name", " \n ").is_err());
        assert!(name("name", &"x".repeat(101)).is_err());
        assert!(name("name", "a\u{0}b").is_err());
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_taken_or_refused_but_never_breaks(text in any::<String>()) {
            if let Ok(taken) = email(&text) {
                prop_assert!(taken.len() <= EMAIL_LENGTH_MAX && !taken.contains(char::is_control));
            }
            if let Ok(taken) = name("name", &text) {
                prop_assert!(!taken.is_empty() && taken.chars().count() <= NAME_LENGTH_MAX);
            }
        }
    }
}
