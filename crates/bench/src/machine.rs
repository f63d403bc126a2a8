//! What the figures were measured on.
//!
//! Owns reading what the system says of itself; a system that says nothing is called unknown.

/// The machine in words: processor, cores, memory.
pub(crate) fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let processor = line_of("/proc/cpuinfo", "model name")
        .map_or_else(|| std::env::consts::ARCH.to_owned(), |line| line.trim_start_matches([':', ' ', '\t']).to_owned());
    let memory = line_of("/proc/meminfo", "MemTotal:").and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    let memory = memory.map_or_else(|| "memory unknown".to_owned(), |kib| format!("{:.1} GB memory", kib as f64 / 1_048_576.0));
    format!("{processor}, {cores} cores, {memory}, {}", std::env::consts::OS)
}

fn line_of(path: &str, start: &str) -> Option<String> {
    let text = std::fs::read_to_string(path).ok()?;
    text.lines().find_map(|line| line.strip_prefix(start)).map(|rest| rest.trim().to_owned())
}
