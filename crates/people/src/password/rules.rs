//! Which passwords are taken: long ones that are not the first to be guessed.
//!
//! Owns the list of the commonest. Never asks for capitals or signs: such rules make worse passwords
//! (NIST SP 800-63B-4, 3.1.1.2: length, a list of what everybody tries, names of the place and the person).

use web::{Failure, Message};

/// Shortest password, characters.
const LENGTH_MIN: usize = 10;
/// Longest password, characters; more is no password but a load for the server.
const LENGTH_MAX: usize = 200;

/// Shortest word of a name that is looked for inside a password, characters.
const WORD_LENGTH_MIN: usize = 3;
/// Letters that a password must have beside the words of names.
const REST_LENGTH_MIN: usize = 5;

/// Words that everybody tries first, alone or followed by figures. Letters and digits only, lower case.
const COMMONEST: &[&str] = &[
    "password",
    "passwort",
    "passw0rd",
    "qwerty",
    "qwertyuiop",
    "qwertyui",
    "qwerty123",
    "qwertz",
    "azerty",
    "azertyuiop",
    "asdfghjkl",
    "asdfgh",
    "asdfasdf",
    "zxcvbnm",
    "1q2w3e4r",
    "1q2w3e4r5t",
    "1qaz2wsx",
    "1qaz2wsx3edc",
    "q1w2e3r4",
    "q1w2e3r4t5",
    "zaq12wsx",
    "abcdef",
    "abcdefgh",
    "abcdefghij",
    "abcdefghijk",
    "abc",
    "admin",
    "administrator",
    "root",
    "welcome",
    "letmein",
    "iloveyou",
    "loveyou",
    "sunshine",
    "princess",
    "football",
    "baseball",
    "basketball",
    "superman",
    "batman",
    "dragon",
    "monkey",
    "master",
    "shadow",
    "michael",
    "computer",
    "internet",
    "changeme",
    "changeit",
    "secret",
    "trustno1",
    "whatever",
    "starwars",
    "pokemon",
    "google",
    "facebook",
    "samsung",
    "liverpool",
    "manchester",
    "chelsea",
    "arsenal",
    "barcelona",
    "hello",
    "helloworld",
    "test",
    "testtest",
    "default",
    "guest",
    "user",
    "login",
    "manager",
    "company",
    "office",
    "sales",
    "summer",
    "winter",
    "spring",
    "autumn",
    "monday",
    "january",
    "password1",
    "passwort1",
    "motdepasse",
    "contrasena",
    "parola",
    "iloveu",
    "mylove",
    "lovely",
    "babygirl",
    "charlie",
    "jessica",
    "ashley",
    "daniel",
    "jordan",
    "hunter",
    "killer",
    "soccer",
    "ninja",
    "freedom",
    "hottie",
    "flower",
    "cookie",
    "butterfly",
    "chocolate",
    "purple",
    "ginger",
    "summertime",
    "tigger",
    "pepper",
    "buster",
    "matrix",
    "mustang",
    "maverick",
    "phoenix",
    "yankees",
    "cowboys",
    "eagles",
    "lakers",
    "ronaldo",
    "messi",
    "realmadrid",
    "juventus",
    "blink",
    "naruto",
    "minecraft",
    "fortnite",
    "windows",
    "android",
    "iphone",
    "apple",
    "microsoft",
    "linkedin",
    "instagram",
    "tiktok",
    "telegram",
    "whatsapp",
    "customer",
    "service",
    "support",
    "temporary",
    "temp",
    "newpassword",
    "mypassword",
    "yourpassword",
    "letmeinnow",
    "accessdenied",
    "opensesame",
    "qazwsx",
    "qazwsxedc",
    "1q2w3e4r5t6y",
    "1qazxsw2",
    "asdf",
    "qwer",
    "zxcv",
    "qwerasdf",
    "asdfqwer",
    "aabbcc",
    "aaabbbccc",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "battambang",
    "sihanoukville",
    "mekong",
    "tonlesap",
    "bayon",
    "sabay",
    "soksabay",
    "daybinder",
    "binder",
    "cambodia",
    "kampuchea",
    "phnompenh",
    "siemreap",
    "angkor",
    "angkorwat",
    "khmer",
    "ilovecambodia",
    "пароль",
    "йцукен",
    "йцукенгшщз",
    "привет",
    "любовь",
    "россия",
    "москва",
    "пароль123",
    "йцукенгш",
    "фывапролдж",
    "фыва",
    "марина",
    "наташа",
    "солнышко",
    "зайчик",
    "спартак",
    "зенит",
];

/// Refuses a password that is too short, too long, among the commonest, or made of the person's own name or address or
/// the company's name.
///
/// # Errors
/// [`Failure::Refused`] on the field `password`.
pub fn refuse_weak(password: &str, own: &[&str]) -> Result<(), Failure> {
    match weakness(password, own) {
        Some(message) => Err(Failure::field("password", message)),
        None => Ok(()),
    }
}

fn weakness(password: &str, own: &[&str]) -> Option<Message> {
    let length = password.chars().count();
    if length < LENGTH_MIN {
        return Some(Message::new("password-short").with("length", LENGTH_MIN));
    }
    if length > LENGTH_MAX {
        return Some(Message::new("password-long").with("length", LENGTH_MAX));
    }
    let core = core(password);
    if is_own(&core, own) {
        return Some(Message::new("password-own"));
    }
    is_common(password, &core).then(|| Message::new("password-common"))
}

/// Letters and digits in lower case: what is left when signs are put between or behind.
fn core(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether the password is such a name, or hardly more than its words in any order: "sok-dara-lotus-2027".
fn is_own(core_of_password: &str, own: &[&str]) -> bool {
    let local = |own: &str| own.split('@').next().unwrap_or("").to_owned();
    let without_figures = core_of_password.trim_end_matches(|c: char| c.is_ascii_digit());
    if own.iter().flat_map(|own| [core(own), core(&local(own))]).any(|own| !own.is_empty() && (own == core_of_password || own == without_figures)) {
        return true;
    }
    let mut words: Vec<String> = own.iter().flat_map(|own| own.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase)).collect();
    words.retain(|word| word.chars().count() >= WORD_LENGTH_MIN);
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let rest = words.iter().fold(core_of_password.to_owned(), |rest, word| rest.replace(word, ""));
    rest.len() < core_of_password.len() && rest.chars().filter(|c| !c.is_ascii_digit()).count() < REST_LENGTH_MIN
}

fn is_common(password: &str, core: &str) -> bool {
    let without_figures = core.trim_matches(|c: char| c.is_ascii_digit());
    let different: std::collections::BTreeSet<char> = password.chars().collect();
    different.len() <= 3 || is_run(core) || is_listed(core) || (!without_figures.is_empty() && is_listed(without_figures))
}

/// One of the commonest words, or one of them twice and more: "passwordpassword".
fn is_listed(core: &str) -> bool {
    !core.is_empty() && COMMONEST.iter().any(|word| core.len().is_multiple_of(word.len()) && core == word.repeat(core.len() / word.len()))
}

/// "1234567890", "9876543210", "1234512345": figures that go up or down by one, but for a few steps.
fn is_run(core: &str) -> bool {
    let codes: Vec<i64> = core.chars().map(|c| i64::from(u32::from(c))).collect();
    let steps = codes.len().saturating_sub(1);
    let by_one = codes.windows(2).filter(|pair| (pair[1] - pair[0]).abs() <= 1).count();
    steps > 0 && by_one * 5 >= steps * 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const OWN: &[&str] = &["dara.sok@example.com", "Sok Dara", "Lotus & Sons"];

    fn key(password: &str) -> Option<&'static str> {
        weakness(password, OWN).map(|message| message.key)
    }

    #[test]
    fn long_passwords_are_taken_whatever_they_are_made_of() {
        for password in ["bamboo on the river", "correct horse battery", "kdjfhgurty", "មាន់រងាវព្រឹកព្រលឹម", "4815162342 lost"]
        {
            assert_eq!(key(password), None, "{password}");
        }
    }

    #[test]
    fn a_name_inside_a_long_password_does_no_harm() {
        for password in ["dara rows on the river", "lotus blossom at noon", "so many sons of the river"] {
            assert_eq!(key(password), None, "{password}");
        }
    }

    #[test]
    fn nine_characters_are_too_few_and_two_hundred_and_one_too_many() {
        assert_eq!(key("xkcdwombat"), None);
        assert_eq!(key("xkcdwomba"), Some("password-short"));
        assert_eq!(key(&"bamboo river ".repeat(16)), Some("password-long"));
    }

    #[test]
    fn ones_own_name_and_address_are_refused() {
        for password in [
            "dara.sok@example.com",
            "Dara.Sok@Example.com",
            "sok dara 2027",
            "SokDara123",
            "dara.sok.99",
            "darasok2026!",
            "sok-dara-lotus-2027",
            "Lotus&Sons 1",
            "lotus lotus 27",
            "2027 Dara Lotus 99",
        ] {
            assert_eq!(key(password), Some("password-own"), "{password}");
        }
    }

    #[test]
    fn the_commonest_are_refused_also_with_figures_and_signs() {
        for password in [
            "password2026",
            "Password123!",
            "passwordpassword",
            "1234567890",
            "9876543210",
            "1234512345",
            "qwertyuiop",
            "aaaaaaaaaa",
            "abababababab",
            "cambodia2027",
            "Phnom-Penh 1",
            "йцукенгшщз",
            "1q2w3e4r5t",
            "2026admin2026",
        ] {
            assert_eq!(key(password), Some("password-common"), "{password}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_judged(password in any::<String>(), own in any::<String>()) {
            let _ = weakness(&password, &[&own]);
        }
    }
}
