//! Plain text in any encoding.
//!
//! Owns telling text from other bytes and guessing its encoding.

use super::{Bounded, TEXT_MAX};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

/// Whether those first bytes look like text: a mark of its encoding, or no NUL and hardly a control byte.
pub(super) fn is_text(first: &[u8]) -> bool {
    if first.is_empty() {
        return false;
    }
    if Encoding::for_bom(first).is_some() {
        return true;
    }
    let odd = first.iter().filter(|byte| **byte < 32 && !matches!(byte, b'\n' | b'\r' | b'\t' | 12 | 27)).count();
    !first.contains(&0) && odd * 100 <= first.len()
}

/// The text, whatever its encoding.
pub(super) fn text(bytes: &[u8]) -> String {
    // One letter takes at most four bytes in any encoding that is guessed.
    let bytes = &bytes[..bytes.len().min(TEXT_MAX * 4)];
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            detector.guess(None, Utf8Detection::Allow)
        }
    };
    let mut text = Bounded::default();
    text.push(&encoding.decode(bytes).0);
    text.finish()
}
