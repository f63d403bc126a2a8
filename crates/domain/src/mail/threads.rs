//! Message ids, and which messages belong together.

/// How many ids of one message are looked at: the last ones are the nearest.
pub const IDS_MAX: usize = 40;
/// The longest id that is kept, bytes; a longer one is none.
pub const ID_MAX: usize = 400;

/// An id as it is compared: without its angle brackets and blanks. Letters keep their case. `None` for what is empty,
/// too long or holds blanks or control characters.
pub fn message_id(text: &str) -> Option<String> {
    let bare = text.trim().trim_start_matches('<').trim_end_matches('>').trim();
    let is_one = !bare.is_empty() && bare.len() <= ID_MAX && !bare.contains(|c: char| c.is_whitespace() || c.is_control() || c == '<' || c == '>');
    is_one.then(|| bare.to_owned())
}

/// The ids that a message names as before it, the nearest first: what it answers, then what stands before that.
pub fn named_before<'a>(answers: impl IntoIterator<Item = &'a str>, references: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    let references: Vec<&str> = references.into_iter().collect();
    for id in answers.into_iter().take(IDS_MAX).chain(references.into_iter().rev()).filter_map(message_id) {
        if named.len() == IDS_MAX {
            break;
        }
        if !named.contains(&id) {
            named.push(id);
        }
    }
    named
}

/// The subject without the marks of answers and forwards: "Re: AW: Offer" is "Offer".
pub fn subject_of_thread(subject: &str) -> &str {
    const MARKS: [&str; 11] = ["re", "aw", "fw", "fwd", "wg", "sv", "vs", "antw", "на", "отв", "пер"];
    let mut rest = subject.trim();
    while let Some((mark, after)) = rest.split_once(':') {
        let word = mark.trim().split('[').next().unwrap_or("").to_lowercase();
        if !MARKS.contains(&word.as_str()) {
            break;
        }
        rest = after.trim();
    }
    rest
}
