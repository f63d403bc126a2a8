// The main job by keyboard alone: set up, bring clients in, work through the day, take back, the next day.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { ZONE_EAST, addClients, bringFile, saveSettings, setUp, takeIn } from "./stage/company.mjs";
import { cards, nextOpened, openSlip, place, tomorrow } from "./stage/day.mjs";

const NOTES = ["Wants the contract by Thursday", "ចង់បានតម្លៃថ្មី", "Перезвонит сам", "Line one, jk /? 12", "Ω≈ç√ 🐘"];

/** Outcome, note, date, filed: the keys that a person presses for one file. */
async function fileByKeys(page, round, next) {
  const slip = await openSlip(page);
  assert.ok(slip, `file ${round + 1}: nothing is open`);
  const outcome = String((round % 5) + 1);
  await page.keyboard.press(outcome);
  assert.ok(await page.locator(`#filing [data-key="${outcome}"]`).isChecked(), `key ${outcome} chooses its outcome`);
  await page.keyboard.press("e");
  await page.keyboard.type(NOTES[round % NOTES.length]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("d");
  await page.keyboard.type(next);
  await page.locator("#next-hint [data-place]").waitFor();
  await page.keyboard.press("Control+Enter");
  await nextOpened(page, slip);
  return slip;
}

/** A real export where one is at hand, else a small file. */
async function importClients(page, project) {
  const file = resolve(project, "../shared/data/import/google_new.csv");
  await bringFile(page, existsSync(file) ? file : undefined);
  await takeIn(page);
  await page.goto("/clients");
  assert.ok((await page.locator(".row-item").count()) > 0, "the imported clients are in the list");
}

export const journeys = {
  "set up, bring clients in, file ten by keys, undo, next day": async (stage) => {
    const server = await stage.emptyServer();
    const { page } = await stage.window(server);
    await setUp(page, await server.link());
    await importClients(page, stage.project);
    await addClients(page, "today");
    await page.goto("/");
    const before = await cards(page).count();
    assert.ok(before >= 12, `today holds ${before} files`);

    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await page.keyboard.press("Enter");
    await page.waitForURL("**file=*");
    const day = await tomorrow(page);
    let last = "";
    for (let round = 0; round < 10; round += 1) last = await fileByKeys(page, round, round % 2 === 0 ? "tomorrow" : "in 2 weeks");
    assert.equal(await cards(page).count(), before - 10, "ten files have left the stack");
    assert.equal(await page.locator(".card.is-done").count(), 10, "ten are done");

    await page.keyboard.press("u");
    await page.locator(`.card:not(.is-done)[data-slip="${last}"]`).waitFor();
    assert.equal(await cards(page).count(), before - 9, "the last one stands here again");

    const digits = await page.locator(`.divider[data-place="${day}"]`).getAttribute("data-digits");
    for (const digit of digits) await page.keyboard.press(digit);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/day/${day}`);
    assert.equal(await place(page), day);
    assert.ok((await cards(page).count()) >= 5, "what was filed under tomorrow stands there");
    assert.equal(await page.locator('#filing [name="outcome"]:checked').count(), 0, "digits of a divider choose no outcome");

    // The company moves 25 hours east: for it, the next day has begun.
    const left = before - 9;
    await saveSettings(page, "/company", { zone: ZONE_EAST });
    await page.goto("/");
    assert.ok((await place(page)) >= day, "today is the next day");
    assert.ok((await cards(page).count()) >= 5 + left, "yesterday's rest was carried over to today's stack");
    assert.ok((await page.locator(".tag-late").count()) >= 1, "what was carried over says from when");
  },
};
