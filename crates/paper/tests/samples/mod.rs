//! Invented sheets in three languages, for the tests and for looking at.
#![allow(dead_code)]

use paper::*;

/// Picks the text of a language.
fn of(language: Language, english: &str, khmer: &str, russian: &str) -> Text {
    match language {
        Language::English => english.into(),
        Language::Khmer => khmer.into(),
        Language::Russian => russian.into(),
    }
}

pub fn head(l: Language) -> Head {
    Head {
        title: of(l, "Client file", "សំណុំឯកសារអតិថិជន", "Дело клиента"),
        foot: of(
            l,
            "Sreymom’s binder · printed 23 November 2026, 08:10",
            "ក្រាំងរបស់ស្រីមុំ · បោះពុម្ព ២៣ វិច្ឆិកា ២០២៦",
            "Картотека Срэймом · напечатано 23 ноября 2026, 08:10",
        ),
        ..Head::new(l)
    }
}

pub fn months(l: Language) -> Vec<Text> {
    let names = match l {
        Language::English => "January February March April May June July August September October November December",
        Language::Khmer => "មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ",
        Language::Russian => "Январь Февраль Март Апрель Май Июнь Июль Август Сентябрь Октябрь Ноябрь Декабрь",
    };
    names.split(' ').map(Text::from).collect()
}

pub fn dated(l: Language) -> Dividers {
    Dividers::dated((23..=27).map(|day: u8| Leaf {
        mark: day.to_string().into(),
        above: of(l, "Monday", "ថ្ងៃចន្ទ", "понедельник"),
        below: of(l, "November 2026", "វិច្ឆិកា ២០២៦", "ноябрь 2026"),
    }))
}

fn lines(l: Language, rows: &[[&str; 6]]) -> Vec<Line> {
    rows.iter().map(|[a, b, c, d, e, f]| Line { label: of(l, a, b, c), value: of(l, d, e, f) }).collect()
}

pub fn card(l: Language) -> Card {
    Card {
        title: of(l, "Information card", "ប័ណ្ណព័ត៌មាន", "Информационная карта"),
        name: Line {
            label: of(l, "Client", "អតិថិជន", "Клиент"),
            value: of(l, "សាលាបាយ Lotus Café", "សាលាបាយ Lotus Café", "Кофейня «Лотос» · សាលាបាយ"),
        },
        tag: of(l, "VIP · relationship seeker", "សំខាន់ · ស្វែងរកទំនាក់ទំនង", "VIP · ищет отношений"),
        about: of(l, "Chan Dara, owner · 10:04 there", "ចាន់ ដារ៉ា ម្ចាស់ហាង · ម៉ោង ១០:០៤ ទីនោះ", "Чан Дара, владелец · там 10:04"),
        ask: Line {
            label: of(l, "Why today", "ហេតុអ្វីថ្ងៃនេះ", "Почему сегодня"),
            value: of(
                l,
                "Did the board approve offer 214? He asked for a call after their Sunday meeting.",
                "តើក្រុមប្រឹក្សាភិបាលបានយល់ព្រមលើសំណើលេខ ២១៤ ទេ? គាត់សុំឱ្យទូរសព្ទក្រោយកិច្ចប្រជុំថ្ងៃអាទិត្យ។",
                "Одобрил ли совет предложение 214? Просил позвонить после воскресного собрания.",
            ),
        },
        reaches: lines(
            l,
            &[
                ["Telephone", "ទូរសព្ទ", "Телефон", "012 345 678", "012 345 678", "012 345 678"],
                ["E-mail", "អ៊ីមែល", "Почта", "dara@lotus.example", "dara@lotus.example", "dara@lotus.example"],
                ["Telegram", "តេឡេក្រាម", "Telegram", "@dara_lotus", "@dara_lotus", "@dara_lotus"],
            ],
        ),
        parts: parts(l),
        notes: of(l, "Notes", "កំណត់ចំណាំ", "Заметки"),
        continued: of(l, "Continued in the file →", "បន្តក្នុងសំណុំឯកសារ →", "Продолжение в деле →"),
    }
}

fn parts(l: Language) -> Vec<Part> {
    vec![
        Part {
            title: of(l, "The company", "ក្រុមហ៊ុន", "Компания"),
            lines: lines(
                l,
                &[
                    ["Company", "ក្រុមហ៊ុន", "Компания", "Lotus Café Co.", "ក្រុមហ៊ុន ឡូទុស កាហ្វេ", "ООО «Лотос Кафе»"],
                    ["Town", "ទីក្រុង", "Город", "Siem Reap", "សៀមរាប", "Сиемреап"],
                    [
                        "Business",
                        "មុខជំនួញ",
                        "Чем занимается",
                        "Two cafés, a bakery for hotels",
                        "ហាងកាហ្វេពីរ និងហាងនំប៉័ងសម្រាប់សណ្ឋាគារ",
                        "Две кофейни и пекарня для гостиниц",
                    ],
                ],
            ),
        },
        Part {
            title: of(l, "What they need", "អ្វីដែលគេត្រូវការ", "Что нужно"),
            lines: lines(
                l,
                &[
                    [
                        "Needs",
                        "តម្រូវការ",
                        "Потребности",
                        "Quiet machines, service within a day",
                        "ម៉ាស៊ីនស្ងាត់ និងសេវាក្នុងរយៈពេលមួយថ្ងៃ",
                        "Тихие машины, обслуживание в течение дня",
                    ],
                    ["Decides", "អ្នកសម្រេច", "Решает", "Dara, with the board", "ដារ៉ា ជាមួយក្រុមប្រឹក្សា", "Дара вместе с советом"],
                    ["Competitor", "គូប្រជែង", "Конкурент", "Barista Pro, 4 % cheaper", "Barista Pro ថោកជាង ៤ %", "Barista Pro, на 4 % дешевле"],
                    [
                        "Objections",
                        "ការជំទាស់",
                        "Возражения",
                        "“I need to think”, the price of the service plan",
                        "«ខ្ញុំត្រូវគិត» តម្លៃនៃគម្រោងសេវា",
                        "«Мне надо подумать», цена обслуживания",
                    ],
                    ["Budget", "ថវិកា", "Бюджет", "", "", ""],
                ],
            ),
        },
        Part {
            title: of(l, "The person", "មនុស្ស", "Человек"),
            lines: lines(
                l,
                &[
                    ["Birthday", "ថ្ងៃកំណើត", "День рождения", "5 December", "៥ ធ្នូ", "5 декабря"],
                    ["Reliability", "ភាពទុកចិត្ត", "Надёжность", "A · pays in 9 days", "A · បង់ក្នុង ៩ ថ្ងៃ", "A · платит за 9 дней"],
                    ["Likes", "ចូលចិត្ត", "Любит", "", "", ""],
                ],
            ),
        },
    ]
}

pub fn blank(l: Language) -> Card {
    let mut card = card(l);
    card.name.value = Text::default();
    card.tag = Text::default();
    card.about = Text::default();
    card.ask = Line::default();
    for line in card.reaches.iter_mut().chain(card.parts.iter_mut().flat_map(|part| &mut part.lines)) {
        line.value = Text::default();
    }
    card
}

pub fn sentence(l: Language) -> &'static str {
    match l {
        Language::English => "Likes the 3-year service plan, thinks 8 % is still high. Board meets Sunday 22nd. ",
        Language::Khmer => "ចូលចិត្តគម្រោងសេវាបីឆ្នាំ ប៉ុន្តែគិតថា ៨ % នៅតែខ្ពស់។ ក្រុមប្រឹក្សាប្រជុំនៅថ្ងៃអាទិត្យទី ២២ ខែវិច្ឆិកា។ ",
        Language::Russian => "Нравится трёхлетнее обслуживание, но 8 % кажутся высокими. Совет собирается в воскресенье, 22-го. ",
    }
}

pub fn long(l: Language) -> Card {
    let mut card = card(l);
    card.parts[1].lines[0].value = sentence(l).repeat(40).into();
    card.parts[1].lines[3].value = sentence(l).repeat(90).into();
    card
}

pub fn file(l: Language, entries: usize) -> File {
    let kinds = [
        of(l, "Call · reached", "ទូរសព្ទ · បានជួប", "Звонок · дозвонилась"),
        of(l, "E-mail out", "អ៊ីមែលចេញ", "Письмо отправлено"),
        of(l, "Promise kept", "បានគោរពពាក្យសន្យា", "Обещание выполнено"),
    ];
    File {
        card: card(l),
        heads: FileHeads {
            history: of(l, "History", "ប្រវត្តិ", "История"),
            forms: of(l, "Forms", "ទម្រង់បែបបទ", "Анкеты"),
            documents: of(l, "Documents", "ឯកសារ", "Документы"),
        },
        entries: (0..entries)
            .map(|number| Entry {
                when: of(l, "12 Nov 2026 15:20", "១២ វិច្ឆិកា ១៥:២០", "12 ноя 2026 15:20"),
                what: kinds[number % 3].clone(),
                by: of(l, "6 min · Sreymom", "៦ នាទី · ស្រីមុំ", "6 мин · Срэймом"),
                note: format!("№{number} {}", sentence(l).repeat(1 + number % 3)).into(),
                beside: Text::default(),
            })
            .collect(),
        cut: Text::default(),
        forms: vec![Form {
            title: of(l, "Needs of a café", "តម្រូវការរបស់ហាងកាហ្វេ", "Потребности кофейни"),
            about: of(l, "3 November 2026 · Sreymom", "៣ វិច្ឆិកា ២០២៦ · ស្រីមុំ", "3 ноября 2026 · Срэймом"),
            lines: card(l).parts[1].lines.clone(),
        }],
        documents: (1..=5)
            .map(|number: u8| Document {
                name: format!("offer-214-v{number}.pdf").into(),
                about: of(l, "Offer · 84 KB", "សំណើ · 84 KB", "Предложение · 84 КБ"),
                when: of(l, "10 Nov 2026", "១០ វិច្ឆិកា ២០២៦", "10 ноя 2026"),
            })
            .collect(),
    }
}

pub fn calls(l: Language, count: usize) -> CallSheet {
    let call = |number: usize| Call {
        time: if number < 3 { format!("{:02}:30", 9 + number).into() } else { of(l, "Call", "ហៅ", "Звонок") },
        name: of(l, "Chan Dara", "ចាន់ ដារ៉ា", "Чан Дара"),
        company: of(l, "សាលាបាយ Lotus Café", "សាលាបាយ Lotus Café", "Кофейня «Лотос»"),
        phone: "012 345 678".into(),
        last: of(
            l,
            "12 Nov: likes the 3-year plan, thinks 8 % is still high",
            "១២ វិច្ឆិកា៖ ចូលចិត្តគម្រោងបីឆ្នាំ គិតថា ៨ % នៅខ្ពស់",
            "12 ноя: нравится план на 3 года, 8 % кажутся высокими",
        ),
        ask: of(l, "Did the board approve offer 214?", "តើក្រុមប្រឹក្សាភិបាលបានយល់ព្រមលើសំណើ ២១៤ ទេ?", "Одобрил ли совет предложение 214?"),
    };
    CallSheet {
        day: of(l, "Monday 23 November", "ថ្ងៃចន្ទ ២៣ វិច្ឆិកា", "Понедельник, 23 ноября"),
        about: of(l, "31 calls · 7 h 10 planned", "ហៅ ៣១ ដង · គ្រោង ៧ ម៉ោង ១០", "31 звонок · по плану 7 ч 10"),
        heads: CallHeads {
            time: of(l, "Time", "ម៉ោង", "Время"),
            client: of(l, "Client", "អតិថិជន", "Клиент"),
            ask: of(l, "Ask · last", "សួរ · ចុងក្រោយ", "Спросить · прошлое"),
            write: of(l, "Write", "សរសេរ", "Записать"),
            outcome: of(l, "Outcome", "លទ្ធផល", "Итог"),
            next: of(l, "Next", "បន្ទាប់", "Далее"),
        },
        cut: Text::default(),
        piles: vec![
            Pile {
                title: of(l, "At a set time", "តាមម៉ោងកំណត់", "К назначенному часу"), calls: (0..count.min(3)).map(call).collect()
            },
            Pile {
                title: of(l, "Calls to repeat", "ការហៅដដែល", "Повторные звонки"), calls: (3..count.max(3)).map(call).collect()
            },
        ],
    }
}

pub fn stack(l: Language, files: usize) -> Stack {
    Stack { cover: Some(calls(l, files)), files: (0..files).map(|number| file(l, 6 + 9 * number)).collect() }
}
