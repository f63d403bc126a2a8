//! Clients that are already here: the same phone, e-mail, or name at the same company.
//!
//! Owns the look-ups, a few hundred rows at a time. Only clients the actor may see count; of others nothing
//! is told.

use domain::fold::fold;
use domain::{ClientId, ImportId, PersonId};
use intake::{Incoming, identity_key};
use std::collections::HashMap;
use store::{StoreError, Tx, Value};
use web::Visible;

/// How many texts one look-up asks for: always as many, so that its statement stays prepared.
const AT_ONCE: usize = 200;

/// A client that is already here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Here {
    pub(crate) client_id: ClientId,
    pub(crate) owner_id: PersonId,
    pub(crate) name: String,
    pub(crate) is_active: bool,
}

/// Looks for clients that were here before an import began.
pub(crate) struct Known {
    visible: Visible,
    import_id: ImportId,
    is_empty: bool,
}

impl Known {
    /// Looks among the clients of the company but for those of this import (0 = none).
    pub(crate) fn before(tx: &mut Tx<'_>, visible: Visible, import_id: ImportId) -> Result<Known, StoreError> {
        Ok(Known { visible, import_id, is_empty: tx.row("SELECT 1 FROM client LIMIT 1", &[])?.is_none() })
    }

    /// For each of the rows the client that it is, if one is here.
    pub(crate) fn of(&self, tx: &mut Tx<'_>, rows: &[&Incoming]) -> Result<Vec<Option<Here>>, StoreError> {
        if self.is_empty {
            return Ok(vec![None; rows.len()]);
        }
        let emails = rows.iter().flat_map(|row| row.emails.iter().map(String::as_str));
        let emails = self.by_reach(tx, "email", emails)?;
        let phones = rows.iter().flat_map(|row| row.phones.iter().filter_map(|phone| phone.e164.as_deref()));
        let phones = self.by_reach(tx, "phone", phones)?;
        let named = self.by_name(tx, rows)?;
        let found = |row: &&Incoming| {
            let by_email = row.emails.iter().find_map(|email| emails.get(email));
            let by_phone = || row.phones.iter().filter_map(|phone| phone.e164.as_ref()).find_map(|phone| phones.get(phone));
            by_email.or_else(by_phone).or_else(|| keys(row).and_then(|key| named.get(&key))).cloned()
        };
        Ok(rows.iter().map(found).collect())
    }

    fn by_reach<'a>(&self, tx: &mut Tx<'_>, kind: &'static str, norms: impl Iterator<Item = &'a str>) -> Result<HashMap<String, Here>, StoreError> {
        let sql = format!(
            "SELECT c.id, c.name, c.state, c.owner_id, r.norm FROM reach r JOIN client c ON c.id = r.client_id
             WHERE r.kind = '{kind}' AND c.joined_into IS NULL AND (c.import_id IS NULL OR c.import_id <> $4) AND {} AND r.norm IN ({}) ORDER BY c.id DESC",
            Visible::condition("c.owner_id", 1),
            marks()
        );
        let mut found = HashMap::new();
        self.asked(tx, &sql, norms, &mut |row, here| {
            found.insert(row.get(4)?, here);
            Ok(())
        })?;
        Ok(found)
    }

    /// By name and company: a company's contact, or a person who works there.
    fn by_name(&self, tx: &mut Tx<'_>, rows: &[&Incoming]) -> Result<HashMap<(String, String), Here>, StoreError> {
        let both = || rows.iter().filter(|row| !row.name.is_empty() && !row.company.is_empty());
        let names: Vec<String> = both().flat_map(|row| [fold(&row.name), fold(&row.company)]).collect();
        let sql = format!(
            "SELECT c.id, c.name, c.state, c.owner_id, c.company, c.kind, coalesce(p.name, '') FROM client c
             LEFT JOIN contact p ON p.client_id = c.id AND p.rank = 0
             WHERE c.joined_into IS NULL AND (c.import_id IS NULL OR c.import_id <> $4) AND {} AND c.name_fold IN ({}) ORDER BY c.id DESC",
            Visible::condition("c.owner_id", 1),
            marks()
        );
        let mut found = HashMap::new();
        self.asked(tx, &sql, names.iter().map(String::as_str), &mut |row, here| {
            let (name, company): (String, String) = match row.get::<String>(5)?.as_str() {
                "company" => (row.get(6)?, row.get(1)?),
                _ => (row.get(1)?, row.get(4)?),
            };
            found.insert((identity_key(&name), identity_key(&company)), here);
            Ok(())
        })?;
        Ok(found)
    }

    fn asked<'a>(
        &self,
        tx: &mut Tx<'_>,
        sql: &str,
        texts: impl Iterator<Item = &'a str>,
        each: &mut dyn FnMut(&store::Row, Here) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut texts: Vec<&str> = texts.collect();
        texts.sort_unstable();
        texts.dedup();
        for chunk in texts.chunks(AT_ONCE) {
            let [person, team, day] = self.visible.params();
            let mut values = vec![person, team, day, Value::from(self.import_id)];
            values.extend((0..AT_ONCE).map(|index| Value::from(*chunk.get(index).or(chunk.first()).unwrap_or(&""))));
            for row in tx.rows(sql, &values)? {
                let state: String = row.get(2)?;
                each(&row, Here { client_id: row.get(0)?, owner_id: row.get(3)?, name: row.get(1)?, is_active: state == "active" })?;
            }
        }
        Ok(())
    }
}

fn keys(row: &Incoming) -> Option<(String, String)> {
    let (name, company) = (identity_key(&row.name), identity_key(&row.company));
    (!name.is_empty() && !company.is_empty()).then_some((name, company))
}

fn marks() -> String {
    (5..5 + AT_ONCE).map(|index| format!("${index}")).collect::<Vec<_>>().join(", ")
}
