//! Writing very many rows: few statements with few different texts.
//!
//! Owns the batching. Never decides what stands in a row.

use store::{Dialect, StoreError, Tx, Value};

/// Rows of one table that wait to be written.
pub(crate) struct Bulk {
    table: &'static str,
    columns: Vec<&'static str>,
    values: Vec<Value>,
}

impl Bulk {
    /// Rows for that table.
    pub(crate) fn new(table: &'static str, columns: &[&'static str]) -> Bulk {
        Bulk { table, columns: columns.to_vec(), values: Vec::new() }
    }

    /// Adds a row: one value a column.
    pub(crate) fn push(&mut self, row: impl IntoIterator<Item = Value>) {
        self.values.extend(row);
    }

    /// Adds a row whose columns are named with it; every row must name the same ones in the same order.
    pub(crate) fn push_named(&mut self, row: Vec<(&'static str, Value)>) {
        if self.columns.is_empty() {
            self.columns = row.iter().map(|(name, _)| *name).collect();
        }
        self.push(row.into_iter().map(|(_, value)| value));
    }

    /// Writes every waiting row.
    pub(crate) fn flush(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        // A statement costs a round trip on PostgreSQL and next to nothing on SQLite, where long lists of
        // parameters cost more. Powers of two, so that there are few texts to prepare.
        let mut at_once = match tx.dialect() {
            Dialect::Sqlite => 1,
            Dialect::Postgres => 64,
        };
        let width = self.columns.len();
        let mut rest = self.values.as_slice();
        while !rest.is_empty() && width > 0 {
            while at_once > 1 && at_once * width > rest.len() {
                at_once /= 2;
            }
            // As many whole statements of this length as there are rows for.
            let width = at_once * width;
            let (now, later) = rest.split_at((rest.len() / width).max(1) * width);
            tx.many(&self.sql(at_once), width, now, &mut |_| Ok(()))?;
            rest = later;
        }
        self.values.clear();
        Ok(())
    }

    fn sql(&self, rows: usize) -> String {
        let width = self.columns.len();
        let mut sql = format!("INSERT INTO {} ({}) VALUES ", self.table, self.columns.join(", "));
        for row in 0..rows {
            let marks: Vec<String> = (1..=width).map(|column| format!("${}", row * width + column)).collect();
            sql.push_str(if row == 0 { "(" } else { ", (" });
            sql.push_str(&marks.join(", "));
            sql.push(')');
        }
        sql
    }
}
