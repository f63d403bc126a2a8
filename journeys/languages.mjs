// The day in Khmer and in Russian: the page, and dates as people of those languages type them.
import assert from "node:assert/strict";
import { saveSettings } from "./stage/company.mjs";
import { cards, nextOpened, openSlip } from "./stage/day.mjs";

const FRIDAY = 5;

async function fileInLanguage(stage, language, words, script) {
  const server = await stage.companyServer();
  const { page } = await stage.window(server, { storageState: stage.signedIn });
  await saveSettings(page, "/settings", { language });
  assert.equal(await page.locator("html").getAttribute("lang"), language);
  await page.goto("/");
  const before = await cards(page).count();
  for (const key of ["1", "2", "3"]) {
    const slip = await openSlip(page);
    // On such a keyboard the letter keys give other letters: the key that bears e counts.
    await page.keyboard.press(key);
    await page.evaluate(() => document.activeElement?.blur());
    await page.keyboard.press("e");
    await page.keyboard.type(words);
    await page.keyboard.press("Escape");
    await page.keyboard.press("d");
    await page.keyboard.type(words);
    const hint = page.locator("#next-hint [data-place]");
    await page.waitForFunction(
      (weekday) => {
        const place = document.querySelector("#next-hint [data-place]")?.dataset.place;
        return place !== undefined && new Date(`${place}T00:00:00Z`).getUTCDay() === weekday;
      },
      FRIDAY,
    );
    assert.match(await hint.innerText(), script, "the day is said in the language");
    await page.keyboard.press("Control+Enter");
    await nextOpened(page, slip);
    assert.match(await page.locator("#toasts .toast p").last().innerText(), script, "what was done is said in the language");
  }
  assert.equal(await cards(page).count(), before - 3);
  // No text of the frame is missing, and none shows its key.
  for (const path of ["/", "/clients", "/clients/new", "/undo", "/settings", "/company", "/colleagues", "/plan", "/keys", "/find?q=a"]) {
    await page.goto(path);
    const heading = await page.locator("h1").first().innerText();
    assert.match(heading, script, `the heading of ${path}`);
    const keys = await page.evaluate(() => document.body.innerText.match(/\b[a-z]+(?:-[a-z_]+){2,}\b/g));
    assert.equal(keys, null, `${path} shows the name of a text`);
  }
}

export const journeys = {
  "filing in Khmer": (stage) => fileInLanguage(stage, "km", "ថ្ងៃសុក្រ", /\p{Script=Khmer}/u),
  "filing in Russian": (stage) => fileInLanguage(stage, "ru", "в пятницу", /\p{Script=Cyrillic}/u),
};
