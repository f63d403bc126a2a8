//! A row of the audit log in words.
//!
//! Owns which message names which field. A value stands as it was stored, but for roles and languages.

use domain::{Language, Role};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use web::Texts;
use web::audit::Kind;
use web::audit::chain::Line;
use web::layout::{language_name, role_key};

/// The kind in words; a word of a newer program as it is.
pub(super) fn kind(texts: &Texts<'_>, line: &Line) -> String {
    let known = Kind::ALL.iter().find(|kind| kind.as_str() == line.kind);
    known.map_or_else(|| line.kind.clone(), |kind| texts.say(kind.message()))
}

/// Each change: the field, what it was, what it became.
pub(super) fn changes(texts: &Texts<'_>, line: &Line) -> Vec<[String; 3]> {
    let stored: Vec<[String; 3]> = serde_json::from_str(&line.changes).unwrap_or_default();
    stored.into_iter().map(|[name, was, became]| [field(texts, &name), value(texts, &name, was), value(texts, &name, became)]).collect()
}

/// The moment in the company's zone, to the second.
pub(super) fn moment(line: &Line, zone: &TimeZone) -> String {
    let at = Timestamp::from_millisecond(line.at).unwrap_or(Timestamp::UNIX_EPOCH);
    at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

fn field(texts: &Texts<'_>, name: &str) -> String {
    texts.say(match name {
        "name" => "people-name",
        "email" => "people-email",
        "role" => "colleagues-role",
        "team" => "colleagues-team",
        "language" => "people-language",
        "theme" => "settings-theme",
        "mode" => "settings-mode",
        "horizon_months" => "settings-horizon-months",
        "month_end_days" => "settings-month-end-days",
        "first_calls_a_day" => "settings-first-calls",
        "week" => "company-week",
        "company" => "company-name",
        "zone" => "company-zone",
        "country" => "company-country",
        "card" => "company-card",
        "holidays" => "company-holidays",
        "second_factor_roles" => "company-second-factor",
        "owner" => "audit-field-owner",
        "files" => "audit-field-files",
        "errands" => "audit-field-errands",
        "deputy" => "audit-field-deputy",
        "days" => "audit-field-days",
        "ideal" => "interval-ideal",
        "latest" => "interval-latest",
        "fields" => "form-fields",
        "retired" => "form-is-retired",
        "rows" => "audit-field-rows",
        "joined" => "audit-field-joined",
        "separated" => "audit-field-separated",
        "sessions" => "audit-field-sessions",
        _ => return name.to_owned(),
    })
}

fn value(texts: &Texts<'_>, field: &str, value: String) -> String {
    match field {
        "role" => Role::parse(&value).map_or(value, |role| texts.say(role_key(role))),
        "language" => Language::parse(&value).map_or(value, |language| language_name(language).to_owned()),
        _ => value,
    }
}
