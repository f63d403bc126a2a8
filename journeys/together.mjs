// Two people at one file: they see each other, what one does shows at the other, and nothing typed is lost.
import assert from "node:assert/strict";
import { cards, openSlip } from "./stage/day.mjs";

const COLLEAGUE = { name: "Dara Sok", email: "dara@binder.example", password: "five quiet rivers run north" };

/** A head beside the one who set up the company, in a browser of their own. */
async function begin(stage) {
  const server = await stage.companyServer();
  const own = await stage.window(server, { storageState: stage.signedIn });
  const page = own.page;
  await page.goto("/colleagues");
  await page.locator('form[action="/colleagues"]').evaluate((form) => form.closest("details")?.setAttribute("open", ""));
  await page.fill('form[action="/colleagues"] [name="name"]', COLLEAGUE.name);
  await page.fill('form[action="/colleagues"] [name="email"]', COLLEAGUE.email);
  await page.selectOption('form[action="/colleagues"] [name="role"]', "director");
  await page.locator('form[action="/colleagues"] .btn-go').click();
  const link = await page.locator("main").evaluate((main) => {
    const said = [main.innerText, ...[...main.querySelectorAll("input, a")].map((one) => one.value ?? one.href)].join(" ");
    return /https?:\/\/\S*token=\S+/.exec(said)?.[0];
  });
  assert.ok(link, "the page shows the colleague's link");
  const other = await stage.window(server);
  await other.page.goto(new URL(link).pathname + new URL(link).search);
  for (const field of await other.page.locator('input[type="password"]').all()) await field.fill(COLLEAGUE.password);
  await other.page.locator(".btn-go").click();
  await other.page.waitForLoadState();
  if (new URL(other.page.url()).pathname.startsWith("/sign-in")) {
    await other.page.fill('[name="email"]', COLLEAGUE.email);
    await other.page.fill('[name="password"]', COLLEAGUE.password);
    await other.page.locator(".btn-go").click();
    await other.page.waitForLoadState();
  }
  await page.goto("/");
  const binder = await page.locator("#day").getAttribute("data-binder");
  return { page, other: other.page, binder };
}

const shownWithin = (page, text) => page.getByText(text).first().waitFor({ timeout: 4_000 });

export const journeys = {
  "two at one file see each other, and each what the other does": async (stage) => {
    const { page, other, binder } = await begin(stage);
    const slip = await openSlip(page);
    await other.goto(`/day/${await page.locator(".divider[aria-current]").getAttribute("data-place")}?binder=${binder}&file=${slip}`);
    await shownWithin(page, "Dara Sok is here too");
    await shownWithin(other, "is here too");

    // What was begun stays, word for word; what happened is said above it.
    await page.fill("#note", "They asked for twelve chairs and");
    await other.locator('#filing [data-key="1"]').check();
    await other.fill("#note", "Agreed with the owner");
    await other.fill("#next", "in 2 weeks");
    await other.locator("#note").press("Control+Enter");
    await shownWithin(page, "Dara Sok filed this file just now.");
    assert.equal(await page.inputValue("#note"), "They asked for twelve chairs and");
    assert.equal(await openSlip(page), slip, "the file is still the same");
    await page.locator(`.card:not(.is-done)[data-slip="${slip}"]`).waitFor({ state: "detached" });
    await page.locator("[data-live-look]").click();
    await page.locator("#history").getByText("Agreed with the owner").waitFor();
    assert.equal(await page.inputValue("#note"), "They asked for twelve chairs and");
  },

  "where nothing is typed the stack is put in anew by itself": async (stage) => {
    const { page, other, binder } = await begin(stage);
    const before = await cards(page).count();
    const last = await cards(page).nth(before - 1).getAttribute("data-slip");
    await other.goto(`/day/${await page.locator(".divider[aria-current]").getAttribute("data-place")}?binder=${binder}&file=${last}`);
    await other.locator('#filing [data-key="1"]').check();
    await other.fill("#next", "in 2 weeks");
    await other.locator("#note").press("Control+Enter");
    await page.locator(`.card:not(.is-done)[data-slip="${last}"]`).waitFor({ state: "detached", timeout: 4_000 });
    assert.equal(await cards(page).count(), before - 1);
  },
};
