//! Takes the fonts of the printed sheets from the locked npm packages of `assets`: copies the six files used to where
//! `include_bytes!` finds them. Needs npm while building, never while running. Their licences are passed on by
//! assets/build.mjs with the others.

use std::fs::File;
use std::path::Path;
use std::process::Command;

/// Package, file in the package, name in the binary.
const FONTS: [(&str, &str, &str); 6] = [
    ("noto-sans", "400Regular/NotoSans_400Regular.ttf", "text.ttf"),
    ("noto-sans", "700Bold/NotoSans_700Bold.ttf", "text-bold.ttf"),
    ("battambang", "400Regular/Battambang_400Regular.ttf", "khmer.ttf"),
    ("battambang", "700Bold/Battambang_700Bold.ttf", "khmer-bold.ttf"),
    ("noto-sans-math", "400Regular/NotoSansMath_400Regular.ttf", "arrows.ttf"),
    ("noto-emoji", "400Regular/NotoEmoji_400Regular.ttf", "signs.ttf"),
];

fn main() {
    let (Ok(here), Ok(out)) = (std::env::var("CARGO_MANIFEST_DIR"), std::env::var("OUT_DIR")) else { return };
    let (assets, out) = (Path::new(&here).join("../../assets"), Path::new(&out));
    for watched in ["package.json", "package-lock.json"] {
        println!("cargo::rerun-if-changed={}", assets.join(watched).display());
    }
    install(&assets);
    let packages = assets.join("node_modules/@expo-google-fonts");
    for (package, file, name) in FONTS {
        copy(&packages.join(package).join(file), &out.join(name));
    }
}

/// Installs the packages if they are missing or older than the lock file. The pages' build takes from them too:
/// whoever comes second waits. What is locked is a file that npm itself does not read.
fn install(assets: &Path) {
    let Ok(turn) = File::open(assets.join("tsconfig.json")) else { fail("assets/tsconfig.json is missing") };
    if let Err(error) = turn.lock() {
        fail(&format!("assets/tsconfig.json could not be locked: {error}"));
    }
    if !needs_packages(assets) {
        return;
    }
    match Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(assets).status() {
        Ok(status) if status.success() => {}
        Ok(status) => fail(&format!("npm ci failed ({status}); npm is needed to fetch the fonts of the printed sheets")),
        Err(error) => fail(&format!("npm could not be started ({error}); install Node 20 or newer with npm")),
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

fn copy(from: &Path, to: &Path) {
    if let Err(error) = std::fs::copy(from, to) {
        fail(&format!("the font {} could not be copied: {error}", from.display()));
    }
}

fn fail(reason: &str) -> ! {
    println!("cargo::error={reason}");
    std::process::exit(1);
}
