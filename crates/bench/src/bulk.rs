//! Very many rows for one table.
//!
//! Owns how they go in fast: on SQLite row by row through one prepared statement, on PostgreSQL many rows a
//! statement, because there each statement is a journey.

use store::{Dialect, Result, Tx, Value};

/// Rows of one statement on PostgreSQL.
const AT_ONCE: usize = 200;

/// Rows that wait to be written.
pub(crate) struct Bulk {
    insert: String,
    width: usize,
    values: Vec<Value>,
}

impl Bulk {
    /// For that table and those columns, separated by commas.
    pub(crate) fn new(table: &str, columns: &str) -> Bulk {
        Bulk { insert: format!("INSERT INTO {table} ({columns}) VALUES "), width: columns.split(',').count(), values: Vec::new() }
    }

    /// Adds a row; its values stand in the order of the columns.
    pub(crate) fn push(&mut self, row: &[Value]) {
        debug_assert_eq!(row.len(), self.width, "{}", self.insert);
        self.values.extend_from_slice(row);
    }

    /// Writes what waits.
    pub(crate) fn write(&mut self, tx: &mut Tx<'_>) -> Result<()> {
        let mut rest = self.values.as_slice();
        if tx.dialect() == Dialect::Postgres {
            let whole = self.width * AT_ONCE;
            let sql = format!("{}{}", self.insert, (0..AT_ONCE).map(|row| self.places(row)).collect::<Vec<_>>().join(", "));
            while rest.len() >= whole {
                let (now, later) = rest.split_at(whole);
                tx.run(&sql, now)?;
                rest = later;
            }
        }
        let sql = format!("{}{}", self.insert, self.places(0));
        for row in rest.chunks(self.width) {
            tx.run(&sql, row)?;
        }
        self.values.clear();
        Ok(())
    }

    fn places(&self, row: usize) -> String {
        let names: Vec<String> = (1..=self.width).map(|column| format!("${}", row * self.width + column)).collect();
        format!("({})", names.join(", "))
    }
}
