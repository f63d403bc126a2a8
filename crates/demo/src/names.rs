//! The people at the sample's clients.
//!
//! Owns names in three scripts, each with its Latin form for e-mail addresses. Nobody real is meant.

use crate::chance::Chance;
use domain::Language;

/// Family names, Khmer and Latin.
const FAMILY: [(&str, &str); 20] = [
    ("ចាន់", "Chan"),
    ("សុខ", "Sok"),
    ("គឹម", "Kim"),
    ("លី", "Ly"),
    ("ហេង", "Heng"),
    ("នួន", "Nuon"),
    ("ពេជ្រ", "Pich"),
    ("ស៊ឹម", "Sim"),
    ("ឃឹម", "Khim"),
    ("ម៉ៅ", "Mao"),
    ("រស់", "Ros"),
    ("តាន់", "Tan"),
    ("យិន", "Yin"),
    ("ឡុង", "Long"),
    ("អ៊ុច", "Uch"),
    ("ប្រាក់", "Prak"),
    ("មាស", "Meas"),
    ("កែវ", "Keo"),
    ("ជា", "Chea"),
    ("អ៊ុំ", "Um"),
];

/// Given names, Khmer and Latin.
const GIVEN: [(&str, &str); 24] = [
    ("ដារ៉ា", "Dara"),
    ("សុភា", "Sophea"),
    ("បុប្ផា", "Bopha"),
    ("វណ្ណា", "Vanna"),
    ("ចន្ថា", "Chantha"),
    ("រតនា", "Ratana"),
    ("វិចិត្រ", "Vichet"),
    ("សុវណ្ណ", "Sovann"),
    ("ធារី", "Theary"),
    ("ម៉ាលីស", "Malis"),
    ("រស្មី", "Reaksmey"),
    ("ពិសិដ្ឋ", "Piseth"),
    ("សំណាង", "Samnang"),
    ("កញ្ញា", "Kanha"),
    ("ភក្តី", "Pheakdey"),
    ("វាសនា", "Veasna"),
    ("លក្ខិណា", "Leakhena"),
    ("នារី", "Neary"),
    ("ចាន់ថន", "Chanthon"),
    ("សុខា", "Sokha"),
    ("ថាវី", "Thavy"),
    ("គន្ធា", "Kunthea"),
    ("ឧត្តម", "Oudom"),
    ("បូរី", "Borey"),
];

/// People from elsewhere, spoken to in English.
const ABROAD: [&str; 10] =
    ["Anna Keller", "Tom Harris", "Marie Laurent", "Jun Sato", "Peter Novak", "Grace Tan", "Luca Ferri", "Emma Olsen", "Raj Mehta", "Helen Ward"];

/// Russian family names in both forms.
const FAMILY_RU: [(&str, &str, &str); 14] = [
    ("Петров", "Петрова", "petrov"),
    ("Смирнов", "Смирнова", "smirnov"),
    ("Кузнецов", "Кузнецова", "kuznetsov"),
    ("Волков", "Волкова", "volkov"),
    ("Морозов", "Морозова", "morozov"),
    ("Соколов", "Соколова", "sokolov"),
    ("Лебедев", "Лебедева", "lebedev"),
    ("Зайцев", "Зайцева", "zaytsev"),
    ("Орлов", "Орлова", "orlov"),
    ("Белов", "Белова", "belov"),
    ("Тихонов", "Тихонова", "tikhonov"),
    ("Фёдоров", "Фёдорова", "fyodorov"),
    ("Громов", "Громова", "gromov"),
    ("Щербаков", "Щербакова", "shcherbakov"),
];
const MEN_RU: [(&str, &str); 10] = [
    ("Сергей", "sergey"),
    ("Алексей", "aleksey"),
    ("Дмитрий", "dmitry"),
    ("Андрей", "andrey"),
    ("Павел", "pavel"),
    ("Олег", "oleg"),
    ("Михаил", "mikhail"),
    ("Николай", "nikolay"),
    ("Виктор", "viktor"),
    ("Юрий", "yury"),
];
const WOMEN_RU: [(&str, &str); 8] = [
    ("Ольга", "olga"),
    ("Наталья", "natalya"),
    ("Елена", "yelena"),
    ("Ирина", "irina"),
    ("Татьяна", "tatyana"),
    ("Светлана", "svetlana"),
    ("Анна", "anna"),
    ("Вера", "vera"),
];

/// Somebody with a name.
pub(crate) struct Somebody {
    /// As it is written on the card.
    pub(crate) name: String,
    /// In small Latin letters, for an address.
    pub(crate) latin: String,
}

/// Somebody who is spoken to in that language.
pub(crate) fn somebody(chance: &mut Chance, language: Language) -> Somebody {
    let (family, given) = (FAMILY[chance.below(FAMILY.len())], GIVEN[chance.below(GIVEN.len())]);
    match language {
        Language::En if chance.happens(25) => latin(ABROAD[chance.below(ABROAD.len())]),
        Language::En => latin(&format!("{} {}", family.1, given.1)),
        Language::Km => Somebody { name: format!("{} {}", family.0, given.0), latin: format!("{}.{}", family.1, given.1).to_lowercase() },
        Language::Ru => russian(chance),
    }
}

fn latin(name: &str) -> Somebody {
    Somebody { name: name.to_owned(), latin: name.to_lowercase().replace(' ', ".") }
}

fn russian(chance: &mut Chance) -> Somebody {
    let family = FAMILY_RU[chance.below(FAMILY_RU.len())];
    if chance.happens(45) {
        let given = WOMEN_RU[chance.below(WOMEN_RU.len())];
        return Somebody { name: format!("{} {}", given.0, family.1), latin: format!("{}.{}a", given.1, family.2) };
    }
    let given = MEN_RU[chance.below(MEN_RU.len())];
    Somebody { name: format!("{} {}", given.0, family.0), latin: format!("{}.{}", given.1, family.2) }
}
