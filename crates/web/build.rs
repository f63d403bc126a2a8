//! Bundles the pages' script, style and fonts with the locked npm packages and writes a table of them,
//! so that `cargo build` alone makes the whole binary. Needs Node and npm while building, never while running.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

fn main() {
    // Asked while running: a build script may be reused for another checkout of the same sources.
    let Ok(here) = std::env::var("CARGO_MANIFEST_DIR") else { return };
    let assets = Path::new(&here).join("../../assets");
    for watched in ["src", "css", "icons", "build.mjs", "package.json", "package-lock.json", "tsconfig.json"] {
        println!("cargo::rerun-if-changed={}", assets.join(watched).display());
    }
    println!("cargo::rerun-if-changed=../../locales");
    // The printed sheets take their fonts from these packages too: whoever comes second waits. What is locked is a
    // file that npm itself does not read.
    let turn = std::fs::File::open(assets.join("tsconfig.json"));
    if let Err(error) = turn.as_ref().map_err(ToString::to_string).and_then(|file| file.lock().map_err(|error| error.to_string())) {
        println!("cargo::error=assets/tsconfig.json could not be locked: {error}");
        std::process::exit(1);
    }
    if needs_packages(&assets) {
        run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&assets), "npm ci");
    }
    drop(turn);
    let Ok(out) = std::env::var("OUT_DIR") else { return };
    let bundled = Path::new(&out).join("bundled");
    let _ = std::fs::remove_dir_all(&bundled);
    run(Command::new("node").arg("build.mjs").arg(&bundled).current_dir(&assets), "node build.mjs");
    let table = table(&bundled);
    if let Err(error) = std::fs::write(Path::new(&out).join("assets.rs"), table) {
        println!("cargo::error=the table of assets could not be written: {error}");
    }
}

/// Whether the installed packages are missing or older than the lock file.
fn needs_packages(assets: &Path) -> bool {
    let changed = |path: &str| std::fs::metadata(assets.join(path)).and_then(|data| data.modified()).ok();
    match (changed("node_modules/.package-lock.json"), changed("package-lock.json")) {
        (Some(installed), Some(locked)) => installed < locked,
        _ => true,
    }
}

fn run(command: &mut Command, what: &str) {
    match command.status() {
        Ok(status) if status.success() => {}
        Ok(status) => {
            println!("cargo::error={what} failed ({status}). Node 20 or newer and npm are needed to build the pages.");
            std::process::exit(1);
        }
        Err(error) => {
            println!("cargo::error={what} could not be started ({error}). Install Node 20 or newer with npm.");
            std::process::exit(1);
        }
    }
}

/// `ASSETS`: served name, content type, bytes, brotli bytes; and one constant for each logical name.
fn table(bundled: &Path) -> String {
    let mut names: Vec<String> = std::fs::read_dir(bundled)
        .map(|entries| entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect())
        .unwrap_or_default();
    names.sort();
    let mut text = String::from("pub(crate) static ASSETS: &[Asset] = &[\n");
    for name in names.iter().filter(|name| !name.ends_with(".br") && *name != "manifest.json") {
        let kind = match name.rsplit('.').next().unwrap_or("") {
            "js" => "text/javascript; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "woff2" => "font/woff2",
            "svg" => "image/svg+xml",
            "png" => "image/png",
            "webmanifest" => "application/manifest+json",
            _ => "application/octet-stream",
        };
        let path = bundled.join(name);
        let squeezed = bundled.join(format!("{name}.br"));
        let brotli = if squeezed.exists() { format!("Some(include_bytes!({squeezed:?}))") } else { "None".to_owned() };
        let _ = writeln!(text, "    Asset {{ name: {name:?}, kind: {kind:?}, bytes: include_bytes!({path:?}), brotli: {brotli} }},");
    }
    text.push_str("];\n");
    let manifest = std::fs::read_to_string(bundled.join("manifest.json")).unwrap_or_default();
    let _ = writeln!(text, "pub(crate) static MANIFEST: &str = {manifest:?};");
    text
}
