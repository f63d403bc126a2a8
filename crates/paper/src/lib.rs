//! Paper: turns plain values into PDF bytes, in this process, with the fonts in the binary.
//!
//! Owns how a divider, an information card, a file, a stack and a call sheet look on A4. Never reads a database,
//! a clock or the network, and holds no sentence: every label comes in with the values, in the reader's language.
//! What people typed is data to the typesetter and never its source, so that nothing typed can act.
//!
//! ```no_run
//! # fn main() -> Result<(), paper::Refused> {
//! let press = paper::Press::new()?; // once, at start: keeps fonts and templates ready
//! let head = paper::Head { title: "1–31".into(), ..paper::Head::new(paper::Language::Russian) };
//! let pdf: Vec<u8> = press.dividers(&head, &paper::Dividers::days())?;
//! # Ok(()) }
//! ```

mod ink;
mod press;
mod refused;
mod sheet;
mod text;
mod turns;
mod world;

pub use press::Press;
pub use refused::Refused;
pub use sheet::calls::{Call, CallHeads, CallSheet, Pile};
pub use sheet::card::{Card, Part};
pub use sheet::dividers::{Dividers, Leaf};
pub use sheet::file::{Document, Entry, File, FileHeads, Form, Stack};
pub use sheet::{Head, Language, Line, Sides};
pub use text::Text;
