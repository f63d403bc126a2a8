//! Names and sentences in three scripts.
//!
//! Owns some 3,000 words made of syllables, used as often as words are: few very often, most seldom
//! (Zipf). Nobody's real name is meant.

use crate::chance::Chance;
use std::collections::HashSet;

/// A script that clients' names are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Cyrillic,
    Khmer,
}

const WORDS: usize = 1000;

const LATIN: &[&str] = &[
    "so", "kha", "ra", "vi", "chan", "da", "ri", "tha", "mel", "ber", "lo", "tus", "ka", "no", "ve", "sam", "pha", "ly", "ang", "kor", "mo", "ni",
    "ta", "ros", "bun", "sel", "mar", "ten", "ol", "gri", "fen", "wick", "dor", "pe", "ha", "zu", "quin", "el", "bo", "lan",
];
const CYRILLIC: &[&str] = &[
    "ва", "ле", "ри", "ко", "мир", "сла", "бо", "ро", "дин", "ша", "пет", "гор", "ни", "ку", "зна", "мо", "ло", "ве", "те", "рус", "ям", "щу", "ём",
    "ры", "но", "ста", "кин", "ев", "ольг", "жи",
];
const KHMER: &[&str] = &[
    "សុ",
    "ខា",
    "ដា",
    "រ៉ា",
    "វិ",
    "ចន្ទ",
    "ធី",
    "ណា",
    "ពៅ",
    "លី",
    "ហួ",
    "ម៉េង",
    "ស្រី",
    "បុប្ផា",
    "រិទ្ធ",
    "កែវ",
    "មុន្នី",
    "ភក្តី",
    "សៀម",
    "រាប",
    "អង្គ",
    "ទេព",
    "គង់",
    "ហេង",
    "សំ",
    "នាង",
    "ឈូក",
    "ផល",
    "ត្រី",
    "ផ្កា",
];

const LATIN_FORMS: &[&str] = &["Trading", "Co., Ltd", "Hotel", "Group", "Market", "Supply", "Clinic", "School", "Import Export", "Garden"];
const CYRILLIC_FORMS: &[&str] = &["ООО", "ИП", "Торговый дом", "АО", "Гостиница"];
const KHMER_FORMS: &[&str] = &["ក្រុមហ៊ុន", "ហាង", "សណ្ឋាគារ", "ឃ្លាំង", "សាលា"];

struct Words {
    words: Vec<String>,
}

impl Words {
    fn new(syllables: &[&str], chance: &mut Chance) -> Words {
        let mut known = HashSet::new();
        let mut words = Vec::with_capacity(WORDS);
        while words.len() < WORDS {
            let length = 2 + chance.below(2);
            let word: String = (0..length).map(|_| pick(syllables, chance)).collect();
            if known.insert(word.clone()) {
                words.push(word);
            }
        }
        Words { words }
    }
}

fn pick<'a>(list: &[&'a str], chance: &mut Chance) -> &'a str {
    list.get(chance.below(list.len() as u64) as usize).copied().unwrap_or("")
}

/// All words with how often each is used.
pub(crate) struct Vocabulary {
    latin: Words,
    cyrillic: Words,
    khmer: Words,
    /// The share of the words up to each rank, in millionths.
    shares: Vec<u64>,
}

impl Vocabulary {
    pub(crate) fn new() -> Vocabulary {
        let mut chance = Chance::new(1);
        let weights: Vec<f64> = (1..=WORDS).map(|rank| 1.0 / rank as f64).collect();
        let whole: f64 = weights.iter().sum();
        let mut sum = 0.0;
        let shares = weights
            .iter()
            .map(|weight| {
                sum += weight;
                (sum / whole * 1_000_000.0) as u64
            })
            .collect();
        Vocabulary {
            latin: Words::new(LATIN, &mut chance),
            cyrillic: Words::new(CYRILLIC, &mut chance),
            khmer: Words::new(KHMER, &mut chance),
            shares,
        }
    }

    /// A word, common ones often.
    pub(crate) fn word(&self, script: Script, chance: &mut Chance) -> &str {
        let words = match script {
            Script::Latin => &self.latin.words,
            Script::Cyrillic => &self.cyrillic.words,
            Script::Khmer => &self.khmer.words,
        };
        let share = chance.below(1_000_000);
        let rank = self.shares.partition_point(|upto| *upto <= share);
        words.get(rank.min(words.len().saturating_sub(1))).map_or("", String::as_str)
    }

    /// A person's name: two words, in Khmer with a space between.
    pub(crate) fn person(&self, script: Script, chance: &mut Chance) -> String {
        let family = self.word(script, chance).to_owned();
        let given = self.word(script, chance);
        format!("{} {}", capital(&family), capital(given))
    }

    /// A company's name: one or two words and what kind of house it is; a Khmer one is one run.
    pub(crate) fn company(&self, script: Script, chance: &mut Chance) -> String {
        let first = capital(self.word(script, chance));
        let second = if chance.once_in(2) { capital(self.word(script, chance)) } else { String::new() };
        match script {
            Script::Latin => format!("{} {}", format!("{first} {second}").trim(), pick(LATIN_FORMS, chance)),
            Script::Cyrillic => format!("{} «{}»", pick(CYRILLIC_FORMS, chance), format!("{first} {second}").trim()),
            Script::Khmer => format!("{}{first}{second}", pick(KHMER_FORMS, chance)),
        }
    }

    /// What somebody wrote after a call, 6 to 20 words.
    pub(crate) fn note(&self, script: Script, chance: &mut Chance) -> String {
        let gap = if script == Script::Khmer { "" } else { " " };
        let count = 6 + chance.below(15);
        let mut note = String::new();
        for number in 0..count {
            if number > 0 {
                note.push_str(if number % 6 == 0 { " " } else { gap });
            }
            note.push_str(self.word(script, chance));
        }
        note
    }

    /// The script of a client: half Latin, the rest Cyrillic and Khmer.
    pub(crate) fn script(chance: &mut Chance) -> Script {
        match chance.below(10) {
            0..5 => Script::Latin,
            5..7 => Script::Cyrillic,
            _ => Script::Khmer,
        }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_words_are_far_more_common_than_the_last() {
        let vocabulary = Vocabulary::new();
        let mut chance = Chance::new(7);
        let most_common = vocabulary.latin.words[0].clone();
        let count = (0..10_000).filter(|_| vocabulary.word(Script::Latin, &mut chance) == most_common).count();
        assert!((1_000..1_700).contains(&count), "{count}");
    }

    #[test]
    fn the_same_start_gives_the_same_names() {
        let name = || Vocabulary::new().company(Script::Khmer, &mut Chance::new(3));
        assert_eq!(name(), name());
    }
}
