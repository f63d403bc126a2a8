//! How the list is found: along its indexes, on both databases, whatever is asked for.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test ends where its ground gives way")]

use super::*;
use domain::TeamId;
use domain::working::WorkingCalendar;
use store::Db;
use testkit::{Caller, World};

fn queries() -> Vec<ListQuery> {
    let mut queries = Vec::new();
    for sort in [Sort::Name, Sort::Place, Sort::LastContact] {
        for state in [StateFilter::Active, StateFilter::Closed, StateFilter::All] {
            for text in ["", "lotus"] {
                queries.push(ListQuery { text: text.to_owned(), state, owner: None, sort, after: None });
            }
        }
    }
    queries
}

/// How the database would answer, and the same statement answered.
fn explained(db: &Db, sql: &str, values: &[Value]) -> String {
    let plan = match db.dialect() {
        Dialect::Sqlite => {
            let rows = db.read(|tx| tx.rows(&format!("EXPLAIN QUERY PLAN {sql}"), values)).unwrap();
            rows.iter().map(|row| row.get::<String>(3).unwrap()).collect::<Vec<_>>().join("; ")
        }
        Dialect::Postgres => String::new(),
    };
    let answered: Result<_, StoreError> = db.read(|tx| tx.rows(sql, values));
    answered.unwrap();
    plan
}

#[test]
fn every_page_in_every_order_is_a_walk_along_an_index() {
    testkit::each_database_with(&crate::routes(), |world: &World| {
        let db = &world.app.db;
        for query in queries() {
            for owner in [None, Some(PersonId(2))] {
                for is_active in [true, false] {
                    let behind = match query.sort {
                        Sort::Name => Value::from("lotus"),
                        Sort::Place => Value::Int(if is_active { 20_261_123 } else { NO_PLACE }),
                        Sort::LastContact => Value::Int(5),
                    };
                    for after in [None, Some((behind, ClientId(3)))] {
                        let (sql, values) = stretch(db.dialect(), &query, owner, is_active, after.as_ref(), 51);
                        let plan = explained(db, &sql, &values);
                        let is_walk = plan.contains("USING") && plan.contains("INDEX client_") && !plan.contains("SCAN") && !plan.contains("B-TREE");
                        // Names are looked for in the order of the names; another order reads one binder at most.
                        let is_found = query.text.is_empty() || query.sort == Sort::Name;
                        assert!(db.dialect() == Dialect::Postgres || is_walk || !is_found, "{sql}: {plan}");
                    }
                }
            }
        }
    });
}

#[test]
fn files_are_counted_no_further_than_asked_and_only_those_in_sight() {
    testkit::each_database_with(&crate::routes(), |world: &World| {
        let counted = |caller: Caller, limit: i64| {
            let visible = match caller {
                Caller::Dara => Visible::Team(
                    TeamId(world.number("SELECT team_id FROM person WHERE email = 'dara@shop.example.com'")),
                    world.id(caller),
                    world.today(),
                ),
                Caller::Sokha => Visible::All,
                other => Visible::Own(world.id(other), world.today()),
            };
            let by = By { visible, ..By::company(world.id(caller), world.now(), world.today(), WorkingCalendar::default()) };
            world.app.db.read(|tx| counts(tx, &by, limit)).unwrap()
        };
        for (caller, name) in [(Caller::Sreymom, "One"), (Caller::Sreymom, "Two"), (Caller::Bopha, "Three"), (Caller::Ivan, "Four")] {
            let fields = [("kind", "person"), ("name", name), ("next", "+1"), ("slip_kind", "call"), ("anyway", "1")];
            assert_eq!(world.post(caller, "/clients/new", &fields).status, 303);
        }
        for (caller, all) in [(Caller::Sreymom, 2), (Caller::Dara, 3), (Caller::Sokha, 4)] {
            assert_eq!(counted(caller, 100), (all, 0), "{caller:?}");
            assert_eq!(counted(caller, 2), (2, 0), "{caller:?}");
        }
    });
}

#[test]
fn counting_reads_an_index_alone() {
    testkit::each_database_with(&crate::routes(), |world: &World| {
        let db = &world.app.db;
        if db.dialect() == Dialect::Postgres {
            return;
        }
        for owner in [None, Some(PersonId(2))] {
            for (sql, values) in counting(owner, 10_001) {
                let plan = explained(db, &sql, &values);
                assert!(plan.contains("SEARCH client USING COVERING INDEX client_"), "{sql}: {plan}");
            }
        }
    });
}
