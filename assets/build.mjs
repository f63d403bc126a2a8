// Builds the files a browser loads: one script, one stylesheet, the page without a network, its service worker,
// fonts, icons.
//
//   node build.mjs OUTDIR
//
// Every name carries a hash of its content, so that a browser may keep it for ever. manifest.json tells
// which name stands for which file; next to each text file lies a brotli copy, made once and not per request.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import esbuild from "esbuild";

const SCRIPT_BYTES_MAX = 60_000; // gzipped; a budget of the product
const COMPRESSED_ALREADY = new Set([".woff2", ".png"]);

const here = fileURLToPath(new URL(".", import.meta.url));
const out = process.argv[2] && resolve(process.argv[2]);
if (!out) {
  console.error("usage: node build.mjs OUTDIR");
  process.exit(2);
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const manifest = {};
await bundle();
await copyIcons();
await bundleServiceWorker();
await putLicences();
await compress();
await writeFile(join(out, "manifest.json"), JSON.stringify(sorted(manifest), null, 2) + "\n");

async function bundle() {
  const result = await esbuild.build({
    absWorkingDir: here,
    entryPoints: { app: "src/app.ts", offline: "src/offline.ts" },
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome105", "firefox121", "safari15.4"],
    outdir: out,
    entryNames: "[name]-[hash]",
    metafile: true,
    legalComments: "none",
  });
  const styles = await esbuild.build({
    absWorkingDir: here,
    entryPoints: { app: "css/app.css" },
    bundle: true,
    minify: true,
    target: ["chrome105", "firefox121", "safari15.4"],
    outdir: out,
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    loader: { ".woff2": "file" },
    metafile: true,
  });
  for (const path of [...Object.keys(result.metafile.outputs), ...Object.keys(styles.metafile.outputs)]) {
    const name = basename(path);
    manifest[name.replace(/-[A-Z0-9]{8}(\.\w+)$/, "$1")] = name;
  }
  const script = await readFile(join(out, manifest["app.js"]));
  const size = gzipSync(script, { level: 9 }).length;
  if (size > SCRIPT_BYTES_MAX) {
    throw new Error(`the script is ${size} bytes gzipped; the budget is ${SCRIPT_BYTES_MAX}`);
  }
  console.log(`app.js ${size} bytes gzipped`);
}

async function copyIcons() {
  for (const name of await readdir(join(here, "icons"))) {
    await put(name, await readFile(join(here, "icons", name)));
  }
}

/**
 * The service worker knows by name what the page without a network is made of. That list, and the words of that page,
 * make its version: whatever changes, browsers take the new one.
 */
async function bundleServiceWorker() {
  const isNeeded = (name) => (name.endsWith(".woff2") && !name.includes("latin-ext")) || ["app.js", "app.css", "offline.js", "icons.svg", "icon.svg"].includes(name);
  const files = Object.keys(manifest).filter(isNeeded).map((name) => manifest[name]).sort();
  const words = await Promise.all(["en", "km", "ru"].map((language) => readFile(join(here, "../locales", language, "pocket.ftl"))));
  const version = createHash("sha256").update(files.join()).update(Buffer.concat(words)).digest("hex").slice(0, 12);
  const result = await esbuild.build({
    absWorkingDir: here,
    entryPoints: ["src/service-worker.ts"],
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome105", "firefox121", "safari15.4"],
    define: { FILES: JSON.stringify(files), VERSION: JSON.stringify(version) },
    write: false,
  });
  await put("service-worker.js", result.outputFiles[0].contents);
}

/** The fonts (OFL) may be passed on with their licence beside them; htmx gets the same courtesy. */
async function putLicences() {
  const packages = ["@fontsource/noto-sans", "@fontsource/noto-sans-khmer", "htmx.org"].map((name) => [name, "LICENSE"]);
  // The fonts of the printed sheets lie in the program itself.
  const printed = ["battambang", "noto-emoji", "noto-sans", "noto-sans-math"].map((name) => [`@expo-google-fonts/${name}`, "LICENSE_FONT"]);
  const texts = [...packages, ...printed].map(async ([name, file]) => `${name}\n\n${await readFile(join(here, "node_modules", name, file), "utf8")}`);
  await put("licences.txt", Buffer.from((await Promise.all(texts)).join("\n\n")));
}

/** Writes one file under its hashed name. */
async function put(name, bytes) {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8).toUpperCase();
  const end = extname(name);
  manifest[name] = `${basename(name, end)}-${hash}${end}`;
  await writeFile(join(out, manifest[name]), bytes);
}

async function compress() {
  for (const name of Object.values(manifest)) {
    if (COMPRESSED_ALREADY.has(extname(name))) continue;
    const bytes = await readFile(join(out, name));
    const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
    await writeFile(join(out, `${name}.br`), brotliCompressSync(bytes, options));
  }
}

function sorted(object) {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
