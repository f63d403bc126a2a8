//! What the server was told about signing in through a provider by OpenID Connect.
//!
//! Owns the settings alone. The conversation with the provider is held by `people`.

/// A provider through which people sign in.
#[derive(Clone)]
pub struct OpenId {
    /// Its address exactly as its discovery document names it.
    pub issuer: String,
    /// Who we are there.
    pub client_id: String,
    /// The secret we have there.
    pub secret: String,
    /// What the button calls it.
    pub name: String,
    /// Whether passwords no longer open the door; one-time links still do.
    pub is_only: bool,
}

/// Without the secret.
impl std::fmt::Debug for OpenId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let OpenId { issuer, client_id, name, is_only, .. } = self;
        f.debug_struct("OpenId").field("issuer", issuer).field("client_id", client_id).field("name", name).field("is_only", is_only).finish()
    }
}
