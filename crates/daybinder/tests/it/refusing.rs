//! What the database itself refuses, whatever a program above it does (decision 1, B37).

use crate::each_database;
use crate::scene::file;
use store::{StoreError, Tx};
use testkit::Caller::*;

#[test]
fn no_statement_can_leave_an_active_file_nowhere_or_change_history() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        let other = file(world, Sreymom, "Palm House", "today");
        let (client, slip) = (lotus.client, lotus.slip);
        assert_eq!(world.post(Sreymom, &format!("/files/{client}/filing"), &[("outcome", "reached"), ("note", "Said"), ("next", "fri")]).status, 303);
        let open = world.number(&format!("SELECT slip_id FROM client WHERE id = {client}"));
        let entry = world.number("SELECT max(id) FROM entry");
        world.run(&format!("INSERT INTO entry_correction (entry_id, person_id, at, text) VALUES ({entry}, 1, 1, 'Meant')"));
        let before = world.everything();
        let refused = [
            format!("UPDATE slip SET state = 'done' WHERE id = {open}"),
            format!("UPDATE slip SET state = 'withdrawn' WHERE id = {open}"),
            format!("UPDATE slip SET state = 'lost' WHERE id = {open}"),
            format!("DELETE FROM slip WHERE id = {open}"),
            format!("UPDATE slip SET client_id = {} WHERE id = {open}", other.client),
            format!("UPDATE slip SET client_id = NULL WHERE id = {open}"),
            format!("UPDATE client SET slip_id = NULL, place = NULL WHERE id = {client}"),
            format!("UPDATE client SET place = NULL WHERE id = {client}"),
            format!("UPDATE client SET slip_id = {slip} WHERE id = {client}"),
            format!("UPDATE client SET slip_id = {} WHERE id = {client}", other.slip),
            format!("UPDATE client SET slip_id = 987654 WHERE id = {client}"),
            format!("UPDATE client SET state = 'closed', close_reason = 'lost' WHERE id = {client}"),
            format!("UPDATE client SET state = 'closed', slip_id = NULL, place = NULL WHERE id = {client}"),
            format!("UPDATE client SET state = 'asleep' WHERE id = {client}"),
            "INSERT INTO client (id, kind, name, name_fold, owner_id, state, created_at, updated_at) VALUES (900, 'company', 'X', 'x', 1, 'active', 1, 1)"
                .to_owned(),
            format!(
                "INSERT INTO client (id, kind, name, name_fold, owner_id, state, slip_id, place, created_at, updated_at)
                 VALUES (900, 'company', 'X', 'x', 1, 'active', {open}, 20261127, 1, 1)"
            ),
            format!("UPDATE entry SET text = 'Never said' WHERE id = {entry}"),
            format!("DELETE FROM entry WHERE id = {entry}"),
            "UPDATE entry_correction SET text = 'Never meant'".to_owned(),
            "DELETE FROM entry_correction".to_owned(),
            format!("DELETE FROM client WHERE id = {client}"),
        ];
        for sql in refused {
            let result: Result<u64, StoreError> = world.app.db.write(|tx: &mut Tx<'_>| tx.run(&sql, &[]));
            assert!(result.is_err(), "the database let it pass: {sql}");
            assert_eq!(before, world.everything(), "{sql}");
        }
    });
}
