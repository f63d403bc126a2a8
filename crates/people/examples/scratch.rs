use std::sync::Arc;
fn main() {
    let db = store::Db::open("sqlite:/tmp/people-scratch/b.db", &store::Options::default()).unwrap();
    db.migrate().unwrap();
    let clock = web::Clock::new(|| jiff::Timestamp::from_millisecond(1_795_000_000_000 + std::fs::read_to_string("/tmp/people-scratch/plus").ok().and_then(|t| t.trim().parse::<i64>().ok()).unwrap_or(0)).unwrap());
    let (tx, _rx) = std::sync::mpsc::sync_channel(1);
    let now = clock.now();
    let app = Arc::new(web::App::new(db, clock, web::Config::default(), tx));
    if app.company().unwrap().is_none() { println!("{}", app.db.write(|tx| people::set_up_link(tx, now)).unwrap()); }
    let router = web::serve::router(app, &people::routes());
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let l = tokio::net::TcpListener::bind("127.0.0.1:7199").await.unwrap();
        axum::serve(l, router.into_make_service_with_connect_info::<std::net::SocketAddr>()).await.unwrap();
    });
}
