//! A file on its way to a browser, piece by piece.
//!
//! Owns the reading while an answer is sent. Never holds more of a file in memory than a few pieces.

use axum::body::{Body, Bytes};

use std::fs::File;
use std::io::Read;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// How much is read at once, bytes.
const PIECE: usize = 64 * 1024;
/// How many pieces may wait for a slow browser.
const WAITING: usize = 4;

/// The file as a body with its length, read on a blocking thread no faster than it is sent. Must be called
/// inside the runtime.
pub(crate) fn body(file: File) -> Body {
    let length = match file.metadata() {
        Ok(about) => about.len(),
        Err(error) => {
            tracing::error!(%error, "a file made for an answer cannot be read");
            0
        }
    };
    let (pieces, waiting) = channel(WAITING);
    tokio::task::spawn_blocking(move || read(file, length, &pieces));
    Body::new(Sending { waiting, left: length })
}

/// Reads until the end or until nobody listens any more.
fn read(file: File, length: u64, pieces: &Sender<std::io::Result<Bytes>>) {
    let mut file = file.take(length);
    loop {
        let mut piece = Vec::with_capacity(PIECE);
        match (&mut file).take(PIECE as u64).read_to_end(&mut piece) {
            Ok(0) => return,
            Ok(_) => {
                if pieces.blocking_send(Ok(piece.into())).is_err() {
                    return;
                }
            }
            Err(error) => {
                let _ = pieces.blocking_send(Err(error));
                return;
            }
        }
    }
}

struct Sending {
    waiting: Receiver<std::io::Result<Bytes>>,
    left: u64,
}

impl axum::body::HttpBody for Sending {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
        match self.waiting.poll_recv(context) {
            Poll::Ready(Some(Ok(piece))) => {
                self.left = self.left.saturating_sub(piece.len() as u64);
                Poll::Ready(Some(Ok(http_body::Frame::data(piece))))
            }
            Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(error))),
            Poll::Ready(None) => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    }

    fn size_hint(&self) -> http_body::SizeHint {
        http_body::SizeHint::with_exact(self.left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt;

    #[tokio::test]
    async fn a_large_file_is_sent_in_pieces_with_its_length() {
        let length = 100 * 1024 * 1024;
        let path = std::env::temp_dir().join(format!("daybinder-sending-{}", std::process::id()));
        let file = File::create_new(&path).unwrap();
        file.set_len(length).unwrap();
        let mut body = body(File::open(&path).unwrap());
        std::fs::remove_file(&path).unwrap();
        assert_eq!(axum::body::HttpBody::size_hint(&body).exact(), Some(length));
        let mut sent = 0;
        while let Some(frame) = body.frame().await {
            let piece = frame.unwrap().into_data().unwrap();
            assert!(piece.len() <= PIECE, "{}", piece.len());
            sent += piece.len() as u64;
        }
        assert_eq!(sent, length);
    }
}
