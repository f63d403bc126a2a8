//! Absences and deputies (B45, E26).
