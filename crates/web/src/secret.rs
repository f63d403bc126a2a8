//! Random tokens and their hashes.
//!
//! Owns the one place where randomness comes from. What is stored is a hash; what a browser holds is the token.

use sha2::{Digest, Sha256};

/// 32 random bytes as 64 hexadecimal digits.
///
/// # Errors
/// If the system has no randomness to give; nothing can be signed in then.
pub fn token() -> Result<String, crate::Failure> {
    Ok(hex(&random::<32>()?))
}

/// That many random bytes.
///
/// # Errors
/// If the system has no randomness to give.
pub fn random<const COUNT: usize>() -> Result<[u8; COUNT], crate::Failure> {
    let mut bytes = [0_u8; COUNT];
    getrandom::fill(&mut bytes).map_err(|error| crate::Failure::Unexpected(format!("no randomness: {error}")))?;
    Ok(bytes)
}

/// What is stored of a token.
pub fn hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// The CSRF token of a session: known to its pages, useless without its cookie.
pub fn csrf(session_token: &str) -> String {
    hash(&format!("csrf:{session_token}"))
}

/// Compares without telling by its time where two texts differ.
pub fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
        text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
        text
    })
}
