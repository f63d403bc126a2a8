//! Text as somebody typed it, made safe to set: control characters gone, endless runs breakable, no tower of marks.
//! Never changes a character that anybody would read.

use serde::{Serialize, Serializer};

/// Where the typesetter may break a run without showing anything; stripped from what comes in.
const MAY_BREAK: char = '\u{1}';
/// Characters without a place to break after which one is offered.
const RUN_MAX: usize = 24;
/// Marks upon one letter that are set; real writing has at most four. The typesetter's time grows with the square of
/// their number.
const MARKS_MAX: usize = 8;

/// One text of a sheet. It is data: no character of it acts as markup.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text(String);

impl Text {
    /// Whether nothing is there; on paper an empty value becomes a line to write on.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Bytes of the text as it goes to the typesetter.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Byte offsets up to `most` at which the text may be cut: after a word, between Khmer clusters, within an endless run.
    pub(crate) fn cuts(&self, most: usize) -> Vec<usize> {
        let mut cuts = Vec::new();
        let mut before = None;
        for (offset, letter) in self.0.char_indices().take_while(|(offset, _)| *offset <= most) {
            if before.is_some_and(|before: char| may_cut(before, letter)) {
                cuts.push(offset);
            }
            before = Some(letter);
        }
        cuts
    }

    /// The text, cut with an ellipsis where it is longer than `most` bytes.
    pub(crate) fn short(&self, most: usize) -> String {
        if self.0.len() <= most {
            return self.0.clone();
        }
        let end = self.cuts(most).last().copied().unwrap_or(0);
        format!("{}…", self.0.get(..end).unwrap_or("").trim_end())
    }
}

/// Whether a reader would accept a cut between the two characters.
fn may_cut(before: char, after: char) -> bool {
    if before == MAY_BREAK {
        return true;
    }
    if is_khmer(before) && is_khmer_letter(after) {
        return before != COENG;
    }
    after.is_whitespace() && !before.is_whitespace()
}

const COENG: char = '\u{17d2}';

fn is_khmer(letter: char) -> bool {
    ('\u{1780}'..='\u{17ff}').contains(&letter)
}

/// A consonant or an independent vowel: what a Khmer cluster begins with.
fn is_khmer_letter(letter: char) -> bool {
    ('\u{1780}'..='\u{17b3}').contains(&letter)
}

/// Whether the character changes the one before it, so that a break may not stand between them.
fn joins(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{200c}'..='\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Whether the character could turn the reading direction or hide text: a tool of deceit on a printed file.
fn turns(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{feff}' | '\u{ad}')
}

fn clean(typed: &str) -> String {
    let mut text = String::with_capacity(typed.len());
    let (mut run, mut marks, mut before) = (0, 0, ' ');
    let typed = typed.replace("\r\n", "\n");
    for letter in typed.trim().chars() {
        let letter = match letter {
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            '\t' => ' ',
            other => other,
        };
        if (letter.is_control() && letter != '\n') || turns(letter) {
            continue;
        }
        marks = if joins(letter) { marks + 1 } else { 0 };
        if marks > MARKS_MAX {
            continue;
        }
        run = if letter.is_whitespace() || is_khmer(letter) { 0 } else { run + 1 };
        // A chain of joined signs is one sign, but no chain goes on for ever.
        if !joins(letter) && (run > RUN_MAX && before != '\u{200d}' || run > 2 * RUN_MAX) {
            text.push(MAY_BREAK);
            run = 1;
        }
        text.push(letter);
        before = letter;
    }
    text
}

impl<S: AsRef<str>> From<S> for Text {
    fn from(typed: S) -> Self {
        Text(clean(typed.as_ref()))
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// Serialises a label or heading: one short line, whatever came in.
pub(crate) fn label<S: Serializer>(text: &Text, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&text.short(180).replace('\n', " "))
}

/// Serialises a line or two of a list.
pub(crate) fn brief<S: Serializer>(text: &Text, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&text.short(600).replace('\n', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_and_direction_characters_do_not_reach_the_sheet() {
        assert_eq!(Text::from("a\u{1}b\u{202e}c\u{0}\r\nd\te").0, "abc\nd e");
    }

    #[test]
    fn an_endless_run_may_break_but_a_word_may_not() {
        assert_eq!(Text::from("x".repeat(60)).0.matches(MAY_BREAK).count(), 2);
        assert!(!Text::from("достопримечательность").0.contains(MAY_BREAK));
    }

    #[test]
    fn a_tower_of_marks_ends_and_what_follows_it_stays() {
        let tower: String = "a".chars().chain("\u{301}\u{489}\u{327}".chars().cycle().take(9000)).chain(" b".chars()).collect();
        let text = Text::from(tower).0;
        assert_eq!((text.chars().count(), text.ends_with(" b")), (1 + MARKS_MAX + 2, true));
        let woven: String = "\u{200d}a\u{301}".repeat(3000);
        let longest = Text::from(woven).0.split(MAY_BREAK).map(|run| run.chars().count()).max();
        assert!(longest.is_some_and(|longest| longest <= 2 * RUN_MAX + MARKS_MAX + 1), "{longest:?}");
        assert_eq!(Text::from("e\u{301}te\u{301}").0, "e\u{301}te\u{301}");
    }

    #[test]
    fn a_khmer_text_is_never_cut_before_a_subscript_or_a_vowel() {
        let text = Text::from("ក្រុមហ៊ុនខ្មែរ");
        for cut in text.cuts(1000) {
            let rest = text.0.get(cut..).unwrap();
            assert!(is_khmer_letter(rest.chars().next().unwrap()), "{rest}");
            assert!(!text.0.get(..cut).unwrap().ends_with(COENG));
        }
    }

    #[test]
    fn a_short_text_stays_whole_and_a_long_one_ends_with_an_ellipsis() {
        assert_eq!(Text::from("one two").short(7), "one two");
        assert_eq!(Text::from("one two three").short(9), "one two…");
    }
}
