// Moving: by drag, many at once, the review of a day that is too full; and what was typed outlives a reload.
import assert from "node:assert/strict";
import { addClients } from "./stage/company.mjs";
import { cards, tomorrow } from "./stage/day.mjs";

async function begin(stage) {
  const server = await stage.companyServer();
  const opened = await stage.window(server, { storageState: stage.signedIn });
  await opened.page.goto("/");
  return { server, ...opened };
}

const slipOf = (card) => card.getAttribute("data-slip");
const gone = (page, slip) => page.locator(`.card[data-slip="${slip}"]`).waitFor({ state: "detached" });

export const journeys = {
  "a card dragged onto a divider stands there": async (stage) => {
    const { page } = await begin(stage);
    const day = await tomorrow(page);
    const slip = await slipOf(cards(page).nth(2));
    await page.dragAndDrop(`.card[data-slip="${slip}"] .card-link`, `.divider[data-place="${day}"]`);
    await gone(page, slip);
    await page.goto(`/day/${day}`);
    await page.locator(`.card[data-slip="${slip}"]`).waitFor();
  },

  "three files ticked with x move together, and back with u": async (stage) => {
    const { page } = await begin(stage);
    const before = await cards(page).count();
    await page.locator(".card-link").first().focus();
    await page.keyboard.press("x");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    assert.equal(await page.locator("[data-selected-count]").innerText(), "3");
    await page.keyboard.press("m");
    await page.keyboard.type("in 2 weeks");
    await page.locator("#bulk-hint [data-place]").waitFor();
    await page.keyboard.press("Enter");
    await page.waitForFunction((count) => document.querySelectorAll(".card:not(.is-done)").length === count, before - 3);
    assert.equal(await page.locator(".card-check:checked").count(), 0, "nothing stays ticked");
    await page.keyboard.press("u");
    await page.waitForFunction((count) => document.querySelectorAll(".card:not(.is-done)").length === count, before);
  },

  "a day that is too full is reviewed and the chosen move": async (stage) => {
    const { page } = await begin(stage);
    for (let round = 0; round < 4; round += 1) await addClients(page, "today");
    await page.goto("/");
    const before = await cards(page).count();
    await page.locator(".over a[href*='/overload']").first().click();
    await page.waitForURL("**/overload*");
    const chosen = await page.locator(".row-check:checked").count();
    assert.ok(chosen > 0, "some are proposed");
    await page.locator("main .btn-go").click();
    await page.locator("#toasts .toast").waitFor();
    assert.equal(await cards(page).count(), before - chosen, "as many as were ticked have left");
    assert.equal(await page.locator(".notice-warn.over").count(), 0, "the day is no longer too full");
  },

  "a draft survives a reload and goes when it is filed": async (stage) => {
    const { page } = await begin(stage);
    await page.fill("#note", "Half a sentence about the");
    await page.keyboard.press("Escape");
    await page.keyboard.press("3");
    await page.fill("#next", "in 2 weeks");
    await page.fill('#filing [name="line"]', "Bring the samples");
    await page.reload();
    assert.equal(await page.inputValue("#note"), "Half a sentence about the");
    assert.equal(await page.inputValue("#next"), "in 2 weeks");
    assert.equal(await page.inputValue('#filing [name="line"]'), "Bring the samples");
    assert.ok(await page.locator('#filing [data-key="3"]').isChecked());
    assert.ok(await page.locator(".draft-note").isVisible(), "the page says that it is back");
    await page.locator("#note").press("Control+Enter");
    await page.locator("#toasts .toast").waitFor();
    assert.equal(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith("draft:")).length), 0);
    assert.equal(await page.evaluate(() => localStorage.length), 0, "nothing about clients stays in the browser");
  },

  "the find box by keyboard, in three scripts": async (stage) => {
    const { page } = await begin(stage);
    for (const [typed, name] of [["takeo", "Takeo Solar"], ["បាយ", "សាលាបាយ"], ["ромаш", "Ромашка"], ["012555104", "Borey Furniture"]]) {
      await page.goto("/");
      await page.keyboard.press("/");
      await page.keyboard.type(typed);
      await page.locator(`#find-list .find-option[aria-selected="true"]`).waitFor();
      await page.locator(".find-option", { hasText: name }).first().waitFor();
      await page.keyboard.press("Enter");
      await page.waitForURL("**/files/*");
      assert.match(await page.locator("#file-name").innerText(), new RegExp(name));
    }
    await page.keyboard.press("?");
    await page.locator("dialog#keys[open]").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("dialog#keys:not([open])").waitFor({ state: "attached" });
    await page.keyboard.press("g");
    await page.keyboard.press("t");
    await page.waitForURL((address) => address.pathname === "/");
  },
};
