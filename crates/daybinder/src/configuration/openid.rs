//! The settings of signing in through a provider.
//!
//! Owns what fits together: a provider needs a name for us and a secret, the secret a file of its own, and both sides TLS.

use super::Reading;
use web::openid::OpenId;

impl Reading<'_> {
    /// `base_url` is the address that people use: the provider sends them back there.
    pub(super) fn openid(&mut self, base_url: &str) -> Option<OpenId> {
        let is_only = self.one_of("openid_only", &["no", "yes"]) == "yes";
        let issuer = self.text("openid_issuer").trim();
        if issuer.is_empty() {
            for name in ["openid_client_id", "openid_secret_file", "openid_name"] {
                if !self.text(name).is_empty() {
                    self.errors.push(format!("{name} is set, but openid_issuer is not: there is no provider"));
                }
            }
            if is_only {
                self.errors.push("openid_only is yes, but openid_issuer is not set: nobody could sign in".to_owned());
            }
            return None;
        }
        let host = issuer.split_once("://").map_or("", |(_, rest)| rest).split('/').next().unwrap_or("");
        let is_here = |address: &str| ["http://127.0.0.1", "http://localhost", "http://[::1]"].iter().any(|here| address.starts_with(here));
        if host.is_empty() || !(issuer.starts_with("https://") || is_here(issuer)) || issuer.contains(['?', '#', ' ', '@']) {
            self.wrong("openid_issuer", "an address as https://accounts.example.com");
        }
        if !base_url.starts_with("https://") && !is_here(base_url) {
            self.errors.push(format!("openid_issuer is set, but base_url is {base_url}: a provider sends people back to https alone"));
        }
        let (client_id, file) = (self.text("openid_client_id").trim(), self.text("openid_secret_file"));
        for (name, value) in [("openid_client_id", client_id), ("openid_secret_file", file)] {
            if value.is_empty() {
                self.errors.push(format!("openid_issuer is set, but {name} is not"));
            }
        }
        let secret = if file.is_empty() { String::new() } else { self.secret_in("openid_secret_file", file) };
        let name = Some(self.text("openid_name").trim()).filter(|name| !name.is_empty()).unwrap_or(host);
        Some(OpenId { issuer: issuer.to_owned(), client_id: client_id.to_owned(), secret, name: name.to_owned(), is_only })
    }

    fn secret_in(&mut self, name: &str, file: &str) -> String {
        match std::fs::read_to_string(file) {
            Ok(text) if !text.trim().is_empty() => return text.trim().to_owned(),
            Ok(_) => self.errors.push(format!("{name}: {file} is empty")),
            Err(error) => self.errors.push(format!("{name}: {file} cannot be read: {error}")),
        }
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use crate::configuration::{Configuration, Flags, gather};

    fn load(set: &[(&'static str, &str)]) -> Result<Configuration, Vec<String>> {
        let values = set.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Configuration::check(&gather(&Flags { file: None, values }, &[]).unwrap())
    }

    #[test]
    fn what_is_missing_for_a_provider_is_named() {
        let file = std::env::temp_dir().join(format!("daybinder-openid-{}", std::process::id()));
        std::fs::write(&file, "hush\n").unwrap();
        let path = file.display().to_string();
        let (issuer, id, secret) =
            (("openid_issuer", "https://accounts.example.com"), ("openid_client_id", "binder"), ("openid_secret_file", path.as_str()));
        let https = ("base_url", "https://binder.example.com");
        let taken = load(&[issuer, id, secret, https]).unwrap().web.openid.unwrap();
        assert_eq!((taken.name.as_str(), taken.secret.as_str(), taken.is_only), ("accounts.example.com", "hush", false));
        assert!(!format!("{taken:?}").contains("hush"), "a log says no secret");
        let wrong: [(&[(&'static str, &str)], &str); 7] = [
            (&[issuer, id, https], "openid_secret_file is not"),
            (&[issuer, secret, https], "openid_client_id is not"),
            (&[id], "openid_issuer is not"),
            (&[("openid_only", "yes")], "nobody could sign in"),
            (&[issuer, id, secret, ("base_url", "http://binder.example.com")], "https alone"),
            (&[("openid_issuer", "http://accounts.example.com"), id, secret, https], "an address as"),
            (&[issuer, id, ("openid_secret_file", "/nowhere/x"), https], "cannot be read"),
        ];
        for (set, word) in wrong {
            let errors = load(set).unwrap_err().join("\n");
            assert!(errors.contains(word), "{set:?}: {errors}");
        }
        std::fs::remove_file(&file).unwrap();
    }
}
