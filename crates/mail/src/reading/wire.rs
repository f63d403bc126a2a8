//! The connection to a mail server, sealed or not.
//!
//! Owns how long a silence may last and how much one answer may be: a server that sends without end is cut off. Ends
//! at once when its socket is shut from elsewhere.

use imap::extensions::idle::SetReadTimeout;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// How long a server may be silent in the middle of an answer.
pub(super) const SILENCE: Duration = Duration::from_secs(60);
/// How long reaching it may take.
const REACHING: Duration = Duration::from_secs(15);

/// What is left of what an answer may be, bytes.
#[derive(Clone, Default)]
pub(super) struct Budget(Arc<AtomicU64>);

impl Budget {
    /// The next answer may be so large.
    pub(super) fn allow(&self, bytes: u64) {
        self.0.store(bytes, Ordering::Relaxed);
    }

    fn take(&self, bytes: usize) -> io::Result<()> {
        let taken = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(bytes as u64));
        taken.map(drop).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "the answer is longer than asked for"))
    }
}

enum Inside {
    Open(TcpStream),
    Sealed(Box<StreamOwned<ClientConnection, TcpStream>>),
}

/// A connection.
pub(super) struct Wire {
    inside: Inside,
    budget: Budget,
}

impl std::fmt::Debug for Wire {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Wire")
    }
}

/// Reaches a server.
///
/// # Errors
/// Those of the network.
pub(super) fn reach(host: &str, port: u16) -> io::Result<TcpStream> {
    let mut last = io::Error::new(io::ErrorKind::NotFound, "the name stands for no address");
    for address in (host, port).to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, REACHING) {
            Ok(stream) => {
                stream.set_read_timeout(Some(SILENCE))?;
                stream.set_write_timeout(Some(SILENCE))?;
                stream.set_nodelay(true)?;
                return Ok(stream);
            }
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// Reads the greeting and asks for the seal, byte by byte: nothing that a stranger put behind the answer is ever read as
/// if it had come sealed.
///
/// # Errors
/// If the server does not agree.
pub(super) fn ask_for_seal(mut stream: &TcpStream) -> io::Result<()> {
    line(stream, "* ")?;
    stream.write_all(b"s1 STARTTLS\r\n")?;
    let answer = line(stream, "s1 ")?;
    if answer.starts_with("s1 OK") { Ok(()) } else { Err(io::Error::from(io::ErrorKind::Unsupported)) }
}

/// The next line that begins so.
fn line(mut stream: &TcpStream, begin: &str) -> io::Result<String> {
    for _ in 0..100 {
        let mut text = Vec::new();
        let mut byte = [0_u8];
        while byte != *b"\n" && text.len() < 8192 {
            stream.read_exact(&mut byte)?;
            text.push(byte[0]);
        }
        let text = String::from_utf8_lossy(&text).into_owned();
        if text.starts_with(begin) {
            return Ok(text);
        }
    }
    Err(io::Error::from(io::ErrorKind::InvalidData))
}

impl Wire {
    pub(super) fn open(stream: TcpStream, budget: Budget) -> Wire {
        Wire { inside: Inside::Open(stream), budget }
    }

    /// Seals the connection; the certificate must be that of `host`.
    pub(super) fn sealed(mut stream: TcpStream, host: &str, budget: Budget) -> io::Result<Wire> {
        let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
        let mut connection = ClientConnection::new(settings()?, name).map_err(io::Error::other)?;
        while connection.is_handshaking() {
            connection.complete_io(&mut stream)?;
        }
        Ok(Wire { inside: Inside::Sealed(Box::new(StreamOwned::new(connection, stream))), budget })
    }

    fn socket(&self) -> &TcpStream {
        match &self.inside {
            Inside::Open(stream) => stream,
            Inside::Sealed(sealed) => &sealed.sock,
        }
    }
}

fn settings() -> io::Result<Arc<ClientConfig>> {
    static SETTINGS: OnceLock<Arc<ClientConfig>> = OnceLock::new();
    if let Some(settings) = SETTINGS.get() {
        return Ok(settings.clone());
    }
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let settings = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(io::Error::other)?;
    Ok(SETTINGS.get_or_init(|| Arc::new(settings.with_root_certificates(roots).with_no_client_auth())).clone())
}

impl Read for Wire {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.inside {
            Inside::Open(stream) => stream.read(buffer)?,
            Inside::Sealed(sealed) => sealed.read(buffer)?,
        };
        self.budget.take(read)?;
        Ok(read)
    }
}

impl Write for Wire {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        match &mut self.inside {
            Inside::Open(stream) => stream.write(buffer),
            Inside::Sealed(sealed) => sealed.write(buffer),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.inside {
            Inside::Open(stream) => stream.flush(),
            Inside::Sealed(sealed) => sealed.flush(),
        }
    }
}

impl SetReadTimeout for Wire {
    fn set_read_timeout(&mut self, timeout: Option<Duration>) -> imap::error::Result<()> {
        // Never without an end: a server that was switched off says nothing.
        self.socket().set_read_timeout(Some(timeout.unwrap_or(SILENCE))).map_err(imap::Error::Io)
    }
}
