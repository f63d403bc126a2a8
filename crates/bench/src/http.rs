//! A browser that only counts: one kept connection, requests one after another.
//!
//! Owns the reading of HTTP/1.1 as far as our own server speaks it. Never unpacks what was compressed.

use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Result, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// What `Server-Timing` says, milliseconds; 0 if it says nothing.
    pub(crate) server_ms: f64,
    /// From the first byte sent to the last received, milliseconds.
    pub(crate) wall_ms: f64,
    /// Bytes received, head included.
    pub(crate) bytes: usize,
    /// The body as it came, chunks joined.
    pub(crate) body: Vec<u8>,
}

/// A connection of somebody signed in.
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
    address: SocketAddr,
    cookie: String,
    csrf: String,
}

impl Connection {
    /// Connects; `token` is that of a session, empty for nobody.
    pub(crate) fn open(address: SocketAddr, token: &str) -> Result<Connection> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let cookie =
            if token.is_empty() { String::new() } else { format!("cookie: {}={token}\r\n", web::session::cookie_name(&web::Config::default())) };
        Ok(Connection { stream: BufReader::with_capacity(64 * 1024, stream), address, cookie, csrf: web::secret::csrf(token) })
    }

    /// Asks for a page. `more` are further header lines, each with its line end.
    pub(crate) fn get(&mut self, path: &str, more: &str) -> Result<Answer> {
        let request = format!("GET {path} HTTP/1.1\r\nhost: {}\r\n{}{more}\r\n", self.address, self.cookie);
        self.send(request.as_bytes())
    }

    /// Sends a form as htmx does.
    pub(crate) fn post(&mut self, path: &str, fields: &[(&str, &str)], more: &str) -> Result<Answer> {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("csrf", &self.csrf).extend_pairs(fields);
        let body = form.finish();
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: {}\r\n{}content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n{more}\r\n{body}",
            self.address,
            self.cookie,
            body.len()
        );
        self.send(request.as_bytes())
    }

    fn send(&mut self, request: &[u8]) -> Result<Answer> {
        let started = Instant::now();
        self.stream.get_mut().write_all(request)?;
        let mut answer = self.receive()?;
        answer.wall_ms = started.elapsed().as_secs_f64() * 1000.0;
        Ok(answer)
    }

    fn receive(&mut self) -> Result<Answer> {
        let mut line = String::new();
        let mut bytes = self.stream.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|text| text.parse().ok()).ok_or_else(|| broken("no status"))?;
        let mut answer = Answer { status, server_ms: 0.0, wall_ms: 0.0, bytes: 0, body: Vec::new() };
        let (mut length, mut chunked) = (0, false);
        loop {
            line.clear();
            bytes += self.stream.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse().map_err(|_| broken("length"))?,
                "transfer-encoding" => chunked = value.trim() == "chunked",
                "server-timing" => answer.server_ms = value.split("dur=").nth(1).and_then(|text| text.trim().parse().ok()).unwrap_or(0.0),
                _ => {}
            }
        }
        bytes += if chunked { self.chunks(&mut answer.body)? } else { self.take(&mut answer.body, length)? };
        answer.bytes = bytes;
        Ok(answer)
    }

    fn take(&mut self, body: &mut Vec<u8>, length: usize) -> Result<usize> {
        let start = body.len();
        body.resize(start + length, 0);
        self.stream.read_exact(body.get_mut(start..).unwrap_or_default())?;
        Ok(length)
    }

    fn chunks(&mut self, body: &mut Vec<u8>) -> Result<usize> {
        let mut bytes = 0;
        let mut line = String::new();
        loop {
            line.clear();
            bytes += self.stream.read_line(&mut line)?;
            let length = usize::from_str_radix(line.trim(), 16).map_err(|_| broken("chunk"))?;
            bytes += self.take(body, length)?;
            line.clear();
            bytes += self.stream.read_line(&mut line)?;
            if length == 0 {
                return Ok(bytes);
            }
        }
    }
}

fn broken(what: &str) -> Error {
    Error::new(ErrorKind::InvalidData, format!("the server's answer has a broken {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    #[test]
    fn chunks_are_joined_and_every_byte_is_counted() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let text = "HTTP/1.1 200 OK\r\nServer-Timing: app;dur=1.25\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut read = [0; 1000];
            let _ = stream.read(&mut read).unwrap();
            stream.write_all(text.as_bytes()).unwrap();
        });
        let answer = Connection::open(address, "").unwrap().get("/", "").unwrap();
        server.join().unwrap();
        assert_eq!((answer.status, answer.server_ms, answer.body.as_slice(), answer.bytes), (200, 1.25, b"abcde".as_slice(), text.len()));
    }
}
