//! First calls (B25, B26).
