// Every screen is looked through for what keeps people out, and must not scroll sideways on the smallest phone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { places } from "./stage/places.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const KINDS = {
  "light at a desk": { viewport: { width: 1440, height: 900 }, colorScheme: "light" },
  "dark on a phone": { viewport: { width: 360, height: 740 }, colorScheme: "dark", hasTouch: true, isMobile: true },
};

async function judge(page, name, faults) {
  await page.evaluate(() => document.fonts.ready);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (sideways > 0) faults.push(`${name}: scrolls sideways by ${sideways} px`);
  await page.evaluate(AXE);
  const found = await page.evaluate((rules) => globalThis.axe.run({ runOnly: rules }), RULES);
  for (const fault of found.violations.filter((one) => one.impact === "serious" || one.impact === "critical")) {
    const where = fault.nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${(node.any[0] ?? node.all[0])?.message ?? ""}`);
    faults.push(`${name}: ${fault.impact} ${fault.id} × ${fault.nodes.length}: ${where.join("; ")}`);
  }
}

async function judgeAll(stage, options) {
  const faults = [];
  const empty = await stage.emptyServer();
  const outside = await stage.window(empty, options);
  await outside.page.goto(await empty.link());
  await judge(outside.page, "set-up", faults);

  const server = await stage.companyServer();
  const door = await stage.window(server, options);
  await door.page.goto("/sign-in");
  await judge(door.page, "sign-in", faults);

  const { page, expected } = await stage.window(server, { ...options, storageState: stage.signedIn });
  expected.push(/\b404\b/);
  for (const [name, path] of await places(page)) {
    await page.goto(path);
    await judge(page, name, faults);
  }
  // What opens on top of a page.
  await page.goto("/");
  await page.locator("details.me > summary").click();
  await judge(page, "day with the person's menu", faults);
  await page.locator('[data-dialog="keys"]').click();
  await page.locator("dialog[open]").waitFor();
  await judge(page, "day with the keys", faults);
  assert.deepEqual(faults, [], faults.join("\n"));
}

export const journeys = Object.fromEntries(Object.entries(KINDS).map(([title, options]) => [title, (stage) => judgeAll(stage, options)]));
