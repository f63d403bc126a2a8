//! A message as it came, read.
//!
//! Owns how much of it is read and how bytes become texts. Never fails on what is odd: what a message does not say is
//! empty, and only one without a header or a sender is no message.

use crate::kept::{Keep, hex};
use domain::mail::{ADDRESS_MAX, Heads, address, message_id, named_before, one_line};
use mail_parser::{Address, HeaderValue, MessageParser, MimeHeaders};
use sha2::{Digest, Sha256};

/// A message larger than this is read only at its beginning, bytes.
pub const WHOLE_MAX: u32 = 24 * 1024 * 1024;
/// That beginning, bytes: header, text and the names of what comes first.
pub const BEGINNING: u32 = 256 * 1024;
/// The longest text that is kept, characters.
const TEXT_MAX: usize = 200_000;
/// The longest laid-out text that is kept, bytes; of a longer one only its text.
const HTML_MAX: usize = 2_000_000;
/// Addresses that are looked at.
const ADDRESSES_MAX: usize = 300;
/// Pieces that are kept.
const ATTACHMENTS_MAX: usize = 100;
const NAME_MAX: usize = 200;

/// A piece that came with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// As the message names it; only ever shown.
    pub name: String,
    /// As the message says; never believed.
    pub kind: String,
    /// Bytes.
    pub size: u64,
    /// Under which name it is kept; empty = it was not.
    pub sha256: String,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its id, if it has one.
    pub message_id: Option<String>,
    /// The ids it names as before it.
    pub named: Vec<String>,
    /// Who stands on it.
    pub heads: Heads,
    /// The sender's name.
    pub from_name: String,
    /// To whom it went, as it is shown.
    pub to_line: String,
    /// The subject in one line.
    pub subject: String,
    /// When it says it was written, UTC milliseconds.
    pub at: Option<i64>,
    /// The text.
    pub text: String,
    /// The laid-out text as it came; empty if there is none.
    pub html: String,
    /// What came with it.
    pub attachments: Vec<Attachment>,
    /// Its whole size, bytes.
    pub size: u64,
    /// Whether only its beginning was read.
    pub is_cut: bool,
}

/// Why something is no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// There is nothing that could be a header.
    NoHeader,
    /// Nobody is named who sent it.
    NoSender,
    /// The reader broke on it.
    Broken,
}

/// Reads a message. `size` is that of the whole, `bytes` may be its beginning. What came with it is kept in `keep`,
/// unless there is none; of a message that was cut only the names are known.
///
/// # Errors
/// [`Odd`] inside, the disk's outside: then it is read again later.
pub fn read(bytes: &[u8], size: u64, keep: Option<&dyn Keep>) -> std::io::Result<Result<Message, Odd>> {
    // A defect of the reader ends this message and no other.
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| read_one(bytes, size, keep))).unwrap_or(Ok(Err(Odd::Broken)))
}

fn read_one(bytes: &[u8], size: u64, keep: Option<&dyn Keep>) -> std::io::Result<Result<Message, Odd>> {
    let Some(parsed) = MessageParser::default().parse(bytes).filter(|parsed| !parsed.headers().is_empty()) else { return Ok(Err(Odd::NoHeader)) };
    let is_cut = size > bytes.len() as u64;
    let Some((from, from_name)) = sender(&parsed) else { return Ok(Err(Odd::NoSender)) };
    let open: Vec<&Address<'_>> = parsed.all_to().chain(parsed.all_cc()).collect();
    let to = open.iter().copied().chain(parsed.all_bcc()).flat_map(|list| list.iter()).filter_map(|one| address(one.address()?)).take(ADDRESSES_MAX);
    let mut attachments = Vec::new();
    for part in parsed.attachments().take(ATTACHMENTS_MAX) {
        let contents = part.contents();
        let kind = part.content_type().map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("octet-stream")));
        attachments.push(Attachment {
            name: one_line(part.attachment_name().unwrap_or(""), NAME_MAX),
            kind: one_line(&kind.unwrap_or_else(|| "application/octet-stream".to_owned()), 100).to_lowercase(),
            size: contents.len() as u64,
            sha256: match keep.filter(|_| !is_cut) {
                Some(keep) => keep.keep_attachment(contents)?,
                None => String::new(),
            },
        });
    }
    let html = parsed.html_bodies().find(|part| part.is_text_html()).and_then(|part| part.text_contents()).unwrap_or("");
    Ok(Ok(Message {
        message_id: parsed.message_id().and_then(message_id),
        named: named_before(ids(parsed.in_reply_to()), ids(parsed.references())),
        heads: Heads { from, to: to.collect() },
        from_name,
        to_line: to_line(&open),
        subject: one_line(parsed.subject().unwrap_or(""), 400),
        at: parsed.date().filter(|date| date.is_valid()).map(|date| date.to_timestamp().saturating_mul(1000)),
        text: text(&parsed),
        html: if html.len() <= HTML_MAX { html.replace('\0', "") } else { String::new() },
        attachments,
        size,
        is_cut,
    }))
}

/// The sender's address and name. One who is named without an address that can be answered is still somebody: such a
/// message is shown, and matches nobody.
fn sender(parsed: &mail_parser::Message<'_>) -> Option<(String, String)> {
    let all = || parsed.from().into_iter().chain(parsed.sender()).flat_map(|from| from.iter());
    let name = |one: &mail_parser::Addr<'_>| one_line(one.name().unwrap_or(""), NAME_MAX);
    let answerable = all().find_map(|one| Some((address(one.address()?)?, name(one))));
    answerable.or_else(|| {
        all().find_map(|one| {
            Some(one_line(one.address().or(one.name())?, ADDRESS_MAX).to_lowercase()).filter(|line| !line.is_empty()).map(|line| (line, name(one)))
        })
    })
}

fn ids<'a>(value: &'a HeaderValue<'_>) -> Vec<&'a str> {
    match value {
        HeaderValue::Text(one) => vec![one.as_ref()],
        HeaderValue::TextList(many) => many.iter().map(AsRef::as_ref).collect(),
        _ => Vec::new(),
    }
}

fn to_line(lists: &[&Address<'_>]) -> String {
    let one = |name: Option<&str>, address: Option<&str>| match (name.filter(|name| !name.is_empty()), address) {
        (Some(name), Some(address)) => format!("{} <{}>", one_line(name, NAME_MAX), one_line(address, ADDRESS_MAX)),
        (name, address) => one_line(address.or(name).unwrap_or(""), NAME_MAX),
    };
    let all = lists.iter().flat_map(|list| list.iter()).take(ADDRESSES_MAX).map(|to| one(to.name(), to.address()));
    all.filter(|one| !one.is_empty()).collect::<Vec<_>>().join(", ").chars().take(2_000).collect()
}

fn text(parsed: &mail_parser::Message<'_>) -> String {
    let mut text = String::new();
    for index in 0..parsed.text_body_count().min(20) {
        if let Some(piece) = parsed.body_text(index) {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(&piece);
        }
        if text.len() > TEXT_MAX * 4 {
            break;
        }
    }
    let clean = text.replace("\r\n", "\n");
    clean.trim().chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).take(TEXT_MAX).collect()
}

impl Message {
    /// What makes two copies the same message: its id with its sender, so that nobody else's id hides another's
    /// message; without an id everything that is in it.
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        let mut add = |text: &str| {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text.as_bytes());
        };
        add(&self.heads.from);
        match &self.message_id {
            Some(id) => add(id),
            None => {
                for text in [&self.to_line, &self.subject, &self.text, &self.html] {
                    add(text);
                }
                add(&self.at.unwrap_or(0).to_string());
                add(&self.size.to_string());
            }
        }
        hex(&hash.finalize())
    }
}
