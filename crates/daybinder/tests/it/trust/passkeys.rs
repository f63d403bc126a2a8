//! Coming in by passkey, with a device made of a few lines: it signs as WebAuthn says, and as a forger would.

use super::{PASSWORD, between, get_with, with_passwords};
use crate::each_database;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value as Json, json};
use testkit::Caller::{self, *};
use testkit::{Answer, World};

const HOST: &str = "binder.example.com";
const ORIGIN: &str = "http://binder.example.com";
const PAGE: &str = "/settings/second-factor";

/// A device with one key.
struct Device {
    key: EcdsaKeyPair,
    name: Vec<u8>,
    handle: String,
    count: u32,
}

impl Device {
    fn new(name: &str) -> Device {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, document.as_ref(), &random).unwrap();
        Device { key, name: name.as_bytes().to_vec(), handle: String::new(), count: 1 }
    }

    fn said(kind: &str, question: &Json, origin: &str) -> Vec<u8> {
        json!({"type": kind, "challenge": question["challenge"], "origin": origin, "crossOrigin": false}).to_string().into_bytes()
    }

    fn head(&self, host: &str, flags: u8) -> Vec<u8> {
        [digest(&SHA256, host.as_bytes()).as_ref(), &[flags], &self.count.to_be_bytes()].concat()
    }

    /// The answer to a question for a new key.
    fn made(&mut self, question: &Json, origin: &str) -> String {
        self.handle = question["user"]["id"].as_str().unwrap().to_owned();
        let point = self.key.public_key().as_ref();
        let cose = [&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32][..], &point[1..33], &[0x22, 0x58, 32], &point[33..]].concat();
        let length = u16::try_from(self.name.len()).unwrap().to_be_bytes();
        let about = [self.head(HOST, 0x45), vec![0; 16], length.to_vec(), self.name.clone(), cose].concat();
        let size = u16::try_from(about.len()).unwrap().to_be_bytes();
        let attested =
            [&[0xa3, 0x63][..], b"fmt", &[0x64], b"none", &[0x67], b"attStmt", &[0xa0, 0x68], b"authData", &[0x59], &size, &about].concat();
        let told = json!({
            "id": text(&self.name), "rawId": text(&self.name), "type": "public-key", "clientExtensionResults": {},
            "response": {"attestationObject": text(&attested), "clientDataJSON": text(&Device::said("webauthn.create", question, origin)), "transports": ["internal"]},
        });
        told.to_string()
    }

    /// The answer to a question at the door.
    fn answer(&mut self, question: &Json, origin: &str, flags: u8) -> String {
        self.count += 1;
        let said = Device::said("webauthn.get", question, origin);
        let about = self.head(HOST, flags);
        let signature = self.key.sign(&SystemRandom::new(), &[about.as_slice(), digest(&SHA256, &said).as_ref()].concat()).unwrap();
        let told = json!({
            "id": text(&self.name), "rawId": text(&self.name), "type": "public-key", "clientExtensionResults": {},
            "response": {"authenticatorData": text(&about), "clientDataJSON": text(&said), "signature": text(signature.as_ref()), "userHandle": self.handle},
        });
        told.to_string()
    }
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn question(world: &World, caller: Caller, path: &str, fields: &[(&str, &str)]) -> (String, Json) {
    let answer = world.post(caller, path, fields);
    assert_eq!(answer.status, 200, "{}", answer.body);
    let told: Json = serde_json::from_str(&answer.body).unwrap();
    (told["token"].as_str().unwrap().to_owned(), told["publicKey"].clone())
}

fn asked_to_add(world: &World, caller: Caller) -> (String, Json) {
    question(world, caller, "/settings/passkeys/question", &[("current", PASSWORD)])
}

fn add(world: &World, caller: Caller, device: &mut Device, name: &str) -> Answer {
    let (token, asked) = asked_to_add(world, caller);
    let answer = device.made(&asked, ORIGIN);
    world.post(caller, "/settings/passkeys", &[("token", &token), ("answer", &answer), ("name", name)])
}

fn enter(world: &World, device: &mut Device) -> Answer {
    let (token, asked) = question(world, Nobody, "/sign-in/passkey/question", &[]);
    let answer = device.answer(&asked, ORIGIN, 5);
    world.post(Nobody, "/sign-in/passkey?next=%2Fclients", &[("token", &token), ("answer", &answer)])
}

fn whose(world: &World, answer: &Answer) -> i64 {
    let token = between(answer.header("set-cookie"), "daybinder=", ";");
    world.number(&format!("SELECT coalesce(max(person_id), 0) FROM session WHERE token_hash = '{}'", web::secret::hash(token)))
}

#[test]
fn a_passkey_is_added_with_the_password_and_opens_the_door_without() {
    each_database(|world| {
        with_passwords(world, &[Sreymom]);
        let mut device = Device::new("device of Sreymom");
        let (_, asked) = asked_to_add(world, Sreymom);
        assert_eq!((&asked["rp"]["id"], &asked["authenticatorSelection"]["userVerification"]), (&json!(HOST), &json!("required")));
        assert_eq!(asked["authenticatorSelection"]["residentKey"], "required", "at the door nobody types a name");
        assert_eq!(add(world, Sreymom, &mut device, "<b>phone</b>").status, 303);
        assert!(world.get(Sreymom, PAGE).says("&lt;b&gt;phone&lt;/b&gt;"));
        let (_, again) = asked_to_add(world, Sreymom);
        assert_eq!(again["excludeCredentials"][0]["id"], text(&device.name), "one device makes one");
        world.run("UPDATE company SET second_factor_roles = 'manager'");
        let answer = enter(world, &mut device);
        assert_eq!((answer.status, answer.location(), whose(world, &answer)), (303, "/clients", world.id(Sreymom).0), "{}", answer.body);
        let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        assert_eq!(get_with(world, &cookie, "/").status, 200, "no code is asked for besides");
        assert_eq!(enter(world, &mut device).status, 303);
        let kinds = |kind: &str| world.number(&format!("SELECT count(*) FROM audit WHERE kind = '{kind}'"));
        assert_eq!((kinds("passkey_added"), kinds("signed_in")), (1, 2));
        // Removed, it opens nothing.
        let id = world.number("SELECT id FROM passkey");
        world.run("UPDATE company SET second_factor_roles = ''");
        assert_eq!(world.post(Ivan, &format!("/settings/passkeys/{id}/removal"), &[]).status, 404);
        assert_eq!(world.post(Sreymom, &format!("/settings/passkeys/{id}/removal"), &[]).status, 303);
        assert_eq!((enter(world, &mut device).status, kinds("passkey_removed")), (422, 1));
    });
}

#[test]
fn an_answer_that_is_not_that_of_the_device_opens_nothing() {
    each_database(|world| {
        with_passwords(world, &[Sreymom, Ivan]);
        let (mut device, mut other) = (Device::new("device of Sreymom"), Device::new("device of Ivan"));
        assert_eq!(add(world, Sreymom, &mut device, "phone").status, 303);
        assert_eq!(add(world, Ivan, &mut other, "phone").status, 303);
        let sessions = world.number("SELECT count(*) FROM session");
        let door = |token: &str, answer: &str| world.post(Nobody, "/sign-in/passkey", &[("token", token), ("answer", answer)]);
        let ask = || question(world, Nobody, "/sign-in/passkey/question", &[]);
        // Another site, nobody verified, another question, another's key under this name, another's handle.
        let (token, asked) = ask();
        assert_eq!(door(&token, &device.answer(&asked, "https://binder.example.net", 5)).status, 422);
        let (token, asked) = ask();
        assert_eq!(door(&token, &device.answer(&asked, ORIGIN, 1)).status, 422, "the device did not ask who holds it");
        let ((token, _), (_, elsewhere)) = (ask(), ask());
        assert_eq!(door(&token, &device.answer(&elsewhere, ORIGIN, 5)).status, 422);
        let (token, asked) = ask();
        let mut forged = Device { name: device.name.clone(), handle: device.handle.clone(), ..Device::new("") };
        assert_eq!(door(&token, &forged.answer(&asked, ORIGIN, 5)).status, 422);
        let (token, asked) = ask();
        let mut mixed = device.answer(&asked, ORIGIN, 5);
        mixed = mixed.replace(&device.handle, &other.handle);
        assert_eq!(door(&token, &mixed).status, 422);
        for odd in ["", "{}", "[]", "null", "{\"id\":1}"] {
            assert_eq!(door(&ask().0, odd).status, 422, "{odd}");
        }
        // Answered twice, late, and with the token of another kind of question.
        let (token, asked) = ask();
        let right = device.answer(&asked, ORIGIN, 5);
        let opened = door(&token, &right);
        assert_eq!((opened.status, whose(world, &opened)), (303, world.id(Sreymom).0), "{}", opened.body);
        assert_eq!(door(&token, &right).status, 422, "replayed");
        let (token, asked) = ask();
        let late = device.answer(&asked, ORIGIN, 5);
        world.clock_to(jiff::civil::date(2026, 11, 23), 8, 36);
        assert_eq!(door(&token, &late).status, 422);
        let (adding, asked) = asked_to_add(world, Sreymom);
        assert_eq!(door(&adding, &device.answer(&asked, ORIGIN, 5)).status, 422);
        // A copy of the key whose count stayed behind.
        let (token, asked) = ask();
        device.count = 1;
        assert_eq!(door(&token, &device.answer(&asked, ORIGIN, 5)).status, 422);
        assert_eq!(world.number("SELECT count(*) FROM session"), sessions + 1);
        device.count = 40;
        world.run(&format!("UPDATE person SET active = 0 WHERE id = {}", world.id(Sreymom).0));
        assert_eq!(enter(world, &mut device).status, 422, "who left stays outside");
    });
}

#[test]
fn nobody_adds_a_passkey_for_another_nor_without_the_password() {
    each_database(|world| {
        with_passwords(world, &[Sreymom, Ivan]);
        let wrong = world.post(Sreymom, "/settings/passkeys/question", &[("current", "wrong")]);
        assert!(wrong.status == 422 && wrong.says("\"said\""), "{} {}", wrong.status, wrong.body);
        assert_eq!(world.number("SELECT count(*) FROM passkey_asked"), 0);
        let (token, asked) = asked_to_add(world, Sreymom);
        let mut device = Device::new("device of Ivan");
        let answer = device.made(&asked, ORIGIN);
        let post = |caller: Caller, token: &str, answer: &str| {
            world.post(caller, "/settings/passkeys", &[("token", token), ("answer", answer), ("name", "")])
        };
        assert_eq!(post(Ivan, &token, &answer).status, 422, "the question was Sreymom's");
        assert_eq!(post(Sreymom, &token, &device.made(&asked, "https://binder.example.net")).status, 422);
        assert_eq!(post(Sreymom, &token, &answer).status, 422, "a question is answered once");
        assert_eq!(add(world, Sreymom, &mut device, "").status, 303);
        // The same key cannot be another person's, too.
        let (token, asked) = asked_to_add(world, Ivan);
        assert_eq!(post(Ivan, &token, &device.made(&asked, ORIGIN)).status, 422);
        assert_eq!(world.rows("SELECT person_id FROM passkey").len(), 1);
        // Taking the second factor from a colleague who lost the device takes the passkeys, too.
        assert_eq!(world.post(Chenda, &format!("/colleagues/{}/second-factor/removal", world.id(Sreymom).0), &[]).status, 303);
        assert_eq!(world.number("SELECT count(*) FROM passkey"), 0);
    });
}

#[test]
fn a_flood_of_questions_from_one_network_leaves_places_for_the_others() {
    each_database(|world| {
        let flood = |network: &str| {
            world.run(&format!(
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
                 INSERT INTO passkey_asked (token_hash, state, network, expires_at) SELECT '{network}-' || i, '', '{network}', 9000000000000 FROM n"
            ));
        };
        flood("203.0.113.9");
        assert_eq!(world.post(Nobody, "/sign-in/passkey/question", &[]).status, 200, "from another network");
        flood("127.0.0.1");
        let full = world.post(Nobody, "/sign-in/passkey/question", &[]);
        assert_eq!((full.status, full.header("retry-after")), (503, "60"));
        assert_eq!(world.number("SELECT count(*) FROM passkey_asked WHERE state <> ''"), 1);
    });
}
