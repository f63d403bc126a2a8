//! Opening a document in a process of its own.
//!
//! Owns the limits on that process: time, memory, and how much it may answer. Whatever a document does to its reader
//! (loops, bombs, a stack too deep), the server goes on.

use crate::contents::{Picture, Seen, TEXT_MAX, Unreadable};
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Processor time for one document, seconds.
const SECONDS_MAX: u64 = 20;
/// Memory for one document, bytes of address space.
const MEMORY_MAX: u64 = 3 * 1024 * 1024 * 1024;
/// The largest picture that comes back, bytes.
const PICTURE_MAX: u64 = 32 * 1024 * 1024;
/// How long a process may live, however little it computes.
const PATIENCE: Duration = Duration::from_secs(40);

/// What is wanted of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Its text and its number of pages.
    Text,
    /// One page as a picture.
    Picture {
        /// Which, from 1.
        page: u32,
        /// How wide, points.
        width: u32,
    },
}

impl Wish {
    /// Reads "text" or "picture:PAGE:WIDTH".
    pub fn parse(text: &str) -> Option<Wish> {
        let mut parts = text.split(':');
        let wish = match parts.next()? {
            "text" => Wish::Text,
            "picture" => Wish::Picture { page: parts.next()?.parse().ok()?, width: parts.next()?.parse().ok()? },
            _ => return None,
        };
        parts.next().is_none().then_some(wish)
    }

    fn written(self) -> String {
        match self {
            Wish::Text => "text".to_owned(),
            Wish::Picture { page, width } => format!("picture:{page}:{width}"),
        }
    }
}

/// Looks into documents by the program `daybinder look-into`.
#[derive(Clone, Debug)]
pub struct Looker {
    program: PathBuf,
}

impl Looker {
    /// Looks by that program, which is this one.
    pub fn new(program: impl Into<PathBuf>) -> Looker {
        Looker { program: program.into() }
    }

    /// Bounds the process that was started to look: called first in it.
    ///
    /// # Errors
    /// What the system says.
    #[cfg(unix)]
    pub fn bound_this_process() -> io::Result<()> {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let both = |most| Rlimit { current: Some(most), maximum: Some(most) };
        setrlimit(Resource::Cpu, both(SECONDS_MAX))?;
        setrlimit(Resource::As, both(MEMORY_MAX))?;
        setrlimit(Resource::Core, both(0))?;
        // It reads what it was given and writes what it was asked for; it opens nothing to write.
        setrlimit(Resource::Fsize, both(0))?;
        Ok(())
    }

    /// Bounds the process that was started to look; there is no such thing on this system.
    ///
    /// # Errors
    /// None.
    #[cfg(not(unix))]
    pub fn bound_this_process() -> io::Result<()> {
        Ok(())
    }

    /// The text and the pages of that document.
    ///
    /// # Errors
    /// Those of starting the process; inside, why nothing could be read.
    pub fn text(&self, document: File, name: &str) -> io::Result<Result<Seen, Unreadable>> {
        // The first line, and the text.
        let answer = self.ask(Wish::Text, document, name, TEXT_MAX as u64 + 64)?;
        Ok(answer.and_then(|(head, rest)| {
            let pages = head.strip_prefix("pages ").and_then(|pages| pages.parse().ok()).ok_or(Unreadable::Damaged)?;
            Ok(Seen { pages, text: String::from_utf8_lossy(&rest).into_owned() })
        }))
    }

    /// One page of that document, from 1, as a picture of that width.
    ///
    /// # Errors
    /// Those of starting the process; inside, why nothing could be drawn.
    pub fn picture(&self, document: File, name: &str, page: u32, width: u32) -> io::Result<Result<Picture, Unreadable>> {
        let answer = self.ask(Wish::Picture { page, width }, document, name, PICTURE_MAX)?;
        Ok(answer.and_then(|(head, bytes)| {
            let content_type = ["image/png", "image/jpeg"].into_iter().find(|known| *known == head).ok_or(Unreadable::Damaged)?;
            Ok(Picture { content_type, bytes })
        }))
    }

    fn ask(&self, wish: Wish, document: File, name: &str, most: u64) -> io::Result<Result<(String, Vec<u8>), Unreadable>> {
        let name: String = name.chars().filter(|letter| !letter.is_control()).take(200).collect();
        let mut child = Command::new(&self.program)
            .args(["look-into", &wish.written(), "--name", &format!("={name}")])
            .env_clear()
            .stdin(Stdio::from(document))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let out = child.stdout.take();
        // Reading stands beside waiting: a process that answers nothing must be ended all the same.
        let (told, answered) = std::sync::mpsc::channel();
        std::thread::Builder::new().name("document".to_owned()).spawn(move || {
            let mut answer = Vec::new();
            let read = out.map_or(Ok(0), |out| out.take(most + 1).read_to_end(&mut answer));
            let _ = told.send(read.map(|_| answer));
        })?;
        let answer = answered.recv_timeout(PATIENCE).or_else(|_| {
            let _ = child.kill();
            answered.recv()
        });
        let answer = answer.map_err(|_| io::Error::other("the answer could not be read"))??;
        if answer.len() as u64 > most {
            let _ = child.kill();
        }
        let status = child.wait()?;
        if !status.success() || answer.len() as u64 > most {
            let reason = std::str::from_utf8(&answer).ok().filter(|_| status.code() == Some(3)).map_or(Unreadable::TooMuch, Unreadable::parse);
            return Ok(Err(reason));
        }
        let Some(line) = answer.iter().position(|byte| *byte == b'\n') else { return Ok(Err(Unreadable::Damaged)) };
        let head = String::from_utf8_lossy(&answer[..line]).into_owned();
        Ok(Ok((head, answer[line + 1..].to_vec())))
    }
}
