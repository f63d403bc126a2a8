//! The list of every setting.
//!
//! Owns names, defaults and meanings. Never reads a value.

/// One setting.
pub struct Setting {
    /// Its name in the file; in capitals after `DAYBINDER_` its variable.
    pub name: &'static str,
    /// Its flag, without the leading dashes.
    pub flag: &'static str,
    /// What holds if nobody says otherwise.
    pub default: &'static str,
    /// What it means, with its unit.
    pub meaning: &'static str,
}

/// Every setting there is.
pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "database",
        flag: "database",
        default: "sqlite:data/daybinder.sqlite",
        meaning: "the database: sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME; with ?sslmode=require or verify-full only over TLS, &sslrootcert=PATH with verify-full for certificates of one's own",
    },
    Setting { name: "listen", flag: "listen", default: "127.0.0.1:7117", meaning: "the address and port to listen on" },
    Setting {
        name: "base_url",
        flag: "base-url",
        default: "",
        meaning: "the address that people use, as https://binder.example.com; empty = http:// and the listen address",
    },
    Setting {
        name: "connections_max",
        flag: "connections-max",
        default: "4096",
        meaning: "connections from browsers at the same time; further ones wait (1 to 1000000)",
    },
    Setting { name: "upload_bytes_max", flag: "upload-bytes-max", default: "268435456", meaning: "the largest file that an upload takes, bytes" },
    Setting {
        name: "trusted_proxies",
        flag: "trusted-proxies",
        default: "",
        meaning: "addresses of proxies whose X-Forwarded-For is believed, separated by commas",
    },
    Setting {
        name: "country_file",
        flag: "country-file",
        default: "",
        meaning: "a table of addresses and their countries in MaxMind's format (.mmdb), for a note beside the addresses of sessions and of the audit log; nobody is asked on the network; empty = no note",
    },
    Setting { name: "session_days", flag: "session-days", default: "30", meaning: "how long a session lasts without use, days (1 to 400)" },
    Setting {
        name: "secret_key_file",
        flag: "secret-key-file",
        default: "",
        meaning: "the file of the key with which second factors are sealed, made on first use for the server's user alone; keep a copy apart from the backups; empty = daybinder.key beside the SQLite file; PostgreSQL needs one, the same on every node",
    },
    Setting {
        name: "openid_issuer",
        flag: "openid-issuer",
        default: "",
        meaning: "the provider through which people may sign in by OpenID Connect, as https://accounts.example.com; its way back is base_url/sign-in/provider/back; empty = passwords alone",
    },
    Setting { name: "openid_client_id", flag: "openid-client-id", default: "", meaning: "who this server is there" },
    Setting { name: "openid_secret_file", flag: "openid-secret-file", default: "", meaning: "the file whose only line is the secret it has there" },
    Setting { name: "openid_name", flag: "openid-name", default: "", meaning: "what the button at the door calls it; empty = the name of its host" },
    Setting {
        name: "openid_only",
        flag: "openid-only",
        default: "no",
        meaning: "yes lets nobody in by password any more; one-time links of an administrator or of 'daybinder setup' still work",
    },
    Setting { name: "readers", flag: "readers", default: "4", meaning: "connections that read at the same time (1 to 64)" },
    Setting { name: "cache_kib", flag: "cache-kib", default: "8192", meaning: "page cache of each SQLite connection, kibibytes (256 to 1048576)" },
    Setting {
        name: "metrics_token",
        flag: "metrics-token",
        default: "",
        meaning: "whoever asks /metrics?token=… with it is answered from anywhere; empty = only from this machine",
    },
    Setting { name: "smtp_host", flag: "smtp-host", default: "", meaning: "the server that takes our mail; empty = no mail is sent" },
    Setting { name: "smtp_port", flag: "smtp-port", default: "587", meaning: "its port (1 to 65535); 465 with smtp_tls = tls" },
    Setting {
        name: "smtp_tls",
        flag: "smtp-tls",
        default: "starttls",
        meaning: "starttls, tls (from the first byte) or none (only for a server on this machine)",
    },
    Setting { name: "smtp_user", flag: "smtp-user", default: "", meaning: "who we are there; empty = it takes our mail as it is" },
    Setting { name: "smtp_password_file", flag: "smtp-password-file", default: "", meaning: "the file whose only line is the password there" },
    Setting { name: "smtp_from", flag: "smtp-from", default: "", meaning: "the sender, as Daybinder <binder@example.com>" },
    Setting {
        name: "mail_folder",
        flag: "mail-folder",
        default: "",
        meaning: "the folder for the key that seals the passwords of mailboxes, and for what came with messages; empty = beside the database's file (PostgreSQL has none: name one, or no mailbox can be added)",
    },
    Setting {
        name: "push_to_private",
        flag: "push-to-private",
        default: "no",
        meaning: "yes lets pushes go to private addresses too, for a push service of one's own; no keeps the server from speaking to its neighbours",
    },
    Setting {
        name: "documents",
        flag: "documents",
        default: "",
        meaning: "where documents stand: a folder, or s3://BUCKET; empty = the folder 'documents' beside the SQLite database, or data/documents",
    },
    Setting {
        name: "documents_bytes_max",
        flag: "documents-bytes-max",
        default: "0",
        meaning: "the most that all documents together may take, bytes; 0 = no bound",
    },
    Setting {
        name: "s3_endpoint",
        flag: "s3-endpoint",
        default: "",
        meaning: "the address of the S3-compatible store, as https://s3.example.com; for documents = s3://BUCKET",
    },
    Setting { name: "s3_region", flag: "s3-region", default: "us-east-1", meaning: "its region" },
    Setting { name: "s3_key", flag: "s3-key", default: "", meaning: "the name of the key there" },
    Setting { name: "s3_secret_file", flag: "s3-secret-file", default: "", meaning: "the file whose only line is the secret of that key" },
    Setting { name: "log_format", flag: "log-format", default: "text", meaning: "text or json" },
    Setting { name: "log_level", flag: "log-level", default: "info", meaning: "error, warn, info, debug or trace" },
];
