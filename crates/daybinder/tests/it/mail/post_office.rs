//! A real SMTP server on this machine (aiosmtpd) that keeps what it takes.

use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

pub struct PostOffice {
    child: Child,
    folder: PathBuf,
    pub port: u16,
}

impl PostOffice {
    /// Starts one; none, with a line that says why, where there is no aiosmtpd.
    pub fn start() -> Option<PostOffice> {
        // The system's own Python holds the system's packages, whichever stands first in the path.
        let knows =
            |python: &&str| Command::new(python).args(["-c", "import aiosmtpd"]).stderr(Stdio::null()).status().is_ok_and(|status| status.success());
        let Some(python) = ["/usr/bin/python3", "python3"].into_iter().find(knows) else {
            eprintln!("skipped: there is no aiosmtpd here (Debian: apt-get install python3-aiosmtpd)");
            return None;
        };
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("daybinder-post-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        let _ = std::fs::remove_dir_all(&folder);
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let child = Command::new(python)
            .args(["-m", "aiosmtpd", "-n", "-l", &format!("127.0.0.1:{port}"), "-c", "aiosmtpd.handlers.Mailbox"])
            .arg(&folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let office = PostOffice { child, folder, port };
        for _ in 0..400 {
            if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) {
                let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
                if stream.read(&mut [0; 4]).is_ok_and(|read| read > 0) {
                    return Some(office);
                }
            }
            std::thread::park_timeout(Duration::from_millis(25));
        }
        panic!("aiosmtpd does not listen");
    }

    /// The letters it took, as they came over the wire, in any order.
    pub fn took(&self) -> Vec<String> {
        let new = std::fs::read_dir(self.folder.join("new")).map(|all| all.flatten().map(|one| one.path()).collect::<Vec<_>>()).unwrap_or_default();
        new.iter().map(|path| String::from_utf8_lossy(&std::fs::read(path).unwrap()).replace("\r\n", "\n")).collect()
    }
}

impl Drop for PostOffice {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
