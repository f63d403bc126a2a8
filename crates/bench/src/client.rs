//! The rows of one client: file, slip, contact, phone, e-mail, history.
//!
//! Owns that they agree with each other as the verbs would leave them. Never decides whose they are or
//! where they stand.

use crate::bulk::Bulk;
use crate::chance::Chance;
use crate::vocabulary::{Script, Vocabulary};
use domain::fold::fold;
use domain::{ClientId, EntryId, EntryKind, Outcome, PersonId, Place, SlipKind};
use store::find::ClientText;
use store::{Result, Tx, params};

const DAY_MS: i64 = 86_400_000;

/// Whose a client is, and which entries are its own.
pub(crate) struct Owner {
    pub(crate) person: PersonId,
    /// Which of the person's files it is, from 0.
    pub(crate) number: u64,
    pub(crate) first_entry: i64,
    pub(crate) entries: u64,
}

/// Rows that wait to be written, and what of them is to be found.
pub(crate) struct ClientRows {
    clients: Bulk,
    slips: Bulk,
    contacts: Bulk,
    reaches: Bulk,
    entries: Bulk,
    pub(crate) texts: Vec<(ClientId, ClientText)>,
    pub(crate) notes: Vec<(EntryId, String)>,
}

impl Default for ClientRows {
    fn default() -> ClientRows {
        ClientRows {
            clients: Bulk::new(
                "client",
                "id, kind, name, name_fold, company, owner_id, state, needs, decides, town, prepared, slip_id, place, last_at, last_kind, last_outcome, last_line, last_person_id, phone, contact, created_at, updated_at",
            ),
            slips: Bulk::new(
                "slip",
                "id, client_id, person_id, place, minute, kind, line, agreed, minutes, state, first_place, opened_at, opened_by",
            ),
            contacts: Bulk::new("contact", "id, client_id, name, position, rank"),
            reaches: Bulk::new("reach", "client_id, contact_id, kind, as_typed, norm, reversed, rank"),
            entries: Bulk::new("entry", "id, client_id, person_id, at, kind, outcome, seconds, text, written_at"),
            texts: Vec::new(),
            notes: Vec::new(),
        }
    }
}

/// A number that reaches nobody: no Cambodian number begins with 0 after the country's code.
pub(crate) fn phone(client: i64) -> (String, String) {
    // Neighbours in the table are no neighbours by number.
    let digits = format!("{:08}", (client.unsigned_abs().wrapping_mul(61_803_399)) % 100_000_000);
    (format!("+855 0{} {} {}", &digits[..2], &digits[2..5], &digits[5..]), format!("+8550{digits}"))
}

struct Last {
    at: i64,
    kind: EntryKind,
    outcome: Outcome,
    line: String,
}

impl ClientRows {
    /// Adds everything of one client, the same for the same id.
    pub(crate) fn add(&mut self, vocabulary: &Vocabulary, client: i64, slip: i64, owner: &Owner, place: Place, now: i64) {
        let mut chance = Chance::new(client.unsigned_abs() + 1000);
        let script = Vocabulary::script(&mut chance);
        let is_company = !chance.once_in(3);
        let contact = vocabulary.person(script, &mut chance);
        let name = if is_company { vocabulary.company(script, &mut chance) } else { contact.clone() };
        let (typed, norm) = phone(client);
        let last = self.history(vocabulary, script, client, owner, now, &mut chance);
        let (at, kind, outcome, line, by) = match last {
            Some(last) => (Some(last.at), Some(last.kind), Some(last.outcome), last.line, Some(owner.person)),
            None => (None, None, None, String::new(), None),
        };
        let created = now - 900 * DAY_MS;
        self.clients.push(params![
            client,
            if is_company { "company" } else { "person" },
            &name,
            fold(&name),
            "",
            owner.person,
            "active",
            vocabulary.note(script, &mut chance),
            &contact,
            town(&mut chance),
            true,
            slip,
            place,
            at,
            kind,
            outcome,
            line,
            by,
            &typed,
            &contact,
            created,
            at.unwrap_or(created)
        ]);
        self.slip(vocabulary, script, (client, slip), owner, place, now, &mut chance);
        self.contacts.push(params![client, client, &contact, "Director", 0_i64]);
        let backwards: String = norm.chars().rev().filter(char::is_ascii_digit).collect();
        self.reaches.push(params![client, client, "phone", typed, norm, backwards, 0_i64]);
        let email = format!("{}{client}@{}.example", vocabulary.word(Script::Latin, &mut chance), vocabulary.word(Script::Latin, &mut chance));
        self.reaches.push(params![client, client, "email", &email, &email, "", 1_i64]);
        self.texts.push((ClientId(client), ClientText { owner: owner.person, names: vec![name, String::new(), contact] }));
    }

    #[expect(clippy::too_many_arguments, reason = "one row is made of all of them")]
    fn slip(&mut self, vocabulary: &Vocabulary, script: Script, ids: (i64, i64), owner: &Owner, place: Place, now: i64, chance: &mut Chance) {
        let (client, slip) = ids;
        let kind = match chance.below(20) {
            0..12 => SlipKind::Call,
            12..15 => SlipKind::First,
            15..17 => SlipKind::Callback,
            17 => SlipKind::Email,
            18 => SlipKind::Visit,
            _ => SlipKind::Meeting,
        };
        let minutes = match kind {
            SlipKind::Visit | SlipKind::Meeting => 60,
            SlipKind::First => 10,
            _ => 5,
        };
        let agreed = matches!(place, Place::Day(_)) && chance.once_in(10);
        let minute = (agreed && chance.once_in(2)).then(|| 480 + 15 * chance.below(36) as i64);
        let line = format!("{} {}", vocabulary.word(script, chance), vocabulary.word(script, chance));
        self.slips.push(params![
            slip,
            client,
            owner.person,
            place,
            minute,
            kind,
            line,
            agreed,
            i64::from(minutes),
            "open",
            place,
            now - 20 * DAY_MS,
            owner.person
        ]);
    }

    /// Adds the entries, oldest first, and says what the last one was.
    fn history(&mut self, vocabulary: &Vocabulary, script: Script, client: i64, owner: &Owner, now: i64, chance: &mut Chance) -> Option<Last> {
        let mut last = None;
        for number in 0..owner.entries {
            let before = (owner.entries - number) as i64;
            let at = now - before * 14 * DAY_MS - chance.below(8 * 3_600_000) as i64;
            let kind = *EntryKind::ALL.get(chance.below(7) as usize).unwrap_or(&EntryKind::CallOut);
            let outcome = *Outcome::ALL.get(chance.below(5) as usize).unwrap_or(&Outcome::Reached);
            let text = vocabulary.note(script, chance);
            let id = owner.first_entry + number as i64;
            self.entries.push(params![id, client, owner.person, at, kind, outcome, 60 + chance.below(600) as i64, &text, at]);
            last = Some(Last { at, kind, outcome, line: text.chars().take(200).collect() });
            self.notes.push((EntryId(id), text));
        }
        last
    }

    /// Writes everything but what find reads.
    pub(crate) fn write(&mut self, tx: &mut Tx<'_>) -> Result<()> {
        [&mut self.clients, &mut self.slips, &mut self.contacts, &mut self.reaches, &mut self.entries].into_iter().try_for_each(|rows| rows.write(tx))
    }
}

fn town(chance: &mut Chance) -> &'static str {
    ["Phnom Penh", "Siem Reap", "Battambang", "Kampot"].get(chance.below(4) as usize).copied().unwrap_or("")
}
