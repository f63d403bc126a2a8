//! Files handed over for good (B11, B45).
