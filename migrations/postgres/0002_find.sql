-- The find index. Filled from find_queue beside the transactions that change clients and entries;
-- it can be emptied and filled again at any time. Tokens are [a-z0-9] only and are cast, never parsed.

CREATE TABLE find_client (            -- what ranking reads, with its index
  client_id BIGINT PRIMARY KEY,
  owner_id BIGINT NOT NULL,
  names TEXT NOT NULL,                -- folded, a line each: own name, company, contacts
  words TSVECTOR NOT NULL,
  parts TSVECTOR NOT NULL
);
CREATE INDEX find_client_words ON find_client USING gin (words);
CREATE INDEX find_client_parts ON find_client USING gin (parts);

CREATE TABLE find_note (
  entry_id BIGINT PRIMARY KEY,
  words TSVECTOR NOT NULL
);
CREATE INDEX find_note_words ON find_note USING gin (words);

-- Beginnings are ranges of bytes, whatever order the database's language gives to letters.
CREATE INDEX find_client_name ON client (name_fold COLLATE "C", id);
CREATE INDEX find_reach_norm ON reach (kind, norm COLLATE "C");
CREATE INDEX find_reach_reversed ON reach (reversed COLLATE "C") WHERE kind = 'phone';
