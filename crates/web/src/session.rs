//! Who is asking.
//!
//! Owns the table `session` and the cookie. Never checks a password (that is `people`).

use crate::app::Config;
use crate::ask::Ask;
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
    /// The company demands a second factor of this role, and this person has none yet.
    pub must_enrol: bool,
    /// When and from where the session was last seen, as the table says.
    pub(crate) last: (i64, String),
}

/// The cookie's name. `__Host-` binds it to this host and to HTTPS; browsers refuse it over plain HTTP.
pub fn cookie_name(config: &Config) -> &'static str {
    if config.is_https() { "__Host-daybinder" } else { "daybinder" }
}

/// The `Set-Cookie` value that signs in, or signs out for an empty token.
pub fn cookie(config: &Config, token: &str) -> String {
    set_cookie(config, cookie_name(config), token, u64::from(config.session_days) * 86_400)
}

/// The name of the cookie that a browser has while it is at a provider to sign in there.
pub fn door_cookie_name(config: &Config) -> &'static str {
    if config.is_https() { "__Host-daybinder-door" } else { "daybinder-door" }
}

/// The `Set-Cookie` value for the way to a provider and back, for ten minutes; for an empty token it ends.
pub fn door_cookie(config: &Config, token: &str) -> String {
    set_cookie(config, door_cookie_name(config), token, 600)
}

/// Out of reach of scripts and of other sites' forms, for so many seconds; an empty token ends it.
fn set_cookie(config: &Config, name: &str, token: &str, seconds: u64) -> String {
    let secure = if config.is_https() { "; Secure" } else { "" };
    let age = if token.is_empty() { 0 } else { seconds };
    format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}")
}

/// Opens a session for whoever asks and returns its token. Never goes on with an old one: whoever knew that token
/// before somebody signed in is left outside.
///
/// # Errors
/// [`crate::Failure`] without randomness or database.
pub fn open(tx: &mut Tx<'_>, ask: &Ask, person_id: PersonId) -> Result<String, crate::Failure> {
    open_from(tx, &ask.app.config, person_id, ask.now, (&ask.address, &ask.device))
}

/// The same for somebody of whom no second factor is demanded any more: for whom a provider stands, or who came by passkey.
///
/// # Errors
/// As [`open`].
pub fn open_strong(tx: &mut Tx<'_>, ask: &Ask, person_id: PersonId) -> Result<String, crate::Failure> {
    let token = open(tx, ask, person_id)?;
    tx.run("UPDATE session SET is_strong = 1 WHERE token_hash = $1", params![secret::hash(&token)])?;
    Ok(token)
}

/// The same from that network address and device.
///
/// # Errors
/// As [`open`].
pub fn open_from(
    tx: &mut Tx<'_>,
    config: &Config,
    person_id: PersonId,
    now: Timestamp,
    (address, device): (&str, &str),
) -> Result<String, crate::Failure> {
    let token = secret::token()?;
    let at = now.as_millisecond();
    tx.run("DELETE FROM session WHERE expires_at < $1", params![at])?;
    tx.run(
        "INSERT INTO session (token_hash, person_id, created_at, seen_at, expires_at, address, device) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![secret::hash(&token), person_id, at, at, at + i64::from(config.session_days) * 86_400_000, address, device],
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
        "SELECT p.id, p.name, p.role, p.team_id, p.language, p.theme, s.seen_at, s.address, c.second_factor_roles, f.confirmed_at, s.is_strong
         FROM session s JOIN person p ON p.id = s.person_id LEFT JOIN company c ON c.id = 1 LEFT JOIN second_factor f ON f.person_id = p.id
         WHERE s.token_hash = $1 AND s.expires_at > $2 AND p.active = 1",
        params![&session_hash, now.as_millisecond()],
    )?;
    row.map(|row| {
        let role: Role = row.get(2)?;
        let demanded: Option<String> = row.get(8)?;
        let is_demanded = demanded.is_some_and(|roles| roles.split(',').any(|one| one == role.as_str()));
        Ok(Actor {
            person_id: row.get(0)?,
            name: row.get(1)?,
            role,
            team_id: row.get(3)?,
            language: row.get(4)?,
            theme: row.get(5)?,
            csrf: secret::csrf(token),
            session_hash,
            must_enrol: is_demanded && row.get::<Option<i64>>(9)?.is_none() && !row.get::<bool>(10)?,
            last: (row.get(6)?, row.get(7)?),
        })
    })
    .transpose()
}

/// Notes when and from where a session is used: after a few minutes, and after a minute when it comes from elsewhere.
/// So that a page read does not write, less is not noted; and a note that cannot be made keeps nobody from a page.
pub(crate) fn seen(ask: &Ask) {
    const MINUTE: i64 = 60_000;
    let Some(actor) = &ask.signed_in else { return };
    let at = ask.now.as_millisecond();
    let is_elsewhere = !ask.address.is_empty() && actor.last.1 != ask.address;
    if at - actor.last.0 < if is_elsewhere { MINUTE } else { 5 * MINUTE } {
        return;
    }
    let noted = ask.app.db.write(|tx| {
        tx.run(
            "UPDATE session SET seen_at = $1, address = CASE WHEN $2 = '' THEN address ELSE $2 END,
               device = CASE WHEN $3 = '' THEN device ELSE $3 END WHERE token_hash = $4",
            params![at, &ask.address, &ask.device, &actor.session_hash],
        )
    });
    if let Err(error) = noted {
        tracing::debug!(%error, "a session's last use was not noted");
    }
}
