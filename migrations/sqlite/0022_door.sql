-- From which network a question at the door comes, so that one network cannot fill the places of all.

ALTER TABLE passkey_asked ADD COLUMN network TEXT NOT NULL DEFAULT '';
CREATE INDEX passkey_asked_network ON passkey_asked (network);
ALTER TABLE openid_asked ADD COLUMN network TEXT NOT NULL DEFAULT '';
CREATE INDEX openid_asked_network ON openid_asked (network);
