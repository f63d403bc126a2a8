//! The name of contents: their SHA-256.
//!
//! Owns hashing and the spelling of a hash. Never reads a whole file into memory.

use sha2::{Digest, Sha256};
use std::fmt;
use std::io::{self, Read};

/// The SHA-256 of contents: equal contents have one place, whatever they are called.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    /// Reads 64 lower-case hexadecimal digits; `None` for anything else, so that a hash can always stand in a path.
    pub fn parse(text: &str) -> Option<Hash> {
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)) {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Hash(bytes))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

/// Reads to the end: the hash and the number of bytes.
///
/// # Errors
/// Those of the reader.
pub fn hash_of(mut from: impl Read) -> io::Result<(Hash, u64)> {
    let mut sum = Sha256::new();
    let mut piece = vec![0; 64 * 1024];
    let mut count = 0;
    loop {
        match from.read(&mut piece)? {
            0 => return Ok((Hash(sum.finalize().into()), count)),
            read => {
                sum.update(&piece[..read]);
                count += read as u64;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_has_the_hash_of_the_standard() {
        let (hash, count) = hash_of(&b""[..]).unwrap();
        assert_eq!(hash.to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(count, 0);
    }

    proptest! {
        #[test]
        fn a_hash_is_read_as_it_was_written(bytes in proptest::collection::vec(any::<u8>(), 0..200_000)) {
            let (hash, count) = hash_of(&bytes[..]).unwrap();
            prop_assert_eq!(count, bytes.len() as u64);
            prop_assert_eq!(Hash::parse(&hash.to_string()), Some(hash));
        }

        #[test]
        fn nothing_else_is_a_hash(text in ".{0,70}") {
            if let Some(hash) = Hash::parse(&text) {
                prop_assert_eq!(hash.to_string(), text);
            }
        }
    }
}
