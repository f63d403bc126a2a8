//! A laid-out message as a page of its own inside a frame that can do nothing.
//!
//! Owns what is left of it: no script, no form, no style of its own, and nothing from elsewhere unless somebody asked
//! for the pictures. The page's policy forbids the same once more.

use ammonia::{Builder, UrlRelative};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::HashSet;

const STYLE: &str = "body{margin:1rem;font:15px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;overflow-wrap:anywhere}img{max-width:100%;height:auto}img:not([src]){display:none}table{max-width:100%}";

/// The cleaned page, and the policy under which it is served.
pub(super) fn page(html: &str, with_pictures: bool) -> (String, String) {
    let page =
        format!("<!doctype html><html><head><meta charset=\"utf-8\"><style>{STYLE}</style></head><body>{}</body></html>", clean(html, with_pictures));
    let style = STANDARD.encode(Sha256::digest(STYLE.as_bytes()));
    let pictures = if with_pictures { "img-src https: http: data:" } else { "img-src data:" };
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{style}'; {pictures}; form-action 'none'; base-uri 'none'; frame-ancestors 'self';
         sandbox allow-popups allow-popups-to-escape-sandbox"
    );
    (page, policy.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What is left of a message's own HTML.
fn clean(html: &str, with_pictures: bool) -> String {
    let mut builder = Builder::default();
    builder
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "data"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer nofollow"))
        .set_tag_attribute_value("a", "target", "_blank")
        .rm_tags(["map", "area"])
        .attribute_filter(move |element, attribute, value| match (element, attribute) {
            ("img", "src") if value.starts_with("data:image/") && !value.starts_with("data:image/svg") => Some(Cow::Borrowed(value)),
            ("img", "src") if with_pictures && (value.starts_with("https://") || value.starts_with("http://")) => Some(Cow::Borrowed(value)),
            // Everything else that a browser would fetch by itself.
            (_, "src" | "srcset" | "background" | "poster" | "cite" | "longdesc") => None,
            (_, "href") if value.trim_start().get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:")) => None,
            _ => Some(Cow::Borrowed(value)),
        });
    builder.clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_acts_or_fetches_is_left_of_a_message() {
        let hostile = "<script>alert(1)</script><img src=x onerror=alert(1)><img src='https://spy.example/1.gif'><iframe src='https://spy.example'></iframe>\
            <a href='javascript:alert(1)'>a</a><a href='data:text/html,x'>b</a><form action='https://spy.example'><input name=x></form>\
            <style>@import 'https://spy.example'</style><div style='background:url(https://spy.example)'>text</div><svg onload=alert(1)></svg>\
            <link rel=stylesheet href='https://spy.example'><meta http-equiv=refresh content='0;url=https://spy.example'><base href='https://spy.example'>\
            <table background='https://spy.example/b.gif'><tr><td>cell</td></tr></table><video poster='https://spy.example'></video>";
        let (page, policy) = page(hostile, false);
        for word in
            ["script", "onerror", "onload", "javascript:", "spy.example", "iframe", "<form", "<input", "data:text", "@import", "<link", "<base"]
        {
            assert!(!page.contains(word), "{word} in {page}");
        }
        assert!(page.contains("text") && page.contains("cell"));
        assert!(policy.contains("default-src 'none'") && policy.contains("img-src data:;") && policy.contains("sandbox"));
    }

    #[test]
    fn pictures_come_only_when_they_were_asked_for() {
        let html = "<img src='https://shop.example/a.png' alt='A'>";
        assert!(!page(html, false).0.contains("shop.example"));
        assert!(page(html, true).0.contains("https://shop.example/a.png"));
    }
}
