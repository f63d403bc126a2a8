//! The twelve files that were done this morning.
//!
//! Owns their words: what was said, and where each file went.

use super::{Done, Hand, Went};
use domain::{EntryKind, Language, Outcome, SlipKind};

/// A call to be made in English.
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

/// A call that reached somebody.
const REACHED: Done = Done {
    hand: CALL,
    kind: EntryKind::CallOut,
    outcome: Some(Outcome::Reached),
    minutes: 7,
    text: "",
    went: Went::Day(1),
    next: (SlipKind::Call, ""),
};

/// The files in the order in which they were worked.
pub(super) const DONE: [Done; 12] = [
    Done {
        hand: Hand {
            name: "Golden Silk Hotel",
            contact: "Ros Leakhena, manager",
            trade: "hotel",
            line: "Does she take the room safes with the new locks?",
            ..CALL
        },
        outcome: Some(Outcome::Agreed),
        text: "Takes 18 room safes with the new locks. Half paid this week, delivery before the holidays.",
        went: Went::Day(4),
        next: (SlipKind::Call, "Delivery of 18 safes: is the lift free?"),
        ..REACHED
    },
    Done {
        hand: Hand {
            name: "យានដ្ឋាន មេគង្គ", contact: "ហេង ភក្តី, ម្ចាស់", trade: "garage", language: Language::Km, line: "ម៉ាស៊ីនលើកឡាន៖ សម្រេចហើយឬនៅ?", ..CALL
        },
        outcome: Some(Outcome::NoAnswer),
        minutes: 0,
        text: "រោទ៍យូរ តែគ្មានអ្នកលើក។ ព្រឹកស្អែកសាកម្តងទៀត។",
        went: Went::Day(1),
        next: (SlipKind::Call, "មិនលើក។ សាកមុនម៉ោង ៩"),
        ..REACHED
    },
    Done {
        hand: Hand {
            name: "Mekong Print House",
            contact: "Khim Sovann, chief accountant",
            trade: "printer",
            kind: SlipKind::Callback,
            minute: Some(9 * 60 + 30),
            agreed: true,
            line: "Call back about the invoice",
            ..CALL
        },
        minutes: 6,
        text: "The invoice was booked twice by mistake, cleared together. Asks about blades for the paper cutter.",
        went: Went::Day(3),
        next: (SlipKind::Call, "Blades for the paper cutter: which size?"),
        ..REACHED
    },
    Done {
        hand: Hand {
            name: "Кафе «Берёзка»",
            contact: "Ольга Петрова, владелица",
            trade: "café",
            language: Language::Ru,
            line: "Есть ли решение по льдогенератору?",
            ..CALL
        },
        outcome: Some(Outcome::CallBack),
        minutes: 3,
        text: "Принимает товар, просит перезвонить послезавтра утром. Льдогенератор по-прежнему нужен.",
        went: Went::Day(2),
        next: (SlipKind::Callback, "Просила перезвонить: льдогенератор"),
        ..REACHED
    },
    Done {
        hand: Hand {
            name: "Bayon Stationery",
            contact: "Tan Veasna, director",
            trade: "printer",
            kind: SlipKind::Email,
            line: "Send the offer for the binding machine",
            ..CALL
        },
        kind: EntryKind::EmailOut,
        outcome: None,
        minutes: 0,
        text: "Sent offer 221 for the binding machine with two sets of combs, delivery in three weeks.",
        went: Went::Day(4),
        next: (SlipKind::Call, "Questions about offer 221?"),
    },
    Done {
        hand: Hand {
            name: "គ្លីនិក សុខភាពល្អ",
            contact: "ចាន់ កញ្ញា, នាយិកា",
            trade: "clinic",
            language: Language::Km,
            kind: SlipKind::Visit,
            agreed: true,
            line: "ទៅមើលបន្ទប់អេកូថ្មី",
            ..CALL
        },
        kind: EntryKind::Visit,
        minutes: 45,
        text: "បានមើលបន្ទប់ថ្មីជាមួយនាយិកា។ ម៉ាស៊ីនអេកូដាក់បាន តែត្រូវមានខ្សែដី។ ចង់បានតម្លៃរួមទាំងបង្ហាត់។",
        went: Went::Day(6),
        next: (SlipKind::Email, "ផ្ញើតម្លៃម៉ាស៊ីនអេកូរួមទាំងបង្ហាត់"),
        ..REACHED
    },
    Done {
        hand: Hand {
            name: "River View Guesthouse",
            contact: "Tom Harris, owner",
            trade: "guesthouse",
            line: "Washing machine: has he decided?",
            ..CALL
        },
        outcome: Some(Outcome::SaidNo),
        minutes: 5,
        text: "Had the old machine repaired and keeps it over the season. Ask again when the guests are gone.",
        went: Went::Month(4),
        next: (SlipKind::Call, "Season is over: how long will the old washing machine hold?"),
        ..REACHED
    },
    Done {
        hand: Hand {
            name: "Kratie Dolphin Tours",
            contact: "Meas Neary, owner",
            trade: "travel",
            kind: SlipKind::First,
            line: "First call: what does the office need?",
            history: &[(5, (10, 50), EntryKind::Note, None, 0, "Recommended by River View Guesthouse. Two boats, a new office from next month.")],
            ..CALL
        },
        minutes: 9,
        text: "New office by the river, needs a reception desk and air conditioning. Will send the plan of the room.",
        went: Went::Day(3),
        next: (SlipKind::Call, "Has the plan of the room come?"),
        ..REACHED
    },
    Done {
        hand: Hand {
            name: "ហាងនំ ផ្កាឈូក", contact: "មាស សុភា, ម្ចាស់", trade: "bakery", language: Language::Km, line: "ម៉ាស៊ីនច្របាច់ម្សៅ៖ ដំណើរការល្អទេ?", ..CALL
        },
        minutes: 6,
        text: "ម៉ាស៊ីនដំណើរការល្អ បុគ្គលិកស៊ាំហើយ។ គិតចង់បានទូកញ្ចក់មួយសម្រាប់មុខហាង។",
        went: Went::Day(5),
        next: (SlipKind::Call, "ទូកញ្ចក់៖ ប្រវែងប៉ុន្មាន?"),
        ..REACHED
    },
    Done {
        hand: Hand {
            name: "Стройсервис «Маяк»",
            contact: "Сергей Волков, директор",
            trade: "builder",
            language: Language::Ru,
            line: "Генератор принят? Последний платёж",
            ..CALL
        },
        outcome: Some(Outcome::Agreed),
        minutes: 5,
        text: "Генератор работает, последний платёж пришёл. Объект закончен, компания уезжает из города.",
        went: Went::Won("Объект закончен, всё оплачено."),
        ..REACHED
    },
    Done {
        hand: Hand {
            name: "Green Leaf Pharmacy",
            contact: "Sim Chantha, owner",
            trade: "pharmacy",
            kind: SlipKind::Email,
            line: "Send the price of the shelf system",
            ..CALL
        },
        kind: EntryKind::EmailOut,
        outcome: None,
        minutes: 0,
        text: "Sent the price of the shelf system for 14 metres of wall, with a drawing.",
        went: Went::Day(2),
        next: (SlipKind::Call, "Does the drawing of the shelves fit?"),
    },
    Done {
        hand: Hand {
            name: "ម៉ាត ដារ៉ា", contact: "គឹម ដារ៉ា, ម្ចាស់", trade: "shop", language: Language::Km, line: "ទូត្រជាក់ទីពីរ៖ គិតយ៉ាងណា?", ..CALL
        },
        minutes: 6,
        text: "ពេញចិត្តទូទីមួយ។ ទូទីពីរចាំដល់សាងសង់ផ្នែកខាងក្រោយរួច។",
        went: Went::Month(2),
        next: (SlipKind::Call, "ផ្នែកខាងក្រោយរួចហើយឬនៅ? ទូត្រជាក់ទីពីរ"),
        ..REACHED
    },
];
