//! All binders side by side.
