//! Where the ink of a mark is: letters have white at their sides, so a number set by its width alone stands beside
//! the middle. Never draws.

use serde::Serialize;
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::utils::Numeric;

/// The rectangle of a mark's ink in its frame, points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(crate) struct Ink {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

/// The ink of a frame's letters; none if it has no letter with an outline.
pub(crate) fn ink(frame: &Frame) -> Option<Ink> {
    let (mut low, mut high) = (Point::splat(Abs::inf()), Point::splat(-Abs::inf()));
    spread(frame, Point::zero(), &mut low, &mut high);
    let ink = Ink { left: low.x.to_pt(), top: low.y.to_pt(), right: high.x.to_pt(), bottom: high.y.to_pt() };
    (ink.left < ink.right && ink.top < ink.bottom).then_some(ink)
}

fn spread(frame: &Frame, from: Point, low: &mut Point, high: &mut Point) {
    for (at, item) in frame.items() {
        let at = from + *at;
        match item {
            FrameItem::Group(group) => spread(&group.frame, at, low, high),
            FrameItem::Text(text) => {
                let found = text.bbox();
                for corner in [found.min, found.max].into_iter().filter(|corner| corner.is_finite()) {
                    *low = low.min(at + corner);
                    *high = high.max(at + corner);
                }
            }
            _ => {}
        }
    }
}
