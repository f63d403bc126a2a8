//! From a listening socket to connections: how many at once, and how long a request's head may take.
//!
//! Owns the sockets. Never looks into a request: it hands each one to the router with the address it came from.

use crate::Stopped;
use axum::Router;
use axum::extract::ConnectInfo;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How long the head of a request may take to arrive, and a connection may stand idle between two requests.
const HEAD: Duration = Duration::from_secs(15);

/// How long accepting rests after the system had no socket left to give.
const REST: Duration = Duration::from_millis(200);

/// The limits of what is accepted.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// Connections at once; when there are as many, the next wait in the system's own queue.
    pub(super) connections: usize,
    /// How long the head of a request may take.
    pub(super) head: Duration,
    /// How long requests in progress may take after the signal to stop.
    pub(super) last_requests: Duration,
}

impl Limits {
    /// The usual times with so many connections.
    pub(super) fn new(connections: usize, last_requests: Duration) -> Limits {
        Limits { connections, head: HEAD, last_requests }
    }
}

/// Accepts until `stopping` comes to its end, then lets the requests in progress finish.
///
/// # Errors
/// If the listener itself is broken.
pub(super) async fn accept(listener: TcpListener, router: Router, limits: Limits, stopping: impl Future<Output = ()>) -> Result<(), Stopped> {
    let places = Arc::new(Semaphore::new(limits.connections));
    let graceful = GracefulShutdown::new();
    tokio::pin!(stopping);
    loop {
        let next = async {
            let place = places.clone().acquire_owned().await.map_err(|_| std::io::Error::other("no more connections are taken"))?;
            listener.accept().await.map(|(socket, address)| (place, socket, address))
        };
        let next = tokio::select! {
            next = next => next,
            () = &mut stopping => break,
        };
        match next {
            Ok((place, socket, address)) => {
                tokio::spawn(converse(router.clone(), socket, address, limits.head, graceful.watcher(), place));
            }
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(REST).await;
            }
        }
    }
    drop(listener);
    let _ = tokio::time::timeout(limits.last_requests, graceful.shutdown()).await;
    Ok(())
}

/// Whether that connection was gone before it was taken; the next one is none the worse for it.
fn is_of_one_connection(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// Answers the requests of one connection, one after the other.
async fn converse(router: Router, socket: TcpStream, address: SocketAddr, head: Duration, watcher: Watcher, place: OwnedSemaphorePermit) {
    // Answers are written whole: waiting for more bytes would only make them late.
    let _ = socket.set_nodelay(true);
    let service = TowerToHyperService::new(router);
    let service = hyper::service::service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
        request.extensions_mut().insert(ConnectInfo(address));
        hyper::service::Service::call(&service, request)
    });
    let connection =
        http1::Builder::new().timer(TokioTimer::new()).header_read_timeout(head).keep_alive(true).serve_connection(TokioIo::new(socket), service);
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%address, %error, "a connection broke off");
    }
    drop(place);
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    const REQUEST: &[u8] = b"GET /who HTTP/1.1\r\nhost: binder.example.com\r\nconnection: close\r\n\r\n";

    fn limits(connections: usize) -> Limits {
        Limits { connections, head: Duration::from_millis(300), last_requests: Duration::from_secs(5) }
    }

    /// A server that tells each request where it came from, and the means to stop it.
    async fn server(limits: Limits) -> (SocketAddr, tokio::sync::oneshot::Sender<()>, tokio::task::JoinHandle<Result<(), Stopped>>) {
        let router = Router::new().route("/who", get(|ConnectInfo(from): ConnectInfo<SocketAddr>| async move { from.ip().to_string() }));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let serving = tokio::spawn(accept(listener, router, limits, async move { drop(stopped.await) }));
        (address, stop, serving)
    }

    async fn rest(socket: &mut TcpStream) -> String {
        let mut text = Vec::new();
        let read = tokio::time::timeout(Duration::from_secs(10), socket.read_to_end(&mut text)).await;
        let _ = read.expect("the connection is closed in the end");
        String::from_utf8(text).unwrap()
    }

    async fn asked(address: SocketAddr) -> String {
        let mut socket = TcpStream::connect(address).await.unwrap();
        socket.write_all(REQUEST).await.unwrap();
        rest(&mut socket).await
    }

    #[tokio::test]
    async fn half_a_head_is_closed_and_a_request_beside_it_is_answered() {
        let (address, _stop, _serving) = server(limits(8)).await;
        let mut slow = TcpStream::connect(address).await.unwrap();
        slow.write_all(b"GET /who HTTP/1.1\r\nhost: binder").await.unwrap();
        let answer = asked(address).await;
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("127.0.0.1"), "{answer}");
        assert!(!rest(&mut slow).await.contains(" 200 "), "half a request is no request");
    }

    #[tokio::test]
    async fn a_connection_over_the_limit_waits_and_is_answered_when_a_place_is_free() {
        let (address, _stop, _serving) = server(Limits { head: Duration::from_secs(60), ..limits(1) }).await;
        let mut first = TcpStream::connect(address).await.unwrap();
        first.write_all(b"GET /who HTTP/1.1\r\n").await.unwrap();
        let mut second = TcpStream::connect(address).await.unwrap();
        second.write_all(REQUEST).await.unwrap();
        let too_early = tokio::time::timeout(Duration::from_millis(300), second.read_u8()).await;
        assert!(too_early.is_err(), "there was no place for the second");
        drop(first);
        assert!(rest(&mut second).await.ends_with("127.0.0.1"));
    }

    #[tokio::test]
    async fn stopping_closes_idle_connections_and_comes_to_its_end() {
        let (address, stop, serving) = server(Limits { head: Duration::from_secs(60), ..limits(8) }).await;
        assert!(asked(address).await.starts_with("HTTP/1.1 200"));
        stop.send(()).unwrap();
        let ended = tokio::time::timeout(Duration::from_secs(4), serving).await;
        assert!(ended.expect("nothing is in progress").unwrap().is_ok());
        assert!(TcpStream::connect(address).await.is_err());
    }
}
