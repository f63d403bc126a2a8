//! What people type into the find box.
//!
//! Owns a mix of 300 queries about clients of the base: beginnings and inner parts of names in three
//! scripts, as they grow letter by letter, two words, phone digits, e-mail.

use crate::chance::Chance;
use store::{Db, Result, StoreError, params};

/// How many there are.
const QUERIES: usize = 300;

/// The queries; the same for the same base.
pub(crate) fn queries(db: &Db) -> Result<Vec<String>> {
    db.read(|tx| {
        let most: i64 = tx.one("SELECT max(id) FROM client", &[])?;
        let mut chance = Chance::new(9);
        let mut queries = Vec::with_capacity(QUERIES);
        while queries.len() < QUERIES {
            let id = 1 + chance.below(most.unsigned_abs()) as i64;
            let row = tx.row(
                "SELECT c.name, c.contact, c.phone, coalesce((SELECT min(r.norm) FROM reach r WHERE r.client_id = c.id AND r.kind = 'email'), '') FROM client c WHERE c.id >= $1 ORDER BY c.id LIMIT 1",
                params![id],
            )?;
            let Some(row) = row else { continue };
            let texts: [String; 4] = [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?];
            let query = shape(queries.len(), &texts, &mut chance);
            if !query.trim().is_empty() {
                queries.push(query);
            }
        }
        Ok::<_, StoreError>(queries)
    })
}

fn shape(number: usize, [name, contact, phone, email]: &[String; 4], chance: &mut Chance) -> String {
    let piece = |text: &str, from: usize, length: usize| text.chars().skip(from).take(length).collect::<String>();
    let letters = name.chars().count();
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let word = |text: &str| text.split_whitespace().next().unwrap_or("").to_owned();
    match number % 12 {
        0 => piece(name, 0, 1 + chance.below(2) as usize),
        1 | 2 => piece(name, 0, 3 + chance.below(3) as usize),
        3 | 4 => piece(name, chance.below(letters.saturating_sub(4) as u64) as usize, 3 + chance.below(3) as usize),
        5 => word(contact),
        6 => name.clone(),
        7 => format!("{} {}", piece(&word(name), 0, 4), piece(name.split_whitespace().nth(1).unwrap_or(""), 0, 2)),
        8 => piece(&digits, digits.len().saturating_sub(6), 6),
        9 => piece(&digits, 3, 4 + chance.below(6) as usize),
        10 => phone.clone(),
        _ => piece(email, 0, 5 + chance.below(8) as usize),
    }
}
