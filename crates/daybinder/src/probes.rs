//! What machines ask: is it alive, is it ready, how is it doing.
//!
//! Owns `/healthz`, `/readyz` and `/metrics`. Never tells anything about the company.

use std::net::IpAddr;
use std::sync::OnceLock;
use store::StoreError;
use web::{Answer, Ask, Failure, Reply, Route, routes};

/// Set once when serving begins; a handler knows nothing of the configuration but what the pages need.
static METRICS_TOKEN: OnceLock<String> = OnceLock::new();

/// The routes for machines.
pub(crate) fn routes() -> Vec<Route> {
    routes![
        GET "/healthz" Public healthz,
        GET "/readyz" Public readyz,
        GET "/metrics" Public metrics,
    ]
}

/// Lets whoever knows the token read the metrics from elsewhere; empty = nobody.
pub(crate) fn allow_metrics(token: &str) {
    let _ = METRICS_TOKEN.set(token.to_owned());
}

/// The process answers.
fn healthz(_: &mut Ask) -> Answer {
    Ok(Reply::text("ok\n"))
}

/// The database answers and has the schema of this program.
fn readyz(ask: &mut Ask) -> Answer {
    let found: Result<i64, StoreError> = ask.app.db.schema_found();
    match found {
        Ok(found) if found == store::schema_version() => Ok(Reply::text("ready\n")),
        Ok(_) => Ok(Reply::text("the database has another schema\n").status(503)),
        Err(error) => {
            tracing::error!(%error, "not ready");
            Ok(Reply::text("the database does not answer\n").status(503))
        }
    }
}

/// Counters, for this machine or whoever has the token. Anybody else learns not even that they exist.
fn metrics(ask: &mut Ask) -> Answer {
    let is_local = ask.address.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback());
    let has_token = match (METRICS_TOKEN.get().filter(|token| !token.is_empty()), ask.query("token")) {
        (Some(token), Some(sent)) => web::secret::same(token, sent),
        _ => false,
    };
    if is_local || has_token { Ok(Reply::text(ask.app.metrics.text())) } else { Err(Failure::NotFound) }
}
