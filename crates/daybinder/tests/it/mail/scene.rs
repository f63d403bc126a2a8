//! Mailboxes and messages of the world.

use super::dovecot::{Dovecot, PASSWORD};
use crate::scene::{File, number_in};
use domain::MailboxId;
use mail::reading::Trouble;
use testkit::{Caller, World};

/// A mailbox of that person on that server, as its form makes it.
pub fn mailbox(world: &World, dovecot: &Dovecot, caller: Caller, sight: &str) -> i64 {
    let user = caller.email().split('@').next().unwrap();
    let port = dovecot.port.to_string();
    let (seal, _) = mail::keys(&world.app).unwrap();
    let secret = seal.seal(PASSWORD).unwrap();
    world.run(&format!(
        "INSERT INTO mailbox (person_id, name, address, sight, imap_host, imap_port, imap_sealing, sign_in_as, secret, since, made_at)
         VALUES ({}, '{user}', '{}', '{sight}', '127.0.0.1', {port}, 'none', '{user}', '{secret}', 20200101, 1)",
        world.id(caller),
        caller.email()
    ));
    world.number("SELECT max(id) FROM mailbox")
}

/// Looks into a mailbox once.
pub fn look(world: &World, id: i64) -> Result<u64, Trouble> {
    let (seal, keep) = mail::keys(&world.app).unwrap();
    let all = world.app.db.read(mail::mailboxes::all_active).unwrap();
    let mailbox = all.into_iter().find(|mailbox| mailbox.id == MailboxId(id)).expect("an active mailbox");
    mail::reading::look_once(&world.app, &seal, &*keep, &mailbox)
}

/// A client with an address, standing under that date.
pub fn client(world: &World, caller: Caller, name: &str, address: &str) -> File {
    let fields = [
        ("kind", "company"),
        ("name", name),
        ("reach_kind", "email"),
        ("email", address),
        ("slip_kind", "call"),
        ("line", "Offer for paper"),
        ("next", "27 Nov"),
        ("anyway", "1"),
    ];
    let answer = world.post(caller, "/clients/new", &fields);
    assert_eq!(answer.status, 303, "{name} could not be made: {}", answer.body);
    let client = number_in(answer.location(), "/files/");
    world.run(&format!(
        "INSERT INTO reach (client_id, kind, as_typed, norm, rank)
         SELECT {client}, 'email', '{address}', '{address}', 5 WHERE NOT EXISTS (SELECT 1 FROM reach WHERE client_id = {client} AND kind = 'email')"
    ));
    File { client, slip: world.number(&format!("SELECT slip_id FROM client WHERE id = {client}")) }
}

/// A message as it comes over the wire.
pub fn message(id: &str, from: &str, to: &str, subject: &str, more: &str, body: &str) -> Vec<u8> {
    let head = format!("Message-ID: <{id}>\r\nFrom: {from}\r\nTo: {to}\r\nSubject: {subject}\r\nDate: Fri, 20 Nov 2026 09:15:00 +0700\r\n{more}");
    format!("{head}\r\n{body}\r\n").into_bytes()
}
