-- What goes with a letter, its copy among the sent messages of its mailbox, and the letter that came in its place.
CREATE TABLE letter_piece (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  letter_id INTEGER REFERENCES letter (id),            -- none while the letter is being written
  client_id INTEGER NOT NULL REFERENCES client (id),   -- in whose file it is written
  person_id INTEGER NOT NULL REFERENCES person (id),   -- who chose it
  name TEXT NOT NULL,
  kind TEXT NOT NULL,                     -- "application/pdf", by its name
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,                   -- under which it is kept, beside what came with messages
  kept_at INTEGER NOT NULL
);
CREATE INDEX letter_piece_letter ON letter_piece (letter_id);
CREATE INDEX letter_piece_client ON letter_piece (client_id);
CREATE INDEX letter_piece_sha256 ON letter_piece (sha256);
CREATE INDEX mail_attachment_sha256 ON mail_attachment (sha256) WHERE sha256 <> '';

ALTER TABLE letter ADD COLUMN copy_state TEXT NOT NULL DEFAULT 'none' CHECK (copy_state IN ('none', 'waiting', 'there', 'refused'));
ALTER TABLE letter ADD COLUMN instead_id INTEGER REFERENCES letter (id);
CREATE INDEX letter_copy ON letter (mailbox_id, id) WHERE copy_state = 'waiting';
CREATE INDEX letter_uncopied ON letter (mailbox_id) WHERE copy_state = 'refused';
CREATE INDEX letter_mail ON letter (mail_id) WHERE mail_id IS NOT NULL;
