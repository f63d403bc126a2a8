//! Data protection: consents, what is kept of a person, erasure.

mod command_line;
mod consents;
mod erasure;
mod handed_out;
mod keeping;
mod marked;
