//! The pages in front of the door: signing in, and choosing a password.
//!
//! Owns how they look and where one goes afterwards. Never shows a password again.

use crate::link;
use crate::openid::pages as openid;
use crate::passkeys::pages as passkeys;
use maud::html;
use web::form::Form;
use web::{Answer, Ask, Refusal, Reply, layout};

/// `GET /sign-in`.
pub(crate) fn sign_in(ask: &mut Ask) -> Answer {
    if ask.company().is_err() {
        return Ok(Reply::see("/set-up"));
    }
    if ask.signed_in.is_some() {
        return Ok(Reply::see(next(ask)));
    }
    Ok(show_sign_in(ask, Vec::new(), None))
}

/// The same page with the address kept and what is wrong.
pub(crate) fn sign_in_again(ask: &Ask, refusal: Refusal) -> Reply {
    show_sign_in(ask, ask.form_fields().to_vec(), Some(refusal))
}

/// Where the person wanted to go: a path of ours, else the binder. Browsers drop tabs and line ends out of
/// an address, so that "/⇥/example.com" would lead to another site.
pub(crate) fn next(ask: &Ask) -> &str {
    ask.query("next").filter(|next| is_own_path(next)).unwrap_or("/")
}

fn is_own_path(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && path.len() <= 2000 && !path.contains(|c: char| c.is_control() || c == '\\')
}

fn show_sign_in(ask: &Ask, values: Vec<(String, String)>, refusal: Option<Refusal>) -> Reply {
    let mut form = Form::new(ask.texts(), values);
    form.refusal = refusal;
    // No `action`: the form goes where the page came from, with `next` and the language.
    let body = html! {
        @if openid::is_only(ask) { (form.notice()) } @else {
            form.form method="post" {
                (layout::csrf(ask))
                (form.notice())
                (form.input("email", "email", "people-email", None, "username"))
                (form.input("password", "password", "people-password", None, "current-password"))
                div.form-end { button.btn.btn-go type="submit" { (ask.say("sign-in-go")) } }
            }
        }
        (passkeys::button(ask, next(ask)))
        (openid::button(ask, next(ask)))
        @if !openid::is_only(ask) { p.field-hint { (ask.say("sign-in-forgotten")) } }
    };
    layout::plain(ask, &ask.say("sign-in-title"), false, body)
}

/// The question for a code; `half` is who waits, `to` where to go afterwards.
pub(crate) fn code(ask: &Ask, half: &str, to: &str, refusal: Option<Refusal>) -> Reply {
    let mut form = Form::new(ask.texts(), Vec::new());
    form.refusal = refusal;
    let body = html! {
        form.form method="post" action={ "/sign-in/code?next=" (web::form::percent(to)) "&language=" (ask.language().as_str()) } {
            (layout::csrf(ask))
            (form.notice())
            input type="hidden" name="half" value=(half);
            (form.input("text", "code", "second-factor-code", Some("sign-in-code-hint"), "one-time-code"))
            div.form-end { button.btn.btn-go type="submit" { (ask.say("sign-in-go")) } }
        }
        p.field-hint { (ask.say("sign-in-code-lost")) }
    };
    layout::plain(ask, &ask.say("sign-in-code-title"), false, body)
}

/// `GET /password`.
pub(crate) fn password(ask: &mut Ask) -> Answer {
    let token = ask.query("token").unwrap_or("");
    let person = ask.read(|tx| link::password_person(tx, token, ask.now))?;
    Ok(if person.is_some() { show_password(ask, None) } else { link_is_over(ask) })
}

/// The same page with what is wrong.
pub(crate) fn password_again(ask: &Ask, refusal: Refusal) -> Reply {
    show_password(ask, Some(refusal)).status(422)
}

/// A link that was used, replaced or is too old; the same answer for one that never was.
pub(crate) fn link_is_over(ask: &Ask) -> Reply {
    let body = html! {
        p { (ask.say("password-link-over")) }
        p.row { a.btn.btn-go href="/sign-in" { (ask.say("sign-in-title")) } }
    };
    layout::plain(ask, &ask.say("password-link-over-title"), false, body).status(404)
}

fn show_password(ask: &Ask, refusal: Option<Refusal>) -> Reply {
    let mut form = Form::new(ask.texts(), Vec::new());
    form.refusal = refusal;
    let body = html! {
        form.form method="post" {
            (layout::csrf(ask))
            (form.notice())
            (form.input("password", "password", "password-new", Some("password-hint"), "new-password"))
            (form.input("password", "again", "password-again", None, "new-password"))
            div.form-end { button.btn.btn-go type="submit" { (ask.say("password-go")) } }
        }
    };
    layout::plain(ask, &ask.say("password-title"), false, body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_ours_are_gone_to_after_signing_in() {
        for path in ["/", "/files/7", "/clients?q=%2F%2F", "/find?q=http://example.com"] {
            assert!(is_own_path(path), "{path}");
        }
        for path in
            ["", "//example.com", "/\\example.com", "/\t/example.com", "/\r\nset-cookie: a=b", "https://example.com", "javascript:alert(1)", "files"]
        {
            assert!(!is_own_path(path), "{path}");
        }
    }
}
