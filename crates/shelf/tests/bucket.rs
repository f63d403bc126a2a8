//! The shelf as a bucket, spoken to over HTTP with a store that checks every signature.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "a test stops where the world is not as it says")]

use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use shelf::{Bucket, BucketAccess, Hash, Shelf, ShelfError, hash_of};
use std::io::Read;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

const KEY: &str = "daybinder";
const SECRET: &str = "a secret of the test";

/// A store on the loopback; it ends with this value.
struct Store {
    address: String,
    root: PathBuf,
    _runtime: tokio::runtime::Runtime,
}

impl Store {
    fn start(name: &str) -> Store {
        let root = std::env::temp_dir().join(format!("daybinder-bucket-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&root);
        std::fs::create_dir_all(root.join("papers")).unwrap();
        let mut service = S3ServiceBuilder::new(FileSystem::new(&root).unwrap());
        service.set_auth(SimpleAuth::from_single(KEY, SECRET));
        let service = service.build();
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        runtime.spawn(async move {
            let server = hyper_util::server::conn::auto::Builder::new(hyper_util::rt::TokioExecutor::new());
            while let Ok((socket, _)) = listener.accept().await {
                let connection = server.serve_connection(hyper_util::rt::TokioIo::new(socket), service.clone()).into_owned();
                tokio::spawn(async move {
                    let _ = connection.await;
                });
            }
        });
        Store { address, root, _runtime: runtime }
    }

    fn shelf(&self, secret: &str) -> Shelf {
        let access = BucketAccess {
            endpoint: self.address.clone(),
            name: "papers".to_owned(),
            region: "us-east-1".to_owned(),
            key: KEY.to_owned(),
            secret: secret.to_owned(),
            patience: Duration::from_secs(10),
        };
        Shelf::Bucket(Bucket::new(access).unwrap())
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.root.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.root);
    }
}

fn walked(shelf: &Shelf) -> Vec<(Hash, bool)> {
    let mut all = Vec::new();
    shelf
        .walk(&mut |hash, at| {
            all.push((hash, at.is_some()));
            Ok(())
        })
        .unwrap();
    all.sort();
    all
}

#[test]
fn what_is_put_into_a_bucket_comes_back_and_is_listed_page_by_page() {
    let store = Store::start("round");
    let shelf = store.shelf(SECRET);
    let now = SystemTime::now();
    let mut names = Vec::new();
    for number in 0..1_050_u32 {
        let bytes = vec![number as u8; 1 + number as usize % 7];
        let bytes = [&bytes[..], &number.to_le_bytes()].concat();
        let (hash, size) = shelf.put(&store.file("one", &bytes), now).unwrap();
        assert_eq!(size, bytes.len() as u64);
        names.push((hash, bytes));
    }
    for (hash, bytes) in names.iter().step_by(97) {
        let mut back = Vec::new();
        shelf.open(*hash).unwrap().read_to_end(&mut back).unwrap();
        assert_eq!(&back, bytes);
        assert_eq!(shelf.size(*hash).unwrap(), bytes.len() as u64);
    }
    let mut known: Vec<(Hash, bool)> = names.iter().map(|(hash, _)| (*hash, true)).collect();
    known.sort();
    assert_eq!(walked(&shelf), known, "more than a page of the store's list");

    let (gone, _) = names.swap_remove(0);
    shelf.remove(gone).unwrap();
    shelf.remove(gone).unwrap();
    assert!(matches!(shelf.open(gone), Err(ShelfError::Missing(hash)) if hash == gone));
    assert!(matches!(shelf.size(gone), Err(ShelfError::Missing(_))));
}

#[test]
fn a_large_document_goes_in_and_out_and_to_a_folder() {
    let store = Store::start("large");
    let shelf = store.shelf(SECRET);
    let bytes: Vec<u8> = (0..12_000_000_u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let (hash, _) = shelf.put(&store.file("large", &bytes), SystemTime::now()).unwrap();
    assert_eq!(shelf.verify(hash).unwrap(), bytes.len() as u64);
    let folder = Shelf::in_folder(store.root.join("folder"));
    shelf.carry(hash, &folder).unwrap();
    assert_eq!(hash_of(folder.open(hash).unwrap()).unwrap(), (hash, bytes.len() as u64));
}

#[test]
fn a_wrong_secret_and_damaged_contents_are_told() {
    let store = Store::start("wrong");
    let file = store.file("one", b"a price list");
    assert!(matches!(store.shelf("another").put(&file, SystemTime::now()), Err(ShelfError::Store { may_pass: false, .. })));
    let shelf = store.shelf(SECRET);
    let (hash, _) = shelf.put(&file, SystemTime::now()).unwrap();
    let name = hash.to_string();
    std::fs::write(store.root.join("papers").join(&name[..2]).join(&name), b"another list").unwrap();
    assert!(matches!(shelf.open(hash), Err(ShelfError::Damaged(_))), "nobody reads what is not what it was");
}

#[test]
fn a_store_that_is_away_is_told_as_one_that_may_come_back() {
    let access = BucketAccess {
        // Nothing listens on this port of the loopback.
        endpoint: "http://127.0.0.1:9".to_owned(),
        name: "papers".to_owned(),
        region: "us-east-1".to_owned(),
        key: KEY.to_owned(),
        secret: SECRET.to_owned(),
        patience: Duration::from_secs(2),
    };
    let shelf = Shelf::Bucket(Bucket::new(access).unwrap());
    let hash = hash_of(&b"x"[..]).unwrap().0;
    assert!(matches!(shelf.open(hash), Err(ShelfError::Store { may_pass: true, .. })));
}
