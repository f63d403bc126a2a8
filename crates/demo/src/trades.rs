//! The trades of the sample's clients and what each of them buys from an equipment dealer.
//!
//! Owns the names from which companies are called. Every name is invented.

use crate::words::{Said, said};

/// A trade with what it buys.
pub(crate) struct Trade {
    /// What stands in the tags.
    pub(crate) tag: &'static str,
    /// Its word in a company's name; in Russian before the name in quotation marks.
    pub(crate) called: Said,
    /// What it buys.
    pub(crate) goods: &'static [Said],
}

const fn trade(tag: &'static str, called: Said, goods: &'static [Said]) -> Trade {
    Trade { tag, called, goods }
}

/// Every trade.
pub(crate) const TRADES: [Trade; 25] = [
    trade(
        "café",
        said("Café", "ហាងកាហ្វេ", "Кафе"),
        &[
            said("two-group espresso machine", "ម៉ាស៊ីនឆុងកាហ្វេក្បាលពីរ", "кофемашина на две группы"),
            said("coffee grinder", "ម៉ាស៊ីនកិនកាហ្វេ", "кофемолка"),
            said("ice maker", "ម៉ាស៊ីនធ្វើទឹកកក", "льдогенератор"),
        ],
    ),
    trade(
        "bakery",
        said("Bakery", "ហាងនំ", "Пекарня"),
        &[
            said("deck oven", "ឡដុតនំ", "подовая печь"),
            said("dough mixer", "ម៉ាស៊ីនច្របាច់ម្សៅ", "тестомес"),
            said("glass display", "ទូកញ្ចក់ដាក់នំ", "стеклянная витрина"),
        ],
    ),
    trade(
        "dental clinic",
        said("Dental Clinic", "គ្លីនិកធ្មេញ", "Стоматология"),
        &[
            said("dental chair", "កៅអីធ្មេញ", "стоматологическое кресло"),
            said("steam sterilizer", "ម៉ាស៊ីនសម្លាប់មេរោគដោយចំហាយ", "паровой стерилизатор"),
            said("quiet compressor", "ម៉ាស៊ីនបូមខ្យល់ស្ងាត់", "тихий компрессор"),
        ],
    ),
    trade(
        "clinic",
        said("Clinic", "គ្លីនិក", "Клиника"),
        &[
            said("ultrasound scanner", "ម៉ាស៊ីនអេកូ", "аппарат УЗИ"),
            said("examination couch", "គ្រែពិនិត្យ", "смотровая кушетка"),
            said("medicine refrigerator", "ទូទឹកកកដាក់ថ្នាំ", "холодильник для лекарств"),
        ],
    ),
    trade(
        "pharmacy",
        said("Pharmacy", "ឱសថស្ថាន", "Аптека"),
        &[
            said("medicine refrigerator", "ទូទឹកកកដាក់ថ្នាំ", "холодильник для лекарств"),
            said("cash register", "ម៉ាស៊ីនគិតលុយ", "кассовый аппарат"),
            said("shelf system", "ធ្នើដាក់ទំនិញ", "стеллажи"),
        ],
    ),
    trade(
        "printer",
        said("Print House", "រោងពុម្ព", "Типография"),
        &[
            said("paper cutter", "ម៉ាស៊ីនកាត់ក្រដាស", "резак для бумаги"),
            said("large-format printer", "ម៉ាស៊ីនបោះពុម្ពខ្នាតធំ", "широкоформатный принтер"),
            said("binding machine", "ម៉ាស៊ីនចងសៀវភៅ", "переплётная машина"),
        ],
    ),
    trade(
        "pepper",
        said("Pepper Export", "ម្រេចនាំចេញ", "Перец-Экспорт"),
        &[
            said("drying cabinet", "ទូសម្ងួត", "сушильный шкаф"),
            said("vacuum packer", "ម៉ាស៊ីនវេចខ្ចប់បូមខ្យល់", "вакуумный упаковщик"),
            said("colour sorter", "ម៉ាស៊ីនរើសពណ៌", "сортировщик по цвету"),
        ],
    ),
    trade(
        "school",
        said("School", "សាលារៀន", "Школа"),
        &[
            said("classroom projector", "ម៉ាស៊ីនបញ្ចាំងសម្រាប់ថ្នាក់រៀន", "проектор для класса"),
            said("set of thirty desks", "តុរៀនសាមសិបសម្រាប់", "тридцать парт"),
            said("water purifier", "ម៉ាស៊ីនចម្រោះទឹក", "очиститель воды"),
        ],
    ),
    trade(
        "hotel",
        said("Hotel", "សណ្ឋាគារ", "Отель"),
        &[
            said("linen press", "ម៉ាស៊ីនអ៊ុតកម្រាលពូក", "гладильный каток"),
            said("set of room safes", "ទូដែកសម្រាប់បន្ទប់", "сейфы для номеров"),
            said("breakfast buffet", "តុប៊ូហ្វេអាហារពេលព្រឹក", "линия для завтраков"),
        ],
    ),
    trade(
        "guesthouse",
        said("Guesthouse", "ផ្ទះសំណាក់", "Гостевой дом"),
        &[
            said("solar water heater", "ម៉ាស៊ីនទឹកក្តៅសូឡា", "солнечный водонагреватель"),
            said("washing machine", "ម៉ាស៊ីនបោកខោអាវ", "стиральная машина"),
            said("key-card lock system", "ប្រព័ន្ធសោកាត", "замки с картами"),
        ],
    ),
    trade(
        "builder",
        said("Construction", "សំណង់", "Стройсервис"),
        &[
            said("20 kVA generator", "ម៉ាស៊ីនភ្លើង ២០ kVA", "генератор 20 кВА"),
            said("concrete mixer", "ម៉ាស៊ីនលាយបេតុង", "бетономешалка"),
            said("scaffold set", "រន្ទាដែក", "комплект лесов"),
        ],
    ),
    trade(
        "restaurant",
        said("Restaurant", "ភោជនីយដ្ឋាន", "Ресторан"),
        &[
            said("cold counter", "តុត្រជាក់", "холодильный стол"),
            said("dishwasher", "ម៉ាស៊ីនលាងចាន", "посудомоечная машина"),
            said("kitchen hood", "ម៉ាស៊ីនស្រូបផ្សែង", "вытяжка"),
        ],
    ),
    trade(
        "shop",
        said("Mini Mart", "ម៉ាត", "Магазин"),
        &[
            said("cold cabinet", "ទូត្រជាក់", "холодильный шкаф"),
            said("cash register", "ម៉ាស៊ីនគិតលុយ", "кассовый аппарат"),
            said("shelf system", "ធ្នើដាក់ទំនិញ", "стеллажи"),
        ],
    ),
    trade(
        "textiles",
        said("Textiles", "វាយនភណ្ឌ", "Текстиль"),
        &[
            said("overlock machine", "ម៉ាស៊ីនប៉ាក់គែម", "оверлок"),
            said("cutting table", "តុកាត់ក្រណាត់", "раскройный стол"),
            said("steam iron station", "ឆ្នាំងអ៊ុតចំហាយ", "парогенератор"),
        ],
    ),
    trade(
        "garage",
        said("Auto Service", "យានដ្ឋាន", "Автосервис"),
        &[
            said("two-post lift", "ម៉ាស៊ីនលើកឡានជើងពីរ", "двухстоечный подъёмник"),
            said("tyre changer", "ម៉ាស៊ីនដោះកង់", "шиномонтажный станок"),
            said("air compressor", "ម៉ាស៊ីនបូមខ្យល់", "компрессор"),
        ],
    ),
    trade(
        "salon",
        said("Beauty Salon", "ហាងកែសម្ផស្ស", "Салон красоты"),
        &[
            said("washing chair", "កៅអីកក់សក់", "кресло-мойка"),
            said("towel warmer", "ទូកម្តៅកន្សែង", "нагреватель полотенец"),
            said("set of mirrors with light", "កញ្ចក់មានភ្លើង", "зеркала с подсветкой"),
        ],
    ),
    trade(
        "rice mill",
        said("Rice Mill", "រោងម៉ាស៊ីនស្រូវ", "Рисовая мельница"),
        &[
            said("grain dryer", "ឡសម្ងួតស្រូវ", "зерносушилка"),
            said("bag sewing machine", "ម៉ាស៊ីនដេរបាវ", "мешкозашивочная машина"),
            said("floor scale", "ជញ្ជីងធំ", "напольные весы"),
        ],
    ),
    trade(
        "farm",
        said("Farm", "កសិដ្ឋាន", "Ферма"),
        &[
            said("solar pump", "ម៉ាស៊ីនបូមទឹកសូឡា", "солнечный насос"),
            said("drip irrigation kit", "ប្រព័ន្ធស្រោចស្រពដំណក់", "капельный полив"),
            said("cold room", "បន្ទប់ត្រជាក់", "холодильная камера"),
        ],
    ),
    trade(
        "furniture",
        said("Furniture", "គ្រឿងសង្ហារិម", "Мебель"),
        &[
            said("panel saw", "ម៉ាស៊ីនអារបន្ទះឈើ", "форматный станок"),
            said("dust collector", "ម៉ាស៊ីនស្រូបធូលី", "пылесборник"),
            said("edge banding machine", "ម៉ាស៊ីនបិទគែម", "кромочный станок"),
        ],
    ),
    trade(
        "travel",
        said("Tours", "ទេសចរណ៍", "Турагентство"),
        &[
            said("ticket printer", "ម៉ាស៊ីនបោះពុម្ពសំបុត្រ", "принтер билетов"),
            said("reception desk", "តុទទួលភ្ញៀវ", "стойка администратора"),
            said("air conditioner", "ម៉ាស៊ីនត្រជាក់", "кондиционер"),
        ],
    ),
    trade(
        "electrics",
        said("Electric", "អគ្គិសនី", "Электро"),
        &[
            said("20 kVA generator", "ម៉ាស៊ីនភ្លើង ២០ kVA", "генератор 20 кВА"),
            said("cable tester", "ឧបករណ៍តេស្តខ្សែ", "тестер кабеля"),
            said("battery bank", "ធុងអាគុយ", "блок аккумуляторов"),
        ],
    ),
    trade(
        "solar",
        said("Solar", "សូឡា", "Солнечная энергия"),
        &[
            said("set of roof rails", "គ្រោងដែកដំបូល", "кровельный крепёж"),
            said("hybrid inverter", "អាំងវើទ័រ", "гибридный инвертор"),
            said("battery bank", "ធុងអាគុយ", "блок аккумуляторов"),
        ],
    ),
    trade(
        "laundry",
        said("Laundry", "ហាងបោកអ៊ុត", "Прачечная"),
        &[
            said("25 kg washer", "ម៉ាស៊ីនបោក ២៥ គីឡូ", "машина на 25 кг"),
            said("tumble dryer", "ម៉ាស៊ីនសម្ងួត", "сушильный барабан"),
            said("linen press", "ម៉ាស៊ីនអ៊ុតកម្រាលពូក", "гладильный каток"),
        ],
    ),
    trade(
        "language school",
        said("Language Centre", "មជ្ឈមណ្ឌលភាសា", "Языковой центр"),
        &[
            said("set of headphones", "កាសស្តាប់", "комплект наушников"),
            said("interactive board", "ក្តារខៀនអន្តរកម្ម", "интерактивная доска"),
            said("air conditioner", "ម៉ាស៊ីនត្រជាក់", "кондиционер"),
        ],
    ),
    trade(
        "seafood",
        said("Seafood", "គ្រឿងសមុទ្រ", "Морепродукты"),
        &[
            said("ice maker", "ម៉ាស៊ីនធ្វើទឹកកក", "льдогенератор"),
            said("cold room", "បន្ទប់ត្រជាក់", "холодильная камера"),
            said("vacuum packer", "ម៉ាស៊ីនវេចខ្ចប់បូមខ្យល់", "вакуумный упаковщик"),
        ],
    ),
];

/// What companies are called, with the Latin form that stands in their e-mail addresses.
pub(crate) const CALLED_EN: [&str; 28] = [
    "Golden Silk",
    "Riverside",
    "Bayon",
    "Green Leaf",
    "Blue Lotus",
    "Banyan",
    "Sunrise",
    "Old Market",
    "Palm Tree",
    "White Sand",
    "Royal",
    "Mango",
    "Lucky Star",
    "Silver Fish",
    "New Bridge",
    "Red Earth",
    "Four Rivers",
    "Morning Light",
    "Kingfisher",
    "Sugar Palm",
    "Jasmine",
    "Three Elephants",
    "North Gate",
    "Tamarind",
    "Bamboo",
    "Lakeside",
    "Pearl",
    "Harvest",
];

/// Khmer names with their Latin form.
pub(crate) const CALLED_KM: [(&str, &str); 30] = [
    ("រំដួល", "romduol"),
    ("ម្លិះ", "mlis"),
    ("ផ្កាឈូក", "phkachhouk"),
    ("ទន្លេសាប", "tonlesap"),
    ("មេគង្គ", "mekong"),
    ("អង្គរ", "angkor"),
    ("បាយ័ន", "bayon"),
    ("សុវណ្ណភូមិ", "suvannaphum"),
    ("ចំប៉ា", "champa"),
    ("ត្នោត", "tnaot"),
    ("ផ្កាយព្រឹក", "phkaypruk"),
    ("សែនសុខ", "sensok"),
    ("ច័ន្ទថ្មី", "chanthmey"),
    ("រស្មី", "reaksmey"),
    ("សំណាង", "samnang"),
    ("ដំរីស", "damreysor"),
    ("កុលាប", "kolap"),
    ("ភូមិខ្ញុំ", "phumkhnhom"),
    ("មាសប្រាក់", "measprak"),
    ("ព្រះច័ន្ទ", "preahchan"),
    ("សួនច្បារ", "suonchbar"),
    ("ទឹកថ្លា", "tuekthla"),
    ("ជ័យជំនះ", "cheychumneah"),
    ("អប្សរា", "apsara"),
    ("ភ្នំខៀវ", "phnomkhiev"),
    ("ស្រះស្រង់", "srahsrang"),
    ("រុងរឿង", "rungroeung"),
    ("ត្រពាំងឈូក", "trapeangchhouk"),
    ("ក្រមួន", "kramuon"),
    ("ពន្លឺ", "ponleu"),
];

/// Russian names with their Latin form.
pub(crate) const CALLED_RU: [(&str, &str); 24] = [
    ("Берёзка", "beryozka"),
    ("Лотос", "lotos"),
    ("Пальма", "palma"),
    ("Берег", "bereg"),
    ("Восток", "vostok"),
    ("Маяк", "mayak"),
    ("Заря", "zarya"),
    ("Жемчужина", "zhemchuzhina"),
    ("Якорь", "yakor"),
    ("Южный ветер", "yuzhny-veter"),
    ("Радуга", "raduga"),
    ("Тропик", "tropik"),
    ("Прибой", "priboy"),
    ("Меконг-Сервис", "mekong-servis"),
    ("Кораблик", "korablik"),
    ("Самовар", "samovar"),
    ("Альбатрос", "albatros"),
    ("Лагуна", "laguna"),
    ("Солнечный дом", "solnechny-dom"),
    ("Ромашка", "romashka"),
    ("Горизонт", "gorizont"),
    ("Бриз", "briz"),
    ("Каравелла", "karavella"),
    ("Родник", "rodnik"),
];

/// Competitors; no such companies are meant.
pub(crate) const COMPETITORS: [&str; 8] =
    ["Barista Pro", "Delta Equipment", "Sunrise Import", "Tonle Technics", "East Supply House", "Lotus Machines", "Orient Kitchen", "City Tools"];

/// Towns.
pub(crate) const TOWNS: [Said; 13] = [
    said("Phnom Penh", "ភ្នំពេញ", "Пномпень"),
    said("Siem Reap", "សៀមរាប", "Сиемреап"),
    said("Battambang", "បាត់ដំបង", "Баттамбанг"),
    said("Sihanoukville", "ព្រះសីហនុ", "Сиануквиль"),
    said("Kampot", "កំពត", "Кампот"),
    said("Kampong Cham", "កំពង់ចាម", "Кампонгтям"),
    said("Takeo", "តាកែវ", "Такео"),
    said("Kep", "កែប", "Кеп"),
    said("Pursat", "ពោធិ៍សាត់", "Поусат"),
    said("Kratie", "ក្រចេះ", "Кратьэх"),
    said("Kampong Thom", "កំពង់ធំ", "Кампонгтхом"),
    said("Poipet", "ប៉ោយប៉ែត", "Пойпет"),
    said("Phnom Penh, Toul Kork", "ភ្នំពេញ ទួលគោក", "Пномпень, Туолкок"),
];
