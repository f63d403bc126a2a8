//! The time of day among the tokens of a typed date.
//!
//! Owns what counts as a time ("10:30", "at 9", "2 pm", "в 3 часа дня", "ម៉ោង ៩ព្រឹក") and takes it
//! out, so that the rest is a date alone. Never reads a date, and never doubts an hour: "at 2" is
//! 02:00, as a clock of 24 hours says it.

use std::ops::Range;

use super::tokens::{Half, Token, Word};

/// There is an hour that no clock shows, or there are two times.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoSuchTime;

/// A time found: its tokens, hour and minute as typed.
struct Found {
    range: Range<usize>,
    hour: u32,
    minute: u32,
}

/// Takes the time of day out of the tokens, in minutes since midnight.
///
/// What only leads up to a time, or names a part of the day without an hour, is taken out as well.
pub(super) fn take(tokens: &mut Vec<Token>) -> Result<Option<u16>, NoSuchTime> {
    let clock = if tokens.contains(&Token::Colon) { Some(with_colon(tokens).ok_or(NoSuchTime)?) } else { None };
    let found = clock
        .or_else(|| after_at(tokens))
        .or_else(|| before_hour(tokens))
        .or_else(|| before_half(tokens))
        .or_else(|| noon(tokens))
        .or_else(|| with_dot(tokens));
    let minute = found.map(|found| settle(tokens, found)).transpose()?;
    let is_left = |token: &Token| match token {
        Token::Colon | Token::Word(Word::Hour | Word::Minute | Word::HalfPast | Word::Noon) => true,
        Token::Word(Word::Half(_)) => minute.is_some(),
        _ => false,
    };
    if tokens.iter().any(is_left) {
        return Err(NoSuchTime);
    }
    tokens.retain(|token| !matches!(token, Token::Word(Word::At | Word::Half(_))));
    Ok(minute)
}

/// "10:30".
fn with_colon(tokens: &[Token]) -> Option<Found> {
    let colon = tokens.iter().position(|token| *token == Token::Colon)?;
    let start = colon.checked_sub(1)?;
    match tokens.get(start..colon + 2)? {
        [Token::Number { value: hour, digits: 1 | 2 }, _, Token::Number { value: minute, digits: 2 }] => {
            Some(Found { range: start..colon + 2, hour: *hour, minute: *minute })
        }
        _ => None,
    }
}

/// "at 9", "в 10.30", "в 9 часов 30 минут", "ម៉ោង ៩ កន្លះ"; not the "в" of "в 5 июля".
fn after_at(tokens: &[Token]) -> Option<Found> {
    use Token::{Number, Separator, Word as W};
    (0..tokens.len()).filter(|at| tokens[*at] == W(Word::At)).find_map(|at| {
        let Some(Number { value: hour, digits: 0..=2 }) = tokens.get(at + 1).copied() else { return None };
        let (minute, length) = match &tokens[at + 2..] {
            [Separator('.'), Number { digits: 2, .. }, Separator(_), ..] => return None,
            [Separator('.'), Number { value, digits: 2 }, ..] => (*value, 4),
            [W(Word::Hour), ..] => return hour_and_minute(tokens, at + 1),
            [Number { value, digits: 1 | 2 }, W(Word::Minute), ..] => (*value, 4),
            [W(Word::HalfPast), ..] => (30, 3),
            [W(Word::Half(_)), W(Word::HalfPast), ..] => (30, 4),
            [Separator(_) | W(Word::Month(_) | Word::DayMark | Word::Unit(..) | Word::SundayOrWeek), ..] => {
                return None;
            }
            _ => (0, 2),
        };
        Some(Found { range: at..at + length, hour, minute })
    })
}

/// "10h30", "9 часов", "9 o'clock"; not "in 2 hours", which is no date.
fn before_hour(tokens: &[Token]) -> Option<Found> {
    let hour = tokens.iter().position(|token| *token == Token::Word(Word::Hour))?;
    let start = hour.checked_sub(1)?;
    let before = start.checked_sub(1).map(|index| tokens[index]);
    if matches!(before, Some(Token::Plus | Token::Word(Word::In))) {
        return None;
    }
    hour_and_minute(tokens, start)
}

/// An hour at `start`, the word for it, and perhaps minutes.
fn hour_and_minute(tokens: &[Token], start: usize) -> Option<Found> {
    let Token::Number { value: hour, digits: 0..=2 } = tokens[start] else { return None };
    let (minute, length) = match tokens.get(start + 2..) {
        Some([Token::Number { value, digits: 1 | 2 }, Token::Word(Word::Minute), ..]) => (*value, 4),
        Some([Token::Number { value, digits: 2 }]) => (*value, 3),
        _ => (0, 2),
    };
    Some(Found { range: start..start + length, hour, minute })
}

/// "9am", "9.30 am", "2 pm", "9 утра".
fn before_half(tokens: &[Token]) -> Option<Found> {
    let half = tokens.iter().position(|token| matches!(token, Token::Word(Word::Half(_))))?;
    let start = half.saturating_sub(3);
    if let [Token::Number { value: hour, digits: 1 | 2 }, Token::Separator('.'), Token::Number { value, digits: 2 }] = tokens[start..half] {
        return Some(Found { range: start..half, hour, minute: value });
    }
    let start = half.checked_sub(1)?;
    match tokens[start] {
        Token::Number { value, digits: 0..=2 } if value <= 23 => Some(Found { range: start..half, hour: value, minute: 0 }),
        _ => None,
    }
}

/// "thu noon", "в полдень".
fn noon(tokens: &[Token]) -> Option<Found> {
    let noon = tokens.iter().position(|token| *token == Token::Word(Word::Noon))?;
    Some(Found { range: noon..noon + 1, hour: 12, minute: 0 })
}

/// "чт 10.30": two numbers that can be no day and month, next to a date.
fn with_dot(tokens: &[Token]) -> Option<Found> {
    let dot = tokens.iter().position(|token| *token == Token::Separator('.'))?;
    let only = tokens.iter().filter(|token| matches!(token, Token::Separator(_))).count() == 1;
    let start = dot.checked_sub(1)?;
    match tokens.get(start..dot + 2)? {
        [Token::Number { value: hour, digits: 1 | 2 }, _, Token::Number { value: minute, digits: 2 }]
            if only && tokens.len() > 3 && *hour <= 23 && (*minute == 0 || (13..=59).contains(minute)) =>
        {
            Some(Found { range: start..dot + 2, hour: *hour, minute: *minute })
        }
        _ => None,
    }
}

/// Takes a found time out, with the half of the day that stands after or before it.
fn settle(tokens: &mut Vec<Token>, found: Found) -> Result<u16, NoSuchTime> {
    let Found { mut range, hour, minute } = found;
    let mut half = tokens[range.clone()].iter().find_map(half_of);
    if tokens.get(range.end) == Some(&Token::Word(Word::Hour)) {
        range.end += 1;
    }
    if matches!(tokens.get(range.end..range.end + 2), Some([Token::Word(Word::In), Token::Word(Word::Half(_))])) {
        range.end += 1;
    }
    let after = tokens.get(range.end).copied();
    match after {
        // "ម៉ោង ១២ថ្ងៃត្រង់", "12 noon": the word only says again what the hour says.
        Some(Token::Word(Word::Noon)) if hour == 12 => range.end += 1,
        // "в 3 дня", "в 3 часа дня".
        Some(Token::Word(Word::DayOrAfternoon)) => {
            half = Some(Half::Afternoon);
            range.end += 1;
        }
        Some(token) if half_of(&token).is_some() => {
            half = half_of(&token);
            range.end += 1;
        }
        _ => {}
    }
    while let Some(before) = range.start.checked_sub(1) {
        match tokens[before] {
            Token::Word(Word::At) => {}
            Token::Word(Word::Half(before)) if half.is_none() => half = Some(before),
            _ => break,
        }
        range.start = before;
    }
    tokens.drain(range);
    let hour = match (half, hour) {
        (Some(Half::Morning), 12) | (Some(Half::Night), 12) => 0,
        (Some(Half::Morning), 13..) => return Err(NoSuchTime),
        (Some(Half::Afternoon), 1..=11) | (Some(Half::Night), 6..=11) => hour + 12,
        (_, 0..=23) => hour,
        _ => return Err(NoSuchTime),
    };
    if minute > 59 {
        return Err(NoSuchTime);
    }
    Ok((hour * 60 + minute) as u16)
}

fn half_of(token: &Token) -> Option<Half> {
    match token {
        Token::Word(Word::Half(half)) => Some(*half),
        _ => None,
    }
}
