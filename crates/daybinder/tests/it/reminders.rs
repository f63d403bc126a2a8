//! Agreed times told beforehand, by push and by e-mail, never in quiet hours.

pub mod mailbox;
mod push_service;

use crate::each_database;
use crate::scene::{file, sound};
use desk::reminders::{Mailer, Post, Pusher, Told, tell};
use jiff::civil::date;
use mailbox::Mailbox;
use push_service::{Browser, PushService};
use std::sync::atomic::AtomicBool;
use testkit::Caller::{self, *};
use testkit::{Answer, World};
use web::App;

const PAGE: &str = "/settings/reminders";

/// One look at the clock as it stands.
fn look(app: &App, mailer: Option<&Mailer>) -> Told {
    let now = app.clock.now();
    let pusher = Pusher::new(&app.db, &app.config, now).unwrap();
    let post = Post { texts: &app.texts, base_url: &app.config.base_url, pusher: &pusher, mailer };
    tell(&app.db, &app.clock, &post, &AtomicBool::new(false)).unwrap()
}

fn looks(world: &World) -> Told {
    look(&world.app, None)
}

fn at(world: &World, hour: i8, minute: i8) {
    world.clock_to(date(2026, 11, 23), hour, minute);
}

fn sent(count: u64) -> Told {
    Told { sent: count, ..Told::default() }
}

fn switch_on(world: &World, caller: Caller, browser: &Browser) -> Answer {
    let fields =
        [("endpoint", browser.endpoint.as_str()), ("p256dh", &browser.p256dh), ("auth", &browser.auth_text), ("device", "Firefox · Android")];
    world.post(caller, &format!("{PAGE}/devices"), &fields)
}

fn wish(world: &World, caller: Caller, fields: &[(&str, &str)]) -> Answer {
    let mut all = vec![("remind_by", "push"), ("remind_minutes", "10"), ("quiet_from", "20:00"), ("quiet_to", "07:00")];
    for (name, value) in fields {
        all.retain(|(known, _)| known != name);
        all.push((name, value));
    }
    world.post(caller, PAGE, &all)
}

#[test]
fn an_agreed_time_is_told_once_and_sealed_for_that_browser_alone() {
    each_database(|world| {
        let (service, lotus) = (PushService::start(), file(world, Sreymom, "Lotus", "today 10:30"));
        let browser = service.browser();
        assert_eq!(switch_on(world, Sreymom, &browser).status, 303);
        at(world, 10, 19);
        assert_eq!(looks(world), sent(0));
        at(world, 10, 20);
        assert_eq!(looks(world), sent(1));
        assert_eq!(looks(world), sent(0), "a second look tells nothing anew");
        at(world, 10, 29);
        assert_eq!(looks(world), sent(0));
        let pushes = service.took();
        let [push] = pushes.as_slice() else { panic!("{} pushes", pushes.len()) };
        let told = browser.open(&push.body);
        let expected = [("title", "10:30 · Call"), ("body", "in 10 minutes"), ("language", "en"), ("tag", &format!("slip-{}", lotus.slip))];
        for (name, value) in expected {
            assert_eq!(told[name], value);
        }
        assert_eq!(told["path"], format!("/files/{}", lotus.client));
        assert!(!told.to_string().contains("Lotus"), "a locked screen names nobody");
        // Signed by the key that the page hands out, for this push service alone.
        let page = world.get(Sreymom, PAGE);
        let key = page.body.split("data-push=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        let claims = push_service::signed_by(key, push.header("authorization"));
        assert_eq!(claims["aud"], service.origin());
        assert_eq!(claims["sub"], "http://binder.example.com");
        let hours = (claims["exp"].as_i64().unwrap() - date(2026, 11, 23).at(3, 20, 0, 0).in_tz("UTC").unwrap().timestamp().as_second()) / 3600;
        assert_eq!(hours, 12);
        assert_eq!((push.header("content-encoding"), push.header("ttl"), push.header("urgency")), ("aes128gcm", "600", "high"));
        sound(world, "telling");
    });
}

#[test]
fn the_name_is_said_only_to_whoever_wished_it_and_in_the_language_of_that_person() {
    each_database(|world| {
        let service = PushService::start();
        file(world, Ivan, "Лотос", "today 10:30");
        let browser = service.browser();
        assert_eq!(switch_on(world, Ivan, &browser).status, 303);
        assert_eq!(wish(world, Ivan, &[("remind_names", "1"), ("remind_minutes", "2")]).status, 303);
        at(world, 10, 28);
        assert_eq!(looks(world), sent(1));
        let told = browser.open(&service.took()[0].body);
        assert_eq!((told["title"].as_str(), told["body"].as_str()), (Some("10:30 · Лотос"), Some("через 2 минуты · Звонок")));
    });
}

#[test]
fn whoever_signs_out_of_a_device_is_told_nothing_on_it_any_more() {
    each_database(|world| {
        let service = PushService::start();
        file(world, Sreymom, "Lotus", "today 10:30");
        file(world, Dara, "Palm", "today 10:30");
        assert_eq!(switch_on(world, Sreymom, &service.browser()).status, 303);
        assert_eq!(switch_on(world, Dara, &service.browser()).status, 303);
        assert_eq!(world.post(Sreymom, "/sign-out", &[]).status, 303);
        at(world, 10, 20);
        assert_eq!(looks(world), sent(1), "only Dara, who is still there");
        assert_eq!(world.number("SELECT count(*) FROM push_subscription"), 1);
    });
}

#[test]
fn what_is_filed_while_others_are_told_is_not_told() {
    each_database(|world| {
        let service = PushService::start();
        for number in 0..70 {
            file(world, Sreymom, &format!("Client {number}"), "today 10:30");
        }
        assert_eq!(switch_on(world, Sreymom, &service.browser()).status, 303);
        at(world, 10, 20);
        // More than are claimed at once; the last ones are filed under another day before their turn.
        let app = &world.app;
        let stopping = AtomicBool::new(false);
        let clock = web::Clock::new({
            let (now, db) = (app.clock.now(), app.db.clone());
            let looks = std::sync::atomic::AtomicU32::new(0);
            move || {
                if looks.fetch_add(1, std::sync::atomic::Ordering::Relaxed) == 1 {
                    let away = "UPDATE slip SET minute = NULL WHERE id NOT IN (SELECT slip_id FROM reminder)";
                    db.write(|tx| tx.run(away, &[])).unwrap();
                }
                now
            }
        });
        let pusher = Pusher::new(&app.db, &app.config, app.clock.now()).unwrap();
        let post = Post { texts: &app.texts, base_url: &app.config.base_url, pusher: &pusher, mailer: None };
        assert_eq!(tell(&app.db, &clock, &post, &stopping).unwrap(), sent(64));
    });
}

#[test]
fn quiet_hours_hold_what_falls_into_them_until_their_end() {
    each_database(|world| {
        let service = PushService::start();
        file(world, Sreymom, "Early", "24 Nov 07:05");
        file(world, Sreymom, "Night", "24 Nov 06:00");
        file(world, Sreymom, "Evening", "today 20:05");
        let browser = service.browser();
        switch_on(world, Sreymom, &browser);
        at(world, 19, 55);
        assert_eq!(looks(world), sent(1), "before the quiet begins");
        world.clock_to(date(2026, 11, 24), 5, 55);
        assert_eq!(looks(world), sent(0));
        world.clock_to(date(2026, 11, 24), 6, 59);
        assert_eq!(looks(world), sent(0));
        world.clock_to(date(2026, 11, 24), 7, 0);
        assert_eq!(looks(world), sent(1));
        let titles: Vec<String> = service.took().iter().map(|push| browser.open(&push.body)["title"].to_string()).collect();
        assert!(titles[0].contains("20:05") && titles[1].contains("07:05"), "{titles:?}");
    });
}

#[test]
fn a_moved_time_is_told_anew_and_a_closed_file_not_at_all() {
    each_database(|world| {
        let (service, lotus) = (PushService::start(), file(world, Sreymom, "Lotus", "today 10:30"));
        let palm = file(world, Sreymom, "Palm", "today 10:35");
        switch_on(world, Sreymom, &service.browser());
        at(world, 10, 20);
        assert_eq!(looks(world), sent(1));
        world.run(&format!("UPDATE slip SET minute = 660 WHERE id = {}", lotus.slip));
        let closing = [("reason", "lost"), ("note", "Shop given up")];
        assert_eq!(world.post(Sreymom, &format!("/files/{}/close", palm.client), &closing).status, 303);
        at(world, 10, 34);
        assert_eq!(looks(world), sent(0));
        at(world, 10, 50);
        assert_eq!(looks(world), sent(1));
        // A server that was down still tells what lies ahead, and nothing that has passed.
        file(world, Sreymom, "Mango", "today 11:30");
        at(world, 11, 29);
        assert_eq!(looks(world), sent(1));
        file(world, Sreymom, "Durian", "today 12:30");
        at(world, 12, 30);
        assert_eq!(looks(world), sent(0));
    });
}

#[test]
fn the_deputy_is_told_during_an_absence_and_the_absent_one_is_left_alone() {
    each_database(|world| {
        let service = PushService::start();
        file(world, Sreymom, "Lotus", "today 10:30");
        file(world, Sreymom, "Palm", "24 Nov 10:30");
        let (hers, deputys) = (service.browser(), service.browser());
        switch_on(world, Sreymom, &hers);
        switch_on(world, Bopha, &deputys);
        let (person, deputy) = (world.id(Sreymom).to_string(), world.id(Bopha).to_string());
        let away = [("person", person.as_str()), ("deputy", &deputy), ("from", "2026-11-23"), ("to", "2026-11-23"), ("note", "")];
        assert_eq!(world.post(Dara, "/absences", &away).status, 303);
        at(world, 10, 20);
        assert_eq!(looks(world), sent(1));
        let pushes = service.took();
        assert_eq!(pushes[0].path, deputys.path());
        let told = deputys.open(&pushes[0].body);
        assert!(told["body"].as_str().unwrap().contains("ជំនួស") && told["language"] == "km", "{told}");
        world.clock_to(date(2026, 11, 24), 10, 20);
        assert_eq!(looks(world), sent(1));
        assert_eq!(service.took()[1].path, hers.path());
    });
}

#[test]
fn of_two_nodes_that_look_at_once_one_tells() {
    each_database(|world| {
        let service = PushService::start();
        for number in 0..6 {
            file(world, Sreymom, &format!("Client {number}"), "today 10:30");
        }
        switch_on(world, Sreymom, &service.browser());
        let second = world.second_node(&desk::routes());
        at(world, 10, 25);
        let (one, other) = (world.app.clone(), second.app.clone());
        let both = std::thread::scope(|scope| {
            let looking = [one, other].map(|app| scope.spawn(move || look(&app, None)));
            looking.map(|thread| thread.join().unwrap())
        });
        assert_eq!(both.iter().map(|told| told.sent).sum::<u64>(), 6, "{both:?}");
        assert_eq!(service.took().len(), 6);
    });
}

#[test]
fn what_fails_is_tried_again_later_while_it_makes_sense_and_a_dead_device_is_dropped() {
    each_database(|world| {
        let service = PushService::start();
        file(world, Sreymom, "Lotus", "today 10:30");
        switch_on(world, Sreymom, &service.browser());
        service.answers(&[503, 500, 201]);
        at(world, 10, 20);
        assert_eq!(looks(world).failed, 1);
        assert_eq!(looks(world), sent(0), "not before a pause");
        at(world, 10, 21);
        assert_eq!(looks(world).failed, 1);
        assert_eq!(world.number("SELECT failures FROM push_subscription"), 2);
        assert!(world.get(Sreymom, PAGE).says("not reached the last 2 times"));
        at(world, 10, 22);
        assert_eq!(looks(world), sent(1));
        assert_eq!(world.number("SELECT failures FROM push_subscription"), 0);
        file(world, Sreymom, "Palm", "today 11:30");
        service.answers(&[410]);
        at(world, 11, 20);
        assert_eq!(looks(world).dropped, 1);
        assert_eq!(world.number("SELECT count(*) FROM push_subscription"), 0);
        at(world, 11, 25);
        assert_eq!(looks(world), Told::default());
        // A redirect is no way to somewhere else.
        switch_on(world, Sreymom, &service.browser());
        service.answers(&[307]);
        assert_eq!(looks(world).failed, 1);
        assert_eq!(service.took().len(), 5);
    });
}

#[test]
fn a_mail_says_the_time_with_a_link_and_a_name_cannot_add_a_header() {
    each_database(|world| {
        let mailbox = Mailbox::start();
        let lotus = file(world, Sreymom, "Lotus", "today 10:30");
        world.run(&format!("UPDATE client SET name = 'Lotus\r\nBcc: all@example.com\r\n\r\n<script>' WHERE id = {}", lotus.client));
        world.run("UPDATE person SET remind_by = 'email', remind_names = 1, name = 'Sreymom\r\nCc: all@example.com' WHERE id = 1");
        let mailer = Mailer::new(&mailbox.server()).unwrap();
        mailbox.refuses_once();
        at(world, 10, 20);
        assert_eq!(look(&world.app, Some(&mailer)).failed, 1);
        at(world, 10, 22);
        assert_eq!(look(&world.app, Some(&mailer)), sent(1));
        assert_eq!(look(&world.app, Some(&mailer)), sent(0));
        let mails = mailbox.took();
        let [mail] = mails.as_slice() else { panic!("{} mails", mails.len()) };
        assert_eq!(mail.recipients, ["<sreymom@shop.example.com>"]);
        let head = mail.head();
        for line in ["bcc:", "cc:"] {
            assert!(!head.lines().any(|written| written.to_lowercase().starts_with(line)), "{head}");
        }
        assert!(head.contains("From: Daybinder <binder@shop.example.com>"), "{head}");
        let text = mail.text();
        assert!(text.contains(&format!("http://binder.example.com/files/{}", lotus.client)) && text.contains("in 8 minutes"), "{text}");
        assert!(text.contains("&lt;script&gt;") && text.contains("text/plain") && text.contains("text/html"), "{text}");
    });
}

#[test]
fn nobody_reaches_the_devices_of_another() {
    each_database(|world| {
        let service = PushService::start();
        let browser = service.browser();
        assert_eq!(switch_on(world, Sreymom, &browser).status, 303);
        let id = world.number("SELECT id FROM push_subscription");
        let before = world.everything();
        for caller in [Bopha, Dara, Chenda] {
            assert_eq!(world.post(caller, &format!("{PAGE}/devices/{id}/removal"), &[]).status, 404);
            assert!(!world.get(caller, PAGE).says("Firefox"));
        }
        // Who only knows the address has not the keys.
        let mut thief = service.browser();
        thief.endpoint.clone_from(&browser.endpoint);
        assert_eq!(switch_on(world, Bopha, &thief).status, 400);
        let broken = [
            ("https://push.example.com/x", "no key", browser.auth_text.as_str()),
            ("https://push.example.com/x", &browser.p256dh, "AAAA"),
            ("http://push.example.com/x", &browser.p256dh, &browser.auth_text),
            ("http://10.0.0.1/x", &browser.p256dh, &browser.auth_text),
            ("file:///etc/passwd", &browser.p256dh, &browser.auth_text),
        ];
        for (endpoint, p256dh, auth) in broken {
            let fields = [("endpoint", endpoint), ("p256dh", p256dh), ("auth", auth), ("device", "x")];
            assert_eq!(world.post(Bopha, &format!("{PAGE}/devices"), &fields).status, 400, "{endpoint}");
        }
        assert_eq!(before, world.everything());
        // The same browser with somebody else signed in tells that one, and the first no more.
        assert_eq!(switch_on(world, Bopha, &browser).status, 303);
        assert_eq!(world.number("SELECT person_id FROM push_subscription"), world.id(Bopha).0);
        for _ in 0..9 {
            assert_eq!(switch_on(world, Bopha, &service.browser()).status, 303);
        }
        assert_eq!(switch_on(world, Bopha, &service.browser()).status, 422);
        assert_eq!(world.number("SELECT count(*) FROM push_subscription"), 10);
        assert_eq!(world.post(Bopha, &format!("{PAGE}/devices/{id}/removal"), &[]).status, 303);
        assert_eq!(world.number("SELECT count(*) FROM push_subscription"), 9);
    });
}

#[test]
fn what_one_wishes_is_kept_refused_with_the_field_and_taken_back() {
    each_database(|world| {
        let row = "SELECT remind_by, remind_minutes, quiet_from, quiet_to, remind_names FROM person WHERE id = 1";
        let before = world.rows(row);
        let fields = [("remind_minutes", "30"), ("quiet_from", "21:15"), ("quiet_to", "06:45"), ("remind_names", "1")];
        let answer = wish(world, Sreymom, &fields);
        assert_eq!(answer.status, 303);
        assert_eq!(world.number("SELECT remind_minutes * 1000000 + quiet_from * 1000 + quiet_to FROM person WHERE id = 1"), 31_275_405);
        let page = world.get(Sreymom, answer.location());
        assert!(page.says("Reminders changed") && page.says("21:15"), "{}", page.body);
        assert_eq!(world.post(Sreymom, "/undo", &[]).status, 303);
        assert_eq!(world.rows(row), before);
        let wrong = [("remind_minutes", "241"), ("remind_minutes", "soon"), ("quiet_from", "24:00"), ("quiet_to", "late"), ("remind_by", "email")];
        let unchanged = world.everything();
        for (name, value) in wrong {
            let answer = wish(world, Sreymom, &[(name, value)]);
            assert!(answer.status == 422 && answer.says(&format!("e-{name}")), "{name} = {value}: {} {}", answer.status, answer.body);
        }
        assert_eq!(wish(world, Sreymom, &[("remind_by", "pigeon")]).status, 400);
        assert_eq!(unchanged, world.everything());
        assert!(world.get(Sreymom, PAGE).says("smtp_host"), "the page says who can set mail up");
    });
}

#[test]
fn a_trial_reaches_oneself_once_a_minute_and_says_what_became_of_it() {
    each_database(|world| {
        let service = PushService::start();
        let trial = format!("{PAGE}/trial");
        assert_eq!(world.post(Sreymom, &trial, &[]).status, 422, "no way to send it");
        let browser = service.browser();
        switch_on(world, Sreymom, &browser);
        let answer = world.post(Sreymom, &trial, &[]);
        assert!(answer.status == 200 && answer.says("Sent to Firefox · Android"), "{}", answer.body);
        assert_eq!(browser.open(&service.took()[0].body)["path"], PAGE);
        assert_eq!(world.post(Sreymom, &trial, &[]).status, 422);
        assert_eq!(service.took().len(), 1);
        at(world, 8, 31);
        service.answers(&[404]);
        assert!(world.post(Sreymom, &trial, &[]).says("takes messages no more"));
        assert_eq!(world.number("SELECT count(*) FROM push_subscription"), 0);
    });
}
