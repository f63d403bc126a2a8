//! A chart of bars in parts, drawn as a picture that scales, and the same figures as a table beneath: a picture alone says
//! nothing to who cannot see it.

use super::figures::Figure;
use maud::{Markup, html};

/// What a chart shows: its rows in order with their words, its parts in order with their words, and the address of a figure.
pub(super) struct Chart<'a> {
    pub(super) title: String,
    pub(super) rows: Vec<(String, String)>,
    pub(super) parts: Vec<(String, String)>,
    pub(super) figures: &'a [Figure],
    pub(super) way: &'a dyn Fn(&str, &str) -> String,
    pub(super) sum: String,
}

const WIDTH: usize = 720;
const HEIGHT: usize = 180;

impl Chart<'_> {
    fn count(&self, row: &str, part: &str) -> i64 {
        self.figures.iter().find(|figure| figure.row == row && figure.part == part).map_or(0, |figure| figure.count)
    }

    fn sum(&self, row: &str) -> i64 {
        self.parts.iter().map(|(part, _)| self.count(row, part)).sum()
    }

    /// The picture with its legend, and the table.
    pub(super) fn draw(&self) -> Markup {
        let most = self.rows.iter().map(|(row, _)| self.sum(row)).max().unwrap_or(0).max(1);
        let step = WIDTH / self.rows.len().max(1);
        let width = (step * 7 / 10).max(2);
        html! {
            svg.report-chart viewBox={ "0 0 " (WIDTH) " " (HEIGHT + 4) } preserveAspectRatio="none" role="img" aria-label=(self.title) {
                line.report-ground x1="0" y1=(HEIGHT) x2=(WIDTH) y2=(HEIGHT) {}
                @for (at, (row, _)) in self.rows.iter().enumerate() {
                    @let heights = self.heights(row, most);
                    @for (nth, (top, height)) in heights.iter().enumerate() {
                        @if *height > 0 { rect class={ "report-part-" (nth) } x=(at * step + (step - width) / 2) y=(top) width=(width) height=(height) {} }
                    }
                }
            }
            @if self.parts.len() > 1 {
                ul.report-legend { @for (nth, (_, words)) in self.parts.iter().enumerate() { li { svg.report-mark viewBox="0 0 10 10" aria-hidden="true" { rect class={ "report-part-" (nth) } width="10" height="10" rx="2" {} } (words) } } }
            }
            div.report-table {
                table {
                    thead { tr { th {} @for (_, words) in &self.parts { th scope="col" { (words) } } @if self.parts.len() > 1 { th scope="col" { (self.sum) } } } }
                    tbody { @for (row, words) in &self.rows { @if self.sum(row) > 0 {
                        tr {
                            th scope="row" dir="auto" { (words) }
                            @for (part, _) in &self.parts { td.num { @let count = self.count(row, part); @if count > 0 { a href=((self.way)(row, part)) { (count) } } @else { "–" } } }
                            @if self.parts.len() > 1 { td.num { (self.sum(row)) } }
                        }
                    } } }
                }
            }
        }
    }

    /// Top and height of each part of a bar, from the ground up.
    fn heights(&self, row: &str, most: i64) -> Vec<(usize, usize)> {
        let mut ground = HEIGHT;
        self.parts
            .iter()
            .map(|(part, _)| {
                let count = self.count(row, part);
                let share = usize::try_from(count * HEIGHT as i64 / most).unwrap_or(0);
                // What is there is seen, however small beside the others.
                let height = if count > 0 { share.max(1) } else { 0 }.min(ground);
                ground -= height;
                (ground, height)
            })
            .collect()
    }
}
