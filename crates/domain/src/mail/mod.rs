//! Mail in the file: whose a message is, to which thread it belongs, and what a text module becomes (B22).
//!
//! Owns the rules alone. Never reads a message as it came over the wire: addresses, ids and texts come in decoded.

mod address;
mod choose;
mod modules;
mod threads;

#[cfg(test)]
mod tests;

pub use address::{ADDRESS_MAX, address, addresses, one_line};
pub use choose::{Direction, FILES_MAX, Heads, Known, Whose, whose};
pub use modules::{Expanded, MODULE_NAME_MAX, expand, is_module_name};
pub use threads::{ID_MAX, IDS_MAX, message_id, named_before, subject_of_thread};
