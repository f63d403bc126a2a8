//! The words that stand over columns, in English, Khmer and Russian and in the known exports.
//!
//! Owns the vocabulary and its folding. Never looks at the rows below (see [`crate::mapping`]).

use crate::mapping::Meaning;
use crate::text;

/// How sure a header word is of its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sureness {
    /// Means it only if no other column does.
    Weak,
    /// Means it.
    Strong,
}

/// A header as it is looked up: lower case, one space between words, numbers and marks left out.
pub(crate) fn fold(header: &str) -> String {
    let lower = text::line(header).to_lowercase().replace('ё', "е");
    let spaced: String = lower.chars().map(|c| if c.is_ascii_punctuation() || matches!(c, '№' | '«' | '»' | '៖') { ' ' } else { c }).collect();
    let joined = spaced.replace("e mail", "email").replace("е mail", "email").replace("е майл", "email");
    let words: Vec<&str> = joined.split_whitespace().filter(|word| !word.bytes().all(|b| b.is_ascii_digit())).collect();
    let words = match words.as_slice() {
        ["person", rest @ ..] if !rest.is_empty() => rest.to_vec(),
        _ => words,
    };
    words.join(" ")
}

/// What a folded header means, and how surely.
pub(crate) fn meaning(folded: &str) -> Option<(Meaning, Sureness)> {
    if folded.is_empty() {
        return None;
    }
    let listed = |list: &[(Meaning, &[&str])]| list.iter().find(|(_, words)| words.contains(&folded)).map(|(meaning, _)| *meaning);
    if IGNORED.contains(&folded) || ends_a_label(folded) {
        return Some((Meaning::Ignore, Sureness::Strong));
    }
    if let Some(meaning) = listed(STRONG) {
        return Some((meaning, Sureness::Strong));
    }
    if let Some(meaning) = listed(WEAK) {
        return Some((meaning, Sureness::Weak));
    }
    contained(folded).map(|meaning| (meaning, Sureness::Strong))
}

/// The service of a messenger header, "Telegram".
pub(crate) fn messenger(header: &str) -> Option<&'static str> {
    let folded = fold(header);
    let whole_only = |word: &str| matches!(word, "line" | "im" | "signal" | "vk");
    let says = |word: &str| folded == word || (!whole_only(word) && folded.split(' ').any(|part| part == word));
    MESSENGERS.iter().find(|(word, _)| says(word)).map(|(_, name)| *name)
}

/// How many headers of a row are known words.
pub(crate) fn known<'a>(cells: impl Iterator<Item = &'a str>) -> usize {
    let sure = |cell: &str| {
        if cell.len() > 80 {
            return false;
        }
        meaning(&fold(cell)).is_some_and(|(meaning, _)| !matches!(meaning, Meaning::Ignore))
    };
    cells.take(400).filter(|cell| sure(cell)).count()
}

/// "E-mail 1 - Label", "Phone 2 - Type": a word about the column beside it.
fn ends_a_label(folded: &str) -> bool {
    ["label", "type", "primary flag", "display name", "verified"]
        .iter()
        .any(|end| folded.strip_suffix(end).is_some_and(|before| before.ends_with(' ')))
}

/// Headers of many layouts that hold one telling word.
fn contained(folded: &str) -> Option<Meaning> {
    let words: Vec<&str> = folded.split(' ').collect();
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    let about = ["status", "consent", "opt", "count", "date", "owner", "label", "type", "дата", "статус", "last", "domain", "bounced", "согласие"];
    if has(&about) {
        return None;
    }
    if has(&["email", "emails", "mail", "емейл", "имейл", "почта", "почты", "អ៊ីមែល", "អ៊ីម៉ែល"]) {
        return Some(Meaning::Email);
    }
    if messenger(folded).is_some() {
        return Some(Meaning::Messenger);
    }
    let other_phones = ["fax", "факс", "assistant", "pager", "tty", "tdd", "radio", "telex", "isdn", "car", "s", "ទូរសារ"];
    let phones = [
        "phone",
        "phones",
        "mobile",
        "tel",
        "telephone",
        "cell",
        "cellphone",
        "telephones",
        "телефон",
        "телефоны",
        "тел",
        "моб",
        "мобильный",
        "сотовый",
        "ទូរស័ព្ទ",
        "លេខទូរស័ព្ទ",
        "ទូរសព្ទ",
        "លេខទូរសព្ទ",
    ];
    if has(&phones) {
        return Some(if has(&other_phones) { Meaning::Other } else { Meaning::Phone });
    }
    if folded.contains("ទូរស័ព្ទ") || folded.contains("ទូរសព្ទ") {
        return (!folded.contains("ថ្ងៃ")).then_some(Meaning::Phone);
    }
    None
}

/// Words of messengers and how the service is called.
const MESSENGERS: &[(&str, &str)] = &[
    ("telegram", "Telegram"),
    ("телеграм", "Telegram"),
    ("телеграмм", "Telegram"),
    ("តេឡេក្រាម", "Telegram"),
    ("whatsapp", "WhatsApp"),
    ("ватсап", "WhatsApp"),
    ("viber", "Viber"),
    ("вайбер", "Viber"),
    ("wechat", "WeChat"),
    ("zalo", "Zalo"),
    ("signal", "Signal"),
    ("skype", "Skype"),
    ("скайп", "Skype"),
    ("messenger", "Messenger"),
    ("messengers", "Messenger"),
    ("мессенджер", "Messenger"),
    ("facebook", "Facebook"),
    ("instagram", "Instagram"),
    ("vk", "VK"),
    ("вконтакте", "VK"),
    ("linkedin", "LinkedIn"),
    ("line", "LINE"),
    ("im", "IM"),
];

const IGNORED: &[&str] = &[
    "photo",
    "priority",
    "private",
    "sensitivity",
    "gender",
    "mileage",
    "billing information",
    "directory server",
    "record id",
    "create date",
    "created",
    "created at",
    "created time",
    "дата создания",
    "дата изменения",
    "кем создана",
    "кем изменена",
    "marketing contact status",
    "phonetic first name",
    "phonetic middle name",
    "phonetic last name",
    "yomi name",
    "given name yomi",
    "additional name yomi",
    "family name yomi",
    "organization yomi name",
    "file as",
    "id",
    "n",
    "no",
    "nr",
    "п п",
    "n п п",
    "row",
    "номер",
    "ល រ",
    "លរ",
    "лог",
    "person created",
    "update time",
    "last modified",
    "open deals",
    "internet free busy",
];

const STRONG: &[(Meaning, &[&str])] = &[
    (Meaning::Id, &["daybinder id"]),
    (Meaning::Kind, &["kind"]),
    (Meaning::State, &["file state"]),
    (Meaning::NextLine, &["next line", "next step", "следующий шаг"]),
    (Meaning::Contacts, &["other contacts"]),
    (Meaning::NameFirst, &["first name", "given name", "firstname", "forename", "имя", "នាមខ្លួន", "ឈ្មោះខ្លួន", "នាម"]),
    (Meaning::NameMiddle, &["middle name", "additional name", "middlename", "patronymic", "отчество"]),
    (Meaning::NameLast, &["last name", "family name", "surname", "lastname", "фамилия", "នាមត្រកូល", "គោត្តនាម", "ត្រកូល"]),
    (
        Meaning::Name,
        &[
            "name",
            "full name",
            "fullname",
            "person",
            "contact person",
            "display name",
            "фио",
            "ф и о",
            "имя и фамилия",
            "имя фамилия",
            "фамилия имя",
            "фамилия имя отчество",
            "полное имя",
            "контактное лицо",
            "контакт",
            "кому",
            "имя контакта",
            "ឈ្មោះ",
            "ឈ្មោះពេញ",
            "ឈ្មោះអតិថិជន",
            "គោត្តនាម នាម",
            "នាមត្រកូល និងនាម",
            "contact name",
            "client name",
            "customer name",
            "имя клиента",
            "фио клиента",
            "полное имя контакта",
            "фио контакта",
            "основной контакт",
            "អ្នកទំនាក់ទំនង",
        ],
    ),
    (
        Meaning::Company,
        &[
            "company",
            "company name",
            "organization",
            "organisation",
            "organization name",
            "organisation name",
            "firm",
            "employer",
            "business name",
            "associated company",
            "компания",
            "организация",
            "фирма",
            "название компании",
            "название организации",
            "компания контакта",
            "компания клиента",
            "юр лицо",
            "юрлицо",
            "контрагент",
            "предприятие",
            "место работы",
            "ក្រុមហ៊ុន",
            "ឈ្មោះក្រុមហ៊ុន",
            "អង្គភាព",
            "ស្ថាប័ន",
            "សហគ្រាស",
            "ឈ្មោះហាង",
        ],
    ),
    (
        Meaning::Position,
        &[
            "position",
            "job title",
            "jobtitle",
            "organization title",
            "должность",
            "должность контакт",
            "должность контакта",
            "должн",
            "តួនាទី",
            "មុខតំណែង",
            "មុខងារ",
        ],
    ),
    (
        Meaning::Birthday,
        &[
            "birthday",
            "birth date",
            "birthdate",
            "date of birth",
            "dob",
            "день рождения",
            "дата рождения",
            "др",
            "д р",
            "ថ្ងៃកំណើត",
            "ថ្ងៃខែឆ្នាំកំណើត",
            "ថ្ងៃ ខែ ឆ្នាំកំណើត",
        ],
    ),
    (
        Meaning::Note,
        &[
            "note",
            "notes",
            "comment",
            "comments",
            "remark",
            "remarks",
            "message",
            "memo",
            "комментарий",
            "комментарии",
            "примечание",
            "примечания",
            "заметка",
            "заметки",
            "что сказать",
            "កំណត់ចំណាំ",
            "កំណត់សម្គាល់",
            "ចំណាំ",
            "មតិ",
            "សម្គាល់",
        ],
    ),
    (
        Meaning::Tags,
        &[
            "tags",
            "tag",
            "labels",
            "label",
            "categories",
            "category",
            "group membership",
            "groups",
            "теги",
            "тег",
            "метки",
            "метка",
            "категория",
            "категории",
            "ស្លាក",
            "ប្រភេទ",
        ],
    ),
    (
        Meaning::Email,
        &[
            "email",
            "email address",
            "email addresses",
            "email value",
            "email address address",
            "additional email addresses",
            "эл почта",
            "электронная почта",
            "почта",
            "эл адрес",
            "សារអេឡិចត្រូនិច",
        ],
    ),
    (
        Meaning::Phone,
        &[
            "phone",
            "phone number",
            "phone numbers",
            "phone value",
            "mobile phone number",
            "company main phone",
            "тел",
            "телефон",
            "номер телефона",
            "លេខ",
        ],
    ),
    (
        Meaning::Address,
        &[
            "address",
            "street",
            "street address",
            "address street",
            "postal address",
            "mailing address",
            "business street",
            "business address street",
            "work street",
            "address line",
            "адрес",
            "улица",
            "почтовый адрес",
            "អាសយដ្ឋាន",
            "អាស័យដ្ឋាន",
            "ផ្លូវ",
        ],
    ),
    (
        Meaning::AddressMore,
        &[
            "address extended address",
            "address po box",
            "address region",
            "address postal code",
            "business address po box",
            "business state",
            "business postal code",
            "state",
            "state region",
            "region",
            "postal code",
            "zip",
            "zip code",
            "индекс",
            "область",
            "регион",
            "លេខកូដប្រៃសណីយ៍",
        ],
    ),
    (Meaning::Town, &["city", "town", "address city", "business city", "work city", "город", "населенный пункт", "ទីក្រុង", "ក្រុង", "រាជធានី ខេត្ត"]),
    (Meaning::Country, &["country", "country region", "address country", "business country", "business country region", "страна", "ប្រទេស"]),
    (
        Meaning::Website,
        &[
            "website",
            "website url",
            "website value",
            "web page",
            "webpage",
            "web site",
            "homepage",
            "home page",
            "url",
            "web",
            "сайт",
            "веб сайт",
            "корпоративный сайт",
            "គេហទំព័រ",
            "វេបសាយ",
        ],
    ),
    (
        Meaning::NextContact,
        &[
            "next contact",
            "next contact date",
            "next activity date",
            "next activity",
            "next call",
            "next call date",
            "next follow up",
            "next followup",
            "follow up date",
            "followup date",
            "follow up",
            "next step date",
            "next touch",
            "next visit",
            "call back date",
            "callback date",
            "дата следующего контакта",
            "следующий контакт",
            "следующий звонок",
            "дата следующего звонка",
            "след звонок",
            "след контакт",
            "дата след контакта",
            "дата след звонка",
            "когда перезвонить",
            "когда звонить",
            "перезвонить",
            "следующая встреча",
            "ближайшая задача",
            "ទំនាក់ទំនងបន្ទាប់",
            "ថ្ងៃទំនាក់ទំនងបន្ទាប់",
            "ទាក់ទងបន្ទាប់",
            "ថ្ងៃទាក់ទងបន្ទាប់",
            "ហៅបន្ទាប់",
            "ថ្ងៃហៅបន្ទាប់",
            "ការហៅបន្ទាប់",
        ],
    ),
    (
        Meaning::Owner,
        &[
            "owner",
            "owner name",
            "contact owner",
            "account owner",
            "assigned to",
            "account manager",
            "responsible",
            "responsible user",
            "ответственный",
            "ведет",
            "куратор",
            "អ្នកទទួលខុសត្រូវ",
        ],
    ),
    (Meaning::Source, &["source", "lead source", "original source", "источник", "откуда узнал", "откуда узнали", "канал", "ប្រភព"]),
    (Meaning::Needs, &["needs", "need", "interested in", "потребности", "потребность", "нужды", "что нужно", "តម្រូវការ"]),
    (Meaning::Expects, &["expects", "expectations", "ожидания", "ការរំពឹងទុក"]),
    (Meaning::Decides, &["decides", "decision maker", "who decides", "лпр", "кто решает", "អ្នកសម្រេចចិត្ត"]),
    (Meaning::Competitor, &["competitor", "competitors", "конкурент", "конкуренты", "គូប្រជែង"]),
    (Meaning::Interests, &["interests", "hobby", "hobbies", "хобби", "интересы", "ចំណូលចិត្ត"]),
    (Meaning::Consent, &["consent"]),
    (Meaning::PreferredChannel, &["preferred channel"]),
    (Meaning::TopRanked, &["top ranked"]),
    (Meaning::Language, &["language", "preferred language", "язык", "ភាសា"]),
    (Meaning::TimeZone, &["time zone", "timezone", "часовой пояс", "ល្វែងម៉ោង"]),
    (Meaning::Messenger, &["messengers", "messenger", "im", "мессенджер", "мессенджеры"]),
];

/// Tried in this order for the columns that no strong word explains.
const WEAK: &[(Meaning, &[&str])] = &[
    (Meaning::Name, &["client", "customer", "contact", "клиент", "заказчик", "покупатель", "អតិថិជន", "who"]),
    (Meaning::Company, &["account", "account name", "org", "business", "откуда", "название", "наименование", "ហាង", "អាជីវកម្ម"]),
    (Meaning::Position, &["title", "occupation", "role", "profession", "роль", "профессия"]),
    (Meaning::NextContact, &["when", "reminder", "remind", "due date", "когда", "напомнить", "дата звонка", "дата", "date", "ពេលណា", "កាលបរិច្ឆេទ"]),
    (Meaning::Note, &["description", "details", "subject", "info", "описание", "информация", "ព័ត៌មាន"]),
    (Meaning::Tags, &["segment", "group", "группа", "сегмент", "ក្រុម"]),
    (Meaning::Website, &["domain", "company domain name", "домен"]),
    (
        Meaning::Address,
        &[
            "home street",
            "home address",
            "other street",
            "home address street",
            "address formatted",
            "business address",
            "other address",
            "юридический адрес",
            "фактический адрес",
        ],
    ),
    (Meaning::Town, &["home city", "other city", "province", "ខេត្ត", "провинция"]),
    (Meaning::Country, &["home country", "other country", "home country region"]),
    (Meaning::Owner, &["manager", "менеджер"]),
    (Meaning::Source, &["channel"]),
    (Meaning::Interests, &["interest"]),
];
