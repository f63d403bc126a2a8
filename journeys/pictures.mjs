// A picture of every screen, in light, dark, on a phone and in Khmer, for people to look at.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { PHONE } from "./stage/browser.mjs";
import { saveSettings } from "./stage/company.mjs";
import { ADMIN, places } from "./stage/places.mjs";

const KINDS = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  phone: { ...PHONE, colorScheme: "light" },
  khmer: { colorScheme: "light" },
};

async function takeAll(page, folder, kind, list) {
  for (const [name, path] of list) {
    await page.goto(path);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(folder, `${name}-${kind}.png`), animations: "disabled", caret: "hide" });
  }
}

/** The sample company if this program can make it, else the company of the journeys. */
async function begin(stage) {
  const sample = await stage.sampleServer().catch(() => null);
  if (!sample) return { server: await stage.companyServer(), signedIn: stage.signedIn };
  const { context, page } = await stage.window(sample);
  await page.goto(await sample.link());
  await page.locator("#day").waitFor();
  return { server: sample, signedIn: await context.storageState() };
}

export const journeys = {
  "every screen in light, dark, phone and Khmer": async (stage) => {
    mkdirSync(stage.screens, { recursive: true });
    const { server, signedIn } = await begin(stage);
    for (const [kind, options] of Object.entries(KINDS)) {
      const { page, expected } = await stage.window(server, { ...options, storageState: signedIn });
      expected.push(/\b404\b/);
      if (kind === "khmer") await saveSettings(page, "/settings", { language: "km" });
      const list = await places(page);
      assert.ok(list.length > 15);
      await takeAll(page, stage.screens, kind, list);
    }
    // Whoever works in the sample need not be its administrator: those screens come from the other company.
    const company = await stage.companyServer();
    for (const [kind, options] of Object.entries(KINDS)) {
      const { page } = await stage.window(company, { ...options, storageState: stage.signedIn });
      if (kind === "khmer") await saveSettings(page, "/settings", { language: "km" });
      await takeAll(page, stage.screens, kind, ADMIN);
    }
    const empty = await stage.emptyServer();
    for (const [kind, options] of Object.entries(KINDS)) {
      const outside = await stage.window(empty, { ...options, locale: kind === "khmer" ? "km-KH" : "en-GB" });
      for (const [name, path] of [["set-up", await empty.link()], ["sign-in", `${server.address}/sign-in`]]) {
        await outside.page.goto(path);
        await outside.page.screenshot({ path: join(stage.screens, `${name}-${kind}.png`), animations: "disabled" });
      }
    }
  },
};
