//! What is printed (B15 to B17, B20, B44).
