//! How forms and answers are stored: JSON that both databases hold as text.

use domain::own_form::{Answer, Field, FieldKind, Names};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

pub(crate) fn names(text: &str) -> Names {
    serde_json::from_str(text).map(|value| names_of(&value)).unwrap_or_default()
}

fn names_of(value: &Value) -> Names {
    let word = |language: &str| value.get(language).and_then(Value::as_str).unwrap_or("").to_owned();
    Names { en: word("en"), km: word("km"), ru: word("ru") }
}

fn names_json(names: &Names) -> Value {
    json!({ "en": names.en, "km": names.km, "ru": names.ru })
}

pub(crate) fn write_names(names: &Names) -> String {
    names_json(names).to_string()
}

pub(super) fn fields(text: &str) -> Vec<Field> {
    let Ok(Value::Array(fields)) = serde_json::from_str(text) else { return Vec::new() };
    fields.iter().filter_map(field).collect()
}

fn field(value: &Value) -> Option<Field> {
    let list = |name: &str| value.get(name).and_then(Value::as_array).map(|all| all.iter().map(names_of).collect()).unwrap_or_default();
    Some(Field {
        key: value.get("key")?.as_u64()?.try_into().ok()?,
        kind: FieldKind::parse(value.get("kind")?.as_str()?)?,
        label: names_of(value.get("label")?),
        help: value.get("help").map(names_of).unwrap_or_default(),
        required: value.get("required").and_then(Value::as_bool).unwrap_or(false),
        options: list("options"),
    })
}

pub(super) fn write_fields(fields: &[Field]) -> String {
    let all: Vec<Value> = fields
        .iter()
        .map(|field| {
            json!({ "key": field.key, "kind": field.kind.as_str(), "label": names_json(&field.label), "help": names_json(&field.help),
                "required": field.required, "options": field.options.iter().map(names_json).collect::<Vec<_>>() })
        })
        .collect();
    Value::Array(all).to_string()
}

pub(super) fn answers(text: &str, fields: &[Field]) -> BTreeMap<u32, Answer> {
    let Ok(Value::Object(all)) = serde_json::from_str(text) else { return BTreeMap::new() };
    let answer = |field: &Field| Answer::from_stored(field.kind, all.get(&field.key.to_string())?.as_str()?).map(|answer| (field.key, answer));
    fields.iter().filter_map(answer).collect()
}

pub(super) fn write_answers(answers: &BTreeMap<u32, Answer>) -> String {
    let all: Map<String, Value> = answers.iter().map(|(key, answer)| (key.to_string(), Value::String(answer.stored()))).collect();
    Value::Object(all).to_string()
}
