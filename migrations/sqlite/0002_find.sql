-- The find index. Filled from find_queue beside the transactions that change clients and entries;
-- it can be emptied and filled again at any time. Tokens are [a-z0-9] only, so any tokenizer keeps them.

CREATE TABLE find_client (            -- what ranking reads: small rows, so that hundreds are cheap
  client_id INTEGER PRIMARY KEY,
  owner_id INTEGER NOT NULL,
  names TEXT NOT NULL                 -- folded, a line each: own name, company, contacts
);

-- Which tokens there are, so that a beginning can be written as the few tokens it stands for: the
-- engine would copy the lists of all of them before the first row. Tokens no client has any more do no harm.
CREATE TABLE find_token (
  kind INTEGER NOT NULL,              -- 0 of find_word, 1 of find_part, 2 of find_note, 3 of find_document
  token TEXT NOT NULL,
  PRIMARY KEY (kind, token)
) WITHOUT ROWID;

-- The lengths of beginnings (kept in find/needs.rs too): one to three letters of Latin, and one (3),
-- two (5) and three (7) of other scripts.
CREATE VIRTUAL TABLE find_word USING fts5(
  words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '1 2 3 4 5 7');
CREATE VIRTUAL TABLE find_part USING fts5(
  parts, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '2 3 5 7');
CREATE VIRTUAL TABLE find_note USING fts5(
  words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '2 3 5 7');
