//! The image that an authenticator reads.
//!
//! Owns its drawing: one path of squares, without style, as the content security policy wants it.

use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};
use web::Failure;

/// Squares of white around it (ISO 18004 wants four).
const MARGIN: usize = 4;

/// The text as a QR code in SVG, to be read by `label` for whoever does not see it.
///
/// # Errors
/// [`Failure::Unexpected`] for a text too long for one.
pub(super) fn image(text: &str, label: &str) -> Result<Markup, Failure> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|error| Failure::Unexpected(format!("no QR code: {error}")))?;
    let width = code.width();
    let mut path = String::new();
    for (at, _) in code.to_colors().iter().enumerate().filter(|(_, color)| **color == Color::Dark) {
        path.push_str(&format!("M{} {}h1v1h-1z", at % width + MARGIN, at / width + MARGIN));
    }
    let side = width + 2 * MARGIN;
    Ok(html! {
        svg.qr viewBox={ "0 0 " (side) " " (side) } role="img" aria-label=(label) shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    })
}
