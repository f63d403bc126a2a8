-- The list of clients in each of its orders, for one binder and for all: a page is the beginning of a walk
-- along one of these, at any size.

DROP INDEX client_owner;
CREATE INDEX client_owner ON client (owner_id, state, place, id);
CREATE INDEX client_owner_name ON client (owner_id, state, name_fold, id);
CREATE INDEX client_owner_last ON client (owner_id, state, coalesce(last_at, 0), id);
CREATE INDEX client_place ON client (state, place, id);
CREATE INDEX client_state_name ON client (state, name_fold, id);
CREATE INDEX client_last ON client (state, coalesce(last_at, 0), id);
