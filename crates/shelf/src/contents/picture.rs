//! Pictures: JPEG, PNG, GIF, WebP.
//!
//! Owns making a smaller one, upright, of which nothing but its points is left: no place, no camera, no hidden parts.

use super::{Picture, Unreadable};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageReader, Limits};
use std::io::Cursor;

/// The largest side of a picture that is opened, points.
const SIDE_MAX: u32 = 20_000;
/// Memory for opening it, bytes.
const MEMORY_MAX: u64 = 400 * 1024 * 1024;
/// How finely a JPEG is written, of 100.
const QUALITY: u8 = 85;

/// Width and height as stored.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), Unreadable> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Unreadable::Damaged)?;
    reader.into_dimensions().map_err(|_| Unreadable::Damaged)
}

/// The picture, upright and at most that wide.
pub(super) fn smaller(bytes: &[u8], width: u32) -> Result<Picture, Unreadable> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Unreadable::Damaged)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(MEMORY_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    image.apply_orientation(orientation);
    if image.width() > width {
        let height = (u64::from(image.height()) * u64::from(width) / u64::from(image.width())).clamp(1, u64::from(SIDE_MAX)) as u32;
        image = image.thumbnail_exact(width, height);
    }
    written(&image)
}

fn unreadable(error: image::ImageError) -> Unreadable {
    if matches!(error, image::ImageError::Limits(_)) { Unreadable::TooMuch } else { Unreadable::Damaged }
}

/// As JPEG, or as PNG where something shines through.
pub(super) fn written(image: &DynamicImage) -> Result<Picture, Unreadable> {
    let mut bytes = Vec::new();
    let failed = |_| Unreadable::Damaged;
    if image.color().has_alpha() {
        let points = image.to_rgba8();
        image::codecs::png::PngEncoder::new(&mut bytes)
            .write_image(points.as_raw(), points.width(), points.height(), image::ExtendedColorType::Rgba8)
            .map_err(failed)?;
        return Ok(Picture { content_type: "image/png", bytes });
    }
    let points = image.to_rgb8();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .write_image(points.as_raw(), points.width(), points.height(), image::ExtendedColorType::Rgb8)
        .map_err(failed)?;
    Ok(Picture { content_type: "image/jpeg", bytes })
}

/// Sharp letters on white: as PNG.
pub(super) fn drawn(points: Vec<u8>, width: u32, height: u32) -> Result<Picture, Unreadable> {
    let mut bytes = Vec::new();
    image::codecs::png::PngEncoder::new(&mut bytes)
        .write_image(&points, width, height, image::ExtendedColorType::Rgb8)
        .map_err(|_| Unreadable::Damaged)?;
    Ok(Picture { content_type: "image/png", bytes })
}
