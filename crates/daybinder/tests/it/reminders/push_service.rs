//! A push service on this machine, and browsers that open what it took.
//!
//! Opens by the text of RFC 8188 and 8291 with another library than the one that seals.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::SecretKey;
use p256::elliptic_curve::sec1::ToEncodedPoint;
use ring::{aead, hmac, signature};
use serde_json::Value as Json;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex};

/// What a push service was handed.
#[derive(Clone, Debug)]
pub struct Push {
    pub path: String,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Push {
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

/// It takes everything (201) unless told to answer otherwise.
pub struct PushService {
    address: SocketAddr,
    taken: Arc<Mutex<Vec<Push>>>,
    answers: Arc<Mutex<Vec<u16>>>,
}

impl PushService {
    pub fn start() -> PushService {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let service = PushService { address: listener.local_addr().unwrap(), taken: Arc::default(), answers: Arc::default() };
        let (taken, answers) = (service.taken.clone(), service.answers.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if let Some(push) = read(&stream) {
                    taken.lock().unwrap().push(push);
                    let mut waiting = answers.lock().unwrap();
                    let status = if waiting.is_empty() { 201 } else { waiting.remove(0) };
                    let _ = write!(&stream, "HTTP/1.1 {status} Answer\r\nlocation: /elsewhere\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
                }
            }
        });
        service
    }

    /// The next answers.
    pub fn answers(&self, statuses: &[u16]) {
        *self.answers.lock().unwrap() = statuses.to_vec();
    }

    pub fn took(&self) -> Vec<Push> {
        self.taken.lock().unwrap().clone()
    }

    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A browser with keys of its own that takes its pushes from here.
    pub fn browser(&self) -> Browser {
        static COUNT: AtomicU8 = AtomicU8::new(1);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let secret = SecretKey::from_slice(&[number; 32]).unwrap();
        let public = secret.public_key().to_encoded_point(false).as_bytes().to_vec();
        let auth = [number; 16];
        Browser {
            endpoint: format!("{}/send/{number}", self.origin()),
            p256dh: URL_SAFE_NO_PAD.encode(&public),
            auth_text: URL_SAFE_NO_PAD.encode(auth),
            secret,
            public,
            auth,
        }
    }
}

fn read(stream: &TcpStream) -> Option<Push> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let path = line.split(' ').nth(1)?.to_owned();
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_lowercase(), value.trim().to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length")?.1.parse().ok()?;
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Push { path, headers, body })
}

/// A browser as the push manager of its page describes it.
pub struct Browser {
    pub endpoint: String,
    pub p256dh: String,
    pub auth_text: String,
    secret: SecretKey,
    public: Vec<u8>,
    auth: [u8; 16],
}

impl Browser {
    pub fn path(&self) -> String {
        self.endpoint.split_once("/send").map(|(_, rest)| format!("/send{rest}")).unwrap()
    }

    /// What was sealed for this browser.
    pub fn open(&self, sealed: &[u8]) -> Json {
        let (salt, rest) = sealed.split_at(16);
        let (sender, text) = (&rest[5..5 + usize::from(rest[4])], &rest[5 + usize::from(rest[4])..]);
        let sender_key = p256::PublicKey::from_sec1_bytes(sender).unwrap();
        let shared = p256::ecdh::diffie_hellman(self.secret.to_nonzero_scalar(), sender_key.as_affine());
        let key_info = [b"WebPush: info\0", self.public.as_slice(), sender].concat();
        let input = expand(&extract(&self.auth, shared.raw_secret_bytes()), &key_info);
        let random = extract(salt, &input);
        let key = expand(&random, b"Content-Encoding: aes128gcm\0");
        let nonce = expand(&random, b"Content-Encoding: nonce\0");
        let key = aead::LessSafeKey::new(aead::UnboundKey::new(&aead::AES_128_GCM, &key[..16]).unwrap());
        let nonce = aead::Nonce::assume_unique_for_key(nonce[..12].try_into().unwrap());
        let mut text = text.to_vec();
        let plain = key.open_in_place(nonce, aead::Aad::empty(), &mut text).expect("sealed for this browser");
        let end = plain.iter().rposition(|byte| *byte != 0).unwrap();
        assert_eq!(plain[end], 2, "the last record");
        assert_eq!(end % 256, 0, "its length tells no name");
        serde_json::from_slice(&plain[..end]).unwrap()
    }
}

fn extract(salt: &[u8], input: &[u8]) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, salt), input).as_ref().to_vec()
}

fn expand(random: &[u8], info: &[u8]) -> Vec<u8> {
    extract(random, &[info, &[1]].concat())
}

/// The claims of `vapid t=…, k=…`, if that key signed them.
pub fn signed_by(key: &str, authorization: &str) -> Json {
    let (token, named) = authorization.strip_prefix("vapid t=").and_then(|rest| rest.split_once(", k=")).unwrap();
    assert_eq!(named, key);
    let (signed, proof) = token.rsplit_once('.').unwrap();
    let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
    let key = signature::UnparsedPublicKey::new(&signature::ECDSA_P256_SHA256_FIXED, decode(key));
    key.verify(signed.as_bytes(), &decode(proof)).expect("signed by that key");
    let (head, claims) = signed.split_once('.').unwrap();
    assert_eq!(serde_json::from_slice::<Json>(&decode(head)).unwrap()["alg"], "ES256");
    serde_json::from_slice(&decode(claims)).unwrap()
}
