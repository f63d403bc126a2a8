//! `GET /files/{id}/person.zip`, `GET /files/{id}/contacts/{contact}/person.zip`: what is kept of somebody, as one file.

use crate::kept::{About, gather, write};
use binder::By;
use domain::{ClientId, ContactId};
use mail::kept::{Folder, Keep};
use web::audit::Kind;
use web::{Answer, Ask, Reply};

/// Of the whole file.
pub(super) fn file(ask: &mut Ask) -> Answer {
    let client_id = ClientId(ask.path("id")?);
    send(ask, About { client_id, contact_id: None })
}

/// Of one contact person.
pub(super) fn contact(ask: &mut Ask) -> Answer {
    let client_id = ClientId(ask.path("id")?);
    let contact_id = Some(ContactId(ask.path("contact")?));
    send(ask, About { client_id, contact_id })
}

fn send(ask: &Ask, about: About) -> Answer {
    let by = By::of(ask)?;
    let texts = ask.texts();
    let (yes, no) = (texts.say("form-yes"), texts.say("form-no"));
    let gathered = ask.read(|tx| gather(tx, &by, about, &texts, (&yes, &no)))?;
    // Before the first byte leaves: what cannot be told is not given.
    ask.write(|tx| ask.audit(tx, Kind::PersonExported, &gathered.name, &[]))?;
    let keep = mail::folder(&ask.app).map(|folder| Folder::beside(&folder));
    let (company, moment) = (ask.company()?.name.clone(), super::moment(ask, by.now));
    let name = format!("person-{}-{}.zip", about.client_id, by.today);
    Reply::made("application/zip", &name, |path| {
        let keep = keep.as_ref().map(|keep| keep as &dyn Keep);
        write(&gathered, &texts, (&company, &moment), &ask.app.config.documents.shelf, keep, path)
    })
}
