//! A real Dovecot on this machine, of its own for each test, with mailboxes in a folder that the test writes into.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

pub const PASSWORD: &str = "only_for_this_test";

pub struct Dovecot {
    child: Child,
    folder: PathBuf,
    pub port: u16,
    /// Where it speaks sealed from the first byte; 0 if it does not.
    pub sealed_port: u16,
}

impl Dovecot {
    /// Starts one; none, with a line that says why, where there is no Dovecot 2.3.
    pub fn start() -> Option<Dovecot> {
        Dovecot::start_with(false)
    }

    /// The same with a certificate of its own, which [`Dovecot::certificate`] names.
    pub fn start_sealed() -> Option<Dovecot> {
        Dovecot::start_with(true)
    }

    /// The certificate to be believed.
    pub fn certificate(&self) -> PathBuf {
        self.folder.join("certificate.pem")
    }

    fn start_with(is_sealed: bool) -> Option<Dovecot> {
        let version = Command::new("dovecot").arg("--version").output().map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
        if !version.as_ref().is_ok_and(|version| version.starts_with("2.3")) {
            eprintln!("skipped: there is no Dovecot 2.3 here (Debian: apt-get install dovecot-imapd): {version:?}");
            return None;
        }
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("daybinder-dovecot-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("run")).unwrap();
        std::fs::create_dir_all(folder.join("mail")).unwrap();
        open_to_all(&folder);
        open_to_all(&folder.join("mail"));
        let free = || TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let (port, sealed_port) = (free(), if is_sealed { free() } else { 0 });
        if is_sealed {
            make_certificate(&folder);
        }
        std::fs::write(folder.join("dovecot.conf"), configuration(&folder.display().to_string(), port, sealed_port)).unwrap();
        let child = Command::new("dovecot")
            .args(["-F", "-c"])
            .arg(folder.join("dovecot.conf"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let dovecot = Dovecot { child, folder, port, sealed_port };
        dovecot.until_it_listens();
        Some(dovecot)
    }

    /// It says its greeting when it is ready.
    fn until_it_listens(&self) {
        for _ in 0..400 {
            if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) {
                let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
                if stream.read(&mut [0; 16]).is_ok_and(|read| read > 0) {
                    return;
                }
            }
            std::thread::park_timeout(Duration::from_millis(25));
        }
        panic!("Dovecot does not listen: {}", std::fs::read_to_string(self.folder.join("log")).unwrap_or_default());
    }

    /// Puts a message into a mailbox's folder, as a server that takes mail does.
    pub fn put(&self, user: &str, folder: &str, message: &[u8]) -> PathBuf {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let place = self.place(user, folder);
        for part in ["", "cur", "new", "tmp"] {
            std::fs::create_dir_all(place.join(part)).unwrap();
            open_to_all(&place.join(part));
        }
        open_to_all(place.parent().unwrap());
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = place.join("new").join(format!("{}.M{number:06}.test", 1_790_000_000 + number));
        let mut file = std::fs::File::create(&path).unwrap();
        file.write_all(message).unwrap();
        path
    }

    fn place(&self, user: &str, folder: &str) -> PathBuf {
        self.folder.join("mail").join(user).join(folder)
    }

    /// Makes the folder anew with the same messages: its numbers name something else from then on.
    pub fn make_anew(&self, user: &str, folder: &str) {
        let place = self.place(user, folder);
        for name in std::fs::read_dir(&place).unwrap().flatten() {
            if name.file_name().to_string_lossy().starts_with("dovecot") {
                std::fs::remove_file(name.path()).unwrap();
            }
        }
        for name in std::fs::read_dir(self.folder.join("mail").join(user)).unwrap().flatten() {
            if name.file_name().to_string_lossy().starts_with("dovecot") {
                std::fs::remove_file(name.path()).unwrap();
            }
        }
    }

    /// How many messages lie in a folder.
    pub fn count(&self, user: &str, folder: &str) -> usize {
        let of = |part: &str| std::fs::read_dir(self.place(user, folder).join(part)).map_or(0, Iterator::count);
        of("cur") + of("new")
    }

    /// Removes every message from a folder that may not be there yet.
    pub fn empty_if_there(&self, user: &str, folder: &str) {
        if self.place(user, folder).join("cur").is_dir() {
            self.empty(user, folder);
        }
    }

    /// Removes every message from a folder.
    pub fn empty(&self, user: &str, folder: &str) {
        for part in ["cur", "new"] {
            for name in std::fs::read_dir(self.place(user, folder).join(part)).unwrap().flatten() {
                std::fs::remove_file(name.path()).unwrap();
            }
        }
    }
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        // Told to end, so that it ends its own processes too.
        let _ = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn open_to_all(folder: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o777)).unwrap();
}

/// A certificate for this machine's own address, believed by nobody who is not told to.
fn make_certificate(folder: &std::path::Path) {
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"])
        .args(["-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE"])
        .arg("-keyout")
        .arg(folder.join("key.pem"))
        .arg("-out")
        .arg(folder.join("certificate.pem"))
        .stderr(Stdio::null())
        .status();
    assert!(made.is_ok_and(|made| made.success()), "openssl makes a certificate");
}

fn configuration(folder: &str, port: u16, sealed_port: u16) -> String {
    let ssl = if sealed_port == 0 { "no".to_owned() } else { format!("yes\nssl_cert = <{folder}/certificate.pem\nssl_key = <{folder}/key.pem") };
    let is_root = std::process::Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.starts_with(b"0\n"));
    let (users, owner) = if is_root {
        (String::new(), "uid=65534 gid=65534".to_owned())
    } else {
        let id = |flag: &str| String::from_utf8(Command::new("id").arg(flag).output().unwrap().stdout).unwrap().trim().to_owned();
        let name = id("-un");
        (
            format!("default_internal_user = {name}\ndefault_login_user = {name}\ndefault_internal_group = {}\n", id("-gn")),
            format!("uid={} gid={}", id("-u"), id("-g")),
        )
    };
    format!(
        "base_dir = {folder}/run\nstate_dir = {folder}/run\nlog_path = {folder}/log\nprotocols = imap\nlisten = 127.0.0.1\nssl = {ssl}
disable_plaintext_auth = no\nauth_mechanisms = plain login\n{users}first_valid_uid = 1
mail_location = maildir:{folder}/mail/%u:LAYOUT=fs:INBOX={folder}/mail/%u/INBOX
mail_max_userip_connections = 50
namespace inbox {{\n  inbox = yes\n  mailbox Sent {{\n    special_use = \\Sent\n    auto = create\n  }}\n}}
passdb {{\n  driver = static\n  args = password={password}\n}}
userdb {{\n  driver = static\n  args = {owner} home={folder}/mail/%u\n}}
service imap-login {{\n  chroot =\n  inet_listener imap {{\n    port = {port}\n  }}\n  inet_listener imaps {{\n    port = {sealed_port}\n  }}\n}}
service anvil {{\n  chroot =\n}}
service stats {{\n  chroot =\n  unix_listener stats-writer {{\n    mode = 0666\n  }}\n}}\n",
        password = PASSWORD,
    )
}
