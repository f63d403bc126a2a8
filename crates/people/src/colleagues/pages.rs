//! The pages of the colleagues and teams.
//!
//! Owns how they are shown. Never changes anything.

use crate::colleagues::queries::{self, Colleague, Team};
use crate::company::fields::languages;
use crate::own_settings::{Screen, screen};
use domain::{PersonId, Role, TeamId};
use maud::{Markup, html};
use store::params;
use web::form::Form;
use web::layout::{csrf, role_key};
use web::{Answer, Ask, Failure, Refusal, Reply};

/// What was typed into one of the three forms of the list, and what is wrong with it.
enum Typed {
    Nothing,
    Colleague(Refusal),
    Team(Option<TeamId>, Refusal),
}

/// `GET /colleagues`.
pub(crate) fn colleagues(ask: &mut Ask) -> Answer {
    show(ask, &Typed::Nothing)
}

/// The list again, with the colleague that could not be added.
pub(crate) fn add_again(ask: &Ask, refusal: Refusal) -> Answer {
    Ok(show(ask, &Typed::Colleague(refusal))?.status(422))
}

/// The list again, with the team that could not be added (`None`) or renamed.
pub(crate) fn team_again(ask: &Ask, team_id: Option<TeamId>, refusal: Refusal) -> Answer {
    Ok(show(ask, &Typed::Team(team_id, refusal))?.status(422))
}

fn show(ask: &Ask, typed: &Typed) -> Answer {
    let (colleagues, teams) = ask.read(|tx| Ok::<_, Failure>((queries::colleagues(tx)?, queries::teams(tx)?)))?;
    let body = html! {
        div.rows { @for colleague in &colleagues { (line(ask, colleague, &teams)) } }
        section.section {
            h2 { (ask.say("colleagues-add-title")) }
            (add_form(ask, typed, &teams)?)
        }
        section.section {
            h2 { (ask.say("teams-title")) }
            p.field-hint { (ask.say("teams-hint")) }
            @for team in &teams { (team_form(ask, typed, Some(team))) }
            (team_form(ask, typed, None))
        }
    };
    Ok(screen(ask, Screen::Colleagues, body))
}

fn line(ask: &Ask, colleague: &Colleague, teams: &[Team]) -> Markup {
    let team = teams.iter().find(|team| Some(team.id) == colleague.team_id);
    html! {
        div.row-item {
            div.row-main {
                a.row-link href={ "/colleagues/" (colleague.id) } { (colleague.name) }
                p.row-sub { (colleague.email) " · " (ask.say(role_key(colleague.role))) @if let Some(team) = team { " · " (team.name) } }
            }
            div.row-end {
                @if !colleague.active { span.tag.tag-quiet { (ask.say("colleagues-left")) } }
                @else if !colleague.has_password { span.tag.tag-new { (ask.say("colleagues-no-password")) } }
            }
        }
    }
}

fn add_form(ask: &Ask, typed: &Typed, teams: &[Team]) -> Result<Markup, Failure> {
    let language = ask.company()?.language;
    let first = vec![("role".to_owned(), "manager".to_owned()), ("language".to_owned(), language.as_str().to_owned())];
    let mut form = Form::new(ask.texts(), first);
    if let Typed::Colleague(refusal) = typed {
        form.values = ask.form_fields().to_vec();
        form.refusal = Some(refusal.clone());
    }
    Ok(html! {
        form.form method="post" action="/colleagues" {
            (csrf(ask))
            (form.notice())
            (colleague_fields(&form, teams))
            p.field-hint { (ask.say("colleagues-add-hint")) }
            div.form-end { button.btn.btn-go type="submit" { (ask.say("colleagues-add-go")) } }
        }
    })
}

fn colleague_fields(form: &Form<'_>, teams: &[Team]) -> Markup {
    let roles: Vec<(String, String)> = Role::ALL.iter().map(|role| (role.as_str().to_owned(), form.texts.say(role_key(*role)))).collect();
    let no_team = (String::new(), form.texts.say("colleagues-no-team"));
    let teams: Vec<(String, String)> = std::iter::once(no_team).chain(teams.iter().map(|team| (team.id.to_string(), team.name.clone()))).collect();
    html! {
        div.field-pair {
            (form.input("text", "name", "people-name", None, "off"))
            (form.input("email", "email", "people-email", None, "off"))
            (form.select("role", "colleagues-role", &roles))
            (form.select("team_id", "colleagues-team", &teams))
            (form.select("language", "people-language", &languages()))
        }
        p.field-hint { (form.texts.say("colleagues-role-hint")) }
    }
}

/// A team to rename, or one to add. Not [`Form`], whose field ids would stand on the page once for each team.
fn team_form(ask: &Ask, typed: &Typed, team: Option<&Team>) -> Markup {
    let id = team.map(|team| team.id);
    let refusal = match typed {
        Typed::Team(about, refusal) if *about == id => Some(refusal),
        _ => None,
    };
    let field = id.map_or_else(|| "f-team".to_owned(), |id| format!("f-team-{id}"));
    let error = format!("e-{field}");
    let value = if refusal.is_some() { ask.form("team") } else { team.map_or("", |team| team.name.as_str()) };
    let action = id.map_or_else(|| "/teams".to_owned(), |id| format!("/teams/{id}"));
    html! {
        form.row method="post" action=(action) {
            (csrf(ask))
            div.field {
                label for=(field) {
                    @if let Some(team) = team { (ask.texts().with("team-people", &[("count", team.people.into())])) }
                    @else { (ask.say("team-new")) }
                }
                input id=(field) type="text" name="team" value=(value) maxlength="100" autocomplete="off"
                    aria-invalid=[refusal.map(|_| "true")] aria-describedby=[refusal.map(|_| &error)];
                @if let Some(refusal) = refusal { p.field-error id=(error) role="alert" { (ask.message(&refusal.message)) } }
            }
            button.btn type="submit" { (ask.say(if team.is_some() { "team-rename" } else { "team-add" })) }
        }
    }
}

/// `GET /colleagues/{id}`.
pub(crate) fn colleague(ask: &mut Ask) -> Answer {
    let id: PersonId = ask.path("id")?;
    show_colleague(ask, id, None, None)
}

/// The colleague again, with what was typed and what is wrong with it.
pub(crate) fn change_again(ask: &Ask, id: PersonId, refusal: Refusal) -> Answer {
    Ok(show_colleague(ask, id, Some(refusal), None)?.status(422))
}

/// The colleague again, with the reason why they cannot leave yet.
pub(crate) fn not_left(ask: &Ask, id: PersonId, refusal: Refusal) -> Answer {
    Ok(show_colleague(ask, id, None, Some(refusal))?.status(422))
}

fn show_colleague(ask: &Ask, id: PersonId, refusal: Option<Refusal>, not_left: Option<Refusal>) -> Result<Reply, Failure> {
    let (colleague, teams, access) = ask.read(|tx| {
        let sessions = tx.one("SELECT count(*) FROM session WHERE person_id = $1 AND expires_at > $2", params![id, ask.now.as_millisecond()])?;
        let access = (crate::second_factor::is_on(tx, id)?, sessions);
        Ok::<_, Failure>((queries::colleague(tx, id)?.ok_or(Failure::NotFound)?, queries::teams(tx)?, access))
    })?;
    let values = if refusal.is_some() { ask.form_fields().to_vec() } else { stored_values(&colleague) };
    let mut form = Form::new(ask.texts(), values);
    form.refusal = refusal;
    let body = html! {
        p { a.link href="/colleagues" { "← " (ask.say("colleagues-title")) } }
        form.form method="post" action={ "/colleagues/" (id) } {
            (csrf(ask))
            (form.notice())
            (colleague_fields(&form, &teams))
            p.field-hint { (ask.say("colleagues-change-hint")) }
            div.form-end { button.btn.btn-go type="submit" { (ask.say("settings-save")) } }
        }
        section.section {
            h2 { (ask.say("colleagues-door")) }
            @if let Some(refusal) = &not_left { div.notice.notice-bad role="alert" { p { (ask.message(&refusal.message)) } } }
            (door(ask, &colleague, access))
        }
    };
    Ok(screen(ask, Screen::Colleagues, body))
}

fn stored_values(colleague: &Colleague) -> Vec<(String, String)> {
    vec![
        ("name".to_owned(), colleague.name.clone()),
        ("email".to_owned(), colleague.email.clone()),
        ("role".to_owned(), colleague.role.as_str().to_owned()),
        ("team_id".to_owned(), colleague.team_id.map(|id| id.to_string()).unwrap_or_default()),
        ("language".to_owned(), colleague.language.as_str().to_owned()),
    ]
}

/// The ways in and out: a link for the password, leaving, coming back.
fn door(ask: &Ask, colleague: &Colleague, (has_second_factor, sessions): (bool, i64)) -> Markup {
    let button = |what: &str, class: &str, text: String| {
        html! { form method="post" action={ "/colleagues/" (colleague.id) "/" (what) } { (csrf(ask)) button.btn.(class) type="submit" { (text) } } }
    };
    html! {
        p { (ask.say(if has_second_factor { "colleagues-second-factor-on" } else { "colleagues-second-factor-none" })) " " (ask.texts().with("colleagues-sessions", &[("count", sessions.into())])) }
        div.row {
            @if has_second_factor { (button("second-factor/removal", "btn-quiet", ask.say("colleagues-second-factor-reset"))) }
            @if sessions > 0 { (button("sessions/ending", "btn-quiet", ask.say("colleagues-sessions-end"))) }
        }
        @if colleague.active {
            p.field-hint { (ask.say("colleagues-leave-hint")) }
            div.row {
                (button("link", "btn-quiet", ask.say("colleagues-link-go")))
                (button("leaving", "btn-bad", ask.say("colleagues-leave-go")))
                a.btn href={ "/colleagues/" (colleague.id) "/hand-over" } { (ask.say("hand-leave-link")) }
                a.btn href={ "/absences?person=" (colleague.id) } { (ask.say("absence-link")) }
            }
        } @else {
            p { (ask.say("colleagues-left-text")) }
            div.row { (button("return", "btn-go", ask.say("colleagues-return-go"))) }
        }
    }
}
