//! Pages of a PDF: their text in reading order, and as pictures.
//!
//! Owns joining letters to words and lines; `hayro` interprets the pages and draws them.

use super::{Bounded, Picture, Seen, Unreadable, picture};
use hayro::hayro_interpret::font::Glyph;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint, PathDrawMode, SoftMask, interpret_page,
};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::kurbo::{Affine, BezPath, Point, Rect};
use hayro::{RenderCache, RenderSettings, render};

/// The most pages whose text is read.
const PAGES_MAX: usize = 5000;
/// A page is drawn at most so high, points: a strip of paper a mile long is not.
const HEIGHT_MAX: f32 = 8000.0;
/// A gap wider than this part of a letter's size is a space.
const SPACE: f64 = 0.18;
/// A letter higher or lower than this part of its size begins a line.
const LINE: f64 = 0.6;

fn open(bytes: Vec<u8>) -> Result<Pdf, Unreadable> {
    Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Unreadable::Locked,
        _ => Unreadable::Damaged,
    })
}

/// The text of all pages.
pub(super) fn text(bytes: Vec<u8>) -> Result<Seen, Unreadable> {
    let pdf = open(bytes)?;
    let mut reader = Reader::default();
    for page in pdf.pages().iter().take(PAGES_MAX) {
        let (width, height) = page.render_dimensions();
        // A cache for each page: fonts of five thousand pages would fill the memory.
        let cache = InterpreterCache::new();
        let area = Rect::new(0.0, 0.0, width.into(), height.into());
        let start = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(start, area, &cache, page.xref(), InterpreterSettings::default());
        interpret_page(page, &mut context, &mut reader);
        reader.text.letter('\n');
        reader.end = None;
        if reader.text.is_full {
            break;
        }
    }
    Ok(Seen { pages: u32::try_from(pdf.pages().len()).unwrap_or(u32::MAX), text: reader.text.finish() })
}

/// A page, from 1, that wide.
pub(super) fn picture(bytes: Vec<u8>, page: u32, width: u32) -> Result<Picture, Unreadable> {
    let pdf = open(bytes)?;
    let page = page.checked_sub(1).and_then(|index| pdf.pages().get(index as usize)).ok_or(Unreadable::NoSuchPage)?;
    let (page_width, page_height) = page.render_dimensions();
    if !(page_width.is_normal() && page_height.is_normal() && page_width > 0.0 && page_height > 0.0) {
        return Err(Unreadable::Damaged);
    }
    let scale = (width as f32 / page_width).min(HEIGHT_MAX / page_height);
    let settings = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
    let drawn = render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings);
    let points = drawn.data().iter().flat_map(|point| [point.r, point.g, point.b]).collect();
    picture::drawn(points, drawn.width().into(), drawn.height().into())
}

trait ToKurbo {
    fn to_kurbo(&self) -> Affine;
}

impl ToKurbo for hayro::hayro_interpret::hayro_syntax::transform::Transform {
    fn to_kurbo(&self) -> Affine {
        Affine::new(self.as_coeffs())
    }
}

/// Where the letter before this one ended.
struct End {
    at: Point,
    size: f64,
}

/// Draws nothing and notes every letter.
#[derive(Default)]
struct Reader {
    text: Bounded,
    end: Option<End>,
}

impl<'a> Device<'a> for Reader {
    fn draw_glyph(&mut self, glyph: &Glyph<'a>, transform: Affine, glyph_transform: Affine, _: &Paint<'a>, _: &GlyphDrawMode) {
        let place = transform * glyph_transform;
        let start = place * Point::ORIGIN;
        let size = (place * Point::new(0.0, 1000.0)).distance(start).max(0.1);
        let advance = match glyph {
            Glyph::Outline(outline) => outline.advance_width().unwrap_or(500.0),
            Glyph::Type3(_) => 0.0,
        };
        let end = place * Point::new(advance.into(), 0.0);
        if let Some(before) = &self.end {
            let between = start - before.at;
            if between.y.abs() > LINE * size.max(before.size) {
                self.text.letter('\n');
            } else if between.x > SPACE * size || between.x < -2.0 * size {
                self.text.letter(' ');
            }
        }
        self.end = Some(End { at: end, size });
        match glyph.as_unicode() {
            Some(BfString::Char(letter)) => self.text.letter(letter),
            Some(BfString::String(letters)) => self.text.push(&letters),
            None => {}
        }
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
