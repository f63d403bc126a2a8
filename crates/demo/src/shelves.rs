//! The rest of the binders: the coming days and months, and the files that were closed.
//!
//! Owns how many files stand under which divider. Never tells a story by hand: those of today's stack are
//! in [`crate::stack`].

use crate::acts::{Act, FileStory, What};
use crate::chance::Chance;
use crate::clients::{Made, Maker, Wish};
use crate::days::Days;
use crate::story::{Course, End, Step, Teller, acts, between, tell};
use binder::slips::NewStep;
use domain::filing::CloseReason;
use domain::working::WorkingCalendar;
use domain::{Date, Language, Outcome, PersonId, Place, SlipKind};
use files::clients::CardField;

/// How many files stand on the next working days of the main binder, tomorrow first: uneven, as days are.
pub(crate) const NEXT_DAYS: [usize; 17] = [18, 23, 15, 20, 13, 18, 9, 11, 6, 10, 8, 5, 0, 4, 6, 3, 2];
/// How many files stand in later months of the main binder: (months ahead, files).
pub(crate) const NEXT_MONTHS: [(usize, usize); 4] = [(2, 12), (3, 9), (4, 6), (8, 3)];

/// A binder that is to be filled.
pub(crate) struct Shelf<'a> {
    pub(crate) person_id: PersonId,
    /// The language of the person's pages.
    pub(crate) language: Language,
    /// How many of a hundred clients are spoken to in Khmer and in Russian; the rest in English.
    pub(crate) khmer_percent: usize,
    pub(crate) russian_percent: usize,
    pub(crate) days: &'a Days,
}

impl Shelf<'_> {
    /// One client with its history, standing in that place in the end; closed if there is none.
    pub(crate) fn file(&self, maker: &mut Maker, chance: &mut Chance, place: Option<Place>) -> FileStory {
        let language = match chance.below(100) {
            roll if roll < self.khmer_percent => Language::Km,
            roll if roll < self.khmer_percent + self.russian_percent => Language::Ru,
            _ => Language::En,
        };
        let made = maker.client(chance, &Wish { owner_id: self.person_id, language, trade: "", name: "", contact: "" });
        let told = match place {
            Some(place) if chance.happens(12) => self.prospect(chance, made, place),
            Some(place) => self.customer(chance, made, place),
            None => self.closed(chance, made),
        };
        FileStory { person_id: self.person_id, language: self.language, acts: told }
    }

    /// Somebody who was never spoken to: notes, a letter, and the first call still to come.
    fn prospect(&self, chance: &mut Chance, mut made: Made, place: Place) -> Vec<Act> {
        if chance.happens(40) {
            made.client.card.set(CardField::Decides, "");
        }
        let made_ago = chance.between(4, 14);
        let mut teller = teller(chance, &made);
        let line = teller.first_line();
        let notes = (0..2).map(|index| between(chance, &mut teller, self.days.ago(made_ago - 1 - index), 9 * 60)).collect();
        let step = Step { place, minute: None, kind: SlipKind::First, line, agreed: false };
        acts(Course { client: made.client, made_on: self.days.ago(made_ago), beats: notes, put_off: Vec::new(), end: End::At(step) }, self.days)
    }

    fn customer(&self, chance: &mut Chance, made: Made, place: Place) -> Vec<Act> {
        let last = chance.between(1, 24);
        let on = contact_days(chance, self.days, last);
        let mut teller = teller(chance, &made);
        let mut client = made.client.clone();
        client.line = teller.first_line();
        let beats = tell(chance, &mut teller, &on, None);
        let (kind, line) =
            beats.iter().rfind(|beat| !beat.leads_to.1.is_empty()).map_or((SlipKind::Call, String::new()), |beat| beat.leads_to.clone());
        // A call-back is promised for a day, and a visit is not planned without one.
        let kind = if place.day().is_none() && kind != SlipKind::Email { SlipKind::Call } else { kind };
        let agreed = kind == SlipKind::Callback || chance.happens(8);
        let end = End::At(Step { place, minute: None, kind, line, agreed });
        let made_on = self.made_on(chance, &on);
        let mut told = acts(Course { client, made_on, beats, put_off: Vec::new(), end }, self.days);
        if chance.happens(7) {
            told.push(self.later_step(chance, &mut teller, last));
        }
        told
    }

    /// A second step months ahead: the file still stands under the first.
    fn later_step(&self, chance: &mut Chance, teller: &mut Teller<'_>, last: usize) -> Act {
        let day = self.days.ago(last);
        let line = teller.say(teller.words.next_step);
        let step =
            NewStep { client_id: None, place: self.days.month(chance.between(9, 11)), minute: None, kind: SlipKind::Call, line, agreed: false };
        Act { day, at: self.days.moment(day, 17 * 60 + 30), what: What::Plan(step) }
    }

    fn closed(&self, chance: &mut Chance, made: Made) -> Vec<Act> {
        let is_won = chance.happens(45);
        let last = chance.between(5, 90);
        let on = contact_days(chance, self.days, last);
        let mut teller = teller(chance, &made);
        let mut client = made.client.clone();
        client.line = teller.first_line();
        let beats = tell(chance, &mut teller, &on, Some(if is_won { Outcome::Agreed } else { Outcome::SaidNo }));
        let reason = if is_won { CloseReason::Won } else { CloseReason::Lost };
        let note = teller.say(if is_won { teller.words.close_won } else { teller.words.close_lost });
        let made_on = self.made_on(chance, &on);
        acts(Course { client, made_on, beats, put_off: Vec::new(), end: End::Closed(reason, note) }, self.days)
    }

    /// A few days before the first contact.
    fn made_on(&self, chance: &mut Chance, on: &[Date]) -> Date {
        let first = on.first().copied().unwrap_or(self.days.today);
        domain::working::days_later(first, -(chance.between(1, 5) as i32))
    }
}

/// The days of two to fifteen contacts, the earliest first, the last `last` working days ago.
pub(crate) fn contact_days(chance: &mut Chance, days: &Days, last: usize) -> Vec<Date> {
    let wanted = chance.between(1, 5) + chance.between(1, 5) + if chance.happens(15) { 4 } else { 0 };
    let mut ago = last;
    let mut on = Vec::new();
    while on.len() < wanted && (on.is_empty() || ago <= days.ago_max()) {
        on.push(days.ago(ago));
        ago += chance.between(3, (170 / wanted).max(4));
    }
    on.reverse();
    on
}

/// Somebody who tells about that client, beginning anywhere in the lists.
pub(crate) fn teller<'a>(chance: &mut Chance, made: &'a Made) -> Teller<'a> {
    Teller { words: made.words(), goods: made.goods, who: &made.who, competitor: made.competitor, said: chance.below(60), has_ordered: false }
}

/// The places of the main binder after today, in the order of the strip.
pub(crate) fn places(days: &Days, calendar: &WorkingCalendar) -> Vec<Place> {
    let mut places = Vec::new();
    for (index, count) in NEXT_DAYS.iter().enumerate() {
        places.extend(std::iter::repeat_n(Place::Day(days.ahead(index + 1)), *count));
    }
    for (months, count) in NEXT_MONTHS {
        places.extend((0..count).map(|index| if index % 2 == 0 { days.month(months) } else { days.day_of_month(months, calendar, index) }));
    }
    places
}
