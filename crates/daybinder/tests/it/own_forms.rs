//! Forms that the head composes (B46, B12).
