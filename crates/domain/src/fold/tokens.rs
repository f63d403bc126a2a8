//! Tokens: words and clusters written so that no tokenizer, collation or locale can split them.
//!
//! Owns the ASCII writing of words and what an index stores for a note and for a name. Never
//! decides what a query matches: that is `rank`.

use super::{Piece, fold, pieces};

/// How many letters of a word its token keeps. Longer words share a token; `rank` tells them apart.
pub const TOKEN_LETTERS: usize = 20;

/// Letters of a Latin or Cyrillic word from which its end is a token of its own.
const PART_LETTERS: usize = 3;

/// Base 35: every digit and letter but q, which switches between ASCII and other letters.
const DIGITS: &[u8; 35] = b"0123456789abcdefghijklmnoprstuvwxyz";
const SWITCH: u8 = b'q';
/// The first digit of a letter outside Cyrillic and Khmer.
const LONG: u8 = b'z';
/// After the switch, the mark of a Latin spelling; no letter's code begins with it.
const SPELLING: &str = "qy";

/// Writes the first [`TOKEN_LETTERS`] letters of a folded word in `[a-z0-9]`.
///
/// Words of ASCII letters and digits stay themselves but for q, which doubles. Other letters are
/// codes between switches, two digits for Cyrillic and Khmer. The writing of a word's beginning
/// is a beginning of the word's writing, and [`decode`] reads it back.
pub fn encode(word: &str) -> String {
    let mut token = Vec::with_capacity(word.len());
    let mut ascii = true;
    for c in word.chars().take(TOKEN_LETTERS) {
        let plain = c.is_ascii_lowercase() || c.is_ascii_digit();
        if plain != ascii {
            token.push(SWITCH);
            ascii = plain;
        }
        if plain {
            token.extend((c as u32 == u32::from(SWITCH)).then_some(SWITCH));
            token.push(c as u8);
        } else {
            push_code(&mut token, u32::from(c));
        }
    }
    token.into_iter().map(char::from).collect()
}

fn push_code(token: &mut Vec<u8>, code_point: u32) {
    let digit = |n: u32| DIGITS[n as usize % DIGITS.len()];
    match code_point {
        0x400..=0x4ff => push_short(token, code_point - 0x400),
        0x1780..=0x17ff => push_short(token, code_point - 0x1780 + 256),
        _ => {
            token.push(LONG);
            token.extend([42_875, 1_225, 35, 1].map(|unit| digit(code_point / unit)));
        }
    }
}

fn push_short(token: &mut Vec<u8>, number: u32) {
    token.push(DIGITS[number as usize / DIGITS.len()]);
    token.push(DIGITS[number as usize % DIGITS.len()]);
}

/// Reads what [`encode`] wrote; `None` for any other text.
pub fn decode(token: &str) -> Option<String> {
    let mut word = String::new();
    let mut ascii = true;
    let mut rest = token.bytes();
    let value = |b: u8| DIGITS.iter().position(|d| *d == b).map(|n| n as u32);
    while let Some(b) = rest.next() {
        if !ascii && b == SWITCH {
            ascii = true;
        } else if ascii && b == SWITCH {
            match rest.next()? {
                SWITCH => word.push('q'),
                first => {
                    ascii = false;
                    word.push(read_code(first, &mut rest, value)?);
                }
            }
        } else if ascii {
            word.push(char::from(b));
        } else {
            word.push(read_code(b, &mut rest, value)?);
        }
    }
    Some(word)
}

fn read_code(first: u8, rest: &mut std::str::Bytes<'_>, value: impl Fn(u8) -> Option<u32>) -> Option<char> {
    if first != LONG {
        let number = value(first)? * 35 + value(rest.next()?)?;
        let code_point = if number < 256 { 0x400 + number } else { 0x1780 + number - 256 };
        return char::from_u32(code_point);
    }
    let mut code_point = 0;
    for _ in 0..4 {
        code_point = code_point * 35 + value(rest.next()?)?;
    }
    char::from_u32(code_point)
}

/// The tokens of a note, in its order: words, and the clusters of unspaced runs, so that any part
/// of a run is a phrase of neighbouring tokens.
pub fn note_tokens(text: &str) -> Vec<String> {
    let folded = fold(text);
    pieces(&folded).iter().flat_map(Piece::clusters).map(encode).collect()
}

/// What an index stores for the names of one client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameTokens {
    /// Whole words and whole unspaced runs.
    pub words: Vec<String>,
    /// Ends of words of three letters or more, and of runs at every cluster: a beginning of one is
    /// any inside part of the name.
    pub parts: Vec<String>,
    /// Consonants of the Latin spelling of words in other scripts, for the lowest rank.
    pub spellings: Vec<String>,
}

/// The tokens of a name (or of several names joined by line breaks), sorted and each once.
pub fn name_tokens(text: &str) -> NameTokens {
    let mut tokens = NameTokens::default();
    for line in text.lines() {
        add_line(&mut tokens, &fold(line));
    }
    for list in [&mut tokens.words, &mut tokens.parts, &mut tokens.spellings] {
        list.sort_unstable();
        list.dedup();
    }
    tokens
}

fn add_line(tokens: &mut NameTokens, folded: &str) {
    let pieces = pieces(folded);
    for (n, piece) in pieces.iter().enumerate() {
        tokens.words.push(encode(piece.text));
        tokens.spellings.extend(spelling(piece.text).filter(|_| !piece.text.is_ascii()));
        if piece.unspaced {
            add_run(tokens, &pieces[n..]);
        } else {
            let letters = piece.text.chars().count();
            let ends = piece.text.char_indices().take((letters + 1).saturating_sub(PART_LETTERS));
            tokens.parts.extend(ends.skip(1).map(|(at, _)| encode(&piece.text[at..])));
        }
    }
}

/// Spaces inside Khmer names are written or left out at will, so a run goes on over the next runs
/// as if the spaces were not there.
fn add_run(tokens: &mut NameTokens, following: &[Piece<'_>]) {
    let joined: String = joined_runs(following).map(|piece| piece.text).collect();
    let Some(first) = following.first() else { return };
    if joined.len() > first.text.len() {
        tokens.words.push(encode(&joined));
        tokens.spellings.extend(spelling(&joined));
    }
    let mut at = 0;
    for cluster in first.clusters() {
        if at > 0 {
            tokens.parts.push(encode(&joined[at..]));
        }
        at += cluster.len();
    }
}

/// The runs at the start of a list that have at most one space between each other.
pub(super) fn joined_runs<'a, 'b>(following: &'b [Piece<'a>]) -> impl Iterator<Item = &'b Piece<'a>> {
    let mut end = None;
    following.iter().take_while(move |piece| {
        let near = end.is_none_or(|end| piece.start <= end + 1);
        end = Some(piece.start + piece.text.len());
        near && piece.unspaced
    })
}

/// The consonants of a word's Latin spelling as a token, so that Sokha finds សុខា; `None` when
/// fewer than two are left. Letters that transcriptions confuse are one: k and g, t and d, p, b
/// and f, v and w.
pub fn spelling(folded_word: &str) -> Option<String> {
    let latin = any_ascii::any_ascii(folded_word);
    let mut consonants = String::new();
    let mut before = ' ';
    for c in latin.chars().map(|c| c.to_ascii_lowercase()).filter(char::is_ascii_alphanumeric) {
        let sound = match c {
            'e' | 'i' | 'o' | 'u' => 'a',
            'g' | 'q' => 'k',
            'd' => 't',
            'b' | 'f' => 'p',
            'w' => 'v',
            'j' => 'c',
            _ => c,
        };
        let silent = match sound {
            'a' | 'y' => !consonants.is_empty(),
            'h' => true,
            _ => sound == before,
        };
        if !silent {
            consonants.push(sound);
        }
        before = sound;
    }
    consonants.truncate(TOKEN_LETTERS);
    (consonants.len() > 1).then(|| format!("{SPELLING}{consonants}"))
}
