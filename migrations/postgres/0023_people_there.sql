-- The ways to reach somebody at a client are found when that one leaves the card. Without it every row of the company was
-- looked at for each.
CREATE INDEX reach_contact ON reach (contact_id) WHERE contact_id IS NOT NULL;
