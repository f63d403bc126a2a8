//! The settings of documents.
//!
//! Owns what fits together: a bucket needs an address and a key, and the key's secret stands in a file of its own.

use super::Reading;
use shelf::{Bucket, BucketAccess, Looker, Shelf};
use std::path::{Path, PathBuf};
use std::time::Duration;
use web::app::Documents;

/// How long one request to the store may take.
const PATIENCE: Duration = Duration::from_secs(120);

impl Reading<'_> {
    pub(super) fn documents(&mut self) -> Documents {
        let bytes_max = self.number("documents_bytes_max", 0, 1 << 60);
        let place = self.text("documents").trim();
        let shelf = match place.strip_prefix("s3://") {
            Some(bucket) => self.bucket(bucket.trim_end_matches('/')),
            None => {
                self.no_bucket();
                Shelf::in_folder(if place.is_empty() { self.beside_database() } else { PathBuf::from(place) })
            }
        };
        // This program looks into documents itself, in a process of its own.
        let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("daybinder"));
        Documents { shelf, looker: Looker::new(program), bytes_max }
    }

    fn beside_database(&self) -> PathBuf {
        let database = self.text("database").strip_prefix("sqlite:").map(Path::new);
        database.and_then(Path::parent).unwrap_or(Path::new("data")).join("documents")
    }

    fn no_bucket(&mut self) {
        for name in ["s3_endpoint", "s3_key", "s3_secret_file"] {
            if !self.text(name).is_empty() {
                self.errors.push(format!("{name} is set, but documents is not s3://BUCKET: they stand in a folder"));
            }
        }
    }

    fn bucket(&mut self, name: &str) -> Shelf {
        let nowhere = Shelf::in_folder("");
        if name.is_empty() || name.contains('/') {
            self.wrong("documents", "a folder, or s3:// and the name of a bucket");
            return nowhere;
        }
        let missing: Vec<&str> = ["s3_endpoint", "s3_key", "s3_secret_file"].into_iter().filter(|name| self.text(name).is_empty()).collect();
        if !missing.is_empty() {
            self.errors.push(format!("documents is s3://{name}, but {} is missing", missing.join(", ")));
            return nowhere;
        }
        let file = self.text("s3_secret_file");
        let secret = match std::fs::read_to_string(file) {
            Ok(text) if !text.trim().is_empty() => text.trim().to_owned(),
            Ok(_) => {
                self.errors.push(format!("s3_secret_file: {file} is empty"));
                return nowhere;
            }
            Err(error) => {
                self.errors.push(format!("s3_secret_file: {file} cannot be read: {error}"));
                return nowhere;
            }
        };
        let access = BucketAccess {
            endpoint: self.text("s3_endpoint").to_owned(),
            name: name.to_owned(),
            region: self.text("s3_region").to_owned(),
            key: self.text("s3_key").to_owned(),
            secret,
            patience: PATIENCE,
        };
        match Bucket::new(access) {
            Ok(bucket) => Shelf::Bucket(bucket),
            Err(reason) => {
                self.errors.push(reason);
                nowhere
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::configuration::{Configuration, Flags, gather};

    fn load(values: &[(&'static str, &str)]) -> Result<Configuration, Vec<String>> {
        let values = values.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Configuration::check(&gather(&Flags { file: None, values }, &[]).unwrap())
    }

    #[test]
    fn a_bucket_needs_an_address_a_key_and_its_secret() {
        let cases: [(&[(&'static str, &str)], &str); 5] = [
            (&[("documents", "s3://papers")], "s3_endpoint, s3_key, s3_secret_file is missing"),
            (&[("documents", "s3://")], "the name of a bucket"),
            (&[("s3_key", "me")], "they stand in a folder"),
            (
                &[("documents", "s3://papers"), ("s3_endpoint", "https://s3.example.com"), ("s3_key", "me"), ("s3_secret_file", "/nowhere")],
                "cannot be read",
            ),
            (&[("documents_bytes_max", "many")], "a number from 0"),
        ];
        for (values, said) in cases {
            let errors = load(values).unwrap_err().join("\n");
            assert!(errors.contains(said), "{values:?}: {errors}");
        }
    }

    #[test]
    fn documents_stand_beside_the_database_unless_somebody_says_otherwise() {
        let shown = |values: &[(&'static str, &str)]| format!("{:?}", load(values).unwrap().web.documents.shelf);
        assert!(shown(&[("database", "sqlite:/srv/d/daybinder.sqlite")]).contains("/srv/d/documents"));
        assert!(shown(&[("database", "postgres://a@b/c")]).contains("data/documents"));
        assert!(shown(&[("documents", "/srv/papers")]).contains("/srv/papers"));
    }
}
