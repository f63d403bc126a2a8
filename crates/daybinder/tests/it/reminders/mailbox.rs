//! A mail server on this machine that keeps what it takes.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use web::outgoing::{MailServer, Sealing};

/// A mail as it came over the wire.
#[derive(Clone, Debug, Default)]
pub struct Mail {
    pub recipients: Vec<String>,
    pub lines: Vec<String>,
}

impl Mail {
    /// The header as written.
    pub fn head(&self) -> String {
        self.lines.iter().take_while(|line| !line.is_empty()).cloned().collect::<Vec<_>>().join("\n")
    }

    /// All of it, quoted-printable undone.
    pub fn text(&self) -> String {
        let joined = self.lines.iter().fold(String::new(), |text, line| match line.strip_suffix('=') {
            Some(begun) => text + begun,
            None => text + line + "\n",
        });
        let mut bytes = Vec::new();
        let mut rest = joined.as_str();
        while let Some((before, after)) = rest.split_once('=') {
            bytes.extend_from_slice(before.as_bytes());
            match after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                Some(byte) => {
                    bytes.push(byte);
                    rest = &after[2..];
                }
                None => {
                    bytes.push(b'=');
                    rest = after;
                }
            }
        }
        bytes.extend_from_slice(rest.as_bytes());
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

pub struct Mailbox {
    address: SocketAddr,
    taken: Arc<Mutex<Vec<Mail>>>,
    refuses: Arc<AtomicBool>,
}

impl Mailbox {
    pub fn start() -> Mailbox {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mailbox = Mailbox { address: listener.local_addr().unwrap(), taken: Arc::default(), refuses: Arc::default() };
        let (taken, refuses) = (mailbox.taken.clone(), mailbox.refuses.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = converse(&stream, &taken, &refuses);
            }
        });
        mailbox
    }

    /// The settings that lead here.
    pub fn server(&self) -> MailServer {
        let from = "Daybinder <binder@shop.example.com>".to_owned();
        MailServer { host: "127.0.0.1".to_owned(), port: self.address.port(), sealing: Sealing::Open, sign_in: None, from }
    }

    /// The next recipient is put off.
    pub fn refuses_once(&self) {
        self.refuses.store(true, Ordering::SeqCst);
    }

    pub fn took(&self) -> Vec<Mail> {
        self.taken.lock().unwrap().clone()
    }
}

fn converse(mut stream: &TcpStream, taken: &Mutex<Vec<Mail>>, refuses: &AtomicBool) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let mut mail = Mail::default();
    stream.write_all(b"220 mail.example.com\r\n")?;
    while let Some(line) = lines.next() {
        let line = line?;
        let answer = match line.get(..4).unwrap_or("").to_uppercase().as_str() {
            "RCPT" if refuses.swap(false, Ordering::SeqCst) => "450 later",
            "RCPT" => {
                mail.recipients.push(line.trim_start_matches("RCPT TO:").to_owned());
                "250 yes"
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n")?;
                for line in lines.by_ref() {
                    let line = line?;
                    if line == "." {
                        break;
                    }
                    mail.lines.push(line);
                }
                taken.lock().unwrap().push(std::mem::take(&mut mail));
                "250 taken"
            }
            "QUIT" => {
                stream.write_all(b"221 bye\r\n")?;
                return Ok(());
            }
            _ => "250 yes",
        };
        stream.write_all(format!("{answer}\r\n").as_bytes())?;
    }
    Ok(())
}
