//! The figures of the week that is over, by e-mail, on the weekday that somebody wishes.

use crate::each_database;
use crate::reminders::mailbox::{Mail, Mailbox};
use crate::scene::file;
use desk::reminders::Mailer;
use desk::reports::{Sent, send_weekly};
use jiff::civil::date;
use std::sync::atomic::AtomicBool;
use testkit::Caller::{self, *};
use testkit::World;
use web::App;
use web::outgoing::Outgoing;

/// The same server, which has a mail server now.
fn with_mail(world: &World, mailbox: &Mailbox) -> World {
    let outgoing = Outgoing { mail: Some(mailbox.server()), ..world.app.config.outgoing.clone() };
    world.second_node_with(&daybinder::routes::routes(), web::Config { outgoing, ..world.app.config.clone() })
}

fn looks(world: &World, mailbox: &Mailbox) -> Sent {
    look(&world.app, mailbox)
}

fn look(app: &App, mailbox: &Mailbox) -> Sent {
    let mailer = Mailer::new(&mailbox.server()).unwrap();
    send_weekly(&app.db, &app.clock, &app.texts, &app.config.base_url, &mailer, &AtomicBool::new(false)).unwrap()
}

fn sent(count: u64) -> Sent {
    Sent { sent: count, failed: 0 }
}

/// What is read of a mail, without the workbook.
fn words(mail: &Mail) -> String {
    let text = mail.text();
    text.split_once("Content-Disposition: attachment").map_or(text.as_str(), |(words, _)| words).to_owned()
}

fn wish(world: &World, caller: Caller, weekday: &str) -> u16 {
    world.post(caller, "/reports/weekly", &[("weekday", weekday)]).status
}

fn filed(world: &World, caller: Caller, client: i64, outcome: &str) {
    let fields = [("outcome", outcome), ("next", "21 Dec"), ("note", "said"), ("kind", "call")];
    assert_eq!(world.post(caller, &format!("/files/{client}/filing"), &fields).status, 303);
}

fn one(mails: &[Mail]) -> &Mail {
    let [mail] = mails else { panic!("{} mails", mails.len()) };
    mail
}

#[test]
fn the_week_that_is_over_comes_once_in_the_morning_of_the_wished_day_with_ones_own_figures() {
    each_database(|world| {
        let mailbox = Mailbox::start();
        let world = with_mail(world, &mailbox);
        // Monday, 23 November: three of Sreymom's, one of Ivan's.
        for (caller, name, outcome) in
            [(Sreymom, "Lotus", "reached"), (Sreymom, "Palm", "reached"), (Sreymom, "Mango", "no_answer"), (Ivan, "Volga", "reached")]
        {
            let made = file(&world, caller, name, "today");
            world.run(&format!("UPDATE client SET source = '=<b>Fair</b> of {name}' WHERE id = {}", made.client));
            filed(&world, caller, made.client, outcome);
        }
        assert_eq!(wish(&world, Sreymom, "2"), 303);
        assert!(world.get(Sreymom, "/reports").says("Tuesday 24 November"), "{}", world.get(Sreymom, "/reports").body);
        // The week before was empty; the letter says so, and comes late where the server stood still on the day.
        world.clock_to(date(2026, 11, 24), 6, 59);
        assert_eq!(looks(&world, &mailbox), sent(0));
        world.clock_to(date(2026, 11, 25), 9, 0);
        assert_eq!((looks(&world, &mailbox), looks(&world, &mailbox)), (sent(1), sent(0)));
        assert!(words(one(&mailbox.took())).contains("Nothing was done in these two weeks."));
        world.clock_to(date(2026, 11, 30), 23, 0);
        assert_eq!(looks(&world, &mailbox), sent(0), "Monday is not the wished day");
        world.clock_to(date(2026, 12, 1), 7, 0);
        assert_eq!((looks(&world, &mailbox), looks(&world, &mailbox)), (sent(1), sent(0)));
        let mails = mailbox.took();
        let mail = &mails[1];
        assert_eq!(mail.recipients, ["<sreymom@shop.example.com>"]);
        let text = words(mail);
        let counted = |count: i64, words: &str| text.contains(&format!("  {count:>6}  (0)  {words}\n"));
        assert!(counted(2, "Reached") && counted(1, "No answer") && counted(3, "new clients"), "{text}");
        assert!(counted(1, "=<b>Fair</b> of Lotus") && text.contains("=&lt;b&gt;Fair&lt;/b&gt; of Palm"), "{text}");
        assert!(!text.contains("Volga") && !text.contains("<td style=\"padding:3px 0\">=<b>"), "{text}");
        assert!(text.contains("http://binder.example.com/reports/contacts/list?weeks=1&amp;row=2026-11-23&amp;part=reached"), "{text}");
        assert!(mail.text().contains("daybinder-2026-11-23.xlsx"), "{text}");
        // The number leads to what it counts.
        assert!(world.get(Sreymom, "/reports/contacts/list?weeks=1&row=2026-11-23&part=no_answer").says("Mango"));
        // And the week after the figures stand in brackets.
        world.clock_to(date(2026, 12, 8), 7, 0);
        assert_eq!(looks(&world, &mailbox), sent(1));
        assert!(words(&mailbox.took()[2]).contains("       0  (2)  Reached\n"));
    });
}

#[test]
fn each_gets_what_the_role_sees_in_the_own_language_and_who_left_gets_nothing() {
    each_database(|world| {
        let mailbox = Mailbox::start();
        let world = with_mail(world, &mailbox);
        for (caller, name) in [(Sreymom, "Lotus"), (Bopha, "Palm"), (Ivan, "Volga")] {
            let made = file(&world, caller, name, "today");
            filed(&world, caller, made.client, "reached");
        }
        for caller in [Sreymom, Dara, Sokha, Ivan] {
            assert_eq!(wish(&world, caller, "1"), 303);
        }
        world.run(&format!("UPDATE person SET active = 0 WHERE id = {}", world.id(Sreymom).0));
        world.run(&format!("UPDATE person SET quiet_from = 0, quiet_to = 540 WHERE id = {}", world.id(Sokha).0));
        world.clock_to(date(2026, 11, 30), 7, 30);
        assert_eq!(looks(&world, &mailbox), sent(2), "Dara and Ivan; Sokha has quiet hours until nine");
        world.clock_to(date(2026, 11, 30), 9, 0);
        assert_eq!(looks(&world, &mailbox), sent(1));
        let mails = mailbox.took();
        let of = |name: &str| words(mails.iter().find(|mail| mail.recipients[0].contains(name)).unwrap());
        assert!(of("dara").contains("       2  (0)  Reached\n"), "the team's: {}", of("dara"));
        assert!(of("ivan").contains("part=reached\">1</a>") && of("ivan").contains("В скобках — предыдущая неделя."), "{}", of("ivan"));
        assert!(of("sokha").contains("part=reached\">3</a>"), "everybody's: {}", of("sokha"));
        for mail in &mails {
            assert!(!["Lotus", "Palm", "Volga", "Sreymom"].iter().any(|name| words(mail).contains(name)), "nobody is named: {}", words(mail));
        }
    });
}

#[test]
fn a_letter_that_was_not_taken_is_tried_again_and_two_nodes_send_one() {
    each_database(|world| {
        let mailbox = Mailbox::start();
        let world = with_mail(world, &mailbox);
        assert_eq!(wish(&world, Sreymom, "1"), 303);
        world.clock_to(date(2026, 11, 30), 8, 0);
        mailbox.refuses_once();
        assert_eq!(looks(&world, &mailbox), Sent { sent: 0, failed: 1 });
        assert_eq!(looks(&world, &mailbox), sent(0), "not at once again");
        world.clock_to(date(2026, 11, 30), 8, 1);
        let other = world.second_node(&[]);
        let (here, there) = (&*world.app, &*other.app);
        let sent_by_both = std::thread::scope(|scope| {
            let both = [here, there].map(|app| scope.spawn(|| look(app, &mailbox).sent));
            both.into_iter().map(|one| one.join().unwrap()).sum::<u64>()
        });
        assert_eq!((sent_by_both, mailbox.took().len()), (1, 1));
        assert_eq!(world.rows("SELECT tries, week FROM weekly_report ORDER BY week DESC").len(), 2, "the week of the wish, and this one");
    });
}

#[test]
fn the_wish_is_kept_taken_back_and_refused_where_nothing_can_be_sent() {
    each_database(|bare| {
        let weekday = |world: &World| world.number("SELECT report_weekday FROM person WHERE id = 1");
        assert!(bare.get(Sreymom, "/reports").says("smtp_host"));
        assert_eq!(wish(bare, Sreymom, "1"), 422);
        let mailbox = Mailbox::start();
        let world = with_mail(bare, &mailbox);
        for odd in ["8", "-1", "", "x", "1; DROP TABLE person"] {
            assert_eq!(wish(&world, Sreymom, odd), 400, "{odd}");
        }
        assert_eq!((weekday(&world), world.number("SELECT count(*) FROM weekly_report")), (0, 0));
        let answer = world.post(Sreymom, "/reports/weekly", &[("weekday", "5")]);
        assert_eq!((answer.status, weekday(&world)), (303, 5));
        assert_eq!(world.number("SELECT count(*) FROM weekly_report"), 0, "Friday lies ahead");
        let undo = answer.location().rsplit('=').next().unwrap().to_owned();
        assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[]).status, 303, "{undo}");
        assert_eq!(weekday(&world), 0);
        world.clock_to(date(2026, 11, 28), 9, 0);
        assert_eq!(wish(&world, Sreymom, "5"), 303);
        assert_eq!(looks(&world, &mailbox), sent(0), "wished on Saturday: the first comes on Friday");
        assert_eq!(wish(&world, Sreymom, "0"), 303);
        world.clock_to(date(2026, 12, 4), 9, 0);
        assert_eq!(looks(&world, &mailbox), sent(0));
    });
}
