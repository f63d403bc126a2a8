//! The server that is measured: the program itself, in a process of its own.
//!
//! Owns its start and end, and what the system says of its memory.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A running server; it ends with this value.
pub(crate) struct Server {
    child: Child,
    /// Where it answers.
    pub(crate) address: SocketAddr,
}

impl Server {
    /// Starts `daybinder serve` on a free port of the loopback.
    pub(crate) fn start(program: &Path, database: &str) -> Result<Server, String> {
        let mut child = Command::new(program)
            .args(["serve", "--database", database, "--listen", "127.0.0.1:0", "--base-url", ""])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{} cannot be started: {error}", program.display()))?;
        let mut lines = BufReader::new(child.stdout.take().ok_or("the server has no output")?);
        let mut line = String::new();
        // The first line names the address: "Daybinder is at http://127.0.0.1:34567".
        let said = lines.read_line(&mut line).map_err(|error| error.to_string());
        let address = line.split_whitespace().find_map(|word| word.strip_prefix("http://")?.parse().ok());
        let (Ok(_), Some(address)) = (said, address) else {
            let _ = child.kill();
            let _ = child.wait();
            return Err(format!("the server did not start; it said {line:?}"));
        };
        // What it says later is read away, so that it never waits for a reader.
        std::thread::spawn(move || {
            let mut rest = [0; 4096];
            while lines.read(&mut rest).is_ok_and(|read| read > 0) {}
        });
        Ok(Server { child, address })
    }

    /// Anonymous resident memory, kilobytes; `None` where the system does not say.
    pub(crate) fn anonymous_kib(&self) -> Option<u64> {
        anonymous_kib(self.child.id())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Anonymous resident memory of a process, kilobytes.
pub(crate) fn anonymous_kib(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
    line.split_whitespace().next()?.parse().ok()
}
