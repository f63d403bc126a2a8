//! PostgreSQL 15 or newer: a pool of connections, prepared statements kept for each.
//!
//! Owns the conversion of [`Value`] to what a column wants. Never opens a connection on a thread that
//! must not block.

use crate::{Options, Result, Row, StoreError, Tx, Value, postgres_tls};
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Statement, Transaction};
use std::collections::HashMap;
use std::error::Error;
use std::time::Duration;

pub(crate) struct PostgresPool {
    pool: r2d2::Pool<Connections>,
    connections: Connections,
}

/// How connections are opened.
#[derive(Clone)]
pub(crate) struct Connections {
    config: postgres::Config,
    tls: crate::postgres_tls::Way,
}

/// A connection and the statements it has prepared.
pub(crate) struct Prepared {
    client: Client,
    statements: HashMap<String, Statement>,
}

impl Connections {
    /// A connection outside the pool.
    pub(crate) fn open(&self) -> std::result::Result<Client, postgres::Error> {
        self.config.connect(self.tls.clone())
    }
}

impl r2d2::ManageConnection for Connections {
    type Connection = Prepared;
    type Error = postgres::Error;

    fn connect(&self) -> std::result::Result<Prepared, postgres::Error> {
        Ok(Prepared { client: self.open()?, statements: HashMap::new() })
    }

    fn is_valid(&self, prepared: &mut Prepared) -> std::result::Result<(), postgres::Error> {
        prepared.client.simple_query("").map(drop)
    }

    fn has_broken(&self, prepared: &mut Prepared) -> bool {
        prepared.client.is_closed()
    }
}

impl PostgresPool {
    pub(crate) fn open(url: &str, options: &Options) -> Result<PostgresPool> {
        let refused = |error: &dyn Error| StoreError::Connection(postgres_tls::told(error));
        let (mut config, tls) = postgres_tls::read(url)?;
        config.connect_timeout(Duration::from_secs(10)).application_name("daybinder");
        // Whoever waits this long for a row is told to try again, rather than holding a connection that others need.
        let waits = "-c lock_timeout=8000 -c idle_in_transaction_session_timeout=600000";
        let options_given = config.get_options().map(|given| format!("{given} {waits}")).unwrap_or_else(|| waits.to_owned());
        config.options(&options_given);
        let connections = Connections { config, tls };
        if connections.config.get_ssl_mode() == postgres::config::SslMode::Require {
            // What TLS refuses now it refuses the next time too: told at once, and not after trying again.
            r2d2::ManageConnection::connect(&connections).map_err(|error| refused(&error))?;
        }
        let pool = r2d2::Pool::builder()
            .max_size(options.readers.max(1) + 1)
            .min_idle(Some(1))
            .test_on_check_out(false)
            .connection_timeout(Duration::from_secs(10))
            .build(connections.clone())
            .map_err(|error| refused(&error))?;
        Ok(PostgresPool { pool, connections })
    }

    /// How its connections are opened.
    pub(crate) fn connections(&self) -> Connections {
        self.connections.clone()
    }

    fn connection(&self) -> Result<r2d2::PooledConnection<Connections>> {
        self.pool.get().map_err(|error| StoreError::Connection(error.to_string()))
    }

    pub(crate) fn read<T, E: From<StoreError>>(&self, work: impl FnOnce(&mut Tx<'_>) -> std::result::Result<T, E>) -> std::result::Result<T, E> {
        let mut connection = self.connection()?;
        let Prepared { client, statements } = &mut *connection;
        let transaction = client
            .build_transaction()
            .read_only(true)
            .isolation_level(postgres::IsolationLevel::RepeatableRead)
            .start()
            .map_err(|error| StoreError::postgres("BEGIN", &error))?;
        // Dropping the transaction rolls it back, which is how a reading one ends.
        work(&mut Tx::Postgres(Box::new(PostgresTx { transaction, statements })))
    }

    pub(crate) fn write<T, E: From<StoreError>>(&self, work: impl FnOnce(&mut Tx<'_>) -> std::result::Result<T, E>) -> std::result::Result<T, E> {
        let mut connection = self.connection()?;
        let Prepared { client, statements } = &mut *connection;
        let transaction = client.transaction().map_err(|error| StoreError::postgres("BEGIN", &error))?;
        let mut tx = Tx::Postgres(Box::new(PostgresTx { transaction, statements }));
        let answer = work(&mut tx)?;
        if let Tx::Postgres(tx) = tx {
            tx.transaction.commit().map_err(|error| StoreError::postgres("COMMIT", &error))?;
        }
        Ok(answer)
    }

    /// Runs several statements without parameters outside a transaction of ours.
    pub(crate) fn batch(&self, sql: &str) -> Result<()> {
        self.connection()?.client.batch_execute(sql).map_err(|error| StoreError::postgres(sql, &error))
    }
}

/// A transaction on PostgreSQL.
pub struct PostgresTx<'a> {
    transaction: Transaction<'a>,
    statements: &'a mut HashMap<String, Statement>,
}

impl PostgresTx<'_> {
    fn statement(&mut self, sql: &str) -> Result<Statement> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.transaction.prepare(sql).map_err(|error| StoreError::postgres(sql, &error))?;
        // The texts come from the code, so there is a bounded number of them; lists of ids make more.
        if self.statements.len() > 1000 {
            self.statements.clear();
        }
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    pub(crate) fn run(&mut self, sql: &str, params: &[Value]) -> Result<u64> {
        let statement = self.statement(sql)?;
        let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
        self.transaction.execute(&statement, &params).map_err(|error| StoreError::postgres(sql, &error))
    }

    pub(crate) fn each(&mut self, sql: &str, params: &[Value], each: &mut dyn FnMut(Row) -> Result<()>) -> Result<()> {
        let statement = self.statement(sql)?;
        let failed = |error: postgres::Error| StoreError::postgres(sql, &error);
        let mut rows = self.transaction.query_raw(&statement, params.iter().map(|value| value as &(dyn ToSql + Sync))).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let mut cells = Vec::with_capacity(row.len());
            for column in 0..row.len() {
                cells.push(cell(&row, column).map_err(failed)?);
            }
            each(Row(cells))?;
        }
        Ok(())
    }

    /// Runs several statements without parameters.
    pub(crate) fn batch(&mut self, sql: &str) -> Result<()> {
        self.transaction.batch_execute(sql).map_err(|error| StoreError::postgres(sql, &error))
    }
}

fn cell(row: &postgres::Row, column: usize) -> std::result::Result<Value, postgres::Error> {
    let kind = row.columns().get(column).map(|column| column.type_().clone()).unwrap_or(Type::TEXT);
    Ok(match kind {
        Type::INT8 => row.try_get::<_, Option<i64>>(column)?.map_or(Value::Null, Value::Int),
        Type::INT4 => row.try_get::<_, Option<i32>>(column)?.map_or(Value::Null, Value::from),
        Type::INT2 => row.try_get::<_, Option<i16>>(column)?.map_or(Value::Null, Value::from),
        Type::BOOL => row.try_get::<_, Option<bool>>(column)?.map_or(Value::Null, Value::from),
        Type::FLOAT8 => row.try_get::<_, Option<f64>>(column)?.map_or(Value::Null, Value::Real),
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(column)?.map_or(Value::Null, Value::Bytes),
        _ => row.try_get::<_, Option<String>>(column)?.map_or(Value::Null, Value::Text),
    })
}

impl ToSql for Value {
    fn to_sql(&self, kind: &Type, out: &mut postgres::types::private::BytesMut) -> std::result::Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(number) => match *kind {
                Type::INT4 => i32::try_from(*number)?.to_sql(kind, out),
                Type::INT2 => i16::try_from(*number)?.to_sql(kind, out),
                Type::BOOL => (*number != 0).to_sql(kind, out),
                Type::FLOAT8 => (*number as f64).to_sql(kind, out),
                Type::TEXT | Type::VARCHAR => number.to_string().to_sql(kind, out),
                _ => number.to_sql(kind, out),
            },
            Value::Real(number) => number.to_sql(kind, out),
            Value::Text(text) => text.to_sql(kind, out),
            Value::Bytes(bytes) => bytes.to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}
