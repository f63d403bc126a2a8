//! Without a network (B44).
