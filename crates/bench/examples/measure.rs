//! scratch
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let ms: i64 = std::env::var("NOW").unwrap().parse().unwrap();
    let r = bench::run(&bench::Settings {
        clients: a[1].parse().unwrap(),
        full: false,
        database: std::env::var("DB").ok(),
        keep: Some(a[2].clone().into()),
        requests: a[3].parse().unwrap(),
        json: false,
        write: Some("/tmp/benchmarks.md".into()),
        server_binary: a[4].clone().into(),
        now: jiff::Timestamp::from_millisecond(ms).unwrap(),
    });
    if let Err(e) = r {
        eprintln!("{e}");
        std::process::exit(1)
    }
}
