//! What others do while a page is open.

use crate::each_database;
use crate::scene::file;
use http_body_util::BodyExt;
use std::time::Duration;
use testkit::Caller::{self, *};
use testkit::World;

/// An open stream of news.
struct Stream {
    status: u16,
    body: axum::body::Body,
    heard: String,
}

/// Opens the stream of a page.
fn listen(world: &World, caller: Caller, page: &str) -> Stream {
    let response = world.open(caller, &format!("/live?page={page}"));
    let status = response.status().as_u16();
    if status == 200 {
        assert_eq!(response.headers()["content-type"], "text/event-stream");
    }
    let mut stream = Stream { status, body: response.into_body(), heard: String::new() };
    if status == 200 {
        assert!(hears(world, &mut stream, ": here"), "a stream begins at once");
    }
    stream
}

/// Reads on until that text has come; false when it has not within a while.
fn hears(world: &World, stream: &mut Stream, text: &str) -> bool {
    hears_within(world, stream, text, Duration::from_secs(5))
}

fn hears_within(world: &World, stream: &mut Stream, text: &str, time: Duration) -> bool {
    world.wait(async {
        tokio::time::timeout(time, async {
            while !stream.heard.contains(text) {
                match stream.body.frame().await {
                    Some(Ok(frame)) => stream.heard.push_str(&String::from_utf8_lossy(frame.data_ref().map_or(&[], |bytes| bytes))),
                    _ => return false,
                }
            }
            true
        })
        .await
        .unwrap_or(false)
    })
}

fn here(world: &World, caller: Caller, page: &str, client: i64) -> testkit::Answer {
    world.post_fragment(caller, "/live/here", &[("page", page), ("file", &client.to_string())])
}

#[test]
fn a_filing_reaches_the_head_at_once_and_nobody_of_another_team() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let mut dara = listen(world, Dara, "a1");
        let mut ivan = listen(world, Ivan, "b1");
        let slip = lotus.slip.to_string();
        let filing = [("slip", slip.as_str()), ("outcome", "reached"), ("note", "Wants twelve"), ("next", "26 Nov"), ("kind", "call")];
        assert_eq!(world.post(Sreymom, &format!("/files/{}/filing", lotus.client), &filing).status, 303);
        assert!(hears(world, &mut dara, "event: changed"), "{}", dara.heard);
        assert!(hears(world, &mut dara, "Sreymom Chan filed this file just now."), "{}", dara.heard);
        assert!(dara.heard.contains(&format!("\"id\":{}", lotus.client)) && dara.heard.contains("\"binders\":[1]"), "{}", dara.heard);
        assert!(!dara.heard.contains("Lotus") && !dara.heard.contains("twelve"), "news carry no client's data");
        // What Ivan hears first is his own client, made after it: nothing of the filing was sent to him.
        file(world, Ivan, "Reed", "today");
        assert!(hears(world, &mut ivan, "\"binders\":[4]"), "{}", ivan.heard);
        assert!(!ivan.heard.contains("Sreymom") && !ivan.heard.contains("[1]"), "{}", ivan.heard);
    });
}

#[test]
fn moving_and_taking_back_are_told_and_a_refusal_is_not() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let slip = lotus.slip.to_string();
        let mut dara = listen(world, Dara, "a1");
        assert_eq!(world.post(Sreymom, "/move", &[("slip", &slip), ("place", "when pigs fly")]).status, 422);
        assert_eq!(world.post(Sreymom, "/move", &[("slip", &slip), ("place", "2026-11-27")]).status, 303);
        assert!(hears(world, &mut dara, "moved this file just now"), "{}", dara.heard);
        assert_eq!(dara.heard.matches("event: changed").count(), 1, "the refusal was no news: {}", dara.heard);
        let undo = world.number("SELECT max(id) FROM undo");
        dara.heard.clear();
        assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[]).status, 303);
        assert!(hears(world, &mut dara, "event: changed"));
    });
}

#[test]
fn a_handed_stack_tells_both_binders() {
    each_database(|world| {
        file(world, Sreymom, "Lotus", "25 Nov");
        let mut sreymom = listen(world, Sreymom, "a1");
        assert_eq!(world.post(Dara, "/team/move", &[("cell", "1-20261125"), ("to", "2")]).status, 303);
        assert!(hears(world, &mut sreymom, "\"all\":true"), "{}", sreymom.heard);
    });
}

#[test]
fn a_page_is_not_told_what_it_did_itself_but_its_other_window_is() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let slip = lotus.slip.to_string();
        let (mut first, mut second) = (listen(world, Sreymom, "a1"), listen(world, Sreymom, "a2"));
        let moved = world.post_with(Sreymom, "/move", &[("x-page", "a1")], &[("slip", &slip), ("place", "2026-11-27")]);
        assert_eq!(moved.status, 303);
        assert!(hears(world, &mut second, "event: changed"));
        let again = world.post_with(Sreymom, "/move", &[("x-page", "a2")], &[("slip", &slip), ("place", "2026-11-30")]);
        assert_eq!(again.status, 303);
        assert!(hears(world, &mut first, "event: changed"));
        assert_eq!(first.heard.matches("event: changed").count(), 1, "{}", first.heard);
    });
}

#[test]
fn two_at_one_file_see_each_other_until_one_leaves() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let mut sreymom = listen(world, Sreymom, "a1");
        assert_eq!(here(world, Sreymom, "a1", lotus.client).body, "");
        let dara = listen(world, Dara, "b1");
        assert_eq!(here(world, Dara, "b1", lotus.client).body, "Sreymom Chan is here too");
        assert!(hears(world, &mut sreymom, &format!("event: here\ndata: {{\"file\":{}}}", lotus.client)), "{}", sreymom.heard);
        assert_eq!(here(world, Sreymom, "a1", lotus.client).body, "Dara Sok is here too");
        assert_eq!(here(world, Ivan, "c1", lotus.client).status, 404, "a stranger's file tells nothing");
        sreymom.heard.clear();
        drop(dara);
        assert!(hears(world, &mut sreymom, "event: here"), "closing the page is told at once");
        assert_eq!(here(world, Sreymom, "a1", lotus.client).body, "");
    });
}

#[test]
fn a_page_that_falls_silent_is_gone_after_twenty_seconds() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        here(world, Dara, "b1", lotus.client);
        assert_eq!(here(world, Sreymom, "a1", lotus.client).body, "Dara Sok is here too");
        world.clock_to(jiff::civil::date(2026, 11, 23), 8, 31);
        assert_eq!(here(world, Sreymom, "a1", lotus.client).body, "");
    });
}

#[test]
fn nobody_listens_unsigned_and_a_person_only_six_times() {
    each_database(|world| {
        assert_ne!(listen(world, Nobody, "a1").status, 200);
        assert_eq!(world.post(Nobody, "/live/here", &[("page", "a"), ("file", "")]).status, 303);
        let mut streams: Vec<Stream> = (0..6).map(|number| listen(world, Sreymom, &format!("a{number}"))).collect();
        assert!(streams.iter().all(|stream| stream.status == 200));
        assert_eq!(listen(world, Sreymom, "a7").status, 429);
        assert_eq!(listen(world, Dara, "b1").status, 200, "others have their own");
        streams.clear();
        // The tasks of the closed streams learn of it when the runtime next runs them.
        let given_back = (0..500).any(|_| {
            world.wait(async { tokio::time::sleep(std::time::Duration::from_millis(10)).await });
            listen(world, Sreymom, "a8").status == 200
        });
        assert!(given_back, "a closed page gives its place back");
        assert_eq!(world.post(Sreymom, "/live/here", &[("page", ""), ("file", "1")]).status, 400);
        assert_eq!(world.post(Sreymom, "/live/here", &[("page", "a"), ("file", "x")]).status, 400);
    });
}

#[test]
fn what_another_node_does_is_heard_through_the_database() {
    each_database(|world| {
        if !world.url.starts_with("postgres") {
            return;
        }
        let lotus = file(world, Sreymom, "Lotus", "today");
        let other = world.second_node(&daybinder::routes::routes());
        let mut dara = listen(world, Dara, "a1");
        // The listening connection stands once a first piece of news has come through it.
        let slip = lotus.slip.to_string();
        let heard = (0..50).any(|number| {
            let place = if number % 2 == 0 { "2026-11-27" } else { "2026-11-30" };
            assert_eq!(other.post(Sreymom, "/move", &[("slip", &slip), ("place", place)]).status, 303);
            hears_within(world, &mut dara, "moved this file just now", Duration::from_millis(200))
        });
        assert!(heard, "{}", dara.heard);
        assert_eq!(other.post_fragment(Sreymom, "/live/here", &[("page", "b1"), ("file", &lotus.client.to_string())]).status, 200);
        assert!(hears(world, &mut dara, "event: here"), "{}", dara.heard);
        assert_eq!(here(world, Dara, "a1", lotus.client).body, "Sreymom Chan is here too");
    });
}

#[test]
fn the_server_ends_its_streams_when_it_stops() {
    each_database(|world| {
        let mut dara = listen(world, Dara, "a1");
        world.app.live.end();
        assert!(!hears(world, &mut dara, "never said"), "the stream has come to its end");
    });
}
