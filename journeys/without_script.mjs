// Everything of the day by plain forms, script switched off.
import assert from "node:assert/strict";
import { signIn } from "./stage/company.mjs";
import { cards, openSlip, tomorrow } from "./stage/day.mjs";

export const journeys = {
  "sign in, file, move and undo without script": async (stage) => {
    const server = await stage.companyServer();
    const { page } = await stage.window(server, { javaScriptEnabled: false });
    await signIn(page, "/?file=1");
    await page.waitForURL(`${server.address}/**`);
    await page.goto("/");
    const before = await cards(page).count();
    const day = await tomorrow(page);

    await page.locator(".card-link").nth(1).click();
    const slip = await openSlip(page);
    await page.locator('#filing input[value="reached"]').check({ force: true });
    await page.fill("#note", "Filed by a plain form");
    await page.fill("#next", "tomorrow");
    await page.locator("#filing .filing-end > .btn-go").click();
    await page.locator("#toasts .toast").waitFor();
    assert.equal(await cards(page).count(), before - 1, "the file has left the stack");

    // Undo of the toast: a form of its own.
    await page.locator("#toasts .toast form button").click();
    await page.locator(`.card:not(.is-done)[data-slip="${slip}"]`).waitFor();
    assert.equal(await cards(page).count(), before);

    // Move the open file.
    await page.goto("/");
    const moved = await openSlip(page);
    await page.locator(".file-actions details.menu").first().locator("summary").click();
    await page.fill("#move-place", day);
    await page.locator(".menu-form .btn-go").click();
    await page.locator("#toasts .toast").waitFor();
    assert.equal(await page.locator(`.card[data-slip="${moved}"]`).count(), 0);
    await page.goto(`/day/${day}`);
    await page.locator(`.card[data-slip="${moved}"]`).waitFor();

    // Move two in the stack.
    await page.goto("/");
    const boxes = page.locator(".card-check");
    await boxes.nth(0).check({ force: true });
    await boxes.nth(1).check({ force: true });
    await page.fill("#bulk [name=place]", day);
    await page.locator("#bulk .btn-go").click();
    await page.locator("#toasts .toast").waitFor();
    assert.equal(await cards(page).count(), before - 3);

    // And the list of what can be taken back.
    await page.goto("/undo");
    await page.locator(".row-end form button").first().click();
    await page.goto("/");
    assert.equal(await cards(page).count(), before - 1);

    // Find answers with a page.
    await page.fill("#find", "Takeo");
    await page.locator("#find").press("Enter");
    await page.waitForURL("**/find?q=Takeo");
    assert.match(await page.locator("main").innerText(), /Takeo Solar/);
  },
};
