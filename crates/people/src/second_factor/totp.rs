//! Codes from a secret and the time (RFC 6238, six digits, thirty seconds, SHA-1 as every authenticator knows it).
//!
//! Owns the arithmetic and the spelling of a secret. Never knows the time: it comes in.

use ring::hmac;

/// Bytes of a secret (RFC 4226, 4: at least 16, better 20).
pub(super) const SECRET_BYTES: usize = 20;
/// Seconds for which one code stands.
const STEP_SECONDS: i64 = 30;
/// Steps before and after the present one that are taken, for clocks that go wrong by half a minute.
const STEPS_AROUND: i64 = 1;

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The step of which `code` is the code at that second: the present one or a neighbour, but none up to `last_step`.
pub(super) fn step_of(secret: &[u8], code: &str, second: i64, last_step: i64) -> Option<i64> {
    let now = second.div_euclid(STEP_SECONDS);
    let mut found = None;
    // Every step is looked at, so that the time taken does not tell which one fits.
    for step in now - STEPS_AROUND..=now + STEPS_AROUND {
        if web::secret::same(&code_of(secret, step), code) && step > last_step {
            found = Some(step);
        }
    }
    found
}

/// The code of one step.
pub(super) fn code_of(secret: &[u8], step: i64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    let at = usize::from(tag.last().copied().unwrap_or(0) & 15);
    let four = tag.get(at..at + 4).map_or(0, |bytes| bytes.iter().fold(0_u32, |sum, byte| (sum << 8) | u32::from(*byte)));
    format!("{:06}", (four & 0x7fff_ffff) % 1_000_000)
}

/// Letters and digits of RFC 4648 without padding.
pub(super) fn base32(bytes: &[u8]) -> String {
    let mut text = String::new();
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(letter(held >> bits));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        text.push(letter(held << (5 - bits)));
    }
    text
}

fn letter(five: u32) -> char {
    ALPHABET.get((five & 31) as usize).map_or('A', |byte| char::from(*byte))
}

/// What an authenticator reads from the image.
pub(super) fn uri(secret: &[u8], company: &str, email: &str) -> String {
    // A colon would divide the name once more.
    let company = web::form::percent(&company.replace(':', " ")).replace('+', "%20");
    let email = web::form::percent(email).replace('+', "%20");
    format!("otpauth://totp/{company}:{email}?secret={}&issuer={company}", base32(secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn the_codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six of its eight digits.
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code_of(SECRET, second / 30), code, "{second}");
        }
    }

    #[test]
    fn a_code_is_taken_one_step_early_or_late_and_only_after_the_last_one() {
        let second = 1_111_111_111;
        let now = second / 30;
        for step in [now - 1, now, now + 1] {
            assert_eq!(step_of(SECRET, &code_of(SECRET, step), second, 0), Some(step));
            assert_eq!(step_of(SECRET, &code_of(SECRET, step), second, step), None, "taken already");
        }
        for step in [now - 2, now + 2] {
            assert_eq!(step_of(SECRET, &code_of(SECRET, step), second, 0), None);
        }
        for odd in ["", "05047", "0504710", "０５０４７１", "abcdef"] {
            assert_eq!(step_of(SECRET, odd, second, 0), None, "{odd}");
        }
    }

    #[test]
    fn a_secret_is_spelled_as_authenticators_read_it() {
        for (bytes, text) in
            [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI")]
        {
            assert_eq!(base32(bytes.as_bytes()), text);
        }
        let uri = uri(b"foobar", "Lotus & Sons: Ltd", "a+b@example.com");
        assert_eq!(uri, "otpauth://totp/Lotus%20%26%20Sons%20%20Ltd:a%2Bb%40example.com?secret=MZXW6YTBOI&issuer=Lotus%20%26%20Sons%20%20Ltd");
    }
}
