//! What is read of a client, in one transaction.

use crate::own_forms::FormsOfFile;
use binder::By;
use binder::history::{Entry, Move, entries, moves};
use binder::rhythm::INTERVAL;
use domain::dividers::Counted;
use domain::filing::{CloseReason, OpenSlip};
use domain::load::DayLoad;
use domain::rhythm::{Habit, Interval, habit, is_contact};
use domain::{ClientId, Date, EntryId, EntryKind, MailId, Place, SlipId, SlipKind};
use jiff::Timestamp;
use people::Person;
use std::collections::BTreeMap;
use store::{Tx, params};
use web::{Failure, Visible};

/// Entries shown at once; older ones are a link away.
pub const ENTRIES_SHOWN: u32 = 50;

/// A way to reach the client.
#[derive(Clone, Debug)]
pub struct Reach {
    /// phone, email or messenger.
    pub kind: String,
    /// As it was typed.
    pub as_typed: String,
    /// What a link dials or writes to.
    pub norm: String,
}

/// A client's file, open.
pub struct OpenFile {
    /// The client.
    pub client_id: ClientId,
    /// The slip being worked; none if the file is closed.
    pub slip_id: Option<SlipId>,
    /// What it asks for.
    pub slip_kind: SlipKind,
    /// What it is about: why today.
    pub why: String,
    /// Where the slip stands.
    pub slip_place: Option<Place>,
    /// How often it was put off.
    pub postponed: u16,
    /// Its name.
    pub name: String,
    /// Where a private person works.
    pub company: String,
    /// "Chan Dara, owner".
    pub contact: String,
    /// Of the first rank by value.
    pub is_top: bool,
    /// Why it is closed, if it is.
    pub closed: Option<(CloseReason, String)>,
    /// The file of what may be the same client, its name and what they have in common.
    pub might_be: Option<(ClientId, String, domain::likeness::Alike)>,
    /// How it stands to other clients.
    pub related: Vec<files::relations::Related>,
    /// How many files it took in.
    pub joined: usize,
    /// Whose binder it stands in.
    pub owner: String,
    /// The client's time zone, if noted.
    pub time_zone: String,
    /// The card: message key and text of each filled field.
    pub facts: Vec<(&'static str, String)>,
    /// The filled fields of the company's own.
    pub own: Vec<files::own_fields::Said>,
    /// Fields of the company's own that a first call needs and that are empty.
    pub own_missing: Vec<domain::own_form::Names>,
    /// Which fields a first call still needs.
    pub missing: Vec<String>,
    /// Phones, e-mails, messengers.
    pub reaches: Vec<Reach>,
    /// What the client agreed to and refused, as it counts now.
    pub consents: Vec<domain::protection::Standing>,
    /// Every open slip, earliest first, with its line.
    pub slips: Vec<(OpenSlip, String)>,
    /// The last lines of history, newest first.
    pub entries: Vec<Entry>,
    /// Where it was moved and to whom it was given meanwhile, newest first.
    pub moves: Vec<Move>,
    /// The messages behind some of them, as far as the actor reads them: entry, message, subject.
    pub mails: Vec<(EntryId, MailId, String)>,
    /// Whether there are older ones.
    pub has_older: bool,
    /// How many documents are in it.
    pub documents: i64,
    /// The usual days between contacts, if there were enough.
    pub rhythm_days: Option<u16>,
    /// How often it should be spoken with, of its own or by its class.
    pub interval: Option<Interval>,
    /// The name of its class, if it is in one.
    pub class: String,
    /// When it is usually reached.
    pub habit: Option<Habit>,
    /// For suggestions: today, the owner's calendar, the loads of the owner's days.
    pub today: Date,
    /// The owner of the binder.
    pub person: Person,
    /// The loads of that binder's days.
    pub loads: BTreeMap<Date, DayLoad>,
    /// Minutes the next step will take.
    pub next_minutes: u16,
    /// The forms of the company that a filing may ask for.
    pub forms: FormsOfFile,
}

/// The fields of the card beside the history, in their order: column and message.
const FACTS: [(&str, &str); 17] = [
    ("company", "card-company"),
    ("town", "card-town"),
    ("address", "card-address"),
    ("country", "card-country"),
    ("website", "card-website"),
    ("source", "card-source"),
    ("needs", "card-needs"),
    ("expects", "card-expects"),
    ("decides", "card-decides"),
    ("competitor", "card-competitor"),
    ("birthday", "card-birthday"),
    ("interests", "card-interests"),
    ("preferred_channel", "card-preferred_channel"),
    ("consent", "card-consent"),
    ("language", "card-language"),
    ("tags", "card-tags"),
    ("note", "card-note"),
];

impl OpenFile {
    /// Reads a file.
    ///
    /// # Errors
    /// [`Failure::NotFound`] if the actor may not see it.
    pub fn read(
        tx: &mut Tx<'_>,
        by: &By,
        card_fields: &[String],
        client_id: ClientId,
        slip_id: Option<SlipId>,
        person: &Person,
        occupied: &BTreeMap<Place, Counted>,
    ) -> Result<OpenFile, Failure> {
        OpenFile::read_before(tx, by, card_fields, client_id, slip_id, person, occupied, None)
    }

    /// Reads a file with the entries before the given one.
    ///
    /// # Errors
    /// As [`OpenFile::read`].
    #[expect(clippy::too_many_arguments, reason = "what was read before is handed on rather than read twice")]
    pub fn read_before(
        tx: &mut Tx<'_>,
        by: &By,
        card_fields: &[String],
        client_id: ClientId,
        slip_id: Option<SlipId>,
        person: &Person,
        occupied: &BTreeMap<Place, Counted>,
        before: Option<(i64, EntryId)>,
    ) -> Result<OpenFile, Failure> {
        let row = card(tx, by, client_id)?;
        let mut texts = BTreeMap::new();
        for (index, (column, _)) in FACTS.iter().enumerate() {
            texts.insert(*column, row.get::<String>(11 + index)?);
        }
        let closed: Option<String> = row.get(3)?;
        let standing: Option<SlipId> = row.get(7)?;
        let slips = slips(tx, client_id)?;
        let worked = slip_id.or(standing);
        let slip = slips.iter().find(|(slip, _)| Some(slip.id) == worked).or(slips.first());
        let (entries, has_older, moves) = happened(tx, client_id, before)?;
        let of_mail = |entry: &&Entry| matches!(entry.kind, EntryKind::EmailIn | EntryKind::EmailOut);
        let ids: Vec<EntryId> = entries.iter().filter(of_mail).map(|entry| entry.id).collect();
        let mails = mail::shown::of_entries(tx, by, &ids)?;
        let reaches = reaches(tx, client_id)?;
        let next_kind = slip.map_or(SlipKind::Call, |(slip, _)| slip.kind);
        Ok(OpenFile {
            client_id,
            slip_id: slip.map(|(slip, _)| slip.id),
            slip_kind: next_kind,
            why: slip.map(|(_, line)| line.clone()).unwrap_or_default(),
            slip_place: slip.map(|(slip, _)| slip.place),
            postponed: slip.map_or(0, |(slip, _)| slip.postponed),
            name: row.get(0)?,
            company: texts.get("company").cloned().unwrap_or_default(),
            contact: row.get(1)?,
            is_top: row.get(2)?,
            closed: closed.as_deref().and_then(CloseReason::stored).map(|reason| Ok::<_, store::StoreError>((reason, row.get(4)?))).transpose()?,
            might_be: files::duplicates::might_be(tx, by, client_id)?,
            related: files::relations::related(tx, by, client_id)?,
            joined: binder::joining::joined(tx, client_id)?.len(),
            owner: row.get(5)?,
            time_zone: row.get(6)?,
            missing: missing(card_fields, &texts, &reaches, &row.get::<String>(1)?),
            own: files::own_fields::said_of(tx, client_id)?,
            own_missing: if next_kind == SlipKind::First { own_missing(tx, client_id)? } else { Vec::new() },
            facts: FACTS
                .iter()
                .filter_map(|(column, key)| texts.get(column).filter(|text| !text.is_empty()).map(|text| (*key, text.clone())))
                .collect(),
            rhythm_days: rhythm(&entries),
            interval: interval(row.get(8)?, row.get(9)?),
            class: row.get(10)?,
            habit: habit(&usual_moments(&entries, &by.zone)),
            next_minutes: binder::slips::minutes_for(tx, person.id, next_kind)?,
            forms: FormsOfFile::read(tx, by, client_id, slip_id)?,
            loads: crate::day::loads(person, by.today, occupied),
            consents: files::consents::standing(tx, client_id)?,
            today: by.today,
            person: person.clone(),
            reaches,
            slips,
            entries,
            moves,
            mails,
            has_older,
            documents: tx.one("SELECT count(*) FROM document WHERE client_id = $1 AND removed_at IS NULL", params![client_id])?,
        })
    }
}

/// The lines of history before the given one, whether there are older ones, and what happened beside them in that time.
fn happened(tx: &mut Tx<'_>, client_id: ClientId, before: Option<(i64, EntryId)>) -> Result<(Vec<Entry>, bool, Vec<Move>), Failure> {
    let mut entries = entries(tx, client_id, before, ENTRIES_SHOWN + 1)?;
    let has_older = entries.len() > ENTRIES_SHOWN as usize;
    entries.truncate(ENTRIES_SHOWN as usize);
    let from = entries.last().filter(|_| has_older).map_or(0, |oldest| oldest.at);
    let moves = moves(tx, client_id, from, before.map_or(i64::MAX, |(at, _)| at))?;
    Ok((entries, has_older, moves))
}

/// The client's row: eleven columns, then those of [`FACTS`].
fn card(tx: &mut Tx<'_>, by: &By, client_id: ClientId) -> Result<store::Row, Failure> {
    let columns: Vec<String> = FACTS.iter().map(|(column, _)| format!("c.{column}")).collect();
    let sql = format!(
        "SELECT c.name, c.contact, c.top_ranked, CASE WHEN c.erased_at IS NOT NULL THEN 'erased' WHEN c.joined_into IS NOT NULL THEN 'joined' ELSE c.close_reason END,
           c.close_note, p.name, c.time_zone, c.slip_id,
           {INTERVAL}, coalesce(k.name, ''), {}
         FROM client c JOIN person p ON p.id = c.owner_id LEFT JOIN client_class k ON k.id = c.class_id WHERE c.id = $1 AND {}",
        columns.join(", "),
        Visible::condition("c.owner_id", 2)
    );
    let [viewer, team, day] = by.visible.params();
    tx.row(&sql, &[client_id.into(), viewer, team, day])?.ok_or(Failure::NotFound)
}

fn slips(tx: &mut Tx<'_>, client_id: ClientId) -> Result<Vec<(OpenSlip, String)>, Failure> {
    let open = binder::slips::open_slips(tx, client_id)?;
    let lines = tx.rows("SELECT id, line FROM slip WHERE client_id = $1 AND state = 'open'", params![client_id])?;
    let lines: BTreeMap<SlipId, String> = lines.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<store::Result<_>>()?;
    Ok(open.into_iter().map(|slip| (slip, lines.get(&slip.id).cloned().unwrap_or_default())).collect())
}

fn reaches(tx: &mut Tx<'_>, client_id: ClientId) -> Result<Vec<Reach>, Failure> {
    let rows = tx.rows("SELECT kind, as_typed, norm FROM reach WHERE client_id = $1 ORDER BY kind DESC, rank, id", params![client_id])?;
    Ok(rows.iter().map(|row| Ok(Reach { kind: row.get(0)?, as_typed: row.get(1)?, norm: row.get(2)? })).collect::<store::Result<_>>()?)
}

/// Which fields that a first call needs are still empty (B26).
fn missing(card_fields: &[String], texts: &BTreeMap<&str, String>, reaches: &[Reach], contact: &str) -> Vec<String> {
    let is_filled = |field: &str| match field {
        "phone" | "email" | "messenger" => reaches.iter().any(|reach| reach.kind == field),
        "contact" | "position" => !contact.is_empty(),
        other => texts.get(other).is_some_and(|text| !text.is_empty()),
    };
    card_fields.iter().filter(|field| !is_filled(field)).cloned().collect()
}

fn own_missing(tx: &mut Tx<'_>, client_id: ClientId) -> Result<Vec<domain::own_form::Names>, Failure> {
    let lacking = files::own_fields::lacking(tx, client_id, domain::own_field::Needed::FirstCall)?;
    Ok(lacking.into_iter().map(|field| field.field.label).collect())
}

fn interval(ideal_days: Option<i64>, latest_days: Option<i64>) -> Option<Interval> {
    Interval::new(u16::try_from(ideal_days?).ok()?, u16::try_from(latest_days?).ok()?)
}

/// The weekdays and hours of the real contacts by voice: a mail says nothing of when somebody can be reached.
fn usual_moments(entries: &[Entry], zone: &jiff::tz::TimeZone) -> Vec<(jiff::civil::Weekday, i8)> {
    let is_voice = |entry: &&Entry| {
        is_contact(entry.kind, entry.outcome)
            && !matches!(entry.kind, EntryKind::EmailIn | EntryKind::EmailOut)
            && entry.correction.as_ref().is_none_or(|correction| correction.text.is_some())
    };
    let moments = entries.iter().filter(is_voice).filter_map(|entry| Timestamp::from_millisecond(entry.at).ok());
    moments.map(|moment| moment.to_zoned(zone.clone())).map(|moment| (moment.weekday(), moment.hour())).collect()
}

/// The middle of the last gaps between real contacts, in days; a note is no contact.
fn rhythm(entries: &[Entry]) -> Option<u16> {
    let mut days: Vec<i64> = entries
        .iter()
        .filter(|entry| is_contact(entry.kind, entry.outcome) && entry.correction.as_ref().is_none_or(|correction| correction.text.is_some()))
        .take(9)
        .filter_map(|entry| Timestamp::from_millisecond(entry.at).ok())
        .map(|at| at.as_second() / 86_400)
        .collect();
    days.dedup();
    let mut gaps: Vec<i64> = days.windows(2).map(|pair| pair[0] - pair[1]).filter(|gap| *gap > 0).collect();
    gaps.sort_unstable();
    // Three gaps are the least that can be called a habit.
    if gaps.len() < 3 { None } else { gaps.get(gaps.len() / 2).and_then(|gap| u16::try_from(*gap).ok()).map(|gap| gap.min(365)) }
}
