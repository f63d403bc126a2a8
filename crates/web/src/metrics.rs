//! What is counted while serving, in the text form that Prometheus reads.
//!
//! Owns counters by status class and one histogram of durations. Never counts by path or person: a
//! metric shall not tell who works with whom.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Upper borders of the duration histogram, microseconds.
const BORDERS: [u64; 10] = [500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 500_000, 2_500_000];

/// The counters of one server.
#[derive(Default)]
pub struct Metrics {
    by_class: [AtomicU64; 6],
    buckets: [AtomicU64; 11],
    microseconds: AtomicU64,
}

impl Metrics {
    /// Counts one answer.
    pub fn count(&self, status: u16, took: Duration) {
        if let Some(class) = self.by_class.get(usize::from(status / 100)) {
            class.fetch_add(1, Ordering::Relaxed);
        }
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let bucket = BORDERS.iter().position(|border| micros <= *border).unwrap_or(BORDERS.len());
        self.buckets[bucket].fetch_add(1, Ordering::Relaxed);
        self.microseconds.fetch_add(micros, Ordering::Relaxed);
    }

    /// The text for `/metrics`.
    pub fn text(&self) -> String {
        let mut text = String::from("# HELP daybinder_answers_total Answers by class of status.\n# TYPE daybinder_answers_total counter\n");
        for (class, count) in self.by_class.iter().enumerate().skip(1) {
            let _ = writeln!(text, "daybinder_answers_total{{class=\"{class}xx\"}} {}", count.load(Ordering::Relaxed));
        }
        text.push_str("# HELP daybinder_answer_seconds How long answers took.\n# TYPE daybinder_answer_seconds histogram\n");
        let mut sum = 0;
        for (index, bucket) in self.buckets.iter().enumerate() {
            sum += bucket.load(Ordering::Relaxed);
            let border = BORDERS.get(index).map_or("+Inf".to_owned(), |micros| (*micros as f64 / 1e6).to_string());
            let _ = writeln!(text, "daybinder_answer_seconds_bucket{{le=\"{border}\"}} {sum}");
        }
        let seconds = self.microseconds.load(Ordering::Relaxed) as f64 / 1e6;
        let _ = writeln!(text, "daybinder_answer_seconds_sum {seconds}\ndaybinder_answer_seconds_count {sum}");
        text
    }
}
