//! The shelf as a bucket of an S3-compatible store.
//!
//! Owns the requests to the store; `rusty-s3` signs them, `ureq` carries them. Never keeps contents here longer than
//! somebody reads them.

use crate::hash::{Hash, hash_of};
use crate::shelf::ShelfError;
use quick_xml::events::Event;
use rusty_s3::actions::S3Action;
use rusty_s3::{Credentials, UrlStyle};
use std::fs::File;
use std::io::{self, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// How long a signature holds.
const SIGNED_FOR: Duration = Duration::from_secs(3600);
/// How often a request that may pass is made.
const ATTEMPTS: u32 = 3;
/// What an answer other than contents may say, bytes.
const ANSWER_MAX: u64 = 16 * 1024 * 1024;

/// How a bucket is reached.
#[derive(Clone, Debug)]
pub struct BucketAccess {
    /// The address of the store, "https://s3.example.com".
    pub endpoint: String,
    /// The bucket's name.
    pub name: String,
    /// The store's region; "us-east-1" where it has none.
    pub region: String,
    /// The key's name.
    pub key: String,
    /// The key itself.
    pub secret: String,
    /// How long one request may take.
    pub patience: Duration,
}

/// A bucket of documents.
#[derive(Clone)]
pub struct Bucket(Arc<Inside>);

struct Inside {
    bucket: rusty_s3::Bucket,
    credentials: Credentials,
    agent: ureq::Agent,
}

impl std::fmt::Debug for Bucket {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Bucket({})", self.0.bucket.base_url())
    }
}

impl Bucket {
    /// A bucket of that store. Nothing is asked of it yet.
    ///
    /// # Errors
    /// What is wrong with the address, in English, for whoever runs the server.
    pub fn new(access: BucketAccess) -> Result<Bucket, String> {
        let endpoint = access.endpoint.parse().map_err(|error| format!("the address of the store, {}: {error}", access.endpoint))?;
        let bucket = rusty_s3::Bucket::new(endpoint, UrlStyle::Path, access.name, access.region).map_err(|error| format!("the bucket: {error}"))?;
        let config = ureq::Agent::config_builder().timeout_global(Some(access.patience)).http_status_as_error(false).max_redirects(0);
        Ok(Bucket(Arc::new(Inside { bucket, credentials: Credentials::new(access.key, access.secret), agent: config.build().into() })))
    }

    fn key(hash: Hash) -> String {
        let name = hash.to_string();
        format!("{}/{name}", &name[..2])
    }

    pub(crate) fn put(&self, hash: Hash, file: &Path, size: u64) -> Result<(), ShelfError> {
        let inside = &self.0;
        let key = Bucket::key(hash);
        let url = inside.bucket.put_object(Some(&inside.credentials), &key).sign(SIGNED_FOR);
        again(|| {
            let contents = File::open(file)?;
            let sent = inside.agent.put(url.as_str()).header("content-length", size).send(ureq::SendBody::from_owned_reader(contents));
            good(sent, hash).map(drop)
        })
    }

    pub(crate) fn fetch(&self, hash: Hash) -> Result<File, ShelfError> {
        let inside = &self.0;
        let key = Bucket::key(hash);
        let url = inside.bucket.get_object(Some(&inside.credentials), &key).sign(SIGNED_FOR);
        again(|| {
            let mut answer = good(inside.agent.get(url.as_str()).call(), hash)?;
            let mut file = nameless()?;
            io::copy(&mut answer.body_mut().as_reader(), &mut file).map_err(passing)?;
            file.rewind()?;
            if hash_of(&file)?.0 != hash {
                return Err(ShelfError::Damaged(hash));
            }
            file.rewind()?;
            Ok(file)
        })
    }

    pub(crate) fn size(&self, hash: Hash) -> Result<u64, ShelfError> {
        let inside = &self.0;
        let key = Bucket::key(hash);
        let url = inside.bucket.head_object(Some(&inside.credentials), &key).sign(SIGNED_FOR);
        again(|| {
            let answer = good(inside.agent.head(url.as_str()).call(), hash)?;
            let length = answer.headers().get("content-length").and_then(|length| length.to_str().ok()).and_then(|length| length.parse().ok());
            length.ok_or_else(|| ShelfError::Store { said: "no length was told".to_owned(), may_pass: false })
        })
    }

    pub(crate) fn remove(&self, hash: Hash) -> Result<(), ShelfError> {
        let inside = &self.0;
        let key = Bucket::key(hash);
        let url = inside.bucket.delete_object(Some(&inside.credentials), &key).sign(SIGNED_FOR);
        match again(|| good(inside.agent.delete(url.as_str()).call(), hash).map(drop)) {
            Err(ShelfError::Missing(_)) => Ok(()),
            other => other,
        }
    }

    pub(crate) fn walk(&self, each: &mut dyn FnMut(Hash, Option<SystemTime>) -> Result<(), ShelfError>) -> Result<(), ShelfError> {
        let inside = &self.0;
        let mut from: Option<String> = None;
        loop {
            let mut action = inside.bucket.list_objects_v2(Some(&inside.credentials));
            if let Some(token) = &from {
                action.with_continuation_token(token.as_str());
            }
            let url = action.sign(SIGNED_FOR);
            let page = again(|| {
                let mut answer = good_of(inside.agent.get(url.as_str()).call())?;
                answer.body_mut().with_config().limit(ANSWER_MAX).read_to_string().map_err(|error| passing(io::Error::other(error)))
            })?;
            let page = Listed::read(&page).map_err(|said| ShelfError::Store { said, may_pass: false })?;
            for (hash, put_at) in page.objects {
                each(hash, put_at)?;
            }
            match page.next {
                Some(token) => from = Some(token),
                None => return Ok(()),
            }
        }
    }
}

/// One page of a store's list. Read by ourselves, because stores leave out of it what they please, and nothing but this
/// is needed.
#[derive(Default)]
struct Listed {
    objects: Vec<(Hash, Option<SystemTime>)>,
    next: Option<String>,
}

impl Listed {
    fn read(page: &str) -> Result<Listed, String> {
        let mut reader = quick_xml::Reader::from_str(page);
        let mut listed = Listed::default();
        let (mut text, mut key, mut at) = (String::new(), String::new(), String::new());
        loop {
            match reader.read_event().map_err(|error| error.to_string())? {
                Event::Start(_) => text.clear(),
                Event::Text(written) => text.push_str(&written),
                Event::GeneralRef(reference) => {
                    if let Ok(Some(letter)) = reference.resolve_char_ref() {
                        text.push(letter);
                    }
                }
                Event::End(end) => match end.local_name().as_ref() {
                    "Key" => std::mem::swap(&mut key, &mut text),
                    "LastModified" => std::mem::swap(&mut at, &mut text),
                    "NextContinuationToken" => listed.next = Some(std::mem::take(&mut text)),
                    // The slash before the hash may be written as it is or as %2F.
                    "Contents" => listed
                        .objects
                        .extend(key.len().checked_sub(64).and_then(|from| Hash::parse(key.get(from..)?)).map(|hash| (hash, written_at(&at)))),
                    _ => {}
                },
                Event::Eof => return Ok(listed),
                _ => {}
            }
        }
    }
}

/// The moment that a store writes as "2026-11-23T08:00:00.000Z".
fn written_at(text: &str) -> Option<SystemTime> {
    text.parse::<jiff::Timestamp>().ok().map(SystemTime::from)
}

/// Does it again, a little later each time, while that may help.
fn again<T>(mut work: impl FnMut() -> Result<T, ShelfError>) -> Result<T, ShelfError> {
    let mut attempt = 1;
    loop {
        match work() {
            Err(ShelfError::Store { may_pass: true, .. }) if attempt < ATTEMPTS => {
                std::thread::park_timeout(Duration::from_millis(200 * u64::from(attempt)));
                attempt += 1;
            }
            other => return other,
        }
    }
}

type Answer = ureq::http::Response<ureq::Body>;

fn good(answer: Result<Answer, ureq::Error>, hash: Hash) -> Result<Answer, ShelfError> {
    match answer {
        Ok(answer) if answer.status() == 404 => Err(ShelfError::Missing(hash)),
        other => good_of(other),
    }
}

fn good_of(answer: Result<Answer, ureq::Error>) -> Result<Answer, ShelfError> {
    let mut answer = answer.map_err(|error| ShelfError::Store { said: error.to_string(), may_pass: true })?;
    if answer.status().is_success() {
        return Ok(answer);
    }
    let status = answer.status();
    let said = answer.body_mut().with_config().limit(4096).lossy_utf8(true).read_to_string().unwrap_or_default();
    Err(ShelfError::Store { said: format!("{status} {said}"), may_pass: status.is_server_error() || status == 429 })
}

fn passing(error: io::Error) -> ShelfError {
    ShelfError::Store { said: error.to_string(), may_pass: true }
}

/// A file without a name, which is gone when it is closed.
fn nameless() -> io::Result<File> {
    let (file, path) = temporary()?;
    std::fs::remove_file(&path)?;
    Ok(file)
}

/// A new file that only this process's user may read, and where it is.
pub(crate) fn temporary() -> io::Result<(File, PathBuf)> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    let name: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let path = std::env::temp_dir().join(format!("daybinder-{name}"));
    let mut options = File::options();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok((options.open(&path)?, path))
}
