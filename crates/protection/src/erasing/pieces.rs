//! Which text of which table belongs to a file, and what becomes of it.
//!
//! Owns the list; a test goes through the catalogue of the database and names every column of text that stands neither here
//! nor among those that belong to no file.

/// Rows of one table that belong to a file.
pub(super) struct Piece {
    /// The table.
    pub(super) table: &'static str,
    /// Which rows; the client is `$1`.
    pub(super) rows: &'static str,
    /// What their columns become; none = the rows go. `{now}` is the moment.
    pub(super) becomes: Option<&'static str>,
}

/// The messages that stand in no other file, and those from its addresses that stand in none.
macro_rules! own_mail {
    ($column:literal) => {
        concat!(
            $column,
            " IN (SELECT m.id FROM mail m WHERE (m.id IN (SELECT f.mail_id FROM mail_file f WHERE f.client_id = $1)
               OR m.from_address IN (SELECT r.norm FROM reach r WHERE r.client_id = $1 AND r.kind = 'email')
               OR m.id IN (SELECT l.mail_id FROM letter l WHERE l.client_id = $1 AND l.mail_id IS NOT NULL))
             AND NOT EXISTS (SELECT 1 FROM mail_file o WHERE o.mail_id = m.id AND o.client_id <> $1))"
        )
    };
}

/// In the order in which they are done: what others are found by comes after them. The client's own row is first and is done
/// by itself, because the rules of the database let history be blanked in an erased file alone.
pub(super) const PIECES: &[Piece] = &[
    Piece {
        table: "document_text",
        rows: "version_id IN (SELECT v.id FROM document_version v JOIN document d ON d.id = v.document_id WHERE d.client_id = $1)",
        becomes: None,
    },
    Piece {
        table: "document_version",
        rows: "document_id IN (SELECT id FROM document WHERE client_id = $1)",
        becomes: Some(
            "name = '', hash = '0000000000000000000000000000000000000000000000000000000000000000', why = '', reading = 'unreadable', pages = 0,
             removed_at = coalesce(removed_at, {now}), swept_at = coalesce(swept_at, {now})",
        ),
    },
    Piece { table: "document", rows: "client_id = $1", becomes: Some("title = '', removed_at = coalesce(removed_at, {now})") },
    Piece { table: "filled_form", rows: "client_id = $1", becomes: Some("answers = '{}'") },
    Piece {
        table: "entry_correction",
        rows: "text IS NOT NULL AND entry_id IN (SELECT id FROM entry WHERE client_id = $1)",
        becomes: Some("text = ''"),
    },
    Piece { table: "entry", rows: "client_id = $1", becomes: Some("text = ''") },
    Piece { table: "slip", rows: "client_id = $1", becomes: Some("line = '', state = CASE WHEN state = 'open' THEN 'withdrawn' ELSE state END") },
    Piece { table: "slip_event", rows: "client_id = $1", becomes: Some("reason = ''") },
    Piece { table: "consent", rows: "client_id = $1", becomes: Some("source = ''") },
    Piece { table: "delivery", rows: "client_id = $1", becomes: Some("answer = '', stood = '', wanted = '', unsettled = 0") },
    Piece { table: "take_along", rows: "client_id = $1", becomes: None },
    Piece { table: "mail_named", rows: own_mail!("mail_id"), becomes: None },
    Piece { table: "mail_attachment", rows: own_mail!("mail_id"), becomes: Some("name = '', kind = '', sha256 = ''") },
    Piece {
        table: "mail",
        rows: own_mail!("id"),
        becomes: Some("message_id = '', from_address = '', from_name = '', to_line = '', subject = '', text = '', html = '', state = 'put_away'"),
    },
    Piece { table: "mail_file", rows: "client_id = $1", becomes: None },
    Piece { table: "mail_never", rows: "address IN (SELECT r.norm FROM reach r WHERE r.client_id = $1 AND r.kind = 'email')", becomes: None },
    Piece { table: "letter_piece", rows: "client_id = $1", becomes: None },
    Piece {
        table: "letter",
        rows: "client_id = $1",
        becomes: Some(
            "message_id = 'erased-' || id, to_line = '', copy_line = '', subject = '', text = '', trouble = '', remind_on = NULL,
             state = CASE WHEN state IN ('waiting', 'going') THEN 'stopped' ELSE state END,
             reminded = CASE WHEN reminded = '' THEN 'closed' ELSE reminded END",
        ),
    },
    Piece {
        table: "joining",
        rows: "kept_id = $1 OR gone_id = $1",
        becomes: Some("chosen = '{}', kept_was = '[]', kept_became = '[]', gone_was = '[]', copied = '{}'"),
    },
    Piece { table: "relation", rows: "from_id = $1 OR to_id = $1", becomes: None },
    Piece { table: "person_moved", rows: "from_id = $1 OR to_id = $1", becomes: None },
    Piece { table: "likeness_key", rows: "client_id = $1", becomes: None },
    Piece { table: "alike", rows: "low_id = $1 OR high_id = $1", becomes: None },
    Piece { table: "field_value", rows: "client_id = $1", becomes: None },
    Piece { table: "reach", rows: "client_id = $1", becomes: None },
    Piece { table: "contact", rows: "client_id = $1", becomes: None },
];

/// What the client's own row becomes; the mark that stands for its name is `$2`, folded `$3`.
pub(super) const CLIENT: &str = "erased_at = {now}, state = 'closed', close_reason = coalesce(close_reason, 'closed'),
    closed_at = coalesce(closed_at, {now}), close_note = '', slip_id = NULL, place = NULL, name = $2, name_fold = $3, company = '', address = '',
    town = '', country = '', time_zone = '', language = '', website = '', source = '', needs = '', expects = '', decides = '', competitor = '',
    birthday = '', interests = '', consent = '', preferred_channel = '', tags = '', note = '', last_line = '', phone = '', contact = '',
    import_id = NULL, due_ideal = NULL, due_latest = NULL, version = version + 1, updated_at = {now}";

impl Piece {
    /// The statement that does it.
    pub(super) fn statement(&self, now: i64) -> String {
        match self.becomes {
            Some(set) => format!("UPDATE {} SET {} WHERE {}", self.table, set.replace("{now}", &now.to_string()), self.rows),
            None => format!("DELETE FROM {} WHERE {}", self.table, self.rows),
        }
    }

    /// The statement that counts the rows.
    pub(super) fn count(&self) -> String {
        format!("SELECT count(*) FROM {} WHERE {}", self.table, self.rows)
    }
}
