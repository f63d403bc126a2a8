//! The bundled script, style and fonts, embedded in the binary.
//!
//! Owns their names and how they are cached: a name holds a hash of the content, so it never changes meaning.

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};

pub(crate) struct Asset {
    pub(crate) name: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) bytes: &'static [u8],
    pub(crate) brotli: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The path under which `app.js` or `app.css` is served now.
pub fn path(logical: &str) -> String {
    static NAMES: std::sync::LazyLock<std::collections::HashMap<String, String>> =
        std::sync::LazyLock::new(|| serde_json::from_str(MANIFEST).unwrap_or_default());
    format!("/assets/{}", NAMES.get(logical).map_or(logical, String::as_str))
}

pub(crate) async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response<Body> {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_FOUND;
        secure(&mut response);
        return response;
    };
    let takes_brotli = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains("br"));
    let (bytes, encoding) = match asset.brotli {
        Some(brotli) if takes_brotli => (brotli, Some("br")),
        _ => (asset.bytes, None),
    };
    let mut response = Response::new(Body::from(bytes));
    secure(&mut response);
    let set = response.headers_mut();
    set.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    set.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    set.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    set.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some(encoding) = encoding {
        set.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// The service worker stands at the root, so that it serves every page, under a name that never changes: the browser
/// asks for it anew each time and takes it when its bytes are others.
pub(crate) async fn service_worker() -> Response<Body> {
    let name = path("service-worker.js");
    let found = ASSETS.iter().find(|asset| name.strip_prefix("/assets/") == Some(asset.name));
    let mut response = Response::new(found.map_or_else(Body::empty, |asset| Body::from(asset.bytes)));
    secure(&mut response);
    let set = response.headers_mut();
    set.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"));
    set.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    set.insert(HeaderName::from_static("service-worker-allowed"), HeaderValue::from_static("/"));
    response
}

/// The headers that stand on every answer.
fn secure(response: &mut Response<Body>) {
    for (name, value) in crate::serve::SECURITY {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
}
