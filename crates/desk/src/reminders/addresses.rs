//! Where a push may go. What a browser registers is somebody's word: without a limit it could make the server speak
//! to its neighbours.
//!
//! Owns the check of an address as text and, at each sending, of what its name means then. Never opens a connection.

use axum::http::Uri;
use std::net::IpAddr;
use ureq::config::Config;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// The longest address that is kept, bytes.
const ADDRESS_BYTES_MAX: usize = 2000;

/// The address, if pushes may go there: https to a public host; for tests also http on this machine.
pub(super) fn endpoint(address: &str, to_private: bool) -> Option<Uri> {
    let uri: Uri = Some(address).filter(|address| address.len() <= ADDRESS_BYTES_MAX)?.parse().ok()?;
    let authority = uri.authority()?;
    let host = authority.host();
    let ip = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().ok();
    let is_sealed = match uri.scheme_str() {
        Some("https") => true,
        Some("http") => to_private && ip.is_some_and(|ip| ip.is_loopback()),
        _ => false,
    };
    let has_name = !host.is_empty() && !authority.as_str().contains('@');
    (is_sealed && has_name && ip.is_none_or(|ip| to_private || is_public(ip))).then_some(uri)
}

/// Whether everybody on the internet means the same machine by that address.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            let [a, b, c, _] = ip.octets();
            let is_special = matches!(
                (a, b, c),
                (0 | 10 | 127 | 224..=255, ..)
                    | (100, 64..=127, _)
                    | (169, 254, _)
                    | (172, 16..=31, _)
                    | (192, 168, _)
                    | (192, 0, 0 | 2)
                    | (192, 88, 99)
                    | (198, 18 | 19, _)
                    | (198, 51, 100)
                    | (203, 0, 113)
            );
            !is_special
        }
        IpAddr::V6(ip) => match ip.to_ipv4_mapped() {
            Some(inner) => is_public(IpAddr::V4(inner)),
            None => {
                let [a, b, ..] = ip.segments();
                // Of what is given out, without documentation and the tunnels that hold another address inside.
                (0x2000..0x4000).contains(&a) && a != 0x2002 && !(a == 0x2001 && (b < 0x200 || b == 0x0db8)) && a != 0x3fff
            }
        },
    }
}

/// Looks names up and lets only public addresses through, at every sending: what a name means can change.
#[derive(Debug)]
pub(super) struct Guarded {
    pub(super) to_private: bool,
    pub(super) names: DefaultResolver,
}

impl Resolver for Guarded {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        let mut allowed = self.empty();
        for address in found.iter().filter(|address| self.to_private || is_public(address.ip())) {
            allowed.push(*address);
        }
        if allowed.is_empty() { Err(ureq::Error::HostNotFound) } else { Ok(allowed) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pushes_go_to_public_hosts_over_https_alone() {
        for address in ["https://push.example.com/send/abc", "https://push.example.com:8443/x?y=1", "https://9.9.9.9/x", "https://[2620:fe::fe]/x"] {
            assert!(endpoint(address, false).is_some(), "{address}");
        }
        let refused = [
            "http://push.example.com/x",
            "ftp://push.example.com/x",
            "https://user@push.example.com/x",
            "https:///x",
            "/send/abc",
            "",
            "https://127.0.0.1/x",
            "https://10.0.0.8/x",
            "https://172.31.1.1/x",
            "https://192.168.1.1:8080/x",
            "https://169.254.169.254/latest/meta-data",
            "https://100.64.0.1/x",
            "https://0.0.0.0/x",
            "https://[::1]/x",
            "https://[::]/x",
            "https://[fe80::1]/x",
            "https://[fd00::1]/x",
            "https://[::ffff:127.0.0.1]/x",
            "https://[64:ff9b::7f00:1]/x",
            "https://[2002:7f00:1::]/x",
        ];
        for address in refused {
            assert!(endpoint(address, false).is_none(), "{address}");
        }
        assert!(endpoint(&format!("https://push.example.com/{}", "x".repeat(2000)), false).is_none());
    }

    #[test]
    fn only_where_it_is_allowed_a_push_goes_to_this_machine() {
        assert!(endpoint("http://127.0.0.1:4000/x", true).is_some());
        assert!(endpoint("http://10.0.0.8/x", true).is_none(), "never unsealed over a network");
    }

    #[test]
    fn a_name_that_means_this_machine_is_found_out_at_sending() {
        let agent = super::super::push::agent(false);
        let answer = agent.post("http://localhost:9/x").send(&b"x"[..]);
        assert!(matches!(answer, Err(ureq::Error::HostNotFound)), "{answer:?}");
    }
}
