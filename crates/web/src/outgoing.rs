//! What the server was told about ways out of the house: the mail server, and where pushes may go.
//!
//! Owns the settings alone. Never opens a connection: that is done by who sends.

/// Ways out.
#[derive(Clone, Debug, Default)]
pub struct Outgoing {
    /// The mail server; none: no mail is sent.
    pub mail: Option<MailServer>,
    /// Whether pushes may go to this machine and to private addresses, as tests need it. Else a browser's word
    /// could make the server speak to its neighbours.
    pub push_to_private: bool,
}

/// How the connection to the mail server is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sealing {
    /// TLS from the first byte, usually port 465.
    Tls,
    /// TLS after STARTTLS, refused without it; usually port 587.
    StartTls,
    /// Not at all: only for a server on this machine or in the same room.
    Open,
}

/// A mail server that takes our mail.
#[derive(Clone)]
pub struct MailServer {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is sealed.
    pub sealing: Sealing,
    /// Who we are there, with the password; none: it takes mail from this machine as it is.
    pub sign_in: Option<(String, String)>,
    /// The sender, "Daybinder <binder@example.com>".
    pub from: String,
}

/// Without the password.
impl std::fmt::Debug for MailServer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let user = self.sign_in.as_ref().map(|(user, _)| user);
        f.debug_struct("MailServer")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("sealing", &self.sealing)
            .field("user", &user)
            .field("from", &self.from)
            .finish()
    }
}
