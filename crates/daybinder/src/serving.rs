//! `serve`: from the settings to a listening server, and down again without losing a request.
//!
//! Owns start and stop. What is answered is the routes' business.

mod accepting;

use crate::command_line::Serve;
use crate::configuration::Configuration;
use crate::documents::Reading;
use crate::indexing::Indexing;
use crate::likeness::Likeness;
use crate::reminding::Reminding;
use crate::{Stopped, logging, opening, probes, routes, sample};
use domain::PersonId;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use web::App;

/// How long requests in progress may take after the signal to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

/// Serves until stopped.
pub(crate) fn serve(configuration: &Configuration, options: &Serve) -> Result<(), Stopped> {
    logging::start(configuration);
    probes::allow_metrics(&configuration.metrics_token);
    let mut configuration = configuration.clone();
    // Kept until the end: the folder goes when the server stops.
    let _folder = if options.sample { sample::place(&mut configuration)? } else { None };
    let db = opening::open(&configuration)?;
    files::import::sweep_uploads(&db, std::time::SystemTime::from(opening::clock().now()));
    let mut routes = routes::routes();
    let sample = options.sample.then(|| sample::fill(&db)).transpose()?;
    if sample.is_some() {
        routes.extend(sample::routes());
    }
    let (wake, woken) = std::sync::mpsc::sync_channel(1);
    let indexing = Indexing::start(db.clone(), woken).map_err(Stopped::while_doing("starting the indexing thread"))?;
    let likeness = Likeness::start(db.clone()).map_err(Stopped::while_doing("starting the thread that looks for duplicates"))?;
    let at_rest = db.clone();
    let app = Arc::new(App::new(db, opening::clock(), configuration.web.clone(), wake));
    let router = web::serve::router(app.clone(), &routes);
    let reminding = Reminding::start(app.clone())?;
    let reading = Reading::start(app.clone())?;
    let mail = ::mail::start(&app).map_err(|failure| Stopped(crate::words(&failure)))?;
    // The database is asked before the runtime starts: its drivers block.
    let way_in = way_in(&app, sample)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Stopped::while_doing("starting the server"))?;
    let served = runtime.block_on(async {
        let listener = TcpListener::bind(configuration.listen).await.map_err(|error| {
            Stopped(format!("{} cannot be listened on: {error}. Another one is chosen with --listen ADDRESS:PORT", configuration.listen))
        })?;
        greet(&app, &listener, way_in.as_deref())?;
        let limits = accepting::Limits::new(configuration.connections_max, LAST_REQUESTS);
        let stopping = async {
            stop_signal().await;
            tracing::info!("stopping: requests in progress are finished");
            // Streams of news have no end of their own.
            app.live.end();
        };
        accepting::accept(listener, router, limits, stopping).await
    });
    runtime.shutdown_timeout(LAST_REQUESTS);
    drop(reading);
    drop(reminding);
    drop(mail);
    drop(likeness);
    drop(indexing);
    if let Err(error) = at_rest.fold_log() {
        tracing::warn!(%error, "the write-ahead log stays beside the database; keep the two together");
    }
    tracing::info!("stopped");
    served
}

/// SIGTERM or Ctrl-C.
async fn stop_signal() {
    #[cfg(unix)]
    {
        let terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
        if let Ok(mut terminate) = terminate {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// The words and the path of the way in, where there is none yet.
fn way_in(app: &App, sample: Option<PersonId>) -> Result<Option<String>, Stopped> {
    if let Some(person_id) = sample {
        return Ok(Some(format!("The sample company, signed in (works once, from this machine): {{url}}{}", sample::door(person_id)?)));
    }
    let has_company = app.company().map_err(|error| Stopped(error.to_string()))?.is_some();
    if has_company {
        return Ok(None);
    }
    let path = crate::set_up::link_path(&app.db, app.clock.now())?;
    Ok(Some(format!("Set up your company here (works once, for three days): {{url}}{path}")))
}

/// Says where the pages are, and the way in.
fn greet(app: &App, listener: &TcpListener, way_in: Option<&str>) -> Result<(), Stopped> {
    let address = listener.local_addr().map_err(Stopped::while_doing("reading the address"))?;
    // Port 0 lets the system choose; then only the listener knows the port.
    let wished = &app.config.base_url;
    let url = if wished.ends_with(":0") { format!("http://{address}") } else { wished.clone() };
    tracing::info!(%address, "serving");
    println!("Daybinder is at {url}");
    if let Some(way_in) = way_in {
        println!("{}", way_in.replace("{url}", &url));
    }
    Ok(())
}
