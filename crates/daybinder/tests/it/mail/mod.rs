//! Mail in the file (B22), read from a real Dovecot and sent over a real SMTP server.

mod attachments;
mod crash;
mod dovecot;
mod letters;
mod post_office;
mod reading;
mod scene;
mod settings;
mod tray;
