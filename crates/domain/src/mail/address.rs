//! E-mail addresses as they are compared.

/// The longest address, characters (RFC 5321).
pub const ADDRESS_MAX: usize = 254;

/// The address as it is compared: in lower case, without blanks. `None` for what is no address of the form `a@b`:
/// with blanks, control characters, brackets or commas inside it, or longer than [`ADDRESS_MAX`].
pub fn address(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let (local, host) = typed.rsplit_once('@')?;
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';' | '"' | '\\' | '(' | ')' | '@');
    let is_of_host = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    let is_host = !host.is_empty() && host.chars().all(is_of_host) && !host.starts_with('.') && !host.ends_with('.') && !host.contains("..");
    let is_one = !local.is_empty() && is_host && !local.contains(is_odd) && !host.contains(is_odd) && typed.chars().count() <= ADDRESS_MAX;
    is_one.then(|| typed.to_lowercase())
}

/// The addresses of a line that was typed, separated by commas, semicolons or line ends.
///
/// # Errors
/// The first piece that is no address.
pub fn addresses(typed: &str) -> Result<Vec<String>, String> {
    let mut found: Vec<String> = Vec::new();
    for piece in typed.split([',', ';', '\n', '\r']).map(str::trim).filter(|piece| !piece.is_empty()) {
        let bare = piece.rsplit_once('<').and_then(|(_, rest)| rest.strip_suffix('>')).unwrap_or(piece);
        let one = address(bare).ok_or_else(|| piece.to_owned())?;
        if !found.contains(&one) {
            found.push(one);
        }
    }
    Ok(found)
}

/// The text as one line: what could begin a header of its own becomes a blank.
pub fn one_line(text: &str, longest: usize) -> String {
    let blank = |c: char| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c };
    let line: String = text.chars().map(blank).collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(longest).collect()
}
