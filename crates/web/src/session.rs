//! Who is asking.
//!
//! Owns the table `session` and the cookie. Never checks a password (that is `people`).

use crate::app::Config;
use crate::secret;
use domain::{Language, PersonId, Role, TeamId};
use jiff::Timestamp;
use store::{StoreError, Tx, params};

/// A signed-in colleague.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Who.
    pub person_id: PersonId,
    /// The name shown in histories.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// The team, if in one.
    pub team_id: Option<TeamId>,
    /// The language of the pages.
    pub language: Language,
    /// auto, light or dark.
    pub theme: String,
    /// The token that each form carries.
    pub csrf: String,
    /// The session's key in the table.
    pub session_hash: String,
}

/// The cookie's name. `__Host-` binds it to this host and to HTTPS; browsers refuse it over plain HTTP.
pub fn cookie_name(config: &Config) -> &'static str {
    if config.is_https() { "__Host-daybinder" } else { "daybinder" }
}

/// The `Set-Cookie` value that signs in, or signs out for an empty token.
pub fn cookie(config: &Config, token: &str) -> String {
    let secure = if config.is_https() { "; Secure" } else { "" };
    let age = if token.is_empty() { 0 } else { u64::from(config.session_days) * 86_400 };
    format!("{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}", cookie_name(config))
}

/// Opens a session and returns its token.
///
/// # Errors
/// [`crate::Failure`] without randomness or database.
pub fn open(tx: &mut Tx<'_>, config: &Config, person_id: PersonId, now: Timestamp) -> Result<String, crate::Failure> {
    let token = secret::token()?;
    let at = now.as_millisecond();
    tx.run("DELETE FROM session WHERE expires_at < $1", params![at])?;
    tx.run(
        "INSERT INTO session (token_hash, person_id, created_at, seen_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
        params![secret::hash(&token), person_id, at, at, at + i64::from(config.session_days) * 86_400_000],
    )?;
    Ok(token)
}

/// Who holds this token now. A person who was deactivated, or whose session ended, is nobody at once.
///
/// # Errors
/// [`StoreError`].
pub fn actor(tx: &mut Tx<'_>, token: &str, now: Timestamp) -> Result<Option<Actor>, StoreError> {
    let session_hash = secret::hash(token);
    let row = tx.row(
        "SELECT p.id, p.name, p.role, p.team_id, p.language, p.theme FROM session s JOIN person p ON p.id = s.person_id
         WHERE s.token_hash = $1 AND s.expires_at > $2 AND p.active = 1",
        params![&session_hash, now.as_millisecond()],
    )?;
    row.map(|row| {
        Ok(Actor {
            person_id: row.get(0)?,
            name: row.get(1)?,
            role: row.get(2)?,
            team_id: row.get(3)?,
            language: row.get(4)?,
            theme: row.get(5)?,
            csrf: secret::csrf(token),
            session_hash,
        })
    })
    .transpose()
}
