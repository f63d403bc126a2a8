//! `GET /reports/{report}/table/{form}`: the figures as a table.

use super::figures::{Figure, Over, Report, count};
use super::pages::{asked, parts, rows, title};
use binder::By;
use intake::FigureTable;
use web::{Answer, Ask, Failure, Reply, Texts};

pub(super) fn download(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let report = Report::parse(&ask.path::<String>("report")?).ok_or(Failure::NotFound)?;
    let form: String = ask.path("form")?;
    let kind = match form.as_str() {
        "csv" => "text/csv; charset=utf-8",
        "xlsx" => XLSX,
        _ => return Err(Failure::NotFound),
    };
    let over = asked(ask, &by);
    let figures = ask.read(|tx| count(tx, &by, report, over))?;
    let table = table(&ask.texts(), &by, report, over, &figures);
    let failed = |error: &dyn std::fmt::Display| Failure::Unexpected(format!("a report could not be written: {error}"));
    Reply::made(kind, &format!("{}-{}.{form}", report.word(), by.today), |path| {
        let out = std::io::BufWriter::new(std::fs::File::create(path).map_err(|error| failed(&error))?);
        if form == "csv" {
            intake::figures_csv(out, &table.heads, &table.lines).map_err(|error| failed(&error))
        } else {
            intake::figures_xlsx(out, &[table]).map_err(|error| failed(&error))
        }
    })
}

/// What a workbook is called on its way.
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The figures in the words of a language.
pub(super) fn table(texts: &Texts<'_>, by: &By, report: Report, over: Over, figures: &[Figure]) -> FigureTable {
    let parts = parts(texts, report);
    let heads = std::iter::once(title(texts, report)).chain(parts.iter().map(|(_, words)| words.clone())).collect();
    let of = |row: &str, part: &str| figures.iter().find(|figure| figure.row == row && figure.part == part).map_or(0, |figure| figure.count);
    let lines = rows(texts, by, report, over, figures)
        .into_iter()
        .map(|(row, words)| (words, parts.iter().map(|(part, _)| of(&row, part)).collect()))
        .collect();
    FigureTable { heads, lines }
}
