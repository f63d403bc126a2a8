// Two files of one client: told while it is typed, offered, compared, joined, taken apart.
import assert from "node:assert/strict";

/** Makes a client of that name, and returns the address of its file. */
async function made(page, name, phone) {
  await page.goto("/clients/new");
  await page.locator("label.chip", { hasText: "Person" }).click();
  await page.fill("#f-name", name);
  await page.fill("#f-phone", phone);
  await page.locator(".form-end .btn-go").click();
  await page.waitForURL(/\/files\/\d+/);
  return new URL(page.url()).pathname;
}

export const journeys = {
  "the same client in two scripts becomes one file and two again": async (stage) => {
    const server = await stage.companyServer();
    const { page } = await stage.window(server, { storageState: stage.signedIn });
    const latin = await made(page, "Noun Bopha", "");
    await made(page, "នួន បុប្ផា", "012 555 010");

    // What is alike is looked for beside the requests: on a busy machine it takes a moment.
    await page.goto("/clients/duplicates");
    for (let looked = 0; looked < 60 && (await page.locator(".pair").count()) === 0; looked += 1) {
      await page.waitForTimeout(500);
      await page.reload();
    }

    // Typed a third time, the page says so before anything is saved.
    await page.goto("/clients/new");
    await page.locator("#f-name").pressSequentially("bopha nuon");
    await page.locator("#like a", { hasText: "Noun Bopha" }).waitFor();

    await page.goto("/clients/duplicates");
    await page.locator(".pair .btn-go").first().click();
    await page.locator(".join-fields").waitFor();
    await page.locator(".form-end .btn-go").click();
    await page.waitForURL(/\/files\/\d+\?did=/);
    assert.match(await page.locator(".toast").innerText(), /joined into/);
    const kept = new URL(page.url()).pathname;
    await page.locator(".who a[href^='tel:']").first().waitFor();
    await page.goto(latin);
    assert.equal(new URL(page.url()).pathname, kept, "every old link leads to the client");

    await page.goto(`${kept}/joined`);
    await page.locator(".row-end .btn").click();
    await page.waitForURL(/\/files\/\d+\?did=/);
    assert.match(await page.locator(".toast").innerText(), /taken out of/);
    await page.goto(latin);
    assert.equal(new URL(page.url()).pathname, latin, "both are there again");
  },
};
