//! Whether a text names somebody, and the text without the name.
//!
//! Owns what counts as naming: a name or a way to reach somebody as a whole word, whatever the case. Never guesses at
//! spellings: what is blanked is what is written.

/// What stands in the place of a name.
pub const BLANK: &str = "▮▮▮";

/// The shortest that is looked for, letters: shorter ones stand in too many other words.
const LETTERS_MIN: usize = 2;

/// Names and ways to reach somebody.
#[derive(Clone, Debug, Default)]
pub struct Named(Vec<Vec<char>>);

impl Named {
    /// Those; what is too short to mean anybody is left out.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Named {
        let mut names: Vec<Vec<char>> = names
            .into_iter()
            .map(|name| name.trim().chars().flat_map(char::to_lowercase).collect::<Vec<char>>())
            .filter(|name| name.iter().filter(|letter| letter.is_alphanumeric()).count() >= LETTERS_MIN)
            .collect();
        // The longest first, so that nothing of a long name is left over when a shorter one stands inside it.
        names.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        names.dedup();
        Named(names)
    }

    /// Whether nobody is named.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the text names one of them.
    pub fn is_in(&self, text: &str) -> bool {
        let folded = Folded::of(text);
        (0..folded.letters.len()).any(|start| self.at(&folded, start).is_some())
    }

    /// The text with every name blanked; `None` if it names nobody.
    pub fn blank(&self, text: &str) -> Option<String> {
        let folded = Folded::of(text);
        let (mut out, mut copied, mut start) = (String::new(), 0, 0);
        while start < folded.letters.len() {
            if let Some(end) = self.at(&folded, start) {
                out.push_str(&text[copied..folded.starts[start]]);
                out.push_str(BLANK);
                copied = folded.starts.get(end).copied().unwrap_or(text.len());
                start = end;
            } else {
                start += 1;
            }
        }
        if copied == 0 && out.is_empty() {
            return None;
        }
        out.push_str(&text[copied..]);
        Some(out)
    }

    /// Where the name ends that begins there.
    fn at(&self, folded: &Folded, start: usize) -> Option<usize> {
        let fits = |name: &&Vec<char>| {
            let end = start + name.len();
            folded.letters.get(start..end) == Some(name.as_slice())
                && folded.begins(start)
                && folded.ends(end)
                && !folded.is_joined(start.checked_sub(1), start)
                && !folded.is_joined(Some(end - 1), end)
        };
        self.0.iter().find(fits).map(|name| start + name.len())
    }
}

/// The letters of a text in lower case, each with the byte at which its own letter begins.
struct Folded {
    letters: Vec<char>,
    starts: Vec<usize>,
}

impl Folded {
    fn of(text: &str) -> Folded {
        let (mut letters, mut starts) = (Vec::with_capacity(text.len()), Vec::with_capacity(text.len()));
        for (at, letter) in text.char_indices() {
            for lower in letter.to_lowercase() {
                letters.push(lower);
                starts.push(at);
            }
        }
        Folded { letters, starts }
    }

    /// Whether a letter of the text begins there: some become two in lower case.
    fn begins(&self, at: usize) -> bool {
        at == 0 || self.starts.get(at) != self.starts.get(at - 1)
    }

    fn ends(&self, at: usize) -> bool {
        at >= self.letters.len() || self.begins(at)
    }

    /// Whether two neighbours belong to one word. Khmer writes no spaces between words, so there every place may be an end.
    fn is_joined(&self, before: Option<usize>, after: usize) -> bool {
        let (Some(before), Some(after)) = (before.and_then(|at| self.letters.get(at)), self.letters.get(after)) else { return false };
        before.is_alphanumeric() && after.is_alphanumeric() && !is_unspaced(*before) && !is_unspaced(*after)
    }
}

/// Scripts without spaces between words: Thai and Lao, Burmese, Khmer, Chinese and Japanese.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_found_as_a_whole_word_in_any_case_and_script() {
        let named = Named::new(["Ann", "Чан Дара", "សុខា", "+85512345678", "a@b.example.com", "x", ""]);
        for text in ["call ANN.", "Дело: чан дара", "ទូរស័ព្ទទៅសុខាថ្ងៃនេះ", "tel +85512345678!", "<A@B.example.com>"]
        {
            assert!(named.is_in(text), "{text}");
        }
        for text in ["Annual", "joann", "Чан Дарай", "+855123456789", "x", ""] {
            assert!(!named.is_in(text), "{text}");
        }
        assert_eq!(named.blank("Ann and ann, not Annual").as_deref(), Some("▮▮▮ and ▮▮▮, not Annual"));
        assert_eq!(named.blank("nobody"), None);
        assert_eq!(Named::new(["Chan", "Chan Dara"]).blank("Chan Dara").as_deref(), Some("▮▮▮"));
        assert_eq!(Named::new(["İlker"]).blank("to İlker").as_deref(), Some("to ▮▮▮"));
    }

    proptest! {
        #[test]
        fn what_was_blanked_names_nobody_and_keeps_everything_else(
            names in proptest::collection::vec("[A-Za-zА-Яа-яក-អ@+0-9 .]{2,12}", 1..4),
            words in proptest::collection::vec("\\PC{0,12}", 0..12),
            with in proptest::collection::vec(any::<bool>(), 12),
        ) {
            let named = Named::new(names.iter().map(String::as_str));
            let parts: Vec<String> = words.iter().zip(&with).map(|(word, with)| if *with { format!("{word} {} ", names[0]) } else { word.clone() }).collect();
            let text = parts.join(" ");
            match named.blank(&text) {
                Some(blanked) => {
                    prop_assert!(named.is_in(&text));
                    prop_assert!(!named.is_in(&blanked), "{text:?} → {blanked:?}");
                    prop_assert_eq!(named.blank(&blanked), None);
                }
                None => prop_assert!(!named.is_in(&text)),
            }
        }
    }
}
