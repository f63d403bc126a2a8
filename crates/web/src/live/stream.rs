//! `GET /live?page=…`: server-sent events of one page.
//!
//! Owns the stream: who may open it, what of the news reaches it, its heartbeat and its end. No connection to the
//! database is held; rights are read anew with each heartbeat. Never carries a client's data: the page asks for that.

use super::{Done, Live, News, Seat, Told};
use crate::ask::Ask;
use crate::serve::{SECURITY, respond, sign_in_of};
use crate::{App, Failure, Visible};
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Response, header};
use domain::Language;
use http_body_util::BodyExt;
use http_body_util::channel::{Channel, Sender};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use store::StoreError;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, oneshot};

/// How often a silent stream says that it is there.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// What a browser waits before it connects anew, milliseconds.
const RETRY: u32 = 2_000;

/// Whose news reach a page.
struct Reader {
    ask: Ask,
    page: String,
    /// The page as its person's, by which it is known at a file.
    at: String,
    /// Binders whose news it may hear; none for all.
    binders: Option<BTreeSet<i64>>,
}

/// What the page gets or why it does not.
pub(crate) async fn stream(app: Arc<App>, request: Request) -> Response<Body> {
    let (parts, _) = request.into_parts();
    let live = app.live.clone();
    let opened = tokio::task::spawn_blocking(move || {
        let ask = sign_in_of(&app, &parts);
        match Reader::binders_of(&ask) {
            Ok(reader) => Ok((reader, ask)),
            Err(failure) => Err(crate::serve::failed(&ask, &failure)),
        }
    })
    .await;
    let (binders, ask) = match opened {
        Ok(Ok(opened)) => opened,
        Ok(Err(reply)) => return respond(reply),
        Err(_) => return respond(crate::Reply::text("").status(500)),
    };
    let Some(seat) = ask.signed_in.as_ref().and_then(|actor| live.enter(actor.person_id)) else {
        return respond(crate::serve::failed(&ask, &Failure::TooMany(60)));
    };
    let page = ask.query("page").unwrap_or("").chars().filter(char::is_ascii_alphanumeric).take(40).collect();
    // The name under which `POST /live/here` keeps where this page is.
    let at = ask.signed_in.as_ref().map(|actor| format!("{}p{page}", actor.person_id)).unwrap_or_default();
    let news = live.sender.subscribe();
    let (sender, body) = Channel::<Bytes>::new(16);
    let (gone, is_gone) = oneshot::channel();
    let reader = Reader { ask, page, at, binders };
    tokio::spawn(serve(reader, live, seat, news, sender, is_gone));
    // The browser's end of the stream holds this: when it goes, the task is told at once.
    let body = body.map_frame(move |frame| {
        let _ = &gone;
        frame
    });
    answer(Body::new(body))
}

fn answer(body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    for (name, value) in SECURITY {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    // A proxy that collects an answer before passing it on would keep the news for itself.
    response.headers_mut().insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}

/// Passes news on until the page, the session or the server ends.
async fn serve(
    mut reader: Reader,
    live: Arc<Live>,
    seat: Seat,
    mut news: broadcast::Receiver<Arc<Told>>,
    mut sender: Sender<Bytes>,
    mut is_gone: oneshot::Receiver<()>,
) {
    let (db, at) = (reader.ask.app.db.clone(), reader.at.clone());
    let listening = {
        let (live, db) = (live.clone(), db.clone());
        tokio::task::spawn_blocking(move || live.listen(&db))
    };
    let _ = listening.await;
    let mut beat = tokio::time::interval(HEARTBEAT);
    beat.tick().await;
    let mut text = format!("retry: {RETRY}\n: here\n\n");
    loop {
        if !text.is_empty() && sender.send_data(Bytes::from(std::mem::take(&mut text))).await.is_err() {
            break;
        }
        tokio::select! {
            _ = &mut is_gone => break,
            _ = beat.tick() => match tokio::task::spawn_blocking(move || reader.read_anew()).await {
                Ok(Some(again)) => {
                    reader = again;
                    text = ": here\n\n".to_owned();
                }
                _ => break,
            },
            told = news.recv() => match told {
                Ok(told) if told.news == News::End => break,
                Ok(told) => text = reader.event(&told).unwrap_or_default(),
                Err(RecvError::Lagged(_)) => text = MUCH.to_owned(),
                Err(RecvError::Closed) => break,
            },
        }
    }
    drop(seat);
    let _ = tokio::task::spawn_blocking(move || live.left(&db, &at)).await;
}

/// Everything is to be read anew.
const MUCH: &str = "event: changed\ndata: {\"all\":true,\"files\":[],\"binders\":[]}\n\n";

impl Reader {
    /// The binders of whoever asks; [`Failure::SignIn`] for nobody.
    fn binders_of(ask: &Ask) -> Result<Option<BTreeSet<i64>>, Failure> {
        let visible = ask.visible()?;
        if visible == Visible::All {
            return Ok(None);
        }
        let sql = format!("SELECT id FROM person WHERE {}", Visible::condition("person.id", 1));
        let rows = ask.read(|tx| tx.rows(&sql, &visible.params()))?;
        Ok(Some(rows.iter().map(|row| row.get(0)).collect::<Result<_, StoreError>>()?))
    }

    /// The same person with the rights of this moment; none when the session has ended.
    fn read_anew(mut self) -> Option<Reader> {
        let token = self.ask.token.clone()?;
        self.ask.now = self.ask.app.clock.now();
        self.ask.company = self.ask.app.company().ok()?;
        let now = self.ask.now;
        self.ask.signed_in = self.ask.read(|tx| crate::session::actor(tx, &token, now)).ok()?;
        self.binders = Reader::binders_of(&self.ask).ok()?;
        Some(self)
    }

    fn sees(&self, binder: i64) -> bool {
        self.binders.as_ref().is_none_or(|binders| binders.contains(&binder))
    }

    /// The event in the page's words; none if it is not for this page.
    fn event(&self, told: &Told) -> Option<String> {
        if (told.page == self.page && !self.page.is_empty()) || told.page == self.at {
            return None;
        }
        match &told.news {
            News::Much => Some(MUCH.to_owned()),
            News::Here(here) => self.sees(here.binder).then(|| format!("event: here\ndata: {{\"file\":{}}}\n\n", here.client)),
            News::Changed { files, binders } => {
                let binders: Vec<i64> = binders.iter().copied().filter(|binder| self.sees(*binder)).collect();
                let files: Vec<serde_json::Value> = files
                    .iter()
                    .filter(|(_, binder, _)| self.sees(*binder))
                    .map(|(client, _, done)| serde_json::json!({ "id": client, "line": self.line(*done, &told.by) }))
                    .collect();
                let data = serde_json::json!({ "all": false, "files": files, "binders": binders });
                (!binders.is_empty() || !files.is_empty()).then(|| format!("event: changed\ndata: {data}\n\n"))
            }
            News::End => None,
        }
    }

    /// "Dara filed this file just now."
    fn line(&self, done: Done, by: &str) -> String {
        let key = match done {
            Done::Filed => "live-filed",
            Done::Moved => "live-moved",
            Done::Changed => "live-changed",
        };
        let language: Language = self.ask.language();
        self.ask.app.texts.speak(language).with(key, &[("name", by.into())])
    }
}
