//! A provider of sign-ins on this machine: discovery, keys and tokens, as OpenID Connect says, and as a forger would.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

pub const CLIENT: &str = "binder";
pub const SECRET: &str = "hush & be quiet";

/// How a token is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signing {
    /// With the provider's key.
    Right,
    /// With somebody else's, under the name of the provider's.
    Foreign,
    /// Not at all.
    None,
    /// With the secret that the provider shares with us.
    Shared,
}

struct Inside {
    keys: Vec<(String, EcdsaKeyPair)>,
    codes: BTreeMap<String, (Json, Signing, String)>,
    asked: Vec<String>,
    is_down: bool,
}

#[derive(Clone)]
pub struct Provider {
    pub address: SocketAddr,
    inside: Arc<Mutex<Inside>>,
}

impl Provider {
    pub fn start() -> Provider {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let inside = Inside { keys: vec![("first".to_owned(), key())], codes: BTreeMap::new(), asked: Vec::new(), is_down: false };
        let provider = Provider { address: listener.local_addr().unwrap(), inside: Arc::new(Mutex::new(inside)) };
        let serving = provider.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = serving.answer(&stream);
            }
        });
        provider
    }

    pub fn issuer(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A code for these claims, bound to that challenge.
    pub fn code(&self, claims: Json, signing: Signing, challenge: &str) -> String {
        let mut inside = self.inside.lock().unwrap();
        let code = format!("code-{}", inside.codes.len() + inside.asked.len());
        inside.codes.insert(code.clone(), (claims, signing, challenge.to_owned()));
        code
    }

    /// From now on another key signs, and only that one is shown.
    pub fn rotate(&self) {
        self.inside.lock().unwrap().keys = vec![("second".to_owned(), key())];
    }

    pub fn goes_down(&self, is_down: bool) {
        self.inside.lock().unwrap().is_down = is_down;
    }

    /// The paths that were asked for.
    pub fn asked(&self) -> Vec<String> {
        self.inside.lock().unwrap().asked.clone()
    }

    fn answer(&self, mut stream: &TcpStream) -> std::io::Result<()> {
        let mut reader = BufReader::new(stream);
        let mut first = String::new();
        reader.read_line(&mut first)?;
        let (mut length, mut authorization) = (0, String::new());
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            let Some((name, value)) = line.trim().split_once(':') else { break };
            match name.to_lowercase().as_str() {
                "content-length" => length = value.trim().parse().unwrap_or(0),
                "authorization" => authorization = value.trim().to_owned(),
                _ => {}
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        let path = first.split(' ').nth(1).unwrap_or("").to_owned();
        let (status, answer) = self.say(&path, &String::from_utf8_lossy(&body), &authorization);
        let text = answer.to_string();
        write!(
            stream,
            "HTTP/1.1 {status} Answer\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{text}",
            text.len()
        )
    }

    fn say(&self, path: &str, body: &str, authorization: &str) -> (u16, Json) {
        let issuer = self.issuer();
        let mut inside = self.inside.lock().unwrap();
        inside.asked.push(path.to_owned());
        if inside.is_down {
            return (500, json!({}));
        }
        match path {
            "/.well-known/openid-configuration" => {
                let about = json!({
                    "issuer": issuer, "authorization_endpoint": format!("{issuer}/authorize"), "token_endpoint": format!("{issuer}/token"),
                    "jwks_uri": format!("{issuer}/jwks"), "response_types_supported": ["code"], "subject_types_supported": ["public"],
                    "id_token_signing_alg_values_supported": ["ES256", "HS256", "none"],
                });
                (200, about)
            }
            "/jwks" => (200, json!({"keys": inside.keys.iter().map(|(kid, key)| shown(kid, key)).collect::<Vec<_>>()})),
            "/token" => inside.token(body, authorization),
            _ => (404, json!({})),
        }
    }
}

impl Inside {
    fn token(&mut self, body: &str, authorization: &str) -> (u16, Json) {
        let fields: BTreeMap<String, String> =
            body.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, value)| (name.to_owned(), plain(value))).collect();
        let basic = STANDARD.encode(format!("{CLIENT}:{}", SECRET.replace(' ', "+").replace('&', "%26")));
        assert_eq!(authorization, format!("Basic {basic}"), "we say who we are");
        let wrong = (400, json!({"error": "invalid_grant"}));
        // A code works once.
        let Some((claims, signing, challenge)) = fields.get("code").and_then(|code| self.codes.remove(code)) else { return wrong };
        let verifier = fields.get("code_verifier").cloned().unwrap_or_default();
        if URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes())) != challenge {
            return wrong;
        }
        let (kid, own) = &self.keys[0];
        let token = signed(kid, own, &claims, signing);
        (200, json!({"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": token}))
    }
}

fn key() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document.as_ref(), &random).unwrap()
}

fn shown(kid: &str, key: &EcdsaKeyPair) -> Json {
    let point = key.public_key().as_ref();
    json!({"kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": kid, "x": URL_SAFE_NO_PAD.encode(&point[1..33]), "y": URL_SAFE_NO_PAD.encode(&point[33..])})
}

fn signed(kid: &str, own: &EcdsaKeyPair, claims: &Json, signing: Signing) -> String {
    let algorithm = match signing {
        Signing::Right | Signing::Foreign => "ES256",
        Signing::None => "none",
        Signing::Shared => "HS256",
    };
    let part = |json: &Json| URL_SAFE_NO_PAD.encode(json.to_string());
    let text = format!("{}.{}", part(&json!({"alg": algorithm, "kid": kid})), part(claims));
    let random = SystemRandom::new();
    let signature = match signing {
        Signing::Right => own.sign(&random, text.as_bytes()).unwrap().as_ref().to_vec(),
        Signing::Foreign => key().sign(&random, text.as_bytes()).unwrap().as_ref().to_vec(),
        Signing::None => Vec::new(),
        Signing::Shared => ring::hmac::sign(&ring::hmac::Key::new(ring::hmac::HMAC_SHA256, SECRET.as_bytes()), text.as_bytes()).as_ref().to_vec(),
    };
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// Percent signs and pluses undone.
pub fn plain(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let digits = [rest.next().unwrap_or(b'0'), rest.next().unwrap_or(b'0')];
                bytes.push(u8::from_str_radix(&String::from_utf8_lossy(&digits), 16).unwrap_or(b'?'));
            }
            b'+' => bytes.push(b' '),
            other => bytes.push(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
