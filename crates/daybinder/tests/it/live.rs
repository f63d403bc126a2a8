//! Two people at once.
