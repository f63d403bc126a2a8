//! What a browser says of itself, in a few known words: "Firefox · Linux".
//!
//! Owns the words. Nothing that a browser sends is ever kept: whatever it writes, only words of these lists come out.

/// What the User-Agent names, and the word for it; the first that fits, for many name their ancestors too.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("YaBrowser", "Yandex"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];

const SYSTEMS: &[(&str, &str)] = &[
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

/// The device in known words; empty if none is known.
pub fn device(user_agent: &str) -> String {
    let known = |list: &[(&str, &'static str)]| list.iter().find(|(sign, _)| user_agent.contains(sign)).map(|(_, word)| *word);
    [known(BROWSERS), known(SYSTEMS)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_words_come_out_whatever_is_sent() {
        let chrome = "Mozilla/5.0 (Linux; Android 14; SM-A546E) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36";
        assert_eq!(device(chrome), "Chrome · Android");
        assert_eq!(device("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"), "Firefox · Linux");
        assert_eq!(device("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1"), "Safari · iPhone");
        for odd in ["", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", &"x".repeat(100_000)] {
            assert_eq!(device(odd), "");
        }
        assert_eq!(device("<b>Firefox/</b> Windows\u{202e}"), "Firefox · Windows");
    }
}
