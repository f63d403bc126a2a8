//! The way to a PostgreSQL server that is not on this machine: TLS as `sslmode` in its URL asks for it.
//!
//! Owns what `sslmode` means, as PostgreSQL's own tools understand it: `prefer` encrypts if the server can,
//! `require` always, `verify-full` also makes sure that it is that server. Never falls back from the last two.
//! `sslrootcert=PATH` names a file of certificates (PEM) that `verify-full` believes instead of those of this machine.

use crate::{Result, StoreError};
use postgres::Socket;
use postgres::config::{Host, SslMode};
use postgres::tls::MakeTlsConnect;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use std::error::Error;
use std::sync::Arc;
use tokio_postgres_rustls::MakeRustlsConnect;

/// Reads the URL, `verify-full` included, and makes what a connection is encrypted by.
///
/// # Errors
/// [`StoreError::Connection`] if the URL is not understood or there are no certificates to verify by.
pub(crate) fn read(url: &str) -> Result<(postgres::Config, Way)> {
    let broken = |reason: String| StoreError::Connection(reason);
    let (place, query) = url.split_once('?').unwrap_or((url, ""));
    let is_verified = query.split('&').any(|part| part == "sslmode=verify-full");
    let own_roots = query.split('&').find_map(|part| part.strip_prefix("sslrootcert="));
    if own_roots.is_some() && !is_verified {
        return Err(broken("sslrootcert is for sslmode=verify-full alone: no other mode looks at certificates".to_owned()));
    }
    let query = query.split('&').filter(|part| !part.starts_with("sslrootcert="));
    let query: Vec<&str> = query.map(|part| if part == "sslmode=verify-full" { "sslmode=require" } else { part }).collect();
    let url = if query == [""] { place.to_owned() } else { format!("{place}?{}", query.join("&")) };
    let mut config: postgres::Config = url.parse().map_err(|error: postgres::Error| broken(told(&error)))?;
    let is_asked = query.iter().any(|part| part.starts_with("sslmode="));
    let (hosts, addresses) = (config.get_hosts(), config.get_hostaddrs());
    let is_here = !hosts.is_empty() && hosts.iter().all(|host| is_on_this_machine(host, is_asked));
    // An address decides where the connection goes, whatever the host is called.
    if is_here && addresses.iter().all(std::net::IpAddr::is_loopback) {
        config.ssl_mode(SslMode::Disable);
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions = ClientConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions();
    let builder = versions.map_err(|error| broken(error.to_string()))?;
    let tls = if is_verified {
        builder.with_root_certificates(own_roots.map_or_else(machine_roots, roots_in)?).with_no_client_auth()
    } else {
        builder.dangerous().with_custom_certificate_verifier(Arc::new(AnyCertificate(provider))).with_no_client_auth()
    };
    Ok((config, Way(MakeRustlsConnect::new(tls))))
}

/// What encrypts a connection. The driver asks for it before it knows whether it is needed, also for a socket,
/// which has no host name to verify.
#[derive(Clone)]
pub(crate) struct Way(MakeRustlsConnect);

impl MakeTlsConnect<Socket> for Way {
    type Stream = <MakeRustlsConnect as MakeTlsConnect<Socket>>::Stream;
    type TlsConnect = <MakeRustlsConnect as MakeTlsConnect<Socket>>::TlsConnect;
    type Error = <MakeRustlsConnect as MakeTlsConnect<Socket>>::Error;

    fn make_tls_connect(&mut self, host: &str) -> std::result::Result<Self::TlsConnect, Self::Error> {
        let host = if host.is_empty() || host.starts_with('/') { "localhost" } else { host };
        MakeTlsConnect::<Socket>::make_tls_connect(&mut self.0, host)
    }
}

/// A socket is never encrypted; a loopback address only if the URL asks for it.
fn is_on_this_machine(host: &Host, is_asked: bool) -> bool {
    match host {
        Host::Tcp(name) => !is_asked && (name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())),
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

/// An error with what caused it: the driver's own words name only the step.
pub(crate) fn told(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        cause = error.source();
    }
    text
}

/// The certificates in a file.
fn roots_in(path: &str) -> Result<RootCertStore> {
    let broken = |reason: String| StoreError::Connection(format!("sslrootcert: {path}: {reason}"));
    let certificates = CertificateDer::pem_file_iter(path).map_err(|error| broken(error.to_string()))?;
    let mut roots = RootCertStore::empty();
    for certificate in certificates {
        let certificate = certificate.map_err(|error| broken(error.to_string()))?;
        roots.add(certificate).map_err(|error| broken(error.to_string()))?;
    }
    if roots.is_empty() { Err(broken("there is no certificate in it".to_owned())) } else { Ok(roots) }
}

fn machine_roots() -> Result<RootCertStore> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() {
        return Err(StoreError::Connection("sslmode=verify-full needs the certificates of this machine, and none were found".to_owned()));
    }
    Ok(roots)
}

/// Takes any certificate, as `sslmode=require` says; the signatures must still be those of its key.
#[derive(Debug)]
struct AnyCertificate(Arc<CryptoProvider>);

impl ServerCertVerifier for AnyCertificate {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> std::result::Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use crate::{Db, Options};
    use std::io::{Read, Write};

    /// Made for this test alone; nobody keeps its key.
    const OWN: &str = "-----BEGIN CERTIFICATE-----\n\
        MIIBiDCCAS+gAwIBAgIURI3Mpzp+9JfWbWvtracWBH5maiwwCgYIKoZIzj0EAwIw\n\
        GTEXMBUGA1UEAwwOZGIuZXhhbXBsZS5jb20wIBcNMjYxMTIzMDMxODI3WhgPMjEy\n\
        NjEwMzAwMzE4MjdaMBkxFzAVBgNVBAMMDmRiLmV4YW1wbGUuY29tMFkwEwYHKoZI\n\
        zj0CAQYIKoZIzj0DAQcDQgAEfTRaxdOBW7YLwiQYNWojdE7nCWzrxnEuSLhbqYEm\n\
        xB1ZjdaUoVgi+loan2Gju+mwre0b1agMJJBUFB8XHdiZ0KNTMFEwHQYDVR0OBBYE\n\
        FLu8DMCF1EnZ74blSxmsNIwjJuDKMB8GA1UdIwQYMBaAFLu8DMCF1EnZ74blSxms\n\
        NIwjJuDKMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgdAd/zPTq\n\
        ecL/iR6hAZ+gjxch2QjMusro4TPzxmdgMGgCICQ5PWFeao1B1T4M9DcJcNcDk3iJ\n\
        pfadczrqxgyW2nDf\n\
        -----END CERTIFICATE-----\n";

    #[test]
    fn a_server_without_tls_is_refused_where_tls_is_required() {
        for mode in ["require", "verify-full"] {
            let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
            let port = listener.local_addr().unwrap().port();
            let server = std::thread::spawn(move || {
                let (mut socket, _) = listener.accept().unwrap();
                let mut wish = [0; 8];
                socket.read_exact(&mut wish).unwrap();
                socket.write_all(b"N").unwrap();
                let mut more = Vec::new();
                let _ = socket.read_to_end(&mut more);
                more
            });
            let url = format!("postgres://ana:secret@127.0.0.1:{port}/binder?sslmode={mode}");
            let error = Db::open(&url, &Options::default()).err().expect("refused").to_string();
            assert!(error.contains("does not support TLS"), "{mode}: {error}");
            assert!(server.join().unwrap().is_empty(), "{mode}: nothing was said in the clear");
        }
    }

    #[test]
    fn every_mode_is_read_and_no_other() {
        for mode in ["disable", "prefer", "require", "verify-full"] {
            assert!(super::read(&format!("postgres://ana@db.example.com/binder?sslmode={mode}")).is_ok(), "{mode}");
        }
        assert!(super::read("postgres://ana@db.example.com/binder").is_ok());
        assert!(super::read("postgres://ana@db.example.com/binder?sslmode=verify").is_err());
    }

    #[test]
    fn own_certificates_are_read_from_a_file_and_only_where_they_are_looked_at() {
        let read = |query: &str| super::read(&format!("postgres://ana@db.example.com/binder?{query}"));
        let path = std::env::temp_dir().join(format!("daybinder-roots-{}.pem", std::process::id()));
        std::fs::write(&path, "no certificate").unwrap();
        let empty = read(&format!("sslmode=verify-full&sslrootcert={}", path.display())).err().unwrap().to_string();
        assert!(empty.contains("there is no certificate in it"), "{empty}");
        std::fs::write(&path, OWN).unwrap();
        assert!(read(&format!("sslrootcert={}&sslmode=verify-full", path.display())).is_ok());
        std::fs::remove_file(&path).unwrap();
        let missing = read(&format!("sslmode=verify-full&sslrootcert={}", path.display())).err().unwrap().to_string();
        assert!(missing.contains(&path.display().to_string()), "{missing}");
        for mode in ["", "&sslmode=prefer", "&sslmode=require"] {
            let refused = read(&format!("sslrootcert={}{mode}", path.display())).err().unwrap().to_string();
            assert!(refused.contains("verify-full alone"), "{mode}: {refused}");
        }
    }
}
