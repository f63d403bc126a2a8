//! The conversation with the provider: what it says of itself, and what it says of a person.
//!
//! Owns the connection and the checks of OpenID Connect Core 3.1.3.7, which the library makes. Never follows a redirect,
//! never reads more than a bounded answer, and speaks openly only with this machine.

use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreIdToken, CoreJwsSigningAlgorithm, CoreProviderMetadata};
use openidconnect::{
    AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken, HttpRequest, HttpResponse, IssuerUrl, Nonce, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, Scope, SignatureVerificationError, TokenResponse,
};
use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;
use web::openid::OpenId;

/// How long one answer is waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most of an answer that is read, bytes.
const ANSWER_MAX: u64 = 1 << 20;
/// How long what a provider says of itself is believed, milliseconds.
const BELIEVED_MS: i64 = 3_600_000;
/// An unknown key lets it be asked anew, but not more often, milliseconds.
const ANEW_MS: i64 = 60_000;
/// What tokens may be signed with. Never `none`, and never the secret that we share with the provider.
const SIGNED_WITH: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Why nobody came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The provider cannot be reached, or what it says of itself makes no sense.
    Unreachable(String),
    /// What it says of the person cannot be believed.
    Unbelievable(String),
}

/// What the provider says of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// Who it is there, for ever.
    pub(super) subject: String,
    /// The address in lower case, only if the provider has verified it.
    pub(super) email: Option<String>,
}

/// What a browser takes along on its way there, and what stays here until it comes back.
pub(super) struct Way {
    pub(super) address: String,
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) verifier: String,
}

/// The way there.
///
/// # Errors
/// [`Trouble::Unreachable`].
pub(super) fn way(settings: &OpenId, back: &str, now: i64) -> Result<Way, Trouble> {
    let metadata = known(settings, now, BELIEVED_MS)?;
    let client = CoreClient::from_provider_metadata(metadata, ClientId::new(settings.client_id.clone()), None).set_redirect_uri(redirect(back)?);
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (address, state, nonce) = client
        .authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random)
        .add_scope(Scope::new("email".to_owned()))
        .set_pkce_challenge(challenge)
        .url();
    Ok(Way { address: address.to_string(), state: state.secret().clone(), nonce: nonce.secret().clone(), verifier: verifier.secret().clone() })
}

/// Who came back with that code.
///
/// # Errors
/// [`Trouble`].
pub(super) fn who(settings: &OpenId, back: &str, code: &str, (nonce, verifier): (String, String), now: i64) -> Result<Told, Trouble> {
    let metadata = known(settings, now, BELIEVED_MS)?;
    let secret = ClientSecret::new(settings.secret.clone());
    let client = CoreClient::from_provider_metadata(metadata.clone(), ClientId::new(settings.client_id.clone()), Some(secret))
        .set_redirect_uri(redirect(back)?);
    let asked = client.exchange_code(AuthorizationCode::new(code.to_owned())).map_err(|error| Trouble::Unreachable(error.to_string()))?;
    let tokens = asked.set_pkce_verifier(PkceCodeVerifier::new(verifier)).request(&asking()).map_err(|error| match error {
        openidconnect::RequestTokenError::Request(error) => Trouble::Unreachable(error.to_string()),
        other => Trouble::Unbelievable(format!("the code was not taken: {other}")),
    })?;
    let token = tokens.id_token().ok_or_else(|| Trouble::Unbelievable("there is no ID token in the answer".to_owned()))?;
    let nonce = Nonce::new(nonce);
    match read(settings, &metadata, token, &nonce, now) {
        // The provider may have changed its keys since it was asked.
        Err(ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey)) => {
            read(settings, &known(settings, now, ANEW_MS)?, token, &nonce, now)
        }
        read => read,
    }
    .map_err(|error| Trouble::Unbelievable(error.to_string()))
}

fn read(settings: &OpenId, metadata: &CoreProviderMetadata, token: &CoreIdToken, nonce: &Nonce, now: i64) -> Result<Told, ClaimsVerificationError> {
    let client = CoreClient::from_provider_metadata(metadata.clone(), ClientId::new(settings.client_id.clone()), None);
    let moment = chrono::DateTime::from_timestamp_millis(now).unwrap_or_default();
    let verifier = client.id_token_verifier().set_allowed_algs(SIGNED_WITH).set_time_fn(move || moment);
    let claims = token.claims(&verifier, nonce)?;
    // Whose token it is where it names several (Core 3.1.3.7, 4 and 5).
    if claims.authorized_party().is_some_and(|party| party.as_str() != settings.client_id) {
        return Err(ClaimsVerificationError::Other("the token was made for another client".to_owned()));
    }
    let email = claims.email().filter(|_| claims.email_verified() == Some(true)).map(|email| email.as_str().trim().to_lowercase());
    Ok(Told { subject: claims.subject().as_str().to_owned(), email })
}

fn redirect(back: &str) -> Result<RedirectUrl, Trouble> {
    RedirectUrl::new(back.to_owned()).map_err(|error| Trouble::Unreachable(error.to_string()))
}

/// What providers said of themselves, by issuer: since when, and what.
type Believed = Mutex<BTreeMap<String, (i64, CoreProviderMetadata)>>;

/// What the provider says of itself, asked anew when it was asked longer ago than that.
fn known(settings: &OpenId, now: i64, age_max: i64) -> Result<CoreProviderMetadata, Trouble> {
    static BELIEVED: OnceLock<Believed> = OnceLock::new();
    let believed = BELIEVED.get_or_init(Believed::default);
    let there = believed.lock().unwrap_or_else(PoisonError::into_inner).get(&settings.issuer).cloned();
    if let Some((since, metadata)) = there
        && (since..since + age_max).contains(&now)
    {
        return Ok(metadata);
    }
    let issuer = IssuerUrl::new(settings.issuer.clone()).map_err(|error| Trouble::Unreachable(error.to_string()))?;
    let metadata = CoreProviderMetadata::discover(&issuer, &asking()).map_err(|error| Trouble::Unreachable(chain(&error)))?;
    believed.lock().unwrap_or_else(PoisonError::into_inner).insert(settings.issuer.clone(), (now, metadata.clone()));
    Ok(metadata)
}

fn chain(error: &dyn std::error::Error) -> String {
    error.source().map_or_else(|| error.to_string(), |source| format!("{error}: {}", chain(source)))
}

/// What can go wrong on the wire.
#[derive(Debug)]
struct Wire(String);

impl std::fmt::Display for Wire {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Wire {}

/// Carries a request of the library. TLS is demanded of everybody but this machine.
fn asking() -> impl Fn(HttpRequest) -> Result<HttpResponse, Wire> {
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .user_agent("Daybinder")
        .build();
    let agent = ureq::Agent::new_with_config(config);
    move |request: HttpRequest| {
        let uri = request.uri().clone();
        let is_here = matches!(uri.host(), Some("127.0.0.1" | "localhost" | "[::1]"));
        if uri.scheme_str() != Some("https") && !is_here {
            return Err(Wire(format!("{} is not https", uri.host().unwrap_or("the address"))));
        }
        let answer = agent.run(request).map_err(|error| Wire(error.to_string()))?;
        let (head, mut body) = answer.into_parts();
        let bytes = body.with_config().limit(ANSWER_MAX).read_to_vec().map_err(|error| Wire(error.to_string()))?;
        Ok(HttpResponse::from_parts(head, bytes))
    }
}
