//! The order of Khmer marks.
//!
//! Owns which of the many typed orders of the same written syllable is kept. Unicode
//! normalisation leaves Khmer as typed, so the order is made here. Never splits words.

/// The sign that puts the next consonant under the one before it.
pub(super) const COENG: char = '\u{17d2}';
const DA: char = '\u{178a}';
const TA: char = '\u{178f}';
const RO: char = '\u{179a}';
const ROBAT: char = '\u{17cc}';
const AA: char = '\u{17b6}';
const II: char = '\u{17b8}';
const U: char = '\u{17bb}';
const OE: char = '\u{17be}';
const E: char = '\u{17c1}';
const AE: char = '\u{17c2}';
const OO: char = '\u{17c4}';
const HARD: char = '\u{17c9}';
const SOFT: char = '\u{17ca}';

/// Letters, marks and the repeat sign; not the punctuation and not the digits.
pub(super) fn is_letter(c: char) -> bool {
    is_base(c) || is_mark(c)
}

fn is_base(c: char) -> bool {
    matches!(c, '\u{1780}'..='\u{17b3}' | '\u{17d7}' | '\u{17dc}')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{17b4}'..='\u{17d3}' | '\u{17dd}')
}

/// Brings the marks of every syllable into one order: consonants below (RO last), robat, shifter,
/// vowels, signs. Vowels typed in two halves become one, a coeng with nothing to put below is
/// dropped, so a syllable that is still being typed is a beginning of the finished one.
pub(super) fn order_marks(text: &str) -> String {
    let mut ordered = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        if !is_letter(c) {
            ordered.push(c);
            continue;
        }
        let mut syllable = Syllable::default();
        if is_base(c) {
            syllable.base = Some(c);
        } else {
            syllable.add(c, &mut letters);
        }
        while let Some(mark) = letters.next_if(|c| is_mark(*c)) {
            syllable.add(mark, &mut letters);
        }
        syllable.write(&mut ordered);
    }
    ordered
}

/// One base letter with what stands around it.
#[derive(Default)]
struct Syllable {
    base: Option<char>,
    below: Vec<char>,
    robat: bool,
    shifter: Option<char>,
    vowels: Vec<char>,
    signs: Vec<char>,
}

impl Syllable {
    fn add(&mut self, mark: char, rest: &mut std::iter::Peekable<std::str::Chars<'_>>) {
        match mark {
            COENG => {
                // DA and TA look the same below the line, and people type either.
                let below = rest.next_if(|c| is_base(*c));
                self.below.extend(below.map(|c| if c == DA { TA } else { c }));
            }
            ROBAT => self.robat = true,
            HARD | SOFT => self.shifter = Some(mark),
            '\u{17b6}'..='\u{17c5}' => self.vowels.push(mark),
            _ => self.signs.push(mark),
        }
    }

    fn write(mut self, ordered: &mut String) {
        self.join_vowels();
        self.signs.sort_unstable();
        self.signs.dedup();
        self.below.sort_by_key(|c| *c == RO);
        ordered.extend(self.base);
        for below in self.below {
            ordered.push(COENG);
            ordered.push(below);
        }
        ordered.extend(self.robat.then_some(ROBAT));
        ordered.extend(self.shifter);
        ordered.extend(self.vowels);
        ordered.extend(self.signs);
    }

    /// Vowels typed in halves become the whole vowel; the short u typed for a shifter, which looks
    /// the same under an upper vowel, becomes the shifter its consonant takes.
    fn join_vowels(&mut self) {
        let halves = self.vowels.iter().filter(|v| **v == E).count();
        let whole = [(AA, OO), (II, OE)].into_iter().find(|(half, _)| self.vowels.contains(half));
        if let (1.., Some((half, whole))) = (halves, whole) {
            self.vowels.retain(|v| *v != E && *v != half);
            self.vowels.push(whole);
        } else if halves > 1 {
            self.vowels.retain(|v| *v != E);
            self.vowels.push(AE);
        }
        let upper = self.vowels.iter().any(|v| matches!(*v, '\u{17b7}'..='\u{17ba}' | OE));
        if upper && self.shifter.is_none() && self.vowels.contains(&U) {
            self.vowels.retain(|v| *v != U);
            let takes_soft = matches!(self.base, Some('ប' | 'ស' | 'ហ' | 'អ'));
            self.shifter = Some(if takes_soft { SOFT } else { HARD });
        }
        self.vowels.sort_unstable();
        self.vowels.dedup();
    }
}
