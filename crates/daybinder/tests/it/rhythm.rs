//! How often somebody is spoken with (E34).
