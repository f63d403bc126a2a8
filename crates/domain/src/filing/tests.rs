use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::dividers::{BinderSettings, Counted, Mode, dividers};
use crate::working::days_later;

fn today() -> Date {
    date(2026, 11, 23)
}

fn slip(id: i64, place: Place) -> OpenSlip {
    OpenSlip { id: SlipId(id), place, minute: None, kind: SlipKind::Call, agreed: false, postponed: 0 }
}

fn slip_on(id: i64, date: Date) -> OpenSlip {
    slip(id, Place::Day(date))
}

fn active(slips: &[OpenSlip]) -> FileNow {
    FileNow { closed: None, slips: slips.to_vec() }
}

fn at(date: Date) -> Next {
    Next::At { place: Place::Day(date), minute: None, agreed: false, kind: SlipKind::Call }
}

fn at_month(year: i16, month: i8) -> Next {
    Next::At { place: Place::Month(Month { year, month }), minute: None, agreed: false, kind: SlipKind::Call }
}

fn reached(next: Next) -> Filing {
    Filing { slip: None, outcome: Some(Outcome::Reached), next, is_explained: false }
}

fn moving(next: Next) -> Filing {
    Filing { outcome: None, ..reached(next) }
}

fn file_it(file: &FileNow, filing: Filing) -> Result<Consequences, Refusal> {
    consequences(file, &filing, today(), &WorkingCalendar::default())
}

#[test]
fn a_file_stands_under_its_earliest_slip() {
    let at_nine = OpenSlip { minute: Some(540), ..slip_on(3, today()) };
    let slips = [slip_on(1, date(2026, 11, 24)), slip_on(2, today()), at_nine];
    assert_eq!(earliest(&slips), Some(SlipId(3)));
    assert_eq!(earliest(&slips[..2]), Some(SlipId(2)));
    assert_eq!(earliest(&[slip_on(9, today()), slip_on(4, today())]), Some(SlipId(4)));
    assert_eq!(earliest(&[]), None);
}

#[test]
fn filing_a_call_takes_the_slip_out_and_puts_the_next_in() {
    let thursday = date(2026, 11, 26);
    let filed = file_it(&active(&[slip_on(1, today())]), reached(at(thursday))).unwrap();
    assert_eq!(filed.done, Some(SlipId(1)));
    assert_eq!(filed.opened.map(|slip| slip.place), Some(Place::Day(thursday)));
    assert_eq!(filed.stands, Some(Place::Day(thursday)));
    assert_eq!((filed.moved, filed.warnings), (None, vec![]));
}

#[test]
fn a_file_with_an_earlier_slip_stands_there_and_says_so() {
    let file = active(&[slip_on(1, today()), slip_on(2, date(2026, 11, 25))]);
    let filed = file_it(&file, reached(at(date(2026, 11, 30)))).unwrap();
    let wednesday = Place::Day(date(2026, 11, 25));
    assert_eq!(filed.stands, Some(wednesday));
    assert_eq!(filed.warnings, [Warning::StandsEarlier { slip: SlipId(2), place: wednesday }]);
}

#[test]
fn a_past_date_is_refused_and_a_day_off_is_told() {
    let file = active(&[slip_on(1, today())]);
    let sunday = date(2026, 11, 22);
    assert_eq!(file_it(&file, reached(at(sunday))), Err(Refusal::PastDate(Place::Day(sunday))));
    let october = Month { year: 2026, month: 10 };
    assert_eq!(file_it(&file, reached(at_month(2026, 10))), Err(Refusal::PastDate(Place::Month(october))));
    assert!(file_it(&file, reached(at_month(2026, 11))).is_ok());
    let saturday = date(2026, 11, 28);
    assert_eq!(file_it(&file, reached(at(saturday))).unwrap().warnings, [Warning::DayOff(saturday)]);
}

#[test]
fn a_time_needs_a_day_and_has_to_exist() {
    let file = active(&[slip_on(1, today())]);
    let july = Month { year: 2027, month: 7 };
    let next = |place, minute| reached(Next::At { place, minute: Some(minute), agreed: true, kind: SlipKind::Call });
    assert_eq!(file_it(&file, next(Place::Month(july), 630)), Err(Refusal::TimeWithoutDay(july)));
    assert_eq!(file_it(&file, next(Place::Day(today()), 1440)), Err(Refusal::NoSuchTime(1440)));
    assert!(file_it(&file, next(Place::Day(today()), 1439)).is_ok());
}

#[test]
fn moving_keeps_the_slip_and_counts_how_often_it_was_put_off() {
    let file = active(&[OpenSlip { postponed: 1, ..slip_on(1, today()) }]);
    let later = file_it(&file, moving(at(date(2026, 11, 26)))).unwrap();
    assert_eq!(later.moved.map(|slip| (slip.id, slip.postponed)), Some((SlipId(1), 2)));
    assert_eq!((later.done, later.opened), (None, None));
    let same_day = file_it(&file, moving(at(today()))).unwrap();
    assert_eq!(same_day.moved.map(|slip| slip.postponed), Some(1));
}

#[test]
fn giving_a_month_file_a_day_of_that_month_is_not_putting_it_off() {
    let file = active(&[slip(1, Place::Month(Month { year: 2026, month: 12 }))]);
    let postponed = |filing| file_it(&file, filing).unwrap().moved.unwrap().postponed;
    assert_eq!(postponed(moving(at(date(2026, 12, 31)))), 0);
    assert_eq!(postponed(moving(at(date(2027, 1, 1)))), 1);
    assert_eq!(postponed(moving(at_month(2027, 7))), 1);
}

#[test]
fn taking_the_day_away_is_putting_it_off() {
    let file = active(&[slip_on(1, today())]);
    let postponed = |filing| file_it(&file, filing).unwrap().moved.unwrap().postponed;
    assert_eq!(postponed(moving(at_month(2026, 11))), 1);
    assert_eq!(postponed(moving(at_month(2026, 12))), 1);
}

#[test]
fn the_third_postponement_asks_why() {
    let file = active(&[OpenSlip { postponed: 2, ..slip_on(1, today()) }]);
    let filing = moving(at(date(2026, 11, 26)));
    assert_eq!(file_it(&file, filing), Err(Refusal::ReasonNeeded { postponement: 3 }));
    assert!(file_it(&file, Filing { is_explained: true, ..filing }).is_ok());
    assert!(file_it(&file, reached(at(date(2026, 11, 26)))).is_ok());
}

#[test]
fn a_pinned_date_is_not_left_silently() {
    let file = active(&[OpenSlip { agreed: true, ..slip_on(1, today()) }]);
    let left = Warning::AgreedLeft { slip: SlipId(1), place: Place::Day(today()) };
    assert_eq!(file_it(&file, moving(at(date(2026, 11, 26)))).unwrap().warnings, [left]);
    assert_eq!(file_it(&file, moving(Next::Close { reason: CloseReason::Lost })).unwrap().warnings, [left]);
    assert_eq!(file_it(&file, reached(at(date(2026, 11, 26)))).unwrap().warnings, []);
    assert_eq!(file_it(&file, moving(at(today()))).unwrap().warnings, []);
}

#[test]
fn closing_withdraws_every_open_slip() {
    let file = active(&[slip_on(1, today()), slip_on(2, date(2026, 12, 1))]);
    let close = Next::Close { reason: CloseReason::Won };
    let worked = file_it(&file, reached(close)).unwrap();
    assert_eq!((worked.done, worked.withdrawn.as_slice()), (Some(SlipId(1)), [SlipId(2)].as_slice()));
    assert_eq!((worked.closed, worked.stands), (Some(CloseReason::Won), None));
    assert_eq!(file_it(&file, moving(close)).unwrap().withdrawn, [SlipId(1), SlipId(2)]);
    let closed = file.after(&worked, SlipId(3));
    assert_eq!(file_it(&closed, moving(close)), Err(Refusal::AlreadyClosed(CloseReason::Won)));
}

#[test]
fn a_closed_file_comes_back_with_a_next_date_and_a_warning_if_it_must() {
    let closed = FileNow { closed: Some(CloseReason::DoNotContact), slips: vec![] };
    let filed = file_it(&closed, moving(at(date(2026, 11, 26)))).unwrap();
    assert!(filed.reopened);
    assert_eq!(filed.warnings, [Warning::DoNotContact]);
    let file = closed.after(&filed, SlipId(7));
    assert_eq!((file.closed, file.stands()), (None, Some(Place::Day(date(2026, 11, 26)))));
    assert_eq!(file_it(&closed, reached(Next::Keep)).unwrap(), Consequences::default());
}

#[test]
fn an_active_file_cannot_be_left_without_a_date() {
    assert_eq!(file_it(&active(&[]), reached(Next::Keep)), Err(Refusal::NoNextDate));
    let kept = file_it(&active(&[slip_on(1, today())]), reached(Next::Keep)).unwrap();
    assert_eq!((kept.done, kept.stands), (None, Some(Place::Day(today()))));
}

#[test]
fn a_step_that_is_done_leaves_the_file_under_the_others() {
    let two = active(&[slip_on(1, today()), slip_on(2, date(2026, 11, 26))]);
    let done = file_it(&two, reached(Next::Rest)).unwrap();
    assert_eq!((done.done, done.opened, done.stands), (Some(SlipId(1)), None, Some(Place::Day(date(2026, 11, 26)))));
    let later = file_it(&two, Filing { slip: Some(SlipId(2)), ..reached(Next::Rest) }).unwrap();
    assert_eq!((later.done, later.stands), (Some(SlipId(2)), Some(Place::Day(today()))));
    assert_eq!(file_it(&active(&[slip_on(1, today())]), reached(Next::Rest)), Err(Refusal::NoNextDate), "nothing would be left");
    assert_eq!(file_it(&two, moving(Next::Rest)), Err(Refusal::NoNextDate), "what was not done is not taken out");
}

#[test]
fn a_slip_somebody_else_has_done_is_refused() {
    let filing = Filing { slip: Some(SlipId(9)), ..reached(at(date(2026, 11, 26))) };
    assert_eq!(file_it(&active(&[slip_on(1, today())]), filing), Err(Refusal::SlipNotOpen(SlipId(9))));
}

#[test]
fn close_reasons_are_read_as_they_are_stored() {
    for reason in CloseReason::ALL {
        assert_eq!(CloseReason::parse(reason.as_str()), Some(*reason));
    }
    assert_eq!(CloseReason::parse("gone"), None);
}

/// What can happen to a binder.
#[derive(Clone, Copy, Debug)]
enum Act {
    /// File the client's file: which slip of it, after an outcome or not, and what comes next.
    File { client: usize, slip: usize, outcome: Option<Outcome>, next: NextAct },
    /// Days pass.
    Pass(i32),
    /// Take the last filing back, if there is one.
    Undo,
}

/// What comes next, with places as distances from today so that some are over.
#[derive(Clone, Copy, Debug)]
enum NextAct {
    Day(i32),
    Month(i32),
    Close(CloseReason),
    Keep,
    Rest,
}

fn any_act() -> impl Strategy<Value = Act> {
    let next = prop_oneof![
        4 => (-3i32..60).prop_map(NextAct::Day),
        2 => (-1i32..14).prop_map(NextAct::Month),
        1 => (0..CloseReason::ALL.len()).prop_map(|reason| NextAct::Close(CloseReason::ALL[reason])),
        1 => Just(NextAct::Keep),
        1 => Just(NextAct::Rest),
    ];
    let outcome = proptest::option::of((0..Outcome::ALL.len()).prop_map(|outcome| Outcome::ALL[outcome]));
    prop_oneof![
        8 => (0usize..5, 0usize..4, outcome, next)
            .prop_map(|(client, slip, outcome, next)| Act::File { client, slip, outcome, next }),
        2 => (1i32..20).prop_map(Act::Pass),
        2 => Just(Act::Undo),
    ]
}

/// A binder as small as it can be: files, today, and the previous image of every filing.
struct Binder {
    today: Date,
    files: Vec<FileNow>,
    images: Vec<(usize, FileNow)>,
    next_id: i64,
}

impl Binder {
    fn with_clients(count: usize, today: Date) -> Binder {
        let mut files: Vec<FileNow> = (0..count as i64).map(|id| active(&[slip_on(id, today)])).collect();
        // One file carries a second, thin slip.
        files[0].slips.push(slip_on(count as i64, days_later(today, 9)));
        Binder { today, files, images: Vec::new(), next_id: count as i64 + 1 }
    }

    fn act(&mut self, act: Act, calendar: &WorkingCalendar) {
        match act {
            Act::Pass(days) => self.today = days_later(self.today, days),
            Act::Undo => {
                if let Some((client, image)) = self.images.pop() {
                    self.files[client] = image;
                }
            }
            Act::File { client, slip, outcome, next } => {
                let file = &self.files[client];
                let next_at = |place| Next::At { place, minute: None, agreed: false, kind: SlipKind::Call };
                let next = match next {
                    NextAct::Day(distance) => next_at(Place::Day(days_later(self.today, distance))),
                    NextAct::Month(distance) => next_at(Place::Month(Month::of(self.today).plus(distance))),
                    NextAct::Close(reason) => Next::Close { reason },
                    NextAct::Keep => Next::Keep,
                    NextAct::Rest => Next::Rest,
                };
                let slip = file.slips.get(slip).map(|slip| slip.id);
                let filing = Filing { slip, outcome, next, is_explained: false };
                if let Ok(consequences) = consequences(file, &filing, self.today, calendar) {
                    let after = file.after(&consequences, SlipId(self.next_id));
                    assert_eq!(after.stands(), consequences.stands);
                    self.next_id += 1;
                    self.images.push((client, std::mem::replace(&mut self.files[client], after)));
                }
            }
        }
    }

    fn occupied(&self) -> BTreeMap<Place, Counted> {
        let mut occupied: BTreeMap<Place, Counted> = BTreeMap::new();
        for place in self.files.iter().filter_map(FileNow::stands) {
            *occupied.entry(place).or_default() += Counted { files: 1, minutes: 8, agreed: 0 };
        }
        occupied
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn whatever_happens_every_active_client_stands_in_exactly_one_place(
        start in 0i32..1461, acts in prop::collection::vec(any_act(), 0..80),
        month_end_days in 0u8..32, horizon_months in 1u8..4,
    ) {
        let calendar = WorkingCalendar::default();
        let mut binder = Binder::with_clients(5, days_later(date(2023, 1, 1), start));
        for act in acts {
            binder.act(act, &calendar);
            prop_assert!(binder.files.iter().all(FileNow::is_sound));
            let ids: Vec<SlipId> = binder.files.iter().flat_map(|file| &file.slips).map(|slip| slip.id).collect();
            prop_assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
            let active = binder.files.iter().filter(|file| file.closed.is_none()).count();
            for mode in [Mode::Numbered, Mode::Dated] {
                let settings = BinderSettings { mode, horizon_months, month_end_days };
                let strip = dividers(binder.today, &settings, &calendar, binder.today, &binder.occupied());
                prop_assert_eq!(strip.iter().map(|line| line.total().files).sum::<u32>() as usize, active);
            }
        }
    }

    #[test]
    fn undoing_everything_restores_the_first_binder(acts in prop::collection::vec(any_act(), 0..60)) {
        let calendar = WorkingCalendar::default();
        let first = Binder::with_clients(5, today());
        let mut binder = Binder::with_clients(5, today());
        acts.into_iter().for_each(|act| binder.act(act, &calendar));
        while !binder.images.is_empty() {
            binder.act(Act::Undo, &calendar);
        }
        prop_assert_eq!(binder.files, first.files);
    }
}
