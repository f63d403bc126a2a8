//! Web push: sealed for one browser (RFC 8291), signed as this server (RFC 8292), handed to the browser's own push
//! service (RFC 8030). No relay of ours stands between.
//!
//! Owns the server's key and the connection. Never decides who is told what.

use super::addresses::{Guarded, endpoint};
use super::words::Words;
use axum::http::Uri;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use p256::elliptic_curve::sec1::ToEncodedPoint;
use p256::{PublicKey, SecretKey};
use std::time::Duration;
use store::{Db, StoreError, params};
use web::{Config, Failure};

/// How long one sending may take.
const SEND: Duration = Duration::from_secs(10);
/// What is sealed is filled up to a multiple of that, so that its length does not tell a name, bytes.
const FILLED_TO: usize = 256;
/// How long a signature holds; push services take at most a day.
const SIGNED_SECONDS: i64 = 12 * 3600;

/// A browser that wishes to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Device {
    pub(super) id: i64,
    pub(super) endpoint: String,
    pub(super) p256dh: String,
    pub(super) auth: String,
    /// How often in a row it could not be reached.
    pub(super) failures: i64,
}

/// What became of a sending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answered {
    /// Taken by the other side.
    Taken,
    /// There is no such subscription any more.
    Gone,
    /// Not now.
    Later(String),
    /// Not ever as it is.
    Refused(String),
    /// The server is stopping: nobody was asked.
    Unasked,
}

/// Sends pushes.
pub struct Pusher {
    agent: ureq::Agent,
    key: SecretKey,
    contact: String,
    to_private: bool,
}

impl Pusher {
    /// With the server's key, made now if there is none yet.
    ///
    /// # Errors
    /// [`Failure`] if the store fails or there is no randomness.
    pub fn new(db: &Db, config: &Config, now: Timestamp) -> Result<Pusher, Failure> {
        let to_private = config.outgoing.push_to_private;
        // Push services want to know whom to ask; an address that is no https is not taken by all of them.
        let contact = match &config.outgoing.mail {
            _ if config.is_https() => config.base_url.clone(),
            Some(mail) => format!("mailto:{}", mail.from.rsplit(['<', ' ']).next().unwrap_or("").trim_end_matches('>')),
            None => config.base_url.clone(),
        };
        Ok(Pusher { agent: agent(to_private), key: server_key(db, now)?, contact, to_private })
    }

    /// Sends words to a device. `minutes_left` is how long they are worth keeping for a device that is not there.
    pub(super) fn send(&self, device: &Device, words: &Words, minutes_left: i64, now: Timestamp) -> Answered {
        let Some(uri) = endpoint(&device.endpoint, self.to_private) else { return Answered::Refused("the address may not be sent to".to_owned()) };
        let Some(sealed) = seal(device, words) else { return Answered::Refused("the device's keys do not fit".to_owned()) };
        let Some(authorization) = self.authorization(&uri, now) else { return Answered::Refused("the address has no host".to_owned()) };
        let answer = self
            .agent
            .post(device.endpoint.as_str())
            .header("ttl", (minutes_left.max(2) * 60).to_string())
            .header("urgency", "high")
            .header("topic", &words.tag)
            .header("content-type", "application/octet-stream")
            .header("content-encoding", "aes128gcm")
            .header("authorization", authorization)
            .send(&sealed[..]);
        match answer.map(|answer| answer.status().as_u16()) {
            Ok(200..=299) => Answered::Taken,
            Ok(404 | 410) => Answered::Gone,
            Ok(status @ (408 | 425 | 429 | 500..=599)) => Answered::Later(format!("status {status}")),
            Ok(status) => Answered::Refused(format!("status {status}")),
            Err(error) => Answered::Later(reason(&error).to_owned()),
        }
    }

    /// `vapid t=…, k=…`: a signed word for that push service alone.
    fn authorization(&self, uri: &Uri, now: Timestamp) -> Option<String> {
        let audience = format!("{}://{}", uri.scheme_str()?, uri.authority()?);
        let claims = serde_json::json!({ "aud": audience, "exp": now.as_second() + SIGNED_SECONDS, "sub": self.contact });
        let head = URL_SAFE_NO_PAD.encode(r#"{"typ":"JWT","alg":"ES256"}"#);
        let signed = format!("{head}.{}", URL_SAFE_NO_PAD.encode(claims.to_string()));
        let signature: Signature = SigningKey::from(&self.key).sign(signed.as_bytes());
        Some(format!("vapid t={signed}.{}, k={}", URL_SAFE_NO_PAD.encode(signature.to_bytes()), public_key(&self.key)))
    }
}

/// A short word for the log: errors of the connection may name what they connected to.
fn reason(error: &ureq::Error) -> &'static str {
    match error {
        ureq::Error::Timeout(_) => "no answer in time",
        ureq::Error::HostNotFound => "the name leads to no public address",
        _ => "no connection",
    }
}

/// What speaks HTTP: no redirects, no proxy that would look the name up by itself, an answer within ten seconds.
pub(super) fn agent(to_private: bool) -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(SEND))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .proxy(None)
        .user_agent("Daybinder")
        .build();
    let names = ureq::unversioned::resolver::DefaultResolver::default();
    ureq::Agent::with_parts(config, ureq::unversioned::transport::DefaultConnector::new(), Guarded { to_private, names })
}

/// Whether a browser's two keys are such keys.
pub(super) fn are_keys(p256dh: &str, auth: &str) -> bool {
    keys(p256dh, auth).is_some()
}

fn keys(p256dh: &str, auth: &str) -> Option<(PublicKey, [u8; 16])> {
    let point = URL_SAFE_NO_PAD.decode(p256dh.trim_end_matches('=')).ok()?;
    let auth = URL_SAFE_NO_PAD.decode(auth.trim_end_matches('=')).ok()?;
    Some((PublicKey::from_sec1_bytes(&point).ok().filter(|_| point.len() == 65)?, auth.try_into().ok()?))
}

/// Seals the words for that browser alone.
fn seal(device: &Device, words: &Words) -> Option<Vec<u8>> {
    let (key, auth) = keys(&device.p256dh, &device.auth)?;
    let told = serde_json::json!({
        "title": words.title,
        "body": words.body,
        "tag": words.tag,
        "path": words.path,
        "language": words.language,
        "icon": web::assets::path("icon-192.png"),
    });
    let mut plain = told.to_string().into_bytes();
    plain.resize(plain.len().next_multiple_of(FILLED_TO), b' ');
    web_push_native::encrypt(plain, &key, &auth.into()).ok()
}

fn public_key(key: &SecretKey) -> String {
    URL_SAFE_NO_PAD.encode(key.public_key().to_encoded_point(false).as_bytes())
}

/// The server's key, made once: browsers remember it, so it goes with the database.
fn server_key(db: &Db, now: Timestamp) -> Result<SecretKey, Failure> {
    if let Some(key) = db.read(stored_key)? {
        return read_key(&key);
    }
    let made = web::secret::token()?;
    read_key(&made)?;
    let kept: String = db.write(|tx| {
        tx.run(
            "INSERT INTO server_key (name, value, created_at) VALUES ('vapid', $1, $2) ON CONFLICT (name) DO NOTHING",
            params![&made, now.as_millisecond()],
        )?;
        tx.one("SELECT value FROM server_key WHERE name = 'vapid'", &[])
    })?;
    read_key(&kept)
}

/// The key by which browsers know this server; empty as long as it has none. It is made when the server starts: a page
/// that is only looked at changes nothing.
pub(super) fn stored_public_key(tx: &mut store::Tx<'_>) -> Result<String, Failure> {
    stored_key(tx)?.map_or(Ok(String::new()), |key| Ok(public_key(&read_key(&key)?)))
}

fn stored_key(tx: &mut store::Tx<'_>) -> Result<Option<String>, StoreError> {
    tx.row("SELECT value FROM server_key WHERE name = 'vapid'", &[])?.map(|row| row.get(0)).transpose()
}

/// Sixty-four hexadecimal digits as a key.
fn read_key(text: &str) -> Result<SecretKey, Failure> {
    let unreadable = || Failure::Unexpected("the server's key for pushes cannot be read".to_owned());
    let digits: Option<Vec<u8>> = text.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect();
    SecretKey::from_slice(&digits.ok_or_else(unreadable)?).map_err(|_| unreadable())
}
