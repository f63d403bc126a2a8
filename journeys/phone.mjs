// The same day on a phone, by touch.
import assert from "node:assert/strict";
import { PHONE } from "./stage/browser.mjs";
import { cards, nextOpened, openSlip, tomorrow } from "./stage/day.mjs";

export const journeys = {
  "ten files by touch at 390 × 844": async (stage) => {
    const server = await stage.companyServer();
    const { page } = await stage.window(server, { ...PHONE, storageState: stage.signedIn });
    await page.goto("/");
    const before = await cards(page).count();
    const day = await tomorrow(page);
    assert.ok(await page.locator(".stack").isVisible(), "the stack comes first");
    assert.ok(!(await page.locator("#filing").isVisible()), "no file is shown before one is tapped");
    await page.locator(".card-link").first().tap();
    await page.locator("#filing").waitFor();
    assert.ok(!(await page.locator(".stack").isVisible()), "the file takes the stack's place");
    for (let round = 0; round < 10; round += 1) {
      const slip = await openSlip(page);
      await page.locator("#filing .outcomes .chip").nth(round % 5).tap();
      await page.locator("#note").tap();
      await page.locator("#note").pressSequentially("By thumb");
      await page.locator('#filing [data-fill="tomorrow"]').tap();
      await page.locator("#next-hint [data-place]").waitFor();
      await page.locator("#filing .filing-end > .btn-go").tap();
      await nextOpened(page, slip);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, "nothing to scroll sideways");
    }
    assert.equal(await cards(page).count(), before - 10);
    const offer = await page.locator("#toasts form").last().getAttribute("action");
    await page.locator("#toasts button[data-key=u]").last().tap();
    await page.waitForFunction((count) => document.querySelectorAll(".card:not(.is-done)").length === count, before - 9);
    assert.equal(await page.locator(`#toasts form[action="${offer}"]`).count(), 0, "what is taken back is not offered again");
    if (await page.locator(".back").isVisible()) await page.locator(".back").tap();
    await page.locator(".stack").waitFor();
    await page.goto("/");
    await page.locator(`.divider[data-place="${day}"]`).tap();
    await page.waitForURL(`**/day/${day}`);
    assert.equal(await cards(page).count(), 9, "nine stand under tomorrow");
  },
};
