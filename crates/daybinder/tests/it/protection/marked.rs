//! A file that has one word in every field it can have, and the search for that word everywhere.

use crate::scene::{File, file};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use store::Value;
use testkit::Caller::*;
use testkit::World;

/// The word, and an address and a number that belong to it.
pub(super) const MARK: &str = "Qwxyzebu";
pub(super) const ADDRESS: &str = "qwxyzebu@people.example.com";
pub(super) const PHONE: &str = "+85512777888";

/// Columns of text that belong to no file: settings, words of a list, keys, what the company's own people are called.
const OF_NO_FILE: &[&str] = &[
    "absence_file.*",
    "alike.state",
    "bulk.act",
    "bulk.state",
    "bulk_client.refused",
    "own_field.*",
    "audit.address",
    "audit.device",
    "audit.hash",
    "audit.kind",
    "audit.salt",
    "audit_head.hash",
    "client.close_reason",
    "client.kind",
    "client.last_kind",
    "client.last_outcome",
    "client.state",
    "client_class.name",
    "company.*",
    "consent.channel",
    "consent.purpose",
    "consent.said",
    "delivery.key",
    "document.kind",
    "document_kind.names",
    "document_version.contents",
    "document_version.hash",
    "document_version.reading",
    "document_version.why",
    "entry.kind",
    "entry.outcome",
    "erasure.*",
    "find_*",
    "find_queue.what",
    "half_sign_in.*",
    "holiday.name",
    "import.state",
    "joined_piece.what",
    "last_id.what",
    "learned.kind",
    "letter.copy_state",
    "letter.reminded",
    "letter.state",
    "link.*",
    "mail.direction",
    "mail.fingerprint",
    "mail.state",
    "mail_copy.folder",
    "mail_folder.name",
    "mail_text.*",
    "mail_untaken.*",
    "mailbox.*",
    "openid_asked.*",
    "openid_link.*",
    "own_form.*",
    "own_form_version.*",
    "passkey.*",
    "passkey_asked.*",
    "person.*",
    "push_subscription.*",
    "reach.kind",
    "recovery_code.*",
    "relation.kind",
    "schema_step.*",
    "second_factor.*",
    "server_key.*",
    "session.*",
    "sign_in_failure.*",
    "slip.kind",
    "slip.outcome",
    "slip.state",
    "slip_event.what",
    "team.name",
    "letter_piece.kind",
    "letter_piece.sha256",
    "mail_attachment.sha256",
    "reach.extension",
    "reach.reversed",
];

/// Makes the file in Sreymom's binder and writes the word into everything it can have.
pub(super) fn fill(world: &World) -> File {
    let marked = file(world, Sreymom, MARK, "today");
    let (id, sreymom) = (marked.client, world.id(Sreymom));
    let text = |more: &str| format!("{MARK} {more}");
    // Through the pages, so that everything is there that they leave behind: undo images, the index, the audit log.
    let filing = [("outcome", "reached"), ("note", &*text("wants paper")), ("next", "fri"), ("line", &*text("asks back"))];
    assert_eq!(world.post(Sreymom, &format!("/files/{id}/filing"), &filing).status, 303);
    let entry = world.number(&format!("SELECT max(id) FROM entry WHERE client_id = {id}"));
    assert_eq!(world.post(Sreymom, &format!("/entries/{entry}/correction"), &[("text", &*text("wants less paper"))]).status, 303);
    let step = [("client", id.to_string()), ("line", text("second step")), ("next", "2026-12-04".to_owned()), ("kind", "call".to_owned())];
    let step: Vec<(&str, &str)> = step.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(world.post(Sreymom, "/plan", &step).status, 303);
    let consent = [("channel", "phone"), ("purpose", "offers"), ("said", "refused"), ("said_on", "2026-11-20"), ("source", &*text("on the phone"))];
    assert_eq!(world.post(Sreymom, &format!("/files/{id}/consents"), &consent).status, 303);
    let document =
        world.upload(Sreymom, &format!("/files/{id}/documents"), &[("kind", "")], &format!("{MARK} offer.txt"), text("unread price").as_bytes());
    assert_eq!(document.status, 303);
    daybinder::documents::read_waiting(&world.app, &AtomicBool::new(false)).unwrap();
    world.run(&format!("UPDATE slip SET agreed = 0 WHERE client_id = {id}"));
    let over = [("client", id.to_string()), ("to", world.id(Bopha).to_string()), ("reason", format!("{MARK} likes Bopha"))];
    let over: Vec<(&str, &str)> = over.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(world.post(Dara, "/hand-over", &over).status, 303);
    assert_eq!(world.post(Sreymom, "/evening", &[("note", &*text("was long"))]).status, 303);
    // What other screens and other machines leave, as rows.
    let fields = "company, address, town, country, time_zone, language, website, source, needs, expects, decides, competitor, birthday, interests,
                  consent, preferred_channel, tags, note, last_line, phone, contact, close_note";
    let set: Vec<String> = fields.split(',').map(|field| format!("{} = '{MARK} in {}'", field.trim(), field.trim())).collect();
    world.run(&format!("UPDATE client SET {} WHERE id = {id}", set.join(", ")));
    world.run(&format!("INSERT INTO contact (id, client_id, name, position) VALUES (900, {id}, 'Chan {MARK}', '{MARK} owner')"));
    for (kind, typed, norm, back) in [("phone", "012 777 888", PHONE, "88877721558"), ("email", ADDRESS, ADDRESS, ""), ("messenger", MARK, MARK, "")]
    {
        world.run(&format!(
            "INSERT INTO reach (client_id, contact_id, kind, as_typed, norm, reversed) VALUES ({id}, 900, '{kind}', '{typed} {MARK}', '{norm}', '{back}')"
        ));
    }
    world.run(&format!("UPDATE slip_event SET reason = '{MARK} again' WHERE client_id = {id}"));
    world.run(&format!(
        "INSERT INTO delivery (person_id, key, at, client_id, answer, stood, wanted) VALUES ({sreymom}, 'k1', 1, {id}, '{MARK}', '{MARK}', '{MARK}')"
    ));
    world.run(&format!("INSERT INTO take_along (person_id, client_id, is_along) VALUES ({sreymom}, {id}, 1)"));
    // Typed at the door, and a setting that somebody named after the client.
    let change = web::audit::Change { field: "name", was: String::new(), became: text("team") };
    let from = web::audit::Origin { who: ADDRESS.to_owned(), ..web::audit::Origin::command_line() };
    world.app.db.write(|tx| web::audit::append(tx, &from, world.now(), web::audit::Kind::TeamAdded, MARK, &[change])).unwrap();
    own_fields_and_views(world, id);
    joinings(world, id);
    mail(world, id);
    forms(world, id, entry);
    world.run(&format!("INSERT INTO slip (id, person_id, place, kind, line, minutes, state, first_place, opened_at, opened_by) VALUES (90000, {sreymom}, 20261125, 'other', 'Cake for {MARK}', 10, 'open', 20261125, 1, {sreymom})"));
    world.run(&format!("INSERT INTO absence (person_id, deputy_id, from_day, to_day, note, appointed_by, created_at) VALUES ({sreymom}, {0}, 20270101, 20270102, '{MARK} calls', {0}, 1)", world.id(Bopha)));
    world.run(&format!("UPDATE evening SET figures = '{{\"line\":\"{MARK}\"}}'"));
    world.run(&format!("INSERT INTO morning (person_id, day, figures, looked_at) VALUES ({sreymom}, 20261123, '{{\"line\":\"{MARK}\"}}', 1)"));
    world.run(&format!("INSERT INTO import (id, person_id, at, file_name, rows_read, taken, merged, rejects) VALUES (77, {sreymom}, 1, '{MARK}.csv', 2, 1, 0, 'Row,Reason\r\n2,Doubled,{MARK},\"x\ny\"\r\n3,Doubled,Other,012 777 888\r\n4,Empty,Kept\r\n')"));
    world.run(&format!("UPDATE client SET import_id = 77 WHERE id = {id}"));
    world.run(&format!("INSERT INTO find_queue (what, ref_id) VALUES ('client', {id})"));
    world.find_settled();
    marked
}

fn own_fields_and_views(world: &World, id: i64) {
    let person = world.id(Dara);
    world.run(&format!(
        "INSERT INTO own_field (id, about, kind, names, help, options, needed, position, created_by, created_at)
         VALUES (50, 'client', 'text', '{{\"en\":\"Hobby\"}}', '{{}}', '[]', 'never', 1, {person}, 1)"
    ));
    world.run(&format!("INSERT INTO field_value (client_id, field_id, answer, sort_key) VALUES ({id}, 50, '{MARK} sails', '{MARK} sails')"));
    world.run(&format!("INSERT INTO saved_view (person_id, name, query, made_at) VALUES ({person}, 'Like {MARK}', 'text={MARK}', 1)"));
    world.run(&format!(
        "INSERT INTO bulk (person_id, at, act, given, query, state, sign_at) VALUES ({person}, 1, 'tag', '{{\"tag\":\"{MARK}\"}}', 'text={MARK}', 'done', 1)"
    ));
}

/// It was joined with another file once, and looks like it.
fn joinings(world: &World, id: i64) {
    let (other, person) = (file(world, Sreymom, "Palm House", "2026-12-11").client, world.id(Sreymom));
    world.run(&format!(
        "INSERT INTO joining (kept_id, gone_id, person_id, at, chosen, kept_was, kept_became, gone_was, copied, under_way, separated_at)
         VALUES ({id}, {other}, {person}, 1, '{{\"card\":[[\"name\",\"{MARK}\"]]}}', '[[\"name\",\"{MARK}\"]]', '[[\"name\",\"{MARK}\"]]',
           '[[\"close_note\",\"{MARK}\"]]', '{{\"reaches\":[[\"email\",\"{ADDRESS}\",\"\"]]}}', 0, 2)"
    ));
    world.run(&format!("INSERT INTO likeness_key (key, client_id) VALUES ('n{MARK}', {id})"));
    world.run(&format!("INSERT INTO alike (low_id, high_id, strength, state) VALUES ({id}, {other}, 1, 'two')"));
    world.run(&format!("INSERT INTO relation (from_id, to_id, kind, person_id, at) VALUES ({id}, {other}, 'belongs_to', {person}, 1)"));
    world.run(&format!("INSERT INTO person_moved (from_id, to_id, name, person_id, at) VALUES ({id}, {other}, 'Chan {MARK}', {person}, 1)"));
}

fn mail(world: &World, id: i64) {
    let person = world.id(Sreymom);
    world.run(&format!(
        "INSERT INTO mailbox (id, person_id, name, address, sight, imap_host, imap_port, imap_sealing, sign_in_as, secret, since, made_at)
         VALUES (70, {person}, 'Post', 'post@shop.example.com', 'own', 'mail.example.com', 993, 'tls', 'post', 'sealed', 20260101, 1)"
    ));
    // In the file, sent from its address and in no file, and in another file as well.
    for (number, state) in [(71, "filed"), (72, "tray"), (73, "filed")] {
        world.run(&format!(
            "INSERT INTO mail (id, fingerprint, message_id, thread, direction, from_address, from_name, to_line, subject, at, taken_at, size, text, html, state)
             VALUES ({number}, 'f{number}', '<{number}@{MARK}>', {number}, 'in', '{}', '{MARK}', '{MARK} to', '{MARK} subject', 5, 5, 10, '{MARK} text', '<p>{MARK}</p>', '{state}')",
            if number == 73 { "other@example.com" } else { ADDRESS }
        ));
    }
    world.run("UPDATE mail SET message_id = '<73@other>', from_name = 'x', to_line = 'x', subject = 'For both', text = 'x', html = '' WHERE id = 73");
    world.run(&format!("INSERT INTO mail_named (mail_id, message_id) VALUES (71, '<before@{MARK}>')"));
    let kept = mail::kept::Folder::beside(world.app.config.mail_folder.as_ref().unwrap());
    let hash = mail::kept::Keep::keep_attachment(&kept, format!("{MARK} attached").as_bytes()).unwrap();
    world.run(&format!(
        "INSERT INTO mail_attachment (mail_id, number, name, kind, size, sha256) VALUES (71, 1, '{MARK}.pdf', 'application/{MARK}', 3, '{hash}')"
    ));
    let entry = world.number(&format!("SELECT max(id) FROM entry WHERE client_id = {id}"));
    world.run(&format!("INSERT INTO mail_file (mail_id, client_id, entry_id) VALUES (71, {id}, {entry})"));
    let other = file(world, Sreymom, "Lotus", "today");
    assert_eq!(
        world.post(Sreymom, &format!("/files/{}/filing", other.client), &[("outcome", "reached"), ("note", "Kept"), ("next", "fri")]).status,
        303
    );
    let theirs = world.number(&format!("SELECT max(id) FROM entry WHERE client_id = {}", other.client));
    world.run(&format!("INSERT INTO mail_file (mail_id, client_id, entry_id) VALUES (73, {}, {theirs}), (73, {id}, {entry})", other.client));
    world.run(&format!("INSERT INTO mail_never (mailbox_id, address) VALUES (70, '{ADDRESS}')"));
    world.run(&format!(
        "INSERT INTO letter (mailbox_id, person_id, client_id, message_id, to_line, copy_line, subject, text, send_at, written_at, state, trouble)
         VALUES (70, {person}, {id}, '<l@{MARK}>', '{MARK}', '{MARK}', '{MARK}', '{MARK}', 9, 9, 'waiting', '{MARK}')"
    ));
    let letter = world.number("SELECT max(id) FROM letter");
    let hash = mail::kept::Keep::keep_attachment(&kept, format!("{MARK} goes along").as_bytes()).unwrap();
    world.run(&format!(
        "INSERT INTO letter_piece (letter_id, client_id, person_id, name, kind, size, sha256, kept_at)
         VALUES ({letter}, {id}, {person}, '{MARK}.pdf', 'application/pdf', 3, '{hash}', 9),
                (NULL, {id}, {person}, '{MARK} 2.pdf', 'application/pdf', 3, '{hash}', 9)"
    ));
}

fn forms(world: &World, id: i64, entry: i64) {
    let person = world.id(Dara);
    world.run(&format!("INSERT INTO own_form (id, names, due, created_by, created_at) VALUES (60, '{{\"en\":\"Survey\"}}', 'any', {person}, 1)"));
    world.run(&format!("INSERT INTO own_form_version (id, form_id, version, fields, created_by, created_at) VALUES (61, 60, 1, '[{{\"key\":1,\"kind\":\"text\",\"label\":{{\"en\":\"Wish\"}},\"required\":false}}]', {person}, 1)"));
    world.run(&format!("INSERT INTO filled_form (client_id, form_id, version_id, entry_id, person_id, at, answers) VALUES ({id}, 60, 61, {entry}, {person}, 7, '{{\"1\":\"{MARK} wish\"}}')"));
}

/// Every table and column of the whole database in which the word stands.
pub(super) fn found(world: &World) -> BTreeSet<String> {
    let is_postgres = world.app.db.dialect() == store::Dialect::Postgres;
    let mut found = BTreeSet::new();
    for (table, column) in world.app.db.tables().unwrap() {
        let cell = if is_postgres { format!("CAST(\"{column}\" AS TEXT)") } else { format!("\"{column}\"") };
        for row in world.rows(&format!("SELECT {cell} FROM {table}")) {
            let holds = match row.first() {
                Some(Value::Text(text)) => holds(text.as_bytes()),
                Some(Value::Bytes(bytes)) => holds(bytes),
                _ => false,
            };
            if holds {
                found.insert(format!("{table}.{column}"));
            }
        }
    }
    found
}

/// Whether bytes hold the word, the end of it as an index would keep it, or its number.
pub(super) fn holds(bytes: &[u8]) -> bool {
    let lower = bytes.to_ascii_lowercase();
    let spoken = [&b"qwxyzebu"[..], b"wxyzebu", b"xyzebu", b"12777888", b"88877721"];
    spoken.iter().any(|word| lower.windows(word.len()).any(|window| window == *word))
}

/// Every file under a folder that holds the word.
pub(super) fn files_with(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            found.extend(files_with(&entry.path()));
        } else if holds(&std::fs::read(entry.path()).unwrap_or_default()) {
            found.push(entry.path().display().to_string());
        }
    }
    found
}

/// The columns of text that are filled in no file and are not said to belong to none.
pub(super) fn forgotten(world: &World, found: &BTreeSet<String>) -> Vec<String> {
    let is_text = |table: &str, column: &str| {
        match world.app.db.dialect() {
        store::Dialect::Sqlite => world.number(&format!("SELECT count(*) FROM pragma_table_info('{table}') WHERE name = '{column}' AND type IN ('TEXT', 'BLOB', '')")) == 1,
        store::Dialect::Postgres => world.number(&format!("SELECT count(*) FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '{table}' AND column_name = '{column}' AND data_type NOT IN ('bigint')")) == 1,
    }
    };
    let is_of_none = |table: &str, column: &str| {
        OF_NO_FILE.iter().any(|known| match known.split_once('.') {
            Some((of, "*")) => of == table,
            Some((of, one)) => of == table && one == column,
            None => known.strip_suffix('*').is_some_and(|start| table.starts_with(start)),
        })
    };
    let columns = world.app.db.tables().unwrap();
    let not_found = columns.into_iter().filter(|(table, column)| !found.contains(&format!("{table}.{column}")));
    not_found
        .filter(|(table, column)| is_text(table, column) && !is_of_none(table, column))
        .map(|(table, column)| format!("{table}.{column}"))
        .collect()
}
