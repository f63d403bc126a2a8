//! Mornings, evenings and the view ahead (B34, B41, B42).
