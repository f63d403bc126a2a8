//! A typed text cut into numbers, signs and known words.
//!
//! Owns the folding that makes spellings equal (case, digits of three scripts, invisible characters,
//! Khmer marks that look alike) and the look-up of words, whole or begun. Never knows what a
//! sequence of tokens means.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Weekday;
use unicode_normalization::UnicodeNormalization;

use super::{NotUnderstood, TEXT_MAX, english, khmer, russian};

/// The fewest letters of a name that stand for the whole of it.
const BEGUN_MIN: usize = 3;

/// A measure of calendar time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// Which part of a month or year: "end of july".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part {
    Start,
    Middle,
    End,
}

/// Which half of the day an hour belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Half {
    /// "9 am", "9 утра", "៩ព្រឹក".
    Morning,
    /// "2 pm", "6 вечера", "២រសៀល".
    Afternoon,
    /// "2 ночи" is 02:00, "8 យប់" is 20:00.
    Night,
}

/// What a word means, whatever its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Word {
    Yesterday,
    Today,
    Tomorrow,
    DayAfterTomorrow,
    /// "After" in "day after tomorrow".
    After,
    Weekday(Weekday),
    /// 1 to 12.
    Month(i8),
    /// So many of a unit: a fortnight is two weeks, полгода six months.
    Unit(Unit, u16),
    /// Khmer អាទិត្យ, which is Sunday and also the everyday word for a week.
    SundayOrWeek,
    /// Russian "дня": the unit in "3 дня", the afternoon in "в 3 дня".
    DayOrAfternoon,
    /// A number spelled out, "two".
    Count(u16),
    /// "In" of "in 3 days"; also the preposition of "in july".
    In,
    /// "Later" of "3 days later", ទៀត.
    Later,
    Next,
    This,
    Part(Part),
    /// What stands before a time of day: "at", "в", "ម៉ោង"; before anything else it says nothing.
    At,
    Hour,
    Minute,
    /// Half past: ម៉ោង ៩ កន្លះ.
    HalfPast,
    Half(Half),
    Noon,
    /// What marks a number as a day of the month: "th", "-го", "ទី".
    DayMark,
    /// Says nothing: "the", "of".
    Filler,
}

/// A piece of the typed text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A number and how many digits it was typed with; 0 digits if it was spelled out.
    Number {
        value: u32,
        digits: u8,
    },
    /// `.`, `/` or `-` between two numbers.
    Separator(char),
    Colon,
    Plus,
    Word(Word),
}

impl Token {
    /// The unit a word counts, and how many of it the word stands for; "дня" counts days here.
    pub(super) fn unit(&self) -> Option<(Unit, u16)> {
        match self {
            Token::Word(Word::Unit(unit, times)) => Some((*unit, *times)),
            Token::Word(Word::DayOrAfternoon) => Some((Unit::Day, 1)),
            _ => None,
        }
    }
}

/// A folded character and where it begins in the text.
struct Folded {
    character: char,
    at: usize,
}

/// The vocabularies of all languages, folded.
struct Vocabulary {
    /// Words of scripts that put spaces between words.
    spaced: HashMap<String, Word>,
    /// Khmer words, longest first, because Khmer is written without spaces.
    khmer: Vec<(Vec<char>, Word)>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let spaced = english::WORDS.iter().chain(russian::WORDS);
    let mut khmer: Vec<(Vec<char>, Word)> =
        khmer::WORDS.iter().map(|(text, word)| (fold(text).iter().map(|f| f.character).collect(), *word)).collect();
    khmer.sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
    Vocabulary { spaced: spaced.map(|(text, word)| (fold(text).iter().map(|f| f.character).collect(), *word)).collect(), khmer }
});

/// Cuts a text into tokens. Work grows with the length of the text times the size of the vocabulary.
pub(super) fn read(text: &str) -> Result<Vec<Token>, NotUnderstood> {
    let text: String = text.nfkc().collect();
    let folded = fold(&text);
    let mut tokens = Vec::new();
    let mut position = 0;
    while let Some(current) = folded.get(position) {
        let length = match current.character {
            '0'..='9' => read_number(&folded[position..], &mut tokens),
            character if is_khmer(character) => read_khmer(&folded[position..], &mut tokens),
            character if character.is_alphabetic() => read_word(&folded[position..], &mut tokens),
            _ => read_sign(&folded, position, &mut tokens).then_some(1),
        };
        let Some(length) = length else {
            return Err(NotUnderstood::Unknown { rest: unknown_word(&text, current.at) });
        };
        position += length;
    }
    if !tokens.is_empty() {
        return Ok(settle_sundays(tokens));
    }
    match text.trim() {
        "" => Err(NotUnderstood::Empty),
        _ if folded.iter().all(|f| f.character.is_whitespace()) => Err(NotUnderstood::Empty),
        trimmed => Err(NotUnderstood::Unknown { rest: trimmed.to_string() }),
    }
}

/// From `start` up to the next space, and for a word up to the next digit: the word as it was typed.
fn unknown_word(text: &str, start: usize) -> String {
    let is_word = text[start..].starts_with(char::is_alphabetic);
    let ends = |c: char| c.is_whitespace() || (is_word && c.is_numeric() && !c.is_alphabetic());
    text[start..].chars().take_while(|c| !ends(*c)).take(TEXT_MAX).collect()
}

/// Makes equal what a reader takes for equal. Khmer: the two stacked forms of ដ and ត look the same,
/// ័ and ៍ are often left out, ះ and ៈ are confused, and vowels are typed in two strokes.
fn fold(text: &str) -> Vec<Folded> {
    const STACK: char = '\u{17D2}';
    let mut folded: Vec<Folded> = Vec::with_capacity(text.len());
    for (at, original) in text.char_indices() {
        let before = folded.last().map(|f| f.character);
        for character in original.to_lowercase() {
            let character = match character {
                '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{17D0}' | '\u{17CD}' => continue,
                '\u{17B4}' | '\u{17B5}' | '\u{307}' => continue,
                '០'..='៩' => char::from(b'0' + (character as u32 - '០' as u32) as u8),
                'ё' => 'е',
                'ដ' if before == Some(STACK) => 'ត',
                '\u{17C7}' => '\u{17C8}',
                '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
                other => other,
            };
            // េ typed before ា or ី is the one vowel ោ or ើ.
            let joined = match (before, character) {
                (Some('\u{17C1}'), '\u{17B6}') => Some('\u{17C4}'),
                (Some('\u{17C1}'), '\u{17B8}') => Some('\u{17BE}'),
                _ => None,
            };
            match (joined, folded.last_mut()) {
                (Some(vowel), Some(last)) => last.character = vowel,
                _ => folded.push(Folded { character, at }),
            }
        }
    }
    folded
}

fn is_khmer(character: char) -> bool {
    matches!(character, '\u{1780}'..='\u{17D3}' | '\u{17DC}' | '\u{17DD}')
}

/// `None` for more digits than any date has.
fn read_number(folded: &[Folded], tokens: &mut Vec<Token>) -> Option<usize> {
    let length = folded.iter().take_while(|f| f.character.is_ascii_digit()).count();
    if length > 9 {
        return None;
    }
    let value = folded[..length].iter().filter_map(|f| f.character.to_digit(10)).fold(0, |sum, digit| sum * 10 + digit);
    tokens.push(Token::Number { value, digits: length as u8 });
    Some(length)
}

fn read_word(folded: &[Folded], tokens: &mut Vec<Token>) -> Option<usize> {
    let word: String = folded.iter().map(|f| f.character).take_while(|c| c.is_alphabetic() && !is_khmer(*c)).collect();
    let found = VOCABULARY.spaced.get(&word).copied().or_else(|| {
        let names = VOCABULARY.spaced.iter().filter(|(name, _)| name.starts_with(&word)).map(|(_, word)| *word);
        only_name(word.chars().count(), names)
    })?;
    push_word(found, tokens);
    Some(word.chars().count())
}

fn read_khmer(folded: &[Folded], tokens: &mut Vec<Token>) -> Option<usize> {
    let run = folded.iter().take_while(|f| is_khmer(f.character)).count();
    let starts = |text: &[char], length: usize| text.iter().zip(folded).take(length).all(|(a, b)| *a == b.character);
    let whole = VOCABULARY.khmer.iter().find(|(text, _)| text.len() <= run && starts(text, text.len()));
    // A longer name that is being typed ("ថ្ងៃព្រ…") goes before a short word that it begins with.
    let begun = || VOCABULARY.khmer.iter().filter(|(text, _)| text.len() > run && starts(text, run)).map(|(_, word)| *word);
    let (word, length) = match whole {
        Some((text, word)) if text.len() == run => (*word, run),
        Some((text, word)) => only_name(run, begun()).map_or((*word, text.len()), |name| (name, run)),
        None => (only_name(run, begun())?, run),
    };
    push_word(word, tokens);
    Some(length)
}

/// The one name that all the candidates mean, for a name begun with enough letters.
fn only_name(letters: usize, candidates: impl Iterator<Item = Word>) -> Option<Word> {
    if letters < BEGUN_MIN {
        return None;
    }
    let is_name = |word: &Word| match word {
        Word::Weekday(_) | Word::Month(_) => true,
        other => matches!(other, Word::Today | Word::Tomorrow | Word::DayAfterTomorrow | Word::SundayOrWeek),
    };
    let mut names = candidates.filter(is_name);
    let first = names.next()?;
    names.all(|name| name == first).then_some(first)
}

fn push_word(word: Word, tokens: &mut Vec<Token>) {
    match word {
        Word::Filler => {}
        Word::Count(value) => {
            // "A couple": the last number spelled out counts.
            if let Some(Token::Number { digits: 0, .. }) = tokens.last() {
                tokens.pop();
            }
            tokens.push(Token::Number { value: value.into(), digits: 0 });
        }
        word => tokens.push(Token::Word(word)),
    }
}

/// Reads one sign; false if it has no business in a date.
fn read_sign(folded: &[Folded], position: usize, tokens: &mut Vec<Token>) -> bool {
    let character = folded[position].character;
    match character {
        '+' => tokens.push(Token::Plus),
        ':' | '\u{17D6}' => tokens.push(Token::Colon),
        '.' | '/' | '-' => {
            let next = folded[position + 1..].iter().map(|f| f.character).find(|c| !c.is_whitespace());
            let before_number = next.is_some_and(|c| c.is_ascii_digit());
            match tokens.last() {
                Some(Token::Number { .. }) if before_number => tokens.push(Token::Separator(character)),
                // "-3" would be three days ago, and nothing is put into the past.
                None if character == '-' && before_number => return false,
                _ => {}
            }
        }
        ',' | '(' | ')' | '"' | '\'' | '«' | '»' | '។' | '’' => {}
        other => return other.is_whitespace(),
    }
    true
}

/// អាទិត្យ is a week when it is counted or comes "next", and Sunday otherwise.
fn settle_sundays(mut tokens: Vec<Token>) -> Vec<Token> {
    for index in 0..tokens.len() {
        if tokens[index] != Token::Word(Word::SundayOrWeek) {
            continue;
        }
        let before = index.checked_sub(1).and_then(|i| tokens.get(i));
        let counted = matches!(before, Some(Token::Number { .. }));
        let after_day = matches!(before, Some(Token::Word(Word::Unit(Unit::Day, _))));
        let comes_next = matches!(tokens.get(index + 1), Some(Token::Word(Word::Next | Word::Later)));
        tokens[index] = Token::Word(match counted || (comes_next && !after_day) {
            true => Word::Unit(Unit::Week, 1),
            false => Word::Weekday(Weekday::Sunday),
        });
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_a_vocabulary_means_two_things() {
        let mut seen: HashMap<String, Word> = HashMap::new();
        for (text, word) in english::WORDS.iter().chain(russian::WORDS).chain(khmer::WORDS) {
            let folded: String = fold(text).iter().map(|f| f.character).collect();
            let earlier = seen.insert(folded, *word);
            assert!(earlier.is_none_or(|earlier| earlier == *word), "{text} means {word:?} and {earlier:?}");
        }
    }

    #[test]
    fn every_word_is_composed_so_that_it_can_be_met() {
        for (text, _) in english::WORDS.iter().chain(russian::WORDS).chain(khmer::WORDS) {
            assert_eq!(*text, text.nfkc().collect::<String>());
        }
    }
}
