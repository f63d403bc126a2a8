//! The figures and how they are shown: a table, a page of the documentation, JSON.
//!
//! Owns the marks: a figure stands beside its budget (product, budgets). Never measures.

use serde::Serialize;

/// One line of the report.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// What was measured.
    pub what: String,
    /// What the budget speaks of: "p99", "most", "rate" …
    pub of: &'static str,
    /// Its unit: "ms", "kB", "MB", "rows/s".
    pub unit: &'static str,
    /// Half of the requests were at most this.
    pub p50: Option<f64>,
    /// 99 of 100 requests were at most this; for what is measured once, the measure itself.
    pub p99: f64,
    /// The budget; none for what is only told.
    pub budget: Option<f64>,
    /// Whether more is better.
    pub is_rate: bool,
    /// How it was measured.
    pub note: String,
}

impl Figure {
    /// Whether the figure keeps its budget.
    pub fn is_ok(&self) -> bool {
        self.budget.is_none_or(|budget| if self.is_rate { self.p99 >= budget } else { self.p99 <= budget })
    }

    fn mark(&self) -> &'static str {
        match (self.budget, self.is_ok()) {
            (None, _) => "",
            (_, true) => "ok",
            (_, false) => "over",
        }
    }
}

/// Everything that one run found out.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The day of the run.
    pub date: String,
    /// The version of the program.
    pub version: &'static str,
    /// What it ran on.
    pub machine: String,
    /// Which database.
    pub database: String,
    /// The base in words.
    pub base: String,
    /// The measures.
    pub figures: Vec<Figure>,
    /// What was left out, and why.
    pub notes: Vec<String>,
}

impl Report {
    /// Whether every figure keeps its budget.
    pub fn is_ok(&self) -> bool {
        self.figures.iter().all(Figure::is_ok)
    }

    /// A table for a terminal.
    pub fn table(&self) -> String {
        let mut rows = vec![["what", "p50", "p99", "budget", ""].map(str::to_owned)];
        rows.extend(self.figures.iter().map(cells));
        let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0);
        let (what, p50, p99, budget) = (width(0), width(1), width(2), width(3));
        let lines: Vec<String> =
            rows.iter().map(|[a, b, c, d, e]| format!("{a:<what$}  {b:>p50$}  {c:>p99$}  {d:>budget$}  {e}").trim_end().to_owned()).collect();
        let notes: Vec<String> = self.notes.iter().map(|note| format!("\n{note}")).collect();
        format!("{}\n{}\n{}\n\n{}\n{}", self.machine, self.database, self.base, lines.join("\n"), notes.concat())
    }

    /// The page docs/benchmarks.md.
    pub fn markdown(&self) -> String {
        let mut page = format!(
            "# Benchmarks\n\nMeasured with `bin/bench --write` over HTTP on the loopback, against a server in a process of its own. \
             Each figure stands beside its budget; times are of whole requests (sent to received) unless the line says server time.\n\n\
             - Date: {}\n- Version: {}\n- Machine: {}\n- Database: {}\n- Base: {}\n\n\
             | what | p50 | p99 or measured | budget | | how |\n|---|---:|---:|---:|---|---|\n",
            self.date, self.version, self.machine, self.database, self.base
        );
        for figure in &self.figures {
            let [what, p50, p99, budget, mark] = cells(figure);
            page.push_str(&format!("| {what} | {p50} | {p99} | {budget} | {mark} | {} |\n", figure.note));
        }
        for note in &self.notes {
            page.push_str(&format!("\n{note}\n"));
        }
        page
    }
}

fn cells(figure: &Figure) -> [String; 5] {
    let sign = if figure.is_rate { "≥" } else { "≤" };
    let in_unit = |number: f64| if number >= 100.0 { format!("{number:.0} {}", figure.unit) } else { format!("{number:.2} {}", figure.unit) };
    let budget = figure.budget.map_or_else(|| "–".to_owned(), |budget| format!("{sign} {budget} {}", figure.unit));
    [figure.what.clone(), figure.p50.map(in_unit).unwrap_or_default(), in_unit(figure.p99), budget, figure.mark().to_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(p99: f64, is_rate: bool) -> Figure {
        Figure { what: "day".to_owned(), of: "p99", unit: "ms", p50: Some(1.0), p99, budget: Some(5.0), is_rate, note: String::new() }
    }

    #[test]
    fn a_time_over_its_budget_and_a_rate_under_it_are_marked() {
        assert_eq!((figure(5.0, false).mark(), figure(5.1, false).mark()), ("ok", "over"));
        assert_eq!((figure(5.0, true).mark(), figure(4.9, true).mark()), ("ok", "over"));
    }
}
