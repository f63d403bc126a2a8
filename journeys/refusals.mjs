// What cannot be done is said where the person looks, and nothing typed is lost.
import assert from "node:assert/strict";
import { cards, openSlip } from "./stage/day.mjs";

export const journeys = {
  "another tab files the same slip: refused, the text is kept": async (stage) => {
    const server = await stage.companyServer();
    const { context, page, expected } = await stage.window(server, { storageState: stage.signedIn });
    expected.push(/\b(409|422)\b/);
    await page.goto("/");
    const slip = await openSlip(page);
    const other = await context.newPage();
    await other.goto(`/?file=${slip}`);
    assert.equal(await openSlip(other), slip);

    await page.keyboard.press("1");
    await page.fill("#note", "What I heard on the phone");
    await page.fill("#next", "tomorrow");

    await other.keyboard.press("2");
    await other.fill("#next", "in 2 weeks");
    await other.keyboard.press("Control+Enter");
    await other.locator("#toasts .toast").waitFor();

    await page.locator("#note").press("Control+Enter");
    await page.locator(".field-error, .toast-bad").first().waitFor();
    assert.equal(await page.inputValue("#note"), "What I heard on the phone", "the note is kept");
    await page.reload();
    assert.equal(await page.locator(`.card:not(.is-done)[data-slip="${slip}"]`).count(), 0, "it was filed once, by the other tab");
  },

  "a date that is none: the field says so and nothing moves": async (stage) => {
    const server = await stage.companyServer();
    const { page, expected } = await stage.window(server, { storageState: stage.signedIn });
    expected.push(/\b422\b/);
    await page.goto("/");
    const before = await cards(page).count();
    const slip = await openSlip(page);
    await page.keyboard.press("1");
    await page.fill("#note", "Kept as typed");
    await page.fill("#next", "the day after never");
    await page.locator("#next-hint .is-bad").waitFor();
    await page.locator("#next").press("Control+Enter");
    await page.locator("#filing .field-error").waitFor();
    assert.equal(await openSlip(page), slip);
    assert.equal(await page.inputValue("#note"), "Kept as typed");
    assert.equal(await page.inputValue("#next"), "the day after never");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "next", "one goes on typing where it is wrong");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("tomorrow");
    await page.keyboard.press("Control+Enter");
    await page.waitForFunction((count) => document.querySelectorAll(".card:not(.is-done)").length === count, before - 1);
  },

  "signed out meanwhile: told so, the text is kept": async (stage) => {
    const server = await stage.companyServer();
    const { context, page, expected } = await stage.window(server, { storageState: stage.signedIn });
    expected.push(/\b401\b/);
    await page.goto("/");
    await page.keyboard.press("1");
    await page.fill("#note", "Not lost");
    await page.fill("#next", "tomorrow");
    await context.clearCookies();
    await page.locator("#note").press("Control+Enter");
    await page.locator(".toast-bad").waitFor();
    assert.equal(await page.inputValue("#note"), "Not lost");
  },
};
