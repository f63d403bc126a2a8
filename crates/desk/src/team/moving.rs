//! Moving a chosen stack, or a part of it, to other people.
//!
//! Owns the choice of which files make a part: those that break no promise go first. The hand-over itself is
//! `binder::hand_over`.

use super::pages::{self, clock};
use super::queries;
use binder::By;
use binder::hand_over::{HandOver, What};
use domain::load::movable;
use domain::natural_date::write_long;
use domain::{ClientId, PersonId, Place};
use maud::{Markup, html};
use std::collections::BTreeSet;
use web::layout::csrf;
use web::{Answer, Ask, Failure, Refusal, Reply};

/// A cell: whose binder, and where in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub person: PersonId,
    pub place: Place,
}

impl Cell {
    /// Reads "12-20261124".
    pub(super) fn read(text: &str) -> Option<Cell> {
        let (person, place) = text.split_once('-')?;
        Some(Cell { person: PersonId(person.parse().ok()?), place: Place::from_number(place.parse().ok()?)? })
    }
}

/// What to do with a chosen cell: open it, or give it to somebody.
///
/// # Errors
/// [`Failure::NotFound`] for a binder that the actor may not see.
pub(super) fn panel(ask: &Ask, cell: &Cell, kept: &str, refused: Option<&Refusal>) -> Result<Markup, Failure> {
    let by = By::of(ask)?;
    let texts = ask.texts();
    let (person, files, people, loads) = ask.read(|tx| {
        let person = crate::day::binder_person(tx, &by, cell.person)?;
        let files = queries::files(tx, cell.person, cell.place, by.today)?;
        let everybody = queries::Shown { team: None, skip: 0, limit: 1_000 };
        let people = queries::colleagues(tx, by.visible, everybody)?;
        let last = cell.place.day().unwrap_or(by.today).max(by.today);
        let months = if cell.place.day().is_none() { vec![cell.place.month()] } else { Vec::new() };
        let loads = queries::loads(tx, &people, by.today, last, &months)?;
        Ok::<_, Failure>((person, files, people, loads))
    })?;
    let minutes = files.iter().map(|(_, slip)| u32::from(slip.minutes)).sum();
    let promised = files.iter().filter(|(_, slip)| !slip.is_movable()).count();
    let planned = |person: PersonId| loads.get(&person).and_then(|places| places.get(&cell.place)).map_or(0, |sum| sum.minutes);
    let day = write_long(cell.place, by.today, texts.language);
    let link = match cell.place {
        Place::Day(day) => format!("/day/{day}?binder={}", cell.person),
        Place::Month(_) => format!("/ahead/files?at={}&binder={}", cell.place.number(), cell.person),
    };
    let error = |field: &str| refused.filter(|refusal| refusal.field == field).map(|refusal| ask.message(&refusal.message));
    Ok(html! {
        section.team-move #team-move aria-labelledby="team-move-title" {
            h2 #team-move-title tabindex="-1" dir="auto" { (person.name) " · " (day) }
            p {
                (texts.with("team-stack", &[("count", files.len().into()), ("planned", texts.duration(minutes).into()), ("promised", promised.into())])) " "
                a href=(link) { (texts.say("team-open-stack")) }
            }
            @if let Some(error) = error("") { p.field-error role="alert" { (error) } }
            form method="post" action={ "/team/move?mode=move" (kept) } {
                (csrf(ask))
                input type="hidden" name="cell" value={ (cell.person) "-" (cell.place.number()) };
                div.team-fields {
                    div.field {
                        label for="f-to" { (texts.say("team-to")) }
                        select #f-to name="to" required {
                            option value="" { (texts.say("team-to-choose")) }
                            @for other in people.iter().filter(|other| other.id != cell.person) {
                                option value=(other.id) { (other.name) " · " (clock(planned(other.id))) }
                            }
                        }
                        @if let Some(error) = error("to") { p.field-error role="alert" { (error) } }
                    }
                    div.field {
                        label for="f-files" { (texts.say("team-how-many")) }
                        input #f-files type="number" name="files" min="1" max=(files.len()) placeholder=(texts.say("team-all")) aria-describedby="h-files";
                        p.field-hint #h-files { (texts.say("team-part-hint")) }
                        @if let Some(error) = error("files") { p.field-error role="alert" { (error) } }
                    }
                    div.field { label for="f-why" { (texts.say("team-reason")) } input #f-why type="text" name="reason" maxlength="400"; }
                }
                div.form-end {
                    button.btn.btn-go { (texts.say("team-move-go")) }
                }
            }
        }
    })
}

/// `POST /team/move`: the dates stay as they are.
pub(super) fn move_stack(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let cell = Cell::read(ask.form("cell")).ok_or(Failure::Malformed("cell"))?;
    let to: Vec<PersonId> = ask
        .form_all("to")
        .into_iter()
        .filter(|id| !id.is_empty())
        .map(|id| id.parse().map(PersonId).map_err(|_| Failure::Malformed("to")))
        .collect::<Result<_, _>>()?;
    let part = match ask.form("files") {
        "" => None,
        typed => match typed.parse::<usize>() {
            Ok(count) if count > 0 => Some(count),
            _ => return pages::show_again(ask, cell, &Refusal { field: "files", message: web::Message::new("team-count-wrong") }),
        },
    };
    let reason = ask.form("reason").to_owned();
    let given = ask.write(|tx| {
        crate::day::binder_person(tx, &by, cell.person)?;
        let what = match (cell.place, part) {
            (Place::Day(_), None) => What::Stack(cell.person, cell.place),
            _ => What::Files(chosen(queries::files(tx, cell.person, cell.place, by.today)?, part)),
        };
        binder::hand_over::hand_over(tx, &by, &HandOver { what, to, reason })
    });
    match given {
        Ok(given) => {
            let query = ask.uri.split_once('?').map_or("mode=move", |(_, query)| query);
            let kept: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("did=")).collect();
            Ok(Reply::see(&format!("/team?{}&did={}", kept.join("&"), given.undo_id)))
        }
        Err(Failure::Refused(refusal)) if !ask.json => pages::show_again(ask, cell, &refusal),
        Err(failure) => Err(failure),
    }
}

/// So many of the files: first those that may move without breaking a promise, then the others as they stand.
fn chosen(files: Vec<(ClientId, domain::load::DaySlip)>, part: Option<usize>) -> Vec<ClientId> {
    let Some(count) = part else { return files.into_iter().map(|(client, _)| client).collect() };
    let slips: Vec<_> = files.iter().map(|(_, slip)| *slip).collect();
    let first: Vec<_> = movable(&slips).into_iter().map(|slip| slip.id).collect();
    let early: BTreeSet<_> = first.iter().copied().collect();
    let others = slips.iter().map(|slip| slip.id).filter(|id| !early.contains(id));
    let order: Vec<_> = first.iter().copied().chain(others).take(count).collect();
    order.iter().filter_map(|id| files.iter().find(|(_, slip)| slip.id == *id).map(|(client, _)| *client)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::load::DaySlip;
    use domain::{SlipId, SlipKind};

    fn file(id: i64, agreed: bool) -> (ClientId, DaySlip) {
        let slip = DaySlip { id: SlipId(id), kind: SlipKind::Call, minutes: 8, agreed, promised: false, first_ranked: false, value: 0, postponed: 0 };
        (ClientId(id), slip)
    }

    #[test]
    fn a_part_takes_agreed_files_only_when_no_others_are_left() {
        let files = || vec![file(1, true), file(2, false), file(3, false)];
        assert_eq!(chosen(files(), Some(2)), [ClientId(2), ClientId(3)]);
        assert_eq!(chosen(files(), Some(3)), [ClientId(2), ClientId(3), ClientId(1)]);
        assert_eq!(chosen(files(), None), [ClientId(1), ClientId(2), ClientId(3)]);
        assert_eq!(chosen(files(), Some(99)).len(), 3);
    }
}
