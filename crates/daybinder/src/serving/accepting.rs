//! From a listening socket to connections: how many at once, how long a request's head may take, and how long
//! an answer may lie untaken.
//!
//! Owns the sockets. Never looks into a request: it hands each one to the router with the address it came from.

use crate::Stopped;
use axum::Router;
use axum::extract::ConnectInfo;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use std::future::Future;
use std::io::{self, IoSlice};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Sleep;

/// How long the head of a request may take to arrive, and a connection may stand idle between two requests.
const HEAD: Duration = Duration::from_secs(15);

/// How long a client may take nothing of an answer that waits for it.
const TAKING: Duration = Duration::from_secs(60);

/// How long accepting rests after the system had no socket left to give.
const REST: Duration = Duration::from_millis(200);

/// The limits of what is accepted.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// Connections at once; when there are as many, the next wait in the system's own queue.
    pub(super) connections: usize,
    /// How long the head of a request may take.
    pub(super) head: Duration,
    /// How long a client may take nothing of an answer that waits for it.
    pub(super) taking: Duration,
    /// How long requests in progress may take after the signal to stop.
    pub(super) last_requests: Duration,
}

impl Limits {
    /// The usual times with so many connections.
    pub(super) fn new(connections: usize, last_requests: Duration) -> Limits {
        Limits { connections, head: HEAD, taking: TAKING, last_requests }
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
                tokio::spawn(converse(router.clone(), socket, address, limits, graceful.watcher(), place));
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
async fn converse(router: Router, socket: TcpStream, address: SocketAddr, limits: Limits, watcher: Watcher, place: OwnedSemaphorePermit) {
    // Answers are written whole: waiting for more bytes would only make them late.
    let _ = socket.set_nodelay(true);
    let service = TowerToHyperService::new(router);
    let service = hyper::service::service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
        request.extensions_mut().insert(ConnectInfo(address));
        hyper::service::Service::call(&service, request)
    });
    let socket = Patient { socket: TokioIo::new(socket), waiting: None, taking: limits.taking };
    let connection =
        http1::Builder::new().timer(TokioTimer::new()).header_read_timeout(limits.head).keep_alive(true).serve_connection(socket, service);
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%address, %error, "a connection broke off");
    }
    drop(place);
}

/// A socket whose client has to take what it asked for: when it takes nothing for too long, the connection
/// breaks off. While nothing waits to be taken, as on a quiet live stream, no time is counted.
struct Patient {
    socket: TokioIo<TcpStream>,
    waiting: Option<Pin<Box<Sleep>>>,
    taking: Duration,
}

impl Patient {
    fn wait(&mut self, context: &mut Context<'_>, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if written.is_ready() {
            self.waiting = None;
            return written;
        }
        let taking = self.taking;
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(tokio::time::sleep(taking)));
        waiting.as_mut().poll(context).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl Read for Patient {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: ReadBufCursor<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_read(context, buffer)
    }
}

impl Write for Patient {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.socket).poll_write(context, bytes);
        self.wait(context, written)
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, context: &mut Context<'_>, pieces: &[IoSlice<'_>]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.socket).poll_write_vectored(context, pieces);
        self.wait(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    const REQUEST: &[u8] = b"GET /who HTTP/1.1\r\nhost: binder.example.com\r\nconnection: close\r\n\r\n";

    fn limits(connections: usize) -> Limits {
        Limits { connections, head: Duration::from_millis(300), taking: Duration::from_secs(60), last_requests: Duration::from_secs(5) }
    }

    /// A server that tells each request where it came from, and the means to stop it.
    async fn server(limits: Limits) -> (SocketAddr, tokio::sync::oneshot::Sender<()>, tokio::task::JoinHandle<Result<(), Stopped>>) {
        let router = Router::new().route("/who", get(|ConnectInfo(from): ConnectInfo<SocketAddr>| async move { from.ip().to_string() }));
        let router = router.route("/much", get(|| async { vec![b'x'; 64 * 1024 * 1024] }));
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
    async fn whoever_never_takes_the_answer_loses_the_place_to_who_waits() {
        let (address, _stop, _serving) = server(Limits { taking: Duration::from_millis(200), ..limits(1) }).await;
        let mut stalled = TcpStream::connect(address).await.unwrap();
        stalled.write_all(b"GET /much HTTP/1.1\r\nhost: binder.example.com\r\n\r\n").await.unwrap();
        stalled.read_u8().await.expect("the answer has begun");
        assert!(asked(address).await.ends_with("127.0.0.1"));
        let mut much = Vec::new();
        let _ = stalled.read_to_end(&mut much).await;
        assert!(much.len() < 64 * 1024 * 1024, "the answer broke off");
    }

    #[tokio::test]
    async fn a_quiet_answer_that_is_listened_to_is_not_cut() {
        let quiet = Limits { taking: Duration::from_millis(1), ..limits(2) };
        let (address, _stop, _serving) = server(quiet).await;
        let mut listening = TcpStream::connect(address).await.unwrap();
        listening.write_all(b"GET /who HTTP/1.1\r\nhost: binder.example.com\r\n\r\n").await.unwrap();
        assert_eq!(listening.read_u8().await.unwrap(), b'H');
        // Another whole answer in between: longer than the limit, and nothing waited to be taken.
        assert!(asked(address).await.starts_with("HTTP/1.1 200"));
        listening.write_all(REQUEST).await.unwrap();
        assert!(rest(&mut listening).await.ends_with("127.0.0.1"));
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
