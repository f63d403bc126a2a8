//! A file on its way to a browser, piece by piece.
//!
//! Owns the reading while an answer is sent. Never holds more of a file in memory than one piece, and no thread
//! while a slow browser takes it.

use axum::body::{Body, Bytes};
use std::fs::File;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, ReadBuf};

/// How much is read at once, bytes.
const PIECE: usize = 64 * 1024;

/// The file as a body with its length, read no faster than it is sent. Must be called inside the runtime.
pub(crate) fn body(file: File) -> Body {
    let left = match file.metadata() {
        Ok(about) => about.len(),
        Err(error) => {
            tracing::error!(%error, "a file made for an answer cannot be read");
            0
        }
    };
    Body::new(Pieces { file: tokio::fs::File::from_std(file), piece: vec![0; PIECE], left })
}

struct Pieces {
    file: tokio::fs::File,
    piece: Vec<u8>,
    left: u64,
}

impl axum::body::HttpBody for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<http_body::Frame<Bytes>>>> {
        let pieces = self.get_mut();
        if pieces.left == 0 {
            return Poll::Ready(None);
        }
        let most = usize::try_from(pieces.left).unwrap_or(PIECE).min(PIECE);
        let mut buffer = ReadBuf::new(&mut pieces.piece[..most]);
        ready!(Pin::new(&mut pieces.file).poll_read(context, &mut buffer))?;
        let read = Bytes::copy_from_slice(buffer.filled());
        if read.is_empty() {
            // Shorter than it was: the browser must not take it for whole.
            return Poll::Ready(Some(Err(io::ErrorKind::UnexpectedEof.into())));
        }
        pieces.left -= read.len() as u64;
        Poll::Ready(Some(Ok(http_body::Frame::data(read))))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
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

    #[test]
    fn a_download_that_nobody_takes_holds_no_thread() {
        let runtime = tokio::runtime::Builder::new_current_thread().max_blocking_threads(1).build().unwrap();
        let path = std::env::temp_dir().join(format!("daybinder-sending-slow-{}", std::process::id()));
        std::fs::write(&path, vec![7; 8 * PIECE]).unwrap();
        runtime.block_on(async {
            let mut begun: Vec<Body> = (0..5).map(|_| body(File::open(&path).unwrap())).collect();
            for slow in &mut begun {
                assert!(slow.frame().await.unwrap().is_ok());
            }
            // The only thread is free for others, though none of the five has come to its end.
            assert_eq!(tokio::task::spawn_blocking(|| 42).await.unwrap(), 42);
        });
        std::fs::remove_file(&path).unwrap();
    }
}
