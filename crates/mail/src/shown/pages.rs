//! The tray, one message, its laid-out page, what came with it, and the messages of a file.
//!
//! Owns how they are shown. A message is shown as text; its own layout stands in a frame that can do nothing.

use super::read::{Piece, Shown, files, likely, of_file, one, pieces, tray};
use super::{file_it, html as laid_out, papers};
use crate::frame;
use crate::letters::LetterLine;
use binder::By;
use domain::fold::Query;
use domain::mail::{one_line, subject_of_thread};
use domain::{ClientId, DocumentId, MailId, PersonId, Place, SlipKind, UndoId};
use files::clients::{Card, ClientKind, NewClient, NewReach, ReachKind, create};
use maud::{Markup, html};
use store::find::find_clients;
use store::params;
use web::form::Form;
use web::layout::{csrf, sheet};
use web::{Answer, Ask, Failure, Message, Nav, Refusal, Reply};

const SHOWN: u32 = 100;
/// Clients offered for a message.
const OFFERED: usize = 8;

pub(super) fn tray_page(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let all = ask.read(|tx| tray(tx, &by, SHOWN + 1))?;
    let body = html! {
        div.mail-list {
            (frame::did(ask)?)
            p.page-lead { (ask.say("mail-tray-lead")) }
            p.row { a.btn href="/settings/mailboxes" { (ask.say("mailboxes-title")) } }
            @if all.is_empty() { div.empty { p { (ask.say("mail-tray-empty")) } } }
            @else { ul.rows { @for mail in all.iter().take(SHOWN as usize) { li.row-item {
                (row(ask, mail))
                span.row-end {
                    (button(ask, mail.id, "never", "mail-never")) (button(ask, mail.id, "away", "mail-away"))
                }
            } } } }
            @if all.len() > SHOWN as usize { p.quiet { (ask.say("mail-tray-more")) } }
        }
    };
    Ok(sheet(ask, Nav::Clients, ask.say("mail-tray"), body))
}

fn subject(ask: &Ask, subject: &str) -> String {
    if subject.is_empty() { ask.say("mail-no-subject") } else { subject.to_owned() }
}

fn sender(mail: &Shown) -> &str {
    if mail.from_name.is_empty() { &mail.from_address } else { &mail.from_name }
}

fn row(ask: &Ask, mail: &Shown) -> Markup {
    html! {
        div.row-main {
            a.row-link dir="auto" href={ "/mail/" (mail.id) } { (subject(ask, &mail.subject)) }
            span.row-sub dir="auto" {
                @if mail.is_in { (sender(mail)) } @else { (ask.message(&Message::new("mail-to").with("to", mail.to_line.as_str()))) }
                " · " (frame::moment(ask, mail.at))
                @if mail.attachments > 0 { " · " (ask.message(&Message::new("mail-pieces").with("count", mail.attachments))) }
            }
            span.row-sub.mail-begin dir="auto" { (one_line(&mail.text, 140)) }
        }
    }
}

fn button(ask: &Ask, id: MailId, act: &str, key: &str) -> Markup {
    html! { form method="post" action={ "/mail/" (id) "/" (act) } { (csrf(ask)) button.btn { (ask.say(key)) } } }
}

pub(super) fn mail_page(ask: &mut Ask) -> Answer {
    let id: MailId = ask.path("id")?;
    show(ask, id, None)
}

fn show(ask: &Ask, id: MailId, refusal: Option<Refusal>) -> Answer {
    let by = By::of(ask)?;
    let (mail, pieces, files, likely, kept) = ask.read(|tx| {
        let mail = one(tx, &by, id)?;
        let likely = if mail.state == "filed" { None } else { likely(tx, &by, &mail)? };
        let files = files(tx, &by, id)?;
        let kept = papers::kept_of(tx, id)?;
        Ok::<_, Failure>((mail, pieces(tx, id)?, files, likely, kept))
    })?;
    let is_framed = mail.has_html && ask.query("layout").is_some();
    let body = html! {
        article.mail-one {
            (frame::did(ask)?)
            dl.facts {
                dt { (ask.say("mail-from")) } dd dir="auto" { (mail.from_name) " <" (mail.from_address) ">" }
                dt { (ask.say("mail-to-label")) } dd dir="auto" { (mail.to_line) }
                dt { (ask.say("mail-when")) } dd { (frame::moment(ask, mail.at)) " · " (frame::size(mail.size)) }
                @if !files.is_empty() { dt { (ask.say("mail-in-files")) } dd { @for (index, (client, name)) in files.iter().enumerate() { @if index > 0 { ", " } a.link dir="auto" href={ "/files/" (client) "/mail" } { (name) } } } }
            }
            @if let Some(refusal) = refusal.as_ref().filter(|_| mail.state == "filed") { div.notice.notice-bad role="alert" { p { (ask.message(&refusal.message)) } } }
            @if mail.state != "filed" { (unfiled(ask, &mail, likely, refusal)?) }
            @else { (filed(ask, mail.id, &files)) }
            @if mail.is_cut { p.notice { (ask.say("mail-is-cut")) } }
            @if is_framed { (framed(ask, &mail)) } @else {
                @if mail.has_html { p.row { a.btn href={ "/mail/" (mail.id) "?layout=1" } { (ask.say("mail-layout")) } } }
                @if mail.text.is_empty() { p.quiet { (ask.say("mail-no-text")) } } @else { div.mail-text dir="auto" { (mail.text) } }
            }
            @if !pieces.is_empty() {
                h2.heading-small { (ask.say("mail-attachments")) }
                ul.rows { @for piece in &pieces { (piece_row(ask, mail.id, piece, &files, &kept)) } }
            }
        }
    };
    let status = if ask.method == "POST" { 422 } else { 200 };
    let (name, policy) = web::serve::policy_with_frame();
    Ok(sheet(ask, Nav::Clients, subject(ask, &mail.subject), body).status(status).header(name, policy))
}

fn framed(ask: &Ask, mail: &Shown) -> Markup {
    let with_pictures = ask.query("pictures").is_some();
    html! {
        p.row {
            a.btn href={ "/mail/" (mail.id) } { (ask.say("mail-as-text")) } " "
            @if !with_pictures { a.btn href={ "/mail/" (mail.id) "?layout=1&pictures=1" } { (ask.say("mail-pictures")) } }
        }
        p.quiet { (ask.say(if with_pictures { "mail-pictures-shown" } else { "mail-pictures-hidden" })) }
        iframe.mail-frame src={ "/mail/" (mail.id) "/body" @if with_pictures { "?pictures=1" } } title=(ask.say("mail-layout"))
            sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer" {}
    }
}

/// What can be done with a message that stands in files: answer it from each, and take it out where it does not belong.
fn filed(ask: &Ask, id: MailId, files: &[(ClientId, String)]) -> Markup {
    html! {
        @for (client, name) in files {
            div.row {
                a.btn.btn-go href={ "/files/" (client) "/mail/new?answer=" (id) } { (ask.say("mail-answer")) @if files.len() > 1 { span dir="auto" { " · " (name) } } }
                form method="post" action={ "/mail/" (id) "/out" } {
                    (csrf(ask))
                    input type="hidden" name="client" value=(client);
                    button.btn dir="auto" { (ask.message(&Message::new("mail-take-out").with("name", name.as_str()))) }
                }
            }
        }
    }
}

fn piece_row(ask: &Ask, id: MailId, piece: &Piece, files: &[(ClientId, String)], kept: &[(ClientId, DocumentId, String)]) -> Markup {
    let stands = |client: ClientId| kept.iter().find(|(file, _, hash)| *file == client && *hash == piece.sha256).map(|(_, document, _)| *document);
    let name = if piece.name.is_empty() { ask.say("mail-piece-unnamed") } else { piece.name.clone() };
    html! {
        li.row-item { div.row-main {
            @if piece.sha256.is_empty() { strong dir="auto" { (name) } span.quiet { (ask.say("mail-piece-left")) } }
            @else { a.row-link dir="auto" href={ "/mail/" (id) "/attachments/" (piece.number) } { (name) } span.row-sub { (piece.kind) " · " (frame::size(piece.size)) } }
        }
        @if !piece.sha256.is_empty() { span.row-end { @for (client, of) in files {
            @let of = if files.len() > 1 { of.as_str() } else { "" };
            @match stands(*client) {
                Some(document) => a.btn href={ "/files/" (client) "/documents?document=" (document) } { (ask.say("mail-piece-stands")) @if !of.is_empty() { span dir="auto" { " · " (of) } } },
                None => form method="post" action={ "/mail/" (id) "/attachments/" (piece.number) "/document" } {
                    (csrf(ask))
                    input type="hidden" name="client" value=(client);
                    button.btn { (ask.say("mail-piece-keep")) @if !of.is_empty() { span dir="auto" { " · " (of) } } }
                },
            }
        } } }
        }
    }
}

/// What can be done with a message that is in no file.
fn unfiled(ask: &Ask, mail: &Shown, likely: Option<(ClientId, String)>, refusal: Option<Refusal>) -> Result<Markup, Failure> {
    let typed = ask.query("q").unwrap_or("").trim().to_owned();
    let found = if typed.is_empty() { Vec::new() } else { found(ask, &typed)? };
    let name = Some(mail.from_name.clone()).filter(|name| !name.is_empty()).unwrap_or_else(|| mail.from_address.clone());
    let values = if ask.has("name") { ask.form_fields().to_vec() } else { vec![("name".to_owned(), name), ("kind".to_owned(), "person".to_owned())] };
    let mut form = Form::new(ask.texts(), values);
    form.refusal = refusal;
    let kinds = [("person".to_owned(), ask.say("mail-client-person")), ("company".to_owned(), ask.say("mail-client-company"))];
    Ok(html! {
        section.section.mail-unfiled aria-labelledby="mail-unfiled" {
            h2 #mail-unfiled { (ask.say("mail-unfiled")) }
            @if let Some((client, name)) = &likely { (offer(ask, mail, *client, name, true)) }
            form.filters method="get" action={ "/mail/" (mail.id) } role="search" {
                input type="search" name="q" value=(typed) maxlength="200" aria-label=(ask.say("mail-find-client")) placeholder=(ask.say("mail-find-client"));
                button.btn { (ask.say("nav-find")) }
            }
            @if !typed.is_empty() && found.is_empty() { p.notice { (ask.message(&Message::new("find-none").with("typed", typed.as_str()))) } }
            @for (client, name) in &found { (offer(ask, mail, *client, name, false)) }
            @if mail.is_in {
                details open[form.refusal.is_some()] {
                    summary.link { (ask.say("mail-new-client")) }
                    form.form method="post" action={ "/mail/" (mail.id) "/client" } {
                        (csrf(ask)) (form.notice())
                        (form.text("name", "mail-client-name")) (form.select("kind", "mail-client-kind", &kinds))
                        p.field-hint { (ask.say("mail-new-client-hint")) }
                        div.form-end { button.btn.btn-go { (ask.say("mail-new-client")) } }
                    }
                }
                div.row { (button(ask, mail.id, "never", "mail-never")) (button(ask, mail.id, "away", "mail-away")) }
            }
        }
    })
}

fn offer(ask: &Ask, mail: &Shown, client: ClientId, name: &str, is_likely: bool) -> Markup {
    html! {
        form.row.mail-offer method="post" action={ "/mail/" (mail.id) "/filing" } {
            (csrf(ask))
            input type="hidden" name="client" value=(client);
            button.btn.btn-go[is_likely] dir="auto" { (ask.message(&Message::new("mail-file-with").with("name", name))) }
            @if mail.is_in { label.check { input type="checkbox" name="remember" value="1" checked; (ask.message(&Message::new("mail-remember").with("address", mail.from_address.as_str()))) } }
            @if is_likely { span.quiet { (ask.say("mail-likely")) } }
        }
    }
}

fn found(ask: &Ask, typed: &str) -> Result<Vec<(ClientId, String)>, Failure> {
    let sight = ask.visible()?.sight();
    let hits = ask.read(|tx| find_clients(tx, &Query::parse(typed), sight, OFFERED))?;
    Ok(hits.into_iter().map(|hit| (hit.client, hit.name)).collect())
}

/// The page in the frame.
pub(super) fn body(ask: &mut Ask) -> Answer {
    let id: MailId = ask.path("id")?;
    let by = By::of(ask)?;
    let written: String = ask.read(|tx| {
        one(tx, &by, id)?;
        Ok::<_, Failure>(tx.one("SELECT html FROM mail WHERE id = $1", params![id])?)
    })?;
    if written.is_empty() {
        return Err(Failure::NotFound);
    }
    let (page, policy) = laid_out::page(&written, ask.query("pictures").is_some());
    let reply = Reply::bytes("text/html; charset=utf-8", page.into_bytes());
    Ok(reply.header("content-security-policy", policy).header("x-frame-options", "SAMEORIGIN").header("referrer-policy", "no-referrer"))
}

/// What came with a message, to be saved; never shown inside our pages.
pub(super) fn attachment(ask: &mut Ask) -> Answer {
    let (id, number): (MailId, i64) = (ask.path("id")?, ask.path("number")?);
    let by = By::of(ask)?;
    let piece = ask.read(|tx| {
        one(tx, &by, id)?;
        Ok::<_, Failure>(pieces(tx, id)?.into_iter().find(|piece| piece.number == number))
    })?;
    let piece = piece.filter(|piece| !piece.sha256.is_empty()).ok_or(Failure::NotFound)?;
    let (_, keep) = crate::keys(&ask.app)?;
    let file = keep.open(&piece.sha256).map_err(|error| Failure::Unexpected(format!("what came with a message cannot be read: {error}")))?;
    let name = if piece.name.is_empty() { "attachment".to_owned() } else { piece.name };
    Ok(Reply::file("application/octet-stream", &name, file))
}

fn done(ask: &Ask, id: MailId, outcome: Result<UndoId, Failure>) -> Answer {
    match outcome {
        Ok(undo) => Ok(Reply::see(&format!("/mail/tray?did={undo}"))),
        Err(Failure::Refused(refusal)) => show(ask, id, Some(refusal)),
        Err(other) => Err(other),
    }
}

pub(super) fn filing(ask: &mut Ask) -> Answer {
    let id: MailId = ask.path("id")?;
    let (client, remember) = (ask.parsed::<ClientId>("client")?, ask.has("remember"));
    let by = By::of(ask)?;
    let filed = ask.write(|tx| file_it::file_with(tx, &by, id, client, remember));
    done(ask, id, filed)
}

pub(super) fn never(ask: &mut Ask) -> Answer {
    let id: MailId = ask.path("id")?;
    let by = By::of(ask)?;
    let outcome = ask.write(|tx| file_it::never(tx, &by, id));
    done(ask, id, outcome)
}

pub(super) fn away(ask: &mut Ask) -> Answer {
    let id: MailId = ask.path("id")?;
    let by = By::of(ask)?;
    let outcome = ask.write(|tx| file_it::put_away(tx, &by, id));
    done(ask, id, outcome)
}

/// Takes it out of a file in which it does not belong.
pub(super) fn out(ask: &mut Ask) -> Answer {
    let id: MailId = ask.path("id")?;
    let client = ask.parsed::<ClientId>("client")?;
    let by = By::of(ask)?;
    match ask.write(|tx| file_it::take_out(tx, &by, id, client)) {
        Ok(undo) => Ok(Reply::see(&format!("/mail/{id}?did={undo}"))),
        Err(Failure::Refused(refusal)) => show(ask, id, Some(refusal)),
        Err(other) => Err(other),
    }
}

/// Makes a client of the sender, who stands under today, and files the message with it.
pub(super) fn client(ask: &mut Ask) -> Answer {
    let id: MailId = ask.path("id")?;
    let by = By::of(ask)?;
    let company = ask.company()?.clone();
    let (name, owner): (String, PersonId) = (one_line(ask.form("name"), 200), by.person_id);
    let kind = if ask.form("kind") == "company" { ClientKind::Company } else { ClientKind::Person };
    let made = ask.write(|tx| {
        let mail = one(tx, &by, id)?;
        let new = NewClient {
            kind,
            name,
            company: String::new(),
            owner_id: owner,
            contacts: Vec::new(),
            reaches: vec![NewReach { kind: ReachKind::Email, as_typed: mail.from_address, contact: None }],
            card: Card::default(),
            place: Place::Day(by.today),
            minute: None,
            slip_kind: SlipKind::Email,
            line: one_line(&mail.subject, binder::slips::LINE_MAX),
            agreed: false,
        };
        let (client_id, _, _) = create(tx, &by, &company.country, &company.card_fields, &new)?;
        file_it::file_with(tx, &by, id, client_id, true)
    });
    done(ask, id, made)
}

/// The messages of a file, by thread, and what was written here and has not gone yet.
///
/// # Errors
/// [`Failure::NotFound`] if the actor may not see the file.
pub fn panel(ask: &Ask, client_id: ClientId) -> Result<Markup, Failure> {
    let by = By::of(ask)?;
    let ((mails, count), letters) = ask.read(|tx| {
        binder::slips::seen_client(tx, &by, client_id)?;
        Ok::<_, Failure>((of_file(tx, &by, client_id, SHOWN)?, crate::letters::of_file(tx, &by, client_id)?))
    })?;
    let closed = count - mails.len() as i64;
    let mut threads: Vec<(i64, Vec<&Shown>)> = Vec::new();
    for mail in &mails {
        match threads.iter_mut().find(|(thread, _)| *thread == mail.thread) {
            Some((_, of_thread)) => of_thread.push(mail),
            None => threads.push((mail.thread, vec![mail])),
        }
    }
    Ok(html! {
        div.mail-list {
            p.row { a.btn.btn-go href={ "/files/" (client_id) "/mail/new" } { (ask.say("mail-write")) } " " a.btn href="/mail/tray" { (ask.say("mail-tray")) } }
            @if !letters.is_empty() { (letters_of(ask, client_id, &letters)) }
            @if mails.is_empty() { p.quiet { (ask.say("mail-none")) } }
            @for (_, of_thread) in &threads {
                section.section.mail-thread {
                    @if let Some(first) = of_thread.last() { h2.heading-small dir="auto" { (subject(ask, subject_of_thread(&first.subject))) } }
                    ul.rows { @for mail in of_thread { li.row-item { (row(ask, mail)) } } }
                }
            }
            @if closed > 0 { p.quiet { (ask.message(&Message::new("mail-not-read-by-you").with("count", closed))) } }
        }
    })
}

fn letters_of(ask: &Ask, client_id: ClientId, letters: &[LetterLine]) -> Markup {
    html! {
        section.section aria-labelledby="mail-letters" {
            h2.heading-small #mail-letters { (ask.say("mail-letters")) }
            ul.rows { @for letter in letters { li.row-item {
                div.row-main {
                    strong dir="auto" { (subject(ask, &letter.subject)) }
                    span.row-sub dir="auto" {
                        (ask.message(&Message::new("mail-to").with("to", letter.to_line.as_str())))
                        @if letter.pieces > 0 { " · " (ask.message(&Message::new("mail-pieces").with("count", letter.pieces))) }
                    }
                    span.row-sub role="status" { (letter.says(ask)) }
                }
                span.row-end {
                    @if letter.can_be_anew() { a.btn href={ "/files/" (client_id) "/mail/new?anew=" (letter.id) } { (ask.say("letter-anew")) } }
                    @for (act, key) in letter.acts() {
                        form method="post" action={ "/mail/letters/" (letter.id) "/" (act) } { (csrf(ask)) button.btn { (ask.say(key)) } }
                    }
                }
            } } }
        }
    }
}
