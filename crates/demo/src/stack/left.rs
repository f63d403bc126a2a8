//! The eighteen files with a client that are still to be worked today.
//!
//! Owns their words. Six things of the whole stack can move without breaking a promise: the rest is agreed,
//! promised or of the first rank.

use super::Hand;
use domain::{EntryKind, Language, Outcome, SlipKind};
use files::clients::CardField;

/// A call of an ordinary client on today.
const CALL: Hand = Hand {
    name: "",
    contact: "",
    trade: "",
    language: Language::En,
    is_top: false,
    facts: &[],
    history: &[],
    kind: SlipKind::Call,
    minute: None,
    agreed: false,
    line: "",
    stood: &[],
};

const REACHED: Option<Outcome> = Some(Outcome::Reached);
const NO_ANSWER: Option<Outcome> = Some(Outcome::NoAnswer);
const CALL_BACK: Option<Outcome> = Some(Outcome::CallBack);
const AGREED: Option<Outcome> = Some(Outcome::Agreed);

/// The files, the one to be opened first among the calls to repeat first.
pub(super) const LEFT: [Hand; 18] = [
    Hand {
        name: "សាលាបាយ Lotus Café",
        contact: "Chan Dara, owner",
        trade: "café",
        is_top: true,
        facts: &[
            (CardField::Town, "Siem Reap"),
            (CardField::Needs, "Quiet machines, service within a day"),
            (CardField::Decides, "Dara, with the board"),
            (CardField::Competitor, "Barista Pro, 4 % cheaper"),
            (CardField::TimeZone, "Asia/Phnom_Penh"),
            (CardField::Expects, "An answer before he has to ask twice"),
            (CardField::Interests, "latte art, judges at competitions"),
            (CardField::PreferredChannel, "phone before ten"),
        ],
        history: &[
            (
                46,
                (9, 20),
                EntryKind::CallOut,
                REACHED,
                9,
                "Opens a second room upstairs and needs two machines that do not drown the talk. Barista Pro has been there already.",
            ),
            (
                32,
                (14, 10),
                EntryKind::Visit,
                REACHED,
                55,
                "Measured the counter. Power is enough, water has to come from the back. Dara tried the two-group machine and liked how quiet it is.",
            ),
            (
                14,
                (10, 15),
                EntryKind::EmailIn,
                None,
                0,
                "“Do you give a discount for two machines?” Answered the same hour: 8 % for regular customers.",
            ),
            (10, (11, 40), EntryKind::CallOut, AGREED, 7, "Promised the estimate with a delivery schedule by the evening, sent it at four."),
            (9, (9, 2), EntryKind::EmailOut, None, 0, "Offer 214 for 2 espresso machines, 3-year plan, 8 % regular-customer discount."),
            (
                7,
                (15, 20),
                EntryKind::CallOut,
                REACHED,
                6,
                "Likes the 3-year service plan, thinks 8 % is still too little. The board meets on Sunday. “I need to think”: explained the instalment plan.",
            ),
        ],
        line: "Did the board approve offer 214? He asked for a call after their Sunday meeting.",
        ..CALL
    },
    Hand {
        name: "Angkor Dental Clinic",
        contact: "Dr Vannak, head doctor",
        trade: "dental clinic",
        kind: SlipKind::Callback,
        minute: Some(10 * 60 + 30),
        agreed: true,
        history: &[
            (24, (8, 40), EntryKind::CallOut, REACHED, 8, "Two chairs are worn out. Wants the same model as in the children’s room."),
            (12, (16, 5), EntryKind::CallOut, AGREED, 11, "Ordered 2 chairs, half paid. Delivery must be on a day without patients."),
            (3, (11, 15), EntryKind::CallOut, CALL_BACK, 5, "Between two patients. Asked for a call at half past ten to fix the day of delivery."),
        ],
        line: "Call back: Dr Vannak, delivery of 2 chairs",
        ..CALL
    },
    Hand {
        name: "Tonle Sap Hotel",
        contact: "Heng Theary, purchasing manager",
        trade: "hotel",
        kind: SlipKind::Meeting,
        minute: Some(15 * 60),
        agreed: true,
        line: "Meeting in our showroom: linen press for the new wing",
        ..CALL
    },
    Hand {
        name: "វណ្ណា អគ្គិសនី",
        contact: "សុខ វណ្ណា, ម្ចាស់",
        trade: "electrics",
        language: Language::Km,
        kind: SlipKind::Callback,
        agreed: true,
        line: "បានសន្យាហៅទៅវិញ៖ ម៉ាស៊ីនភ្លើង ២០ kVA មកដល់ថ្ងៃណា?",
        ..CALL
    },
    Hand {
        name: "Kep Crab House",
        contact: "Pich Samnang, owner",
        trade: "seafood",
        kind: SlipKind::Callback,
        agreed: true,
        line: "Promised a call after the lunch guests: guarantee of the ice maker",
        ..CALL
    },
    Hand {
        name: "Sokha Pharmacy Group",
        contact: "Ly Sokha, director",
        trade: "pharmacy",
        history: &[
            (30, (10, 30), EntryKind::CallOut, REACHED, 8, "Five shops, each with an old refrigerator. Wants one price for all of them."),
            (16, (9, 45), EntryKind::EmailOut, None, 0, "Sent the price for five medicine refrigerators, delivery shop by shop."),
            (6, (14, 20), EntryKind::CallOut, NO_ANSWER, 0, "Nobody picked up at the office."),
            (4, (11, 5), EntryKind::CallOut, NO_ANSWER, 0, "Again no answer. The cashier says she is in before nine."),
        ],
        line: "No answer twice. Try before 9",
        stood: &[1],
        ..CALL
    },
    Hand {
        name: "Battambang Rice Mill",
        contact: "Mao Chanthon, owner",
        trade: "rice mill",
        history: &[
            (60, (8, 50), EntryKind::CallOut, REACHED, 10, "Loses grain to damp. Looking at a dryer, wants to see one at work."),
            (28, (9, 30), EntryKind::Visit, REACHED, 65, "Went with him to a mill in Pursat that has our dryer. Impressed by the fuel bill."),
            (15, (15, 40), EntryKind::CallOut, CALL_BACK, 6, "Harvest has begun, no head for offers. Call again when the trucks are gone."),
        ],
        line: "Harvest should be over: does he take the dryer?",
        stood: &[7, 5, 3],
        ..CALL
    },
    Hand {
        name: "Отель «Пальма»",
        contact: "Елена Морозова, управляющая",
        trade: "hotel",
        language: Language::Ru,
        is_top: true,
        kind: SlipKind::Email,
        line: "Отправить смету на сейфы для 24 номеров",
        stood: &[2],
        ..CALL
    },
    Hand {
        name: "សាលារៀន ចំណេះថ្មី",
        contact: "កែវ រតនា, នាយិកា",
        trade: "school",
        language: Language::Km,
        agreed: true,
        line: "សាលាបើកវិញ៖ ម៉ាស៊ីនបញ្ចាំងចំនួនប៉ុន្មាន?",
        stood: &[1],
        ..CALL
    },
    Hand {
        name: "Ivan Ivanov · Stroymaster",
        contact: "Ivan Ivanov, director",
        trade: "builder",
        history: &[
            (150, (9, 10), EntryKind::CallOut, AGREED, 7, "Monthly order: two sets of scaffolding. Delivery to the site."),
            (128, (9, 25), EntryKind::CallOut, AGREED, 5, "The usual order, and a concrete mixer."),
            (106, (9, 15), EntryKind::CallOut, AGREED, 6, "The usual order. Says that the next site begins late."),
            (60, (16, 30), EntryKind::CallOut, NO_ANSWER, 0, "Phone rings, nobody answers."),
            (18, (10, 40), EntryKind::CallOut, REACHED, 9, "No new site yet. Delta Equipment offered him a lower price, he has not bought there."),
        ],
        line: "Bought monthly until the summer, then stopped. What has changed?",
        ..CALL
    },
    Hand {
        name: "Borey Furniture",
        contact: "Keo Borey, owner",
        trade: "furniture",
        kind: SlipKind::Email,
        agreed: true,
        history: &[
            (40, (13, 50), EntryKind::CallOut, REACHED, 8, "Gets more orders from restaurants than the saw can cut."),
            (11, (10, 20), EntryKind::Visit, REACHED, 60, "Saw the workshop. They make 30 tables for a hotel and need edge banding for them."),
            (2, (16, 10), EntryKind::CallOut, REACHED, 7, "Hotel confirmed the tables. Estimate promised for today."),
        ],
        line: "Send the estimate for 30 tables",
        ..CALL
    },
    Hand {
        name: "Phsar Thmei Textiles",
        contact: "Chea Kunthea, owner",
        trade: "textiles",
        kind: SlipKind::Visit,
        history: &[
            (90, (9, 30), EntryKind::CallOut, AGREED, 6, "Took the second overlock machine at the regular price."),
            (33, (14, 45), EntryKind::Visit, REACHED, 50, "New stall at the north gate. Cutting table is too short for curtains."),
            (8, (11, 30), EntryKind::EmailOut, None, 0, "Sent price list v3 with the long cutting table."),
        ],
        line: "Samples, price list v3",
        ..CALL
    },
    Hand {
        name: "Royal Bakery",
        contact: "Marie Laurent, owner",
        trade: "bakery",
        agreed: true,
        line: "Confirm the day on which the deck oven comes",
        ..CALL
    },
    Hand {
        name: "ហាងកាហ្វេ ស្រះឈូក",
        contact: "លី ម៉ាលីស, ម្ចាស់",
        trade: "café",
        language: Language::Km,
        agreed: true,
        kind: SlipKind::Email,
        line: "ផ្ញើកិច្ចសន្យាសេវា ៣ ឆ្នាំ",
        ..CALL
    },
    Hand {
        name: "Языковой центр «Лингва»",
        contact: "Анна Белова, директор",
        trade: "language school",
        language: Language::Ru,
        agreed: true,
        line: "Готов ли класс для интерактивной доски?",
        ..CALL
    },
    Hand {
        name: "Kampot Pepper Export",
        contact: "Prak Vichet, purchasing manager",
        trade: "pepper",
        is_top: true,
        kind: SlipKind::First,
        facts: &[
            (CardField::Town, "Kampot"),
            (CardField::Needs, "Even drying in the rainy season; vacuum packs of 500 g; colour sorting for export"),
            (CardField::Decides, "Prak Vichet up to 5,000 dollars, above that his mother"),
        ],
        history: &[
            (6, (9, 40), EntryKind::Note, None, 0, "Card ready: 3 needs noted, decision maker known. Recommended by a farm in Kep."),
            (4, (15, 15), EntryKind::Note, None, 0, "Their buyers in Europe ask for steam-treated pepper from next season."),
        ],
        line: "Card ready: 3 needs noted, decision maker known",
        ..CALL
    },
    Hand {
        name: "Takeo Solar",
        contact: "Uch Piseth, manager",
        trade: "solar",
        kind: SlipKind::First,
        facts: &[(CardField::Town, "Takeo"), (CardField::Decides, "")],
        history: &[(5, (11, 20), EntryKind::Note, None, 0, "Found on the chamber of commerce list. Puts panels on schools, buys rails abroad.")],
        line: "Card lacks: who decides about buying",
        ..CALL
    },
    Hand {
        name: "ផ្ទះសំណាក់ ខ្សាច់ស",
        contact: "នួន ធារី, ម្ចាស់",
        trade: "guesthouse",
        language: Language::Km,
        kind: SlipKind::First,
        agreed: true,
        history: &[
            (4, (10, 5), EntryKind::EmailIn, None, 0, "សរសេរតាមគេហទំព័រ៖ ចង់បានម៉ាស៊ីនទឹកក្តៅសូឡាសម្រាប់ ៨ បន្ទប់ សូមទូរស័ព្ទមក។"),
            (3, (14, 30), EntryKind::Note, None, 0, "បានឆ្លើយ ហើយណាត់ថាហៅថ្ងៃនេះ។ ដំបូលរាប ទិសខាងត្បូង។"),
        ],
        line: "ណាត់ហៅលើកដំបូង៖ ម៉ាស៊ីនទឹកក្តៅសូឡា ៨ បន្ទប់",
        ..CALL
    },
];
