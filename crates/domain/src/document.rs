//! Documents in a file: their kinds, what a file's name says of the kind, and their order (B21–B23).
//!
//! Owns the words by which a kind is guessed and the rule of moving one document among others. Never reads contents.

use crate::DocumentKindId;

/// What a document is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// A commercial offer (B21).
    Offer,
    /// A calculation (B22).
    Calculation,
    /// An estimate (B22).
    Estimate,
    /// A schedule (B22).
    Schedule,
    /// A letter, on paper or by e-mail (B22).
    Letter,
    /// A picture.
    Picture,
    /// Anything else.
    Other,
    /// A kind of the company's own (B22: "depends on your product and field of activity").
    Own(DocumentKindId),
}

impl DocumentKind {
    /// The kinds that every company has, in the order in which they are offered.
    pub const ALL: [DocumentKind; 7] = [
        DocumentKind::Offer,
        DocumentKind::Calculation,
        DocumentKind::Estimate,
        DocumentKind::Schedule,
        DocumentKind::Letter,
        DocumentKind::Picture,
        DocumentKind::Other,
    ];

    /// The stored word; "own" for every kind of the company's own.
    pub fn as_str(self) -> &'static str {
        match self {
            DocumentKind::Offer => "offer",
            DocumentKind::Calculation => "calculation",
            DocumentKind::Estimate => "estimate",
            DocumentKind::Schedule => "schedule",
            DocumentKind::Letter => "letter",
            DocumentKind::Picture => "picture",
            DocumentKind::Other => "other",
            DocumentKind::Own(_) => "own",
        }
    }

    /// Reads the stored word, with the id that stands beside "own".
    pub fn parse(word: &str, own: Option<DocumentKindId>) -> Option<DocumentKind> {
        match own {
            Some(id) => (word == "own").then_some(DocumentKind::Own(id)),
            None => DocumentKind::ALL.into_iter().find(|kind| kind.as_str() == word),
        }
    }
}

/// Beginnings of words in names of files, folded to small letters, and what they say.
const WORDS: [(DocumentKind, &[&str]); 5] = [
    (DocumentKind::Offer, &["offer", "proposal", "quot", "кп", "предложен", "оффер", "សម្រង់", "សំណើ"]),
    (DocumentKind::Calculation, &["calc", "расч", "калькул", "គណនា"]),
    (DocumentKind::Estimate, &["estimat", "смет", "budget", "бюджет", "ប៉ាន់"]),
    (DocumentKind::Schedule, &["schedul", "timetable", "plan", "график", "расписан", "план", "កាលវិភាគ", "គម្រោង"]),
    (DocumentKind::Letter, &["letter", "письм", "លិខិត"]),
];

/// What kind a file's name speaks of; a picture is one unless its name says more.
pub fn guess_kind(name: &str, is_picture: bool) -> DocumentKind {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    // Khmer writes without spaces, so its words are looked for anywhere.
    let words: Vec<&str> = stem.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let says = |start: &str| {
        if start.is_ascii() || start.chars().all(|letter| ('а'..='я').contains(&letter)) {
            words.iter().any(|word| word.starts_with(start))
        } else {
            stem.contains(start)
        }
    };
    let named = WORDS.iter().find(|(_, starts)| starts.iter().any(|start| says(start))).map(|(kind, _)| *kind);
    named.unwrap_or(if is_picture { DocumentKind::Picture } else { DocumentKind::Other })
}

/// The title that a file's name gives: without its ending, signs between words as spaces.
pub fn title_of(name: &str) -> String {
    let stem = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.len() <= 5 && ending.chars().all(|letter| letter.is_ascii_alphanumeric()) => stem,
        _ => name,
    };
    let words: Vec<&str> = stem.split(|letter: char| letter == '_' || letter.is_whitespace()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { name.trim().to_owned() } else { words.join(" ") }
}

/// The order after `moved` was put before `before`, or last. What is not there changes nothing.
pub fn reordered<T: Copy + PartialEq>(order: &[T], moved: T, before: Option<T>) -> Vec<T> {
    if !order.contains(&moved) || before == Some(moved) {
        return order.to_vec();
    }
    let mut after: Vec<T> = order.iter().copied().filter(|one| *one != moved).collect();
    let at = before.and_then(|before| after.iter().position(|one| *one == before)).unwrap_or(after.len());
    after.insert(at, moved);
    after
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_says_what_a_document_is_for_in_three_languages() {
        let cases = [
            ("Offer_2026-11.pdf", false, DocumentKind::Offer),
            ("КП для Отеля «Пальма».docx", false, DocumentKind::Offer),
            ("សំណើតម្លៃ.pdf", false, DocumentKind::Offer),
            ("Расчёт доставки.xlsx", false, DocumentKind::Calculation),
            ("смета_ремонт.xls", false, DocumentKind::Estimate),
            ("delivery schedule.pdf", false, DocumentKind::Schedule),
            ("scan of letter.jpg", true, DocumentKind::Letter),
            ("IMG_20261123.jpg", true, DocumentKind::Picture),
            ("notes.txt", false, DocumentKind::Other),
            ("explanation.txt", false, DocumentKind::Other),
        ];
        for (name, is_picture, kind) in cases {
            assert_eq!(guess_kind(name, is_picture), kind, "{name}");
        }
    }

    #[test]
    fn a_title_is_the_name_without_its_ending() {
        for (name, title) in
            [("Price_list  2026.pdf", "Price list 2026"), (".htaccess", ".htaccess"), ("v1.2 notes", "v1.2 notes"), ("រូបថត.jpeg", "រូបថត")]
        {
            assert_eq!(title_of(name), title);
        }
    }

    #[test]
    fn every_kind_is_read_as_it_was_written() {
        for kind in DocumentKind::ALL {
            assert_eq!(DocumentKind::parse(kind.as_str(), None), Some(kind));
        }
        let own = DocumentKind::Own(DocumentKindId(7));
        assert_eq!(DocumentKind::parse(own.as_str(), Some(DocumentKindId(7))), Some(own));
        assert_eq!(DocumentKind::parse("own", None), None);
        assert_eq!(DocumentKind::parse("offer", Some(DocumentKindId(7))), None);
    }

    proptest! {
        #[test]
        fn moving_one_keeps_all_and_the_order_of_the_others(count in 1_usize..20, moved in 0_usize..20, before in proptest::option::of(0_usize..20)) {
            let order: Vec<usize> = (0..count).collect();
            let after = reordered(&order, moved, before);
            let mut sorted = after.clone();
            sorted.sort_unstable();
            prop_assert_eq!(&sorted, &order, "none lost, none doubled");
            let others: Vec<usize> = after.iter().copied().filter(|one| *one != moved).collect();
            prop_assert!(others.windows(2).all(|pair| pair[0] < pair[1]));
            if let Some(before) = before.filter(|before| *before != moved && *before < count && moved < count) {
                let at = after.iter().position(|one| *one == moved);
                prop_assert_eq!(at.map(|at| after.get(at + 1).copied()), Some(Some(before)));
            }
        }
    }
}
