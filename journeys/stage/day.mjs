// What journeys read off the day's screen.

export const cards = (page) => page.locator(".card:not(.is-done)");

/** The slip that is open beside the stack. */
export const openSlip = (page) => page.locator("#file").getAttribute("data-slip");

/** Waits until another slip than `before` is open, or none. */
export async function nextOpened(page, before) {
  await page.waitForFunction((slip) => document.querySelector("#file")?.dataset.slip !== slip, before);
}

/** "2026-11-23" of the divider that is lit. */
export const place = (page) => page.locator(".divider[aria-current]").getAttribute("data-place");

/** The divider of the next day, never that of a month. */
export async function tomorrow(page) {
  const today = await page.locator(".divider.is-today").getAttribute("data-place");
  const date = new Date(`${today}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
