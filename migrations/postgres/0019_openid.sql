-- Signing in through a provider by OpenID Connect.

CREATE TABLE openid_link (            -- who a person is there
  person_id BIGINT NOT NULL REFERENCES person (id),
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  linked_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL,
  PRIMARY KEY (person_id, issuer),
  UNIQUE (issuer, subject)
);

CREATE TABLE openid_asked (           -- a browser is there and expected back
  state_hash TEXT PRIMARY KEY,
  browser_hash TEXT NOT NULL,
  nonce TEXT NOT NULL,
  verifier TEXT NOT NULL,
  next TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX openid_asked_expires ON openid_asked (expires_at);

ALTER TABLE session ADD COLUMN is_strong BIGINT NOT NULL DEFAULT 0 CHECK (is_strong IN (0, 1));
