//! What is read of a file, table by table, with the name of each value.
//!
//! Owns the statements; each takes the client as `$1`. Documents and forms are gathered by code, the rest as it stands here.

/// How a value is shown to people; in the JSON it stands as it is stored, with moments and places written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// Text as it is.
    Text,
    /// A moment, UTC milliseconds.
    Moment,
    /// A place in the binder or a day.
    Place,
    /// A word that has a message: this before it.
    Word(&'static str),
    /// Seconds.
    Seconds,
    /// In the JSON alone.
    Inside,
}

/// One column: its name in the JSON, the message of its label, how it is shown.
pub(super) type Column = (&'static str, &'static str, Shown);

/// The rows of one table.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) sql: &'static str,
    pub(super) columns: &'static [Column],
}

use Shown::{Inside, Moment, Place, Seconds, Text, Word};

pub(super) const CARD: Table = Table {
    name: "card",
    title: "card-information",
    sql:
        "SELECT c.name, c.kind, c.company, c.address, c.town, c.country, c.time_zone, c.language, c.website, c.source, c.needs, c.expects, c.decides,
            c.competitor, c.birthday, c.interests, c.consent, c.preferred_channel, c.tags, c.note, coalesce(c.close_reason, ''), c.close_note,
            c.closed_at, p.name, c.created_at FROM client c JOIN person p ON p.id = c.owner_id WHERE c.id = $1",
    columns: &[
        ("name", "client-name", Text),
        ("kind", "client-who", Word("client-")),
        ("company", "card-company", Text),
        ("address", "card-address", Text),
        ("town", "card-town", Text),
        ("country", "card-country", Text),
        ("time_zone", "card-time_zone", Text),
        ("language", "card-language", Text),
        ("website", "card-website", Text),
        ("source", "card-source", Text),
        ("needs", "card-needs", Text),
        ("expects", "card-expects", Text),
        ("decides", "card-decides", Text),
        ("competitor", "card-competitor", Text),
        ("birthday", "card-birthday", Text),
        ("interests", "card-interests", Text),
        ("consent", "card-consent", Text),
        ("preferred_channel", "card-preferred_channel", Text),
        ("tags", "card-tags", Text),
        ("note", "card-note", Text),
        ("close_reason", "close-why", Word("close-")),
        ("close_note", "close-note", Text),
        ("closed_at", "kept-closed-at", Moment),
        ("owner", "card-owner", Text),
        ("made_at", "kept-made-at", Moment),
    ],
};

pub(super) const TABLES: &[Table] = &[
    Table {
        name: "people",
        title: "card-people",
        sql: "SELECT name, position FROM contact WHERE client_id = $1 ORDER BY rank, id",
        columns: &[("name", "client-name", Text), ("position", "card-position", Text)],
    },
    Table {
        name: "ways_to_reach",
        title: "card-reaches",
        sql: "SELECT r.kind, r.as_typed, r.norm, r.extension, coalesce(k.name, '') FROM reach r LEFT JOIN contact k ON k.id = r.contact_id
              WHERE r.client_id = $1 ORDER BY r.kind, r.rank, r.id",
        columns: &[
            ("kind", "card-reach-kind", Word("card-")),
            ("as_typed", "card-reach-text", Text),
            ("normal_form", "", Inside),
            ("extension", "kept-extension", Text),
            ("of", "card-reach-whose", Text),
        ],
    },
    Table {
        name: "consents",
        title: "consent-title",
        sql: "SELECT k.channel, k.purpose, k.said, k.said_on, k.source, p.name, k.at FROM consent k JOIN person p ON p.id = k.person_id
              WHERE k.client_id = $1 ORDER BY k.id",
        columns: &[
            ("channel", "consent-channel", Word("consent-")),
            ("purpose", "consent-purpose", Word("consent-")),
            ("said", "consent-said", Word("consent-")),
            ("on", "consent-on", Place),
            ("source", "consent-source", Text),
            ("written_by", "kept-by", Text),
            ("written_at", "kept-written-at", Moment),
        ],
    },
    Table {
        name: "planned_steps",
        title: "planned-steps",
        sql: "SELECT s.kind, s.place, s.line, s.state, s.opened_at, s.done_at, s.outcome, p.name FROM slip s JOIN person p ON p.id = s.person_id
              WHERE s.client_id = $1 ORDER BY s.id",
        columns: &[
            ("kind", "client-by", Word("kind-")),
            ("place", "client-next", Place),
            ("about", "client-about", Text),
            ("state", "", Inside),
            ("opened_at", "kept-written-at", Moment),
            ("done_at", "kept-done-at", Moment),
            ("outcome", "outcome", Word("outcome-")),
            ("binder_of", "card-owner", Text),
        ],
    },
    Table {
        name: "history",
        title: "history",
        sql: "SELECT e.at, e.kind, e.outcome, e.seconds, e.text, p.name FROM entry e JOIN person p ON p.id = e.person_id
              WHERE e.client_id = $1 ORDER BY e.at, e.id",
        columns: &[
            ("at", "kept-at", Moment),
            ("kind", "what-happened", Word("entry-")),
            ("outcome", "outcome", Word("outcome-")),
            ("seconds", "kept-length", Seconds),
            ("text", "note", Text),
            ("written_by", "kept-by", Text),
        ],
    },
    Table {
        name: "corrections",
        title: "kept-corrections",
        sql: "SELECT k.at, e.at, e.text, k.text, p.name FROM entry_correction k JOIN entry e ON e.id = k.entry_id JOIN person p ON p.id = k.person_id
              WHERE e.client_id = $1 ORDER BY k.id",
        columns: &[
            ("at", "kept-at", Moment),
            ("of_line_at", "kept-of-line", Moment),
            ("before", "kept-before", Text),
            ("after", "kept-after", Text),
            ("written_by", "kept-by", Text),
        ],
    },
    Table {
        name: "moves",
        title: "kept-moves",
        sql: "SELECT v.at, v.what, v.place_from, v.place_to, v.reason, p.name FROM slip_event v JOIN person p ON p.id = v.person_id
              WHERE v.client_id = $1 ORDER BY v.id",
        columns: &[
            ("at", "kept-at", Moment),
            ("what", "", Inside),
            ("from", "kept-before", Place),
            ("to", "kept-after", Place),
            ("reason", "move-reason", Text),
            ("by", "kept-by", Text),
        ],
    },
    Table {
        name: "mail",
        title: "mail-title",
        sql: "SELECT m.at, m.direction, m.from_name, m.from_address, m.to_line, m.subject, m.text, m.html FROM mail m
              WHERE m.id IN (SELECT f.mail_id FROM mail_file f WHERE f.client_id = $1)
                 OR m.from_address IN (SELECT r.norm FROM reach r WHERE r.client_id = $1 AND r.kind = 'email') ORDER BY m.at, m.id",
        columns: &[
            ("at", "kept-at", Moment),
            ("direction", "", Inside),
            ("from_name", "kept-from", Text),
            ("from", "card-email", Text),
            ("to", "kept-to", Text),
            ("subject", "kept-subject", Text),
            ("text", "kept-text", Text),
            ("html", "", Inside),
        ],
    },
    Table {
        name: "letters_written_here",
        title: "kept-letters",
        sql: "SELECT l.written_at, l.send_at, l.state, l.to_line, l.copy_line, l.subject, l.text, p.name FROM letter l
              JOIN person p ON p.id = l.person_id WHERE l.client_id = $1 ORDER BY l.id",
        columns: &[
            ("written_at", "kept-written-at", Moment),
            ("send_at", "kept-at", Moment),
            ("state", "", Inside),
            ("to", "kept-to", Text),
            ("copy_to", "kept-copy", Text),
            ("subject", "kept-subject", Text),
            ("text", "kept-text", Text),
            ("written_by", "kept-by", Text),
        ],
    },
    Table {
        name: "sent_with_letters",
        title: "kept-letter-pieces",
        sql: "SELECT l.written_at, l.subject, p.name, p.size FROM letter_piece p JOIN letter l ON l.id = p.letter_id WHERE l.client_id = $1 ORDER BY p.id",
        columns: &[
            ("written_at", "kept-written-at", Moment),
            ("subject", "kept-subject", Text),
            ("name", "kept-file-name", Text),
            ("bytes", "", Inside),
        ],
    },
];
