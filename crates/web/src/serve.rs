//! From a socket to an [`Ask`], and from a [`Reply`] to an answer.
//!
//! Owns what holds for every answer: security headers, sessions, CSRF, rights, limits, the log line.

use crate::app::App;
use crate::ask::{Ask, Upload, temporary_path};
use crate::failure::Failure;
use crate::reply::{Reply, ReplyBody};
use crate::route::{Body, Route, Who};
use crate::{layout, secret, session};
use axum::Router;
use axum::body::Body as HttpBody;
use axum::extract::multipart::MultipartError;
use axum::extract::{ConnectInfo, DefaultBodyLimit, FromRequest, Multipart, RawPathParams, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use axum::routing::{MethodFilter, on};
use domain::Language;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tower_http::compression::CompressionLayer;

/// Where a second factor is made.
const ENROLMENT: &str = "/settings/second-factor";
const FORM_BYTES_MAX: usize = 1024 * 1024;
const FORM_TIME_MAX: Duration = Duration::from_secs(30);
const UPLOAD_TIME_MAX: Duration = Duration::from_secs(15 * 60);

/// The whole service: every route, the assets, health and metrics.
pub fn router(app: Arc<App>, routes: &[Route]) -> Router {
    let is_https = app.config.is_https();
    let mut router = Router::new();
    for route in routes.iter().copied() {
        let app = app.clone();
        let filter = if route.method == "POST" { MethodFilter::POST } else { MethodFilter::GET };
        let serve = move |params: RawPathParams, request: Request| answer(app.clone(), route, params, request);
        router = router.route(route.path, on(filter, serve));
    }
    let live = app.clone();
    let lost = app.clone();
    let refused = app.clone();
    router
        .route("/live", axum::routing::get(move |request: Request| crate::live::stream(live.clone(), request)))
        .route("/assets/{name}", axum::routing::get(crate::assets::serve))
        .route("/service-worker.js", axum::routing::get(crate::assets::service_worker))
        .fallback(move |request: Request| nowhere(lost.clone(), request, Failure::NotFound))
        .method_not_allowed_fallback(move |request: Request| nowhere(refused.clone(), request, Failure::Malformed("method")))
        // Pages by gzip alone: brotli makes them 5 % smaller and takes a millisecond longer over each.
        .layer(CompressionLayer::new().quality(tower_http::CompressionLevel::Precise(2)))
        .layer(axum::middleware::map_response(move |response: Response<HttpBody>| std::future::ready(only_by_https(response, is_https))))
}

/// Where people come by HTTPS, browsers are told never to come otherwise, for a year.
fn only_by_https(mut response: Response<HttpBody>, is_https: bool) -> Response<HttpBody> {
    if is_https {
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    response
}

async fn nowhere(app: Arc<App>, request: Request, failure: Failure) -> Response<HttpBody> {
    let (parts, _) = request.into_parts();
    let answer = tokio::task::spawn_blocking(move || {
        let mut ask = ask(&app, &parts.headers, parts.method.as_str(), &parts.uri.to_string(), String::new());
        let _ = sign_in(&mut ask, &parts.headers);
        failed(&ask, &failure)
    })
    .await;
    respond(answer.unwrap_or_else(|_| plain_failure()))
}

async fn answer(app: Arc<App>, route: Route, params: RawPathParams, request: Request) -> Response<HttpBody> {
    let started = Instant::now();
    let (parts, body) = request.into_parts();
    let address = address(&app, &parts.headers, parts.extensions.get::<ConnectInfo<SocketAddr>>());
    let mut ask = ask(&app, &parts.headers, parts.method.as_str(), &parts.uri.to_string(), address);
    ask.path = params.iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    let headers = parts.headers.clone();
    // Who asks is settled before a byte of the body is read: a stranger's upload ends here.
    let signed = {
        let headers = headers.clone();
        tokio::task::spawn_blocking(move || {
            let signed = sign_in(&mut ask, &headers).and_then(|()| may(&ask, route, &headers));
            session::seen(&ask);
            (ask, signed)
        })
        .await
    };
    let Ok((mut ask, signed)) = signed else { return respond(plain_failure()) };
    let ready = match signed {
        // A body that does not come to its end holds nobody else up, and itself only so long.
        Ok(()) => {
            let limit = if route.body == Body::Upload { UPLOAD_TIME_MAX } else { FORM_TIME_MAX };
            let reading = read_body(&mut ask, route, Request::from_parts(parts, body));
            tokio::time::timeout(limit, reading).await.unwrap_or(Err(Failure::TooSlow))
        }
        Err(failure) => Err(failure),
    };
    let outcome = tokio::task::spawn_blocking(move || {
        let reply = ready.and_then(|()| csrf(&ask, route, &headers)).and_then(|()| (route.handler)(&mut ask));
        let reply = reply.unwrap_or_else(|failure| {
            failure.log(&ask.method, route.path);
            failed(&ask, &failure)
        });
        (reply, ask.signed_in.as_ref().map(|actor| actor.person_id))
    })
    .await;
    // A panic in a handler is a defect; it ends this request and no other.
    let (reply, person) = outcome.unwrap_or_else(|error| {
        tracing::error!(path = route.path, %error, "a handler panicked");
        (plain_failure(), None)
    });
    let took = started.elapsed();
    app.metrics.count(reply.status, took);
    tracing::info!(
        method = route.method,
        path = route.path,
        status = reply.status,
        person = person.map(|id| id.0),
        micros = took.as_micros() as u64,
        "answered"
    );
    let mut response = respond(reply);
    if let Ok(value) = HeaderValue::from_str(&format!("app;dur={:.2}", took.as_secs_f64() * 1000.0)) {
        response.headers_mut().insert("server-timing", value);
    }
    response
}

fn ask(app: &Arc<App>, headers: &HeaderMap, method: &str, uri: &str, address: String) -> Ask {
    let query = uri.split_once('?').map_or("", |(_, query)| query);
    Ask {
        app: app.clone(),
        signed_in: None,
        now: app.clock.now(),
        method: method.to_owned(),
        address,
        device: crate::device::device(text(headers, header::USER_AGENT.as_str())),
        wished: wished_language(headers),
        fragment: headers.contains_key("hx-request") && !headers.contains_key("hx-history-restore-request"),
        json: text(headers, header::ACCEPT.as_str()).starts_with("application/json"),
        uploads: Vec::new(),
        path: Vec::new(),
        query: pairs(query.as_bytes()),
        uri: uri.to_owned(),
        form: Vec::new(),
        token: None,
        door_token: String::new(),
        known: text(headers, header::IF_NONE_MATCH.as_str()).to_owned(),
        page: text(headers, "x-page").chars().filter(char::is_ascii_alphanumeric).take(40).collect(),
        company: None,
    }
}

/// The request of an open stream: who asks is known when it is answered, and nothing of a body is read.
pub(crate) fn sign_in_of(app: &Arc<App>, parts: &axum::http::request::Parts) -> Ask {
    let mut ask = ask(app, &parts.headers, parts.method.as_str(), &parts.uri.to_string(), String::new());
    ask.fragment = true;
    let _ = sign_in(&mut ask, &parts.headers);
    ask.signed_in = ask.signed_in.take().filter(|actor| !actor.must_enrol);
    ask
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
}

/// `a=b&c=d` with percent signs; more than 20,000 fields are a flood and cut off.
fn pairs(bytes: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(bytes).take(20_000).map(|(key, value)| (key.into_owned(), value.into_owned())).collect()
}

fn wished_language(headers: &HeaderMap) -> Language {
    text(headers, "accept-language")
        .split(',')
        .find_map(|part| Language::parse(part.trim().split([';', '-']).next().unwrap_or("")))
        .unwrap_or(Language::En)
}

/// The address that asks: the last one that a trusted proxy added, else that of the connection.
fn address(app: &App, headers: &HeaderMap, info: Option<&ConnectInfo<SocketAddr>>) -> String {
    let peer = info.map(|ConnectInfo(address)| address.ip().to_canonical());
    let believed = app.config.trusted_proxies.iter().any(|proxy| Some(proxy.to_canonical()) == peer);
    let forwarded = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .next_back()
        .unwrap_or("")
        .rsplit(',')
        .map(str::trim)
        .find(|part| !part.is_empty());
    if let Some(last) = forwarded.filter(|_| believed) {
        return last.chars().take(64).collect();
    }
    peer.map(|ip| ip.to_string()).unwrap_or_default()
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let values = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = values.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
}

fn sign_in(ask: &mut Ask, headers: &HeaderMap) -> Result<(), Failure> {
    ask.company = ask.app.company()?;
    ask.door_token = cookie(headers, session::door_cookie_name(&ask.app.config)).unwrap_or_default();
    if let Some(token) = cookie(headers, session::cookie_name(&ask.app.config)) {
        ask.signed_in = ask.read(|tx| session::actor(tx, &token, ask.now))?;
        ask.token = Some(token);
    }
    Ok(())
}

fn may(ask: &Ask, route: Route, headers: &HeaderMap) -> Result<(), Failure> {
    if !route.who.allows(ask.signed_in.as_ref().map(|actor| actor.role)) {
        return Err(if ask.signed_in.is_some() { Failure::Forbidden } else { Failure::SignIn });
    }
    // Whoever must have a second factor and has none reaches only the page where it is made, and the way out.
    let must_enrol = ask.signed_in.as_ref().is_some_and(|actor| actor.must_enrol);
    if must_enrol && route.who != Who::Public && !route.path.starts_with(ENROLMENT) {
        return Err(Failure::SecondFactor);
    }
    if route.method == "POST" {
        same_origin(headers)?;
    }
    Ok(())
}

/// A form from another site is refused by what the browser says of its origin.
fn same_origin(headers: &HeaderMap) -> Result<(), Failure> {
    let site = text(headers, "sec-fetch-site");
    if !site.is_empty() && site != "same-origin" && site != "none" {
        return Err(Failure::Csrf);
    }
    let origin = text(headers, "origin");
    if !origin.is_empty() {
        let host = text(headers, "host");
        let of_origin = origin.split_once("://").map_or("", |(_, rest)| rest);
        if host.is_empty() || of_origin != host {
            return Err(Failure::Csrf);
        }
    }
    Ok(())
}

/// And by the token that only our pages know.
fn csrf(ask: &Ask, route: Route, headers: &HeaderMap) -> Result<(), Failure> {
    let Some(actor) = ask.signed_in.as_ref().filter(|_| route.method == "POST") else { return Ok(()) };
    let in_header = text(headers, "x-csrf-token");
    let sent = if in_header.is_empty() { ask.form("csrf") } else { in_header };
    if secret::same(sent, &actor.csrf) { Ok(()) } else { Err(Failure::Csrf) }
}

async fn read_body(ask: &mut Ask, route: Route, request: Request) -> Result<(), Failure> {
    if route.method != "POST" {
        return Ok(());
    }
    let is_multipart = text(request.headers(), "content-type").starts_with("multipart/form-data");
    if route.body == Body::Upload && is_multipart {
        return read_upload(ask, request).await;
    }
    let bytes = axum::body::to_bytes(request.into_body(), FORM_BYTES_MAX).await.map_err(|_| Failure::TooLarge)?;
    ask.form = pairs(&bytes);
    Ok(())
}

/// Takes the parts of an upload; the file goes to the disk piece by piece.
async fn read_upload(ask: &mut Ask, request: Request) -> Result<(), Failure> {
    let broken = |error: MultipartError| if is_too_long(&error) { Failure::TooLarge } else { Failure::Malformed("multipart") };
    let limit = ask.app.config.upload_bytes_max;
    let mut request =
        request.map(|body| HttpBody::new(http_body_util::Limited::new(body, usize::try_from(limit + 1024 * 1024).unwrap_or(usize::MAX))));
    // The framework's own bound of two megabytes; ours is the one above.
    DefaultBodyLimit::disable().apply(&mut request);
    let mut multipart = Multipart::from_request(request, &()).await.map_err(|_| Failure::Malformed("multipart"))?;
    let mut count = 0;
    while let Some(mut field) = multipart.next_field().await.map_err(broken)? {
        count += 1;
        if count > 200 {
            return Err(Failure::Malformed("parts"));
        }
        let name = field.name().unwrap_or("").to_owned();
        let Some(file_name) = field.file_name().map(str::to_owned) else {
            let bytes = field.bytes().await.map_err(broken)?;
            if bytes.len() > FORM_BYTES_MAX {
                return Err(Failure::TooLarge);
            }
            ask.form.push((name, String::from_utf8_lossy(&bytes).into_owned()));
            continue;
        };
        let upload = Upload { name: file_name.chars().filter(|c| !c.is_control()).take(200).collect(), path: temporary_path()? };
        let mut file = private_file(&upload.path).await.map_err(disk)?;
        let mut size = 0_u64;
        while let Some(chunk) = field.chunk().await.map_err(broken)? {
            size += chunk.len() as u64;
            if size > limit {
                return Err(Failure::TooLarge);
            }
            tokio::io::AsyncWriteExt::write_all(&mut file, &chunk).await.map_err(disk)?;
        }
        tokio::io::AsyncWriteExt::flush(&mut file).await.map_err(disk)?;
        if size > 0 {
            ask.uploads.push(upload);
        }
    }
    Ok(())
}

/// Whether an upload ended because it is longer than it may be.
fn is_too_long(error: &MultipartError) -> bool {
    let mut causes = std::iter::successors(std::error::Error::source(error), |error| error.source());
    causes.any(|cause| cause.is::<http_body_util::LengthLimitError>())
}

/// A new file that only this process's user may read: it holds somebody's clients.
async fn private_file(path: &std::path::Path) -> std::io::Result<tokio::fs::File> {
    let mut options = tokio::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    options.mode(0o600);
    options.open(path).await
}

fn disk(error: std::io::Error) -> Failure {
    Failure::Unexpected(format!("a temporary file could not be written: {error}"))
}

/// The page that says what went wrong. Where nobody is signed in and somebody should be, the way to the door.
pub(crate) fn failed(ask: &Ask, failure: &Failure) -> Reply {
    if matches!(failure, Failure::SignIn) && !ask.json && !ask.fragment {
        let next = if ask.method == "GET" { ask.uri.clone() } else { "/".to_owned() };
        let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
        return Reply::see(&if ask.company.is_some() { format!("/sign-in?next={next}") } else { "/set-up".to_owned() });
    }
    if matches!(failure, Failure::SecondFactor) && !ask.json && !ask.fragment {
        return Reply::see(ENROLMENT);
    }
    if ask.json {
        let body = serde_json::json!({ "title": ask.message(&failure.message()), "status": failure.status() });
        return Reply::bytes("application/problem+json", body.to_string().into_bytes()).status(failure.status());
    }
    layout::failure(ask, failure)
}

fn plain_failure() -> Reply {
    Reply::text("Something went wrong here. Nothing was changed. Please try again.\n").status(500)
}

pub(crate) const SECURITY: [(&str, &str); 8] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; \
         form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'; worker-src 'self'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ("cache-control", "no-store"),
];

/// The usual policy for a page that holds a frame with a page of ours in it.
pub fn policy_with_frame() -> (&'static str, String) {
    let (name, policy) = SECURITY[0];
    (name, format!("{policy}; frame-src 'self'"))
}

pub(crate) fn respond(reply: Reply) -> Response<HttpBody> {
    let body = match reply.body {
        ReplyBody::Bytes(bytes) => HttpBody::from(bytes),
        // Removed as soon as it is open: the bytes stay readable until the answer is sent.
        ReplyBody::File(path) => match std::fs::File::open(&path) {
            Ok(file) => {
                let _ = std::fs::remove_file(&path);
                crate::sending::body(file)
            }
            Err(error) => {
                tracing::error!(%error, "a file made for an answer cannot be opened");
                return respond(plain_failure());
            }
        },
        ReplyBody::Open(file) => crate::sending::body(file),
    };
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in SECURITY {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("HX-Request, Accept-Language, Cookie"));
    for (name, value) in reply.headers {
        // A value with a line end cannot become a header: it is dropped, never sent as two.
        if let Ok(value) = HeaderValue::from_str(&value) {
            // What a reply says of itself holds instead of what is said of every answer; only cookies stand beside each other.
            let header = HeaderName::from_static(name);
            if header == header::SET_COOKIE {
                response.headers_mut().append(header, value);
            } else {
                response.headers_mut().insert(header, value);
            }
        }
    }
    response
}
