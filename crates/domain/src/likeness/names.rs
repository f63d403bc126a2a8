//! How two names are compared.
//!
//! Owns the words that are no part of a name, the sounds that are left across scripts and the slips of the pen that
//! are forgiven. Never looks at anything but names.

use crate::fold::{fold, pieces};

/// Letters of a word that are looked at; a longer one is cut.
const WORD_LETTERS: usize = 40;
/// Words that may be written without spaces between them.
const WORDS_IN_ONE: usize = 5;
/// Words of a name that are looked at.
const WORDS: usize = 12;

/// Titles and forms of address, folded: they stand before a name or not.
const TITLES: [&str; 32] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "sir",
    "madam",
    "oknha",
    "lok",
    "neak",
    "bong",
    "г",
    "г-н",
    "г-жа",
    "господин",
    "госпожа",
    "гн",
    "гжа",
    "др",
    "проф",
    "лок",
    "លោក",
    "លោកស្រី",
    "អ្នកស្រី",
    "កញ្ញា",
    "ឧកញ៉ា",
    "បណ្ឌិត",
    "បង",
    "អ្នក",
    "លោកគ្រូ",
    "វេជ្ជបណ្ឌិត",
];
/// What a company is before the law, folded: it is written or left out.
const FORMS: [&str; 40] = [
    "ltd",
    "limited",
    "co",
    "company",
    "corp",
    "corporation",
    "inc",
    "incorporated",
    "llc",
    "llp",
    "plc",
    "pte",
    "pty",
    "gmbh",
    "ag",
    "sa",
    "sarl",
    "srl",
    "bv",
    "nv",
    "oy",
    "ab",
    "kft",
    "the",
    "and",
    "group",
    "ооо",
    "оао",
    "зао",
    "пао",
    "ао",
    "ип",
    "чп",
    "тоо",
    "компания",
    "группа",
    "ក្រុមហ៊ុន",
    "សហគ្រាស",
    "សាជីវកម្ម",
    "ឯក",
];

/// A name taken apart for comparing.
pub(super) struct Name {
    /// Its words, folded, in the order of the letters, without titles and legal forms.
    words: Vec<String>,
    /// What is left across scripts, a text a word.
    sounds: Vec<String>,
    /// The same in one piece, in the order in which it is spoken.
    spoken: String,
    scripts: Scripts,
}

/// Which scripts a name is written in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scripts {
    Latin,
    Cyrillic,
    Unspaced,
    Other,
}

impl Name {
    pub(super) fn read(name: &str) -> Name {
        let folded = fold(name);
        let mut words: Vec<String> = pieces(&folded)
            .iter()
            .take(WORDS)
            .map(|piece| without_title(piece.text).chars().take(WORD_LETTERS).collect::<String>())
            .filter(|word| !word.is_empty() && !is_filler(word))
            .collect();
        if words.is_empty() {
            // A company may be called nothing but "Group".
            words = pieces(&folded).iter().take(WORDS).map(|piece| piece.text.chars().take(WORD_LETTERS).collect()).collect();
        }
        let mut heard: Vec<String> = words.iter().map(|word| consonants(word)).filter(|sounds| !sounds.is_empty()).collect();
        let (spoken, scripts) = (heard.concat(), scripts(&folded));
        words.sort_unstable();
        heard.sort_unstable();
        Name { words, sounds: heard, spoken, scripts }
    }

    /// Whether a person should take the two for one name.
    pub(super) fn is_like(&self, other: &Name) -> bool {
        if self.words.is_empty() || other.words.is_empty() {
            return false;
        }
        if self.words == other.words {
            return true;
        }
        if self.scripts == other.scripts && self.scripts != Scripts::Other {
            return self.is_nearly(other);
        }
        // Across scripts one consonant is too little to go by: Ли and Ly, or any other name with an L in it.
        let letters: usize = self.sounds.iter().map(|sounds| sounds.chars().count()).sum();
        letters > 1 && (self.sounds == other.sounds || is_made_of(&self.spoken, &other.sounds) || is_made_of(&other.spoken, &self.sounds))
    }

    /// A slip of the pen within one script. Spaces are none at all in Khmer.
    fn is_nearly(&self, other: &Name) -> bool {
        let (one, two): (String, String) = (self.words.concat(), other.words.concat());
        let letters = one.chars().count().min(two.chars().count());
        let forgiven = match letters {
            0..5 => 0,
            5..10 => 1,
            _ => 2,
        };
        // Held against the nearest from either side, so that likeness is mutual.
        distance(&one, &two, forgiven).min(words_apart(&self.words, &other.words, forgiven)).min(words_apart(&other.words, &self.words, forgiven))
            <= forgiven
    }
}

/// The consonants of a name in the order of the alphabet: the same for every order of its words and every script.
/// Empty if there is none.
pub fn sounds(name: &str) -> String {
    letters_of(&Name::read(name).sounds)
}

/// Whether a text is all of these words in some order: Khmer may leave out the spaces.
fn is_made_of(text: &str, words: &[String]) -> bool {
    if words.is_empty() {
        return text.is_empty();
    }
    words.len() <= WORDS_IN_ONE
        && words.iter().enumerate().any(|(at, word)| {
            let rest: Vec<String> = words.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, word)| word.clone()).collect();
            text.strip_prefix(word.as_str()).is_some_and(|text| is_made_of(text, &rest))
        })
}

fn letters_of(sounds: &[String]) -> String {
    let mut letters: Vec<char> = sounds.iter().flat_map(|sound| sound.chars()).collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

/// Whether a folded word is a title or a legal form, and no part of a name.
pub(super) fn is_filler(word: &str) -> bool {
    TITLES.contains(&word) || FORMS.contains(&word)
}

/// Khmer titles are written together with the name.
fn without_title(word: &str) -> &str {
    let titles = TITLES.iter().chain(&FORMS).filter(|title| !title.is_ascii());
    let longest = titles.filter(|title| word.len() > title.len() && word.starts_with(**title) && is_khmer(word)).max_by_key(|title| title.len());
    match longest {
        // What is left must begin with a letter that begins a syllable: "លោក" is no title in "លោកា".
        Some(title) => word.get(title.len()..).filter(|rest| rest.chars().next().is_some_and(|c| ('ក'..='ឳ').contains(&c))).unwrap_or(word),
        None => word,
    }
}

fn is_khmer(word: &str) -> bool {
    word.chars().next().is_some_and(|c| ('\u{1780}'..='\u{17ff}').contains(&c))
}

fn scripts(folded: &str) -> Scripts {
    let mut found = None;
    for c in folded.chars().filter(|c| c.is_alphabetic()) {
        let script = match c {
            'a'..='z' => Scripts::Latin,
            '\u{400}'..='\u{52f}' => Scripts::Cyrillic,
            '\u{1780}'..='\u{17ff}' => Scripts::Unspaced,
            _ => Scripts::Other,
        };
        if found.is_some_and(|found| found != script) {
            return Scripts::Other;
        }
        found = Some(script);
    }
    found.unwrap_or(Scripts::Other)
}

/// What is left of a word across scripts. Transcriptions confuse k and g, t and d, p, b and f, v and w, c, j and ch, s and
/// sh, r and l never; vowels and h say nothing; a final silent r of Khmer and doubled letters are one.
fn consonants(word: &str) -> String {
    let latin = any_ascii::any_ascii(word);
    let mut heard = String::new();
    let mut before = ' ';
    for c in latin.chars().map(|c| c.to_ascii_lowercase()).filter(char::is_ascii_alphanumeric) {
        let sound = match c {
            'g' | 'q' => 'k',
            'd' => 't',
            'b' | 'f' => 'p',
            'w' => 'v',
            'j' => 'c',
            'z' => 's',
            _ => c,
        };
        if !matches!(sound, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h') && sound != before {
            heard.push(sound);
        }
        before = sound;
    }
    heard
}

/// How many letters must be changed, put in, left out or swapped with their neighbour to make one text of the
/// other; `most + 1` if it is more than that.
fn distance(one: &str, two: &str, most: usize) -> usize {
    let (one, two): (Vec<char>, Vec<char>) = (one.chars().collect(), two.chars().collect());
    if one.len().abs_diff(two.len()) > most {
        return most + 1;
    }
    let mut before_last: Vec<usize> = vec![0; two.len() + 1];
    let mut last: Vec<usize> = (0..=two.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = Vec::with_capacity(two.len() + 1);
        row.push(i + 1);
        for (j, b) in two.iter().enumerate() {
            let mut least = (last[j + 1] + 1).min(row[j] + 1).min(last[j] + usize::from(a != b));
            if i > 0 && j > 0 && *a == two[j - 1] && one[i - 1] == *b {
                least = least.min(before_last[j - 1] + 1);
            }
            row.push(least);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[two.len()].min(most + 1)
}

/// The same over words in any order: each is held against the nearest that is left. `most + 1` if there are more of
/// them in one name, or if it is more than that.
fn words_apart(one: &[String], two: &[String], most: usize) -> usize {
    if one.len() != two.len() {
        return most + 1;
    }
    let mut left: Vec<&String> = two.iter().collect();
    let mut apart = 0;
    for word in one {
        let nearest = left.iter().enumerate().map(|(at, other)| (distance(word, other, most), at)).min();
        let Some((far, at)) = nearest else { return most + 1 };
        left.swap_remove(at);
        apart += far;
    }
    apart.min(most + 1)
}
