//! Clients in the world's binders, made through the same form as people use, and the promises that hold
//! for their rows after anything whatever.

use store::Value;
use testkit::{Caller, World};

/// A client with the slip it stood under when it was made.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// The client.
    pub client: i64,
    /// Its slip.
    pub slip: i64,
}

/// Makes a client in that person's binder, standing under that date.
pub fn file(world: &World, caller: Caller, name: &str, next: &str) -> File {
    let fields = [("kind", "company"), ("name", name), ("slip_kind", "call"), ("line", "Offer for paper"), ("next", next), ("anyway", "1")];
    let answer = world.post(caller, "/clients/new", &fields);
    assert_eq!(answer.status, 303, "{name} could not be made: {}", answer.body);
    let client = number_in(answer.location(), "/files/");
    File { client, slip: world.number(&format!("SELECT slip_id FROM client WHERE id = {client}")) }
}

/// The number that follows in a text.
pub fn number_in(text: &str, before: &str) -> i64 {
    let rest = text.split(before).nth(1).unwrap_or_default();
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_else(|_| panic!("no number after {before} in {text}"))
}

/// The place a client stands at, as the database has it.
pub fn place(world: &World, client: i64) -> i64 {
    world.number(&format!("SELECT coalesce(place, 0) FROM client WHERE id = {client}"))
}

/// Columns of a client that taking back has to restore. `version` only ever rises.
const CLIENT: &str = "id, kind, name, name_fold, company, owner_id, state, close_reason, close_note, closed_at, address, town, country, time_zone,
    language, website, source, needs, expects, decides, competitor, birthday, interests, consent, preferred_channel, tags, note, top_ranked,
    prepared, slip_id, place, last_at, last_kind, last_outcome, last_line, last_person_id, phone, contact, import_id, created_at";

/// Clients, their contacts and ways to reach them, slips that count, and what was learned.
pub fn standing(world: &World) -> Vec<Vec<Vec<Value>>> {
    vec![
        world.rows(&format!("SELECT {CLIENT} FROM client ORDER BY id")),
        world.rows("SELECT * FROM contact ORDER BY id"),
        world.rows("SELECT * FROM reach ORDER BY id"),
        world.rows("SELECT * FROM slip WHERE state <> 'withdrawn' ORDER BY id"),
        world.rows("SELECT * FROM learned WHERE contacts > 0 ORDER BY person_id, kind"),
    ]
}

/// What must never be found, each as a count.
const NEVER: [(&str, &str); 8] = [
    (
        "an active file stands under none of its open slips",
        "SELECT count(*) FROM client c LEFT JOIN slip s ON s.id = c.slip_id AND s.client_id = c.id AND s.state = 'open'
         WHERE c.state = 'active' AND s.id IS NULL",
    ),
    ("a file's place is not that of its slip", "SELECT count(*) FROM client c JOIN slip s ON s.id = c.slip_id WHERE c.place <> s.place"),
    (
        "a file does not stand under its earliest slip",
        "SELECT count(*) FROM client c JOIN slip own ON own.id = c.slip_id WHERE EXISTS (
           SELECT 1 FROM slip s WHERE s.client_id = c.id AND s.state = 'open'
           AND (s.place < own.place OR (s.place = own.place AND coalesce(s.minute, 1440) < coalesce(own.minute, 1440))))",
    ),
    (
        "a closed file stands somewhere or has an open slip",
        "SELECT count(*) FROM client c WHERE c.state = 'closed'
         AND (c.slip_id IS NOT NULL OR EXISTS (SELECT 1 FROM slip s WHERE s.client_id = c.id AND s.state = 'open'))",
    ),
    (
        "an open slip belongs to no client that is there",
        "SELECT count(*) FROM slip s WHERE s.client_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM client c WHERE c.id = s.client_id)",
    ),
    (
        "a divider's count is not that of its slips",
        "SELECT count(*) FROM (
           SELECT person_id, place, files, minutes, agreed FROM divider_load WHERE files <> 0 OR minutes <> 0 OR agreed <> 0
           EXCEPT SELECT person_id, place, count(*), CAST(sum(minutes) AS BIGINT), CAST(sum(agreed) AS BIGINT)
           FROM slip WHERE state = 'open' GROUP BY person_id, place) d",
    ),
    (
        "a divider with slips has no count",
        "SELECT count(*) FROM slip s WHERE s.state = 'open'
         AND NOT EXISTS (SELECT 1 FROM divider_load l WHERE l.person_id = s.person_id AND l.place = s.place AND l.files > 0)",
    ),
    ("a done slip does not say when", "SELECT count(*) FROM slip WHERE state = 'done' AND (done_at IS NULL OR done_on IS NULL OR done_by IS NULL)"),
];

/// Proves on the rows that each file stands in exactly one place (B37, decision 1).
pub fn sound(world: &World, after: &str) {
    for (what, sql) in NEVER {
        assert_eq!(world.number(sql), 0, "after {after}: {what}");
    }
}
