//! Trust: what the tests of the audit log, the second factor and the sessions share.

use ring::hmac;
use std::collections::BTreeMap;
use store::params;
use testkit::Caller::Nobody;
use testkit::{Answer, Caller, World};

mod audit;
mod openid;
mod passkeys;
mod provider;
mod second_factor;
mod sessions;

/// Everybody's password in these tests.
pub(crate) const PASSWORD: &str = "bamboo on the river";

/// Gives these people the password, with the sessions they have.
pub(crate) fn with_passwords(world: &World, callers: &[Caller]) {
    let hash = people::PasswordHash::of(PASSWORD).unwrap();
    for caller in callers {
        let id = world.id(*caller);
        world.app.db.write(|tx| tx.run("UPDATE person SET password_hash = $1 WHERE id = $2", params![&hash, id])).unwrap();
    }
}

/// The first step at the door, with the right password.
pub(crate) fn first_step(world: &World, caller: Caller) -> Answer {
    world.post(Nobody, "/sign-in", &[("email", caller.email()), ("password", PASSWORD)])
}

/// The second step, with the question that the first one asked.
pub(crate) fn second_step(world: &World, asked: &Answer, code: &str) -> Answer {
    world.post(Nobody, "/sign-in/code", &[("half", &half(asked)), ("code", code)])
}

/// The token of the question for a code.
pub(crate) fn half(asked: &Answer) -> String {
    between(&asked.body, "name=\"half\" value=\"", "\"").to_owned()
}

/// The cookie that an answer sets, as a browser sends it back.
pub(crate) fn cookie(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap_or("").to_owned()
}

/// Asks for a page with that cookie.
pub(crate) fn get_with(world: &World, cookie: &str, path: &str) -> Answer {
    world.send(Nobody, "GET", path, &[("cookie", cookie)], Vec::new())
}

pub(crate) fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split_once(before).and_then(|(_, rest)| rest.split_once(after)).map_or("", |(found, _)| found)
}

/// A person's second factor, as their phone knows it.
pub(crate) struct Phone {
    secret: Vec<u8>,
    pub(crate) recovery: Vec<String>,
}

impl Phone {
    /// Sets the second factor up over its pages.
    pub(crate) fn enrol(world: &World, caller: Caller) -> Phone {
        with_passwords(world, &[caller]);
        assert_eq!(world.post(caller, "/settings/second-factor", &[("current", PASSWORD)]).status, 303);
        let phone = Phone::scan(world, caller);
        let kept = world.post(caller, "/settings/second-factor/confirmation", &[("code", &phone.code(world, 0))]);
        assert_eq!(kept.status, 200, "{}", kept.body);
        let recovery: Vec<String> = kept.body.split("<li><code>").skip(1).map(|part| part.split('<').next().unwrap().to_owned()).collect();
        assert_eq!(recovery.len(), 10);
        Phone { recovery, ..phone }
    }

    /// Reads the secret off the page.
    pub(crate) fn scan(world: &World, caller: Caller) -> Phone {
        let page = world.get(caller, "/settings/second-factor").body;
        assert!(page.contains("<svg class=\"qr\"") && !page.contains("style="), "an image without inline style");
        let spelled = between(&page, "?secret=", "&amp;");
        Phone { secret: unspelled(spelled), recovery: Vec::new() }
    }

    /// The code that the phone shows, so many steps from now.
    pub(crate) fn code(&self, world: &World, steps: i64) -> String {
        let step = world.now().as_second() / 30 + steps;
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.secret);
        let tag = hmac::sign(&key, &step.to_be_bytes());
        let tag = tag.as_ref();
        let at = usize::from(tag[19] & 15);
        let number = u32::from_be_bytes([tag[at] & 127, tag[at + 1], tag[at + 2], tag[at + 3]]);
        format!("{:06}", number % 1_000_000)
    }
}

fn unspelled(text: &str) -> Vec<u8> {
    let values: BTreeMap<char, u32> = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".chars().zip(0..).collect();
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for letter in text.chars() {
        held = (held << 5 | values[&letter]) & 0xffff;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
        }
    }
    assert_eq!(bytes.len(), 20, "{text}");
    bytes
}
