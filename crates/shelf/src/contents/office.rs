//! Documents of office programs: a zip of XML, or a workbook.
//!
//! Owns which parts hold what people wrote. Never follows a link to elsewhere and expands no entity.

use super::{Bounded, Seen, TEXT_MAX, Unreadable};
use calamine::{Data, Reader, open_workbook_auto_from_rs};
use quick_xml::events::Event;
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;

/// The most bytes that one part may unfold to.
const PART_MAX: u64 = 64 * 1024 * 1024;
/// The most parts looked at.
const PARTS_MAX: usize = 10_000;
/// The most bytes that a workbook may unfold to, all parts together.
const WORKBOOK_MAX: u64 = 256 * 1024 * 1024;

type Archive = ZipArchive<Cursor<Vec<u8>>>;

fn archive(bytes: Vec<u8>) -> Result<Archive, Unreadable> {
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    if archive.len() > PARTS_MAX { Err(Unreadable::TooMuch) } else { Ok(archive) }
}

/// The text of a DOCX, ODT, PPTX or ODP.
pub(super) fn words(bytes: Vec<u8>) -> Result<Seen, Unreadable> {
    let mut archive = archive(bytes)?;
    let mut parts: Vec<(u32, String)> = (0..archive.len())
        .filter_map(|index| archive.name_for_index(index).and_then(|name| name.ok().map(|name| name.to_string())))
        .filter_map(|name| order(&name).map(|order| (order, name)))
        .collect();
    parts.sort();
    if parts.is_empty() {
        return Err(Unreadable::Damaged);
    }
    let slides = parts.iter().filter(|(_, name)| name.starts_with("ppt/slides/")).count();
    let mut text = Bounded::default();
    for (_, name) in parts {
        let Ok(part) = archive.by_name(&name) else { return Err(Unreadable::Damaged) };
        if part.encrypted() {
            return Err(Unreadable::Locked);
        }
        read_part(part.take(PART_MAX), &mut text)?;
        if text.is_full {
            break;
        }
    }
    Ok(Seen { pages: u32::try_from(slides).unwrap_or(0), text: text.finish() })
}

/// Where a part stands among those that hold what people wrote; `None` for all others.
fn order(name: &str) -> Option<u32> {
    let numbered = |start: &str| name.strip_prefix(start)?.strip_suffix(".xml")?.parse::<u32>().ok();
    match name {
        "content.xml" | "word/document.xml" => Some(0),
        "word/footnotes.xml" | "word/endnotes.xml" | "word/comments.xml" => Some(1_000_000),
        _ => numbered("ppt/slides/slide")
            .or_else(|| numbered("ppt/notesSlides/notesSlide").map(|number| number.saturating_add(1_000_000)))
            .or_else(|| (numbered("word/header").is_some() || numbered("word/footer").is_some()).then_some(2_000_000)),
    }
}

/// What is written between the marks of one part. Paragraphs, rows and breaks end a line.
fn read_part(part: impl Read, text: &mut Bounded) -> Result<(), Unreadable> {
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(part));
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    // Word keeps what was deleted beside what stands; formulas and field codes are no text either.
    let mut hidden = 0_u32;
    loop {
        match reader.read_event_into(&mut buffer).map_err(|_| Unreadable::Damaged)? {
            Event::Start(start) if is_hidden(start.local_name().as_ref()) => hidden += 1,
            Event::End(end) if is_hidden(end.local_name().as_ref()) => hidden = hidden.saturating_sub(1),
            Event::End(end) if ends_line(end.local_name().as_ref()) => text.letter('\n'),
            Event::Empty(empty) if matches!(empty.local_name().as_ref(), "br" | "line-break" | "cr") => text.letter('\n'),
            Event::Empty(empty) if matches!(empty.local_name().as_ref(), "tab" | "s") => text.letter(' '),
            Event::Text(written) if hidden == 0 => text.push(&written),
            Event::CData(written) if hidden == 0 => text.push(&written),
            Event::GeneralRef(reference) if hidden == 0 => {
                let named = match reference.resolve_char_ref() {
                    Ok(Some(letter)) => Some(letter),
                    _ => match reference.as_ref() {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    },
                };
                if let Some(letter) = named {
                    text.letter(letter);
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
        if text.is_full {
            return Ok(());
        }
        buffer.clear();
    }
}

fn is_hidden(name: &str) -> bool {
    matches!(name, "delText" | "instrText" | "tracked-changes" | "binData" | "binary-data")
}

fn ends_line(name: &str) -> bool {
    matches!(name, "p" | "h" | "tr" | "tc" | "table-cell" | "table-row" | "list-item")
}

/// The cells of a workbook: a line each row, after the sheet's name.
pub(super) fn sheets(bytes: Vec<u8>) -> Result<Seen, Unreadable> {
    if bytes.starts_with(b"PK") {
        let mut archive = archive(bytes.clone())?;
        let mut all = 0_u64;
        for index in 0..archive.len() {
            let part = archive.by_index(index).map_err(|_| Unreadable::Damaged)?;
            if part.encrypted() {
                return Err(Unreadable::Locked);
            }
            all = all.saturating_add(part.size());
        }
        if all > WORKBOOK_MAX {
            return Err(Unreadable::TooMuch);
        }
    }
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| match error {
        calamine::Error::Xlsx(calamine::XlsxError::Password) | calamine::Error::Xls(calamine::XlsError::Password) => Unreadable::Locked,
        _ => Unreadable::Damaged,
    })?;
    let names = workbook.sheet_names();
    let mut text = Bounded::default();
    for name in &names {
        let Ok(range) = workbook.worksheet_range(name) else { continue };
        text.push(name);
        text.letter('\n');
        for row in range.rows() {
            for cell in row {
                if !matches!(cell, Data::Empty) {
                    text.push(&said(cell));
                    text.letter(' ');
                }
            }
            text.letter('\n');
            if text.text.len() >= TEXT_MAX {
                break;
            }
        }
    }
    Ok(Seen { pages: u32::try_from(names.len()).unwrap_or(0), text: text.finish() })
}

fn said(cell: &Data) -> String {
    match cell {
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
            if (hour, minute) == (0, 0) { format!("{year}-{month:02}-{day:02}") } else { format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}") }
        }
        other => other.to_string(),
    }
}
