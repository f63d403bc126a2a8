//! The only crate that knows the page frame: layout, forms, CSRF, sessions, rights, replies, errors, texts.
//!
//! Owns how a request becomes an [`Ask`] and a [`Reply`] becomes an answer. Never knows a feature: a slice
//! brings its list of [`Route`]s and plain blocking functions from `Ask` to `Reply`.

pub mod app;
pub mod ask;
pub mod assets;
pub mod audit;
pub mod countries;
pub mod device;
pub mod door;
pub mod failure;
pub mod form;
pub mod layout;
pub mod live;
pub mod metrics;
pub mod openid;
pub mod outgoing;
pub mod reply;
pub mod route;
pub mod secret;
mod sending;
pub mod serve;
pub mod session;
pub mod texts;
pub mod visible;

pub use app::{App, Clock, Company, Config};
pub use ask::{Ask, Upload};
pub use failure::{Failure, Refusal};
pub use layout::{Nav, icon};
pub use reply::Reply;
pub use route::{Body, Route, Who};
pub use session::Actor;
pub use texts::{Catalogue, Message, Texts};
pub use visible::Visible;

/// What a handler returns.
pub type Answer = Result<Reply, Failure>;
