//! A printed page as an eye sees it: where there is ink, in millimetres.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};

/// Points of the picture in a millimetre.
const FINE: f32 = 4.0;
/// A point darker than this is ink; the lines to write on are lighter than letters, and still ink.
const INK: u8 = 225;

/// One page.
pub struct Seen {
    width: usize,
    height: usize,
    light: Vec<u8>,
}

/// A rectangle, millimetres from the upper left corner of the page.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl Area {
    pub fn width(self) -> f32 {
        self.right - self.left
    }

    pub fn height(self) -> f32 {
        self.bottom - self.top
    }

    pub fn middle(self) -> (f32, f32) {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }
}

/// The pages of a PDF.
pub fn pages(pdf: &[u8]) -> Vec<Seen> {
    let pdf = Pdf::new(pdf.to_vec()).expect("a PDF");
    let cache = RenderCache::new();
    let scale = FINE * 25.4 / 72.0;
    let settings = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
    let one = |page| {
        let picture = render(page, &cache, &InterpreterSettings::default(), &settings);
        let light = picture.data().iter().map(|point| ((u16::from(point.r) + u16::from(point.g) + u16::from(point.b)) / 3) as u8).collect();
        Seen { width: usize::from(picture.width()), height: usize::from(picture.height()), light }
    };
    pdf.pages().iter().map(one).collect()
}

impl Seen {
    /// Width and height of the page.
    pub fn size(&self) -> (f32, f32) {
        (self.width as f32 / FINE, self.height as f32 / FINE)
    }

    /// The smallest rectangle that holds all the ink of an area; none if it is white.
    pub fn ink(&self, area: Area) -> Option<Area> {
        let point = |at: f32, most: usize| ((at * FINE).round().max(0.0) as usize).min(most);
        let (left, right) = (point(area.left, self.width), point(area.right, self.width));
        let (top, bottom) = (point(area.top, self.height), point(area.bottom, self.height));
        let mut found: Option<(usize, usize, usize, usize)> = None;
        for y in top..bottom {
            for x in left..right {
                if self.light[y * self.width + x] < INK {
                    let (l, t, r, b) = found.unwrap_or((x, y, x, y));
                    found = Some((l.min(x), t.min(y), r.max(x), b.max(y)));
                }
            }
        }
        found.map(|(l, t, r, b)| Area { left: l as f32 / FINE, top: t as f32 / FINE, right: (r + 1) as f32 / FINE, bottom: (b + 1) as f32 / FINE })
    }

    /// The ink between two distances from the left edge.
    pub fn column(&self, left: f32, right: f32) -> Option<Area> {
        self.ink(Area { left, top: 0.0, right, bottom: self.size().1 })
    }

    /// Whether another page looks the same.
    pub fn is_like(&self, other: &Seen) -> bool {
        self.light == other.light
    }
}
