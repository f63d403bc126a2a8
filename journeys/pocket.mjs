// Without a network: the stack is read, calls are logged, the browser is closed, and everything arrives once.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PHONE } from "./stage/browser.mjs";
import { PERSON } from "./stage/company.mjs";

const QUEUED = 200;

/** The way to the server, which can be cut, and which can lose what the server answers. */
/** The network comes back again and again, as it does on the road, until nothing waits. */
async function untilDelivered(page) {
  const isDone = () => {
    if (document.querySelector("[data-counts]")?.hidden) return true;
    dispatchEvent(new Event("online"));
    return false;
  };
  await page.waitForFunction(isDone, null, { polling: 500, timeout: 60_000 });
}

async function wayTo(address) {
  const target = new URL(address);
  const open = new Set();
  const lost = { deliveries: 0 };
  let isCut = false;
  const way = createServer((near) => {
    if (isCut) return near.destroy();
    const far = connect(Number(target.port), target.hostname);
    let loses = false;
    open.add(near);
    near.on("data", (bytes) => {
      if (lost.deliveries > 0 && bytes.includes("POST /pocket/deliver")) {
        lost.deliveries -= 1;
        loses = true;
      }
      far.write(bytes);
    });
    // The request arrives and is carried out; of the answer nothing comes back.
    far.on("data", (bytes) => (loses ? near.destroy() : near.write(bytes)));
    for (const [one, other] of [[near, far], [far, near]]) {
      one.on("error", () => other.destroy());
      one.on("close", () => {
        open.delete(near);
        other.destroy();
      });
    }
  });
  await new Promise((resolve) => way.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${way.address().port}`,
    lost,
    cut: () => {
      isCut = true;
      for (const one of open) one.destroy();
    },
    mend: () => (isCut = false),
    end: () => {
      for (const one of open) one.destroy();
      way.close();
    },
  };
}

/** A device of one's own: what lies on it survives closing the browser. */
function device(stage, address) {
  const folder = mkdtempSync(join(tmpdir(), "daybinder-device-"));
  const contexts = [];
  return {
    open: async () => {
      const opened = await stage.device(folder, address, PHONE);
      contexts.push(opened.context);
      return opened;
    },
    remove: async () => {
      for (const context of contexts) await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ready(page) {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.waitForFunction(async () => {
    const base = await new Promise((resolve) => {
      const request = indexedDB.open("daybinder", 1);
      request.onsuccess = () => resolve(request.result);
    });
    const contents = await new Promise((resolve) => {
      const request = base.transaction("kept").objectStore("kept").get("contents");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(undefined);
    });
    base.close();
    return contents !== undefined;
  });
}

async function signIn(page) {
  await page.goto("/sign-in");
  await page.fill('[name="email"]', PERSON.email);
  await page.fill('[name="password"]', PERSON.password);
  await page.click(".btn-go");
  await page.locator("#day").waitFor();
  await ready(page);
}

/** Everything that lies in the device's store, as text. */
async function stored() {
  const base = await new Promise((resolve) => {
    const request = indexedDB.open("daybinder", 1);
    request.onsuccess = () => resolve(request.result);
  });
  const all = [];
  for (const name of ["kept", "queue"]) {
    const rows = await new Promise((resolve) => {
      const request = base.transaction(name).objectStore(name).getAll();
      request.onsuccess = () => resolve(request.result);
    });
    for (const row of rows) all.push(JSON.stringify(row) + (row.sealed ? new TextDecoder().decode(row.sealed.data) : ""));
  }
  base.close();
  return all.join("\n");
}

const waiting = (page) => page.locator("[data-counts]").textContent();

/** Files the first card of the stack on the page without a network. */
async function fileFirst(page, note) {
  await page.locator(".pocket-stack a.card-link").first().tap();
  await page.locator(".pocket-filing .chip input").first().check();
  await page.locator(".pocket-filing .note").fill(note);
  await page.locator('.pocket-filing [data-fill="tomorrow"]').tap();
  await page.locator(".pocket-filing .btn-go").tap();
  await page.locator(".pocket-stack").waitFor();
}

/** What stands in the histories of the files that go along. */
function notes(page) {
  return page.evaluate(async () => {
    const contents = await (await fetch("/pocket/contents", { headers: { Accept: "application/json" } })).json();
    return Object.values(contents.files).flatMap((file) => file.entries.map((entry) => entry[2]));
  });
}

async function takeAllAlong(page) {
  await page.goto("/clients");
  const files = await page.locator('a[href^="/files/"]').evaluateAll((all) => [...new Set(all.map((one) => /\/files\/\d+/.exec(one.getAttribute("href"))[0]))]);
  for (const file of files) {
    await page.goto(file);
    await page.locator(".file-actions details.menu summary").last().tap();
    await page.locator(`form[action="${file}/along"] button`).tap();
    await page.locator("#toasts .toast").waitFor();
  }
  return files;
}

export const journeys = {
  "a day without a network: read, logged, closed, opened again, sent once": async (stage) => {
    const server = await stage.companyServer();
    const way = await wayTo(server.address);
    const pocket = device(stage, way.address);
    try {
      let { context, page } = await pocket.open();
      await signIn(page);
      const stack = await page.locator(".card-name").allTextContents();
      way.cut();
      await page.goto("/");
      await page.locator(".pocket-stack").waitFor();
      assert.deepEqual(await page.locator(".pocket-stack .card-name").allTextContents(), stack, "the stack in the order of the day");
      await page.locator(".pocket-stack a.card-link").first().tap();
      assert.match(await page.locator(".pocket-call").first().getAttribute("href"), /^tel:\+?\d+/);
      const view = page.viewportSize();
      for (const one of [".pocket-call", ".pocket-filing .chip", ".pocket-filing .date-input", ".pocket-filing .btn-go"]) {
        const box = await page.locator(one).first().boundingBox();
        assert.ok(box.y > view.height / 2 && box.y + box.height <= view.height, `${one} lies under the thumb: ${box.y}`);
      }
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, "nothing to scroll sideways");
      await page.locator(".back").tap();
      for (let round = 0; round < 3; round += 1) await fileFirst(page, `logged ${round}`);
      assert.match(await waiting(page), /3/);
      await context.close();

      ({ context, page } = await pocket.open());
      await page.goto("/");
      await page.locator(".pocket-stack").waitFor();
      assert.match(await waiting(page), /3/, "closing the browser loses nothing");
      await fileFirst(page, "logged 3");
      // Twice the answer is lost on the way: the same filings are delivered again.
      way.lost.deliveries = 2;
      way.mend();
      await untilDelivered(page);
      assert.equal(way.lost.deliveries, 0, "delivery was forced twice");
      await takeAllAlong(page);
      const written = (await notes(page)).filter((note) => note.startsWith("logged")).sort();
      assert.deepEqual(written, ["logged 0", "logged 1", "logged 2", "logged 3"]);
      await context.close();
    } finally {
      way.end();
      await pocket.remove();
    }
  },

  "two hundred wait and arrive once; somebody was faster; signing out clears the device": async (stage) => {
    const server = await stage.companyServer();
    const way = await wayTo(server.address);
    const pocket = device(stage, way.address);
    try {
      const { context, page } = await pocket.open();
      await signIn(page);
      const first = await page.locator(".card-name").first().textContent();
      way.cut();
      await page.goto("/");
      await page.locator(".pocket-stack").waitFor();
      await fileFirst(page, "from the device");
      // One is filed by the form; the rest by what the form calls, on the second file of the stack.
      const second = await page.locator(".pocket-stack a.card-link").first().getAttribute("href");
      for (let round = 1; round < QUEUED; round += 1) {
        await page.goto(`/${second}`);
        await page.locator(".pocket-filing .chip input").first().check();
        await page.locator(".pocket-filing .note").fill(`number ${round}`);
        await page.locator('.pocket-filing [data-fill="tomorrow"]').tap();
        await page.locator(".pocket-filing .btn-go").tap();
        await page.waitForFunction((count) => document.querySelector("[data-counts]")?.textContent.includes(String(count)), round + 1);
      }
      // Meanwhile the first file is filed at a desk.
      const desk = await stage.window(server, { storageState: stage.signedIn });
      await desk.page.goto("/");
      await desk.page.locator(".card-link", { hasText: first }).click();
      await desk.page.locator("#filing .chip input").first().check();
      await desk.page.locator("#next").fill("+9");
      await desk.page.keyboard.press("Control+Enter");
      await desk.page.locator(".card.is-done", { hasText: first }).waitFor();
      way.lost.deliveries = 2;
      way.mend();
      await untilDelivered(page);
      await page.goto(`/files/${/\d+/.exec(second)[0]}`);
      const lines = new Set(await page.locator(".entry-text").allTextContents());
      for (let round = QUEUED - 1; round > QUEUED - 45; round -= 1) assert.ok(lines.has(`number ${round}`), `number ${round} arrived`);
      await page.goto("/pocket");
      await page.locator(".pocket-both").waitFor();
      assert.equal(await page.locator(".pocket-both").count(), 1);
      await page.keyboard.press("1");
      await page.locator("#toasts .toast").waitFor();
      assert.equal(await page.locator(".pocket-both").count(), 0, "one key settles it");

      // What was not taken is locked by signing out, and comes back with its person.
      await page.goto("/");
      await ready(page);
      way.cut();
      await page.goto("/");
      await page.locator(".pocket-stack a.card-link").first().tap();
      await page.locator(".pocket-filing .chip input").first().check();
      await page.locator(".pocket-filing .note").fill("kept under lock");
      await page.locator(".pocket-filing .date-input").fill("when pigs fly");
      await page.locator(".pocket-filing .btn-go").tap();
      await page.locator(".pocket-stack").waitFor();
      way.mend();
      await page.goto("/pocket");
      await page.locator("[data-pocket-queue] .field-error").waitFor();
      await page.locator("details.me > summary").tap();
      await page.locator("[data-sign-out] button").tap();
      await page.waitForURL("**/sign-in");
      await page.locator(".plain-main .notice", { hasText: PERSON.name }).waitFor();
      way.cut();
      await page.goto("/");
      await page.locator("[data-locked]", { hasText: PERSON.name }).waitFor();
      assert.equal(await page.locator(".card-name").count(), 0, "nothing of the binder is left on the device");
      const kept = await page.evaluate(stored);
      assert.ok(!kept.includes("pigs") && !kept.includes(first), "what waits cannot be read");
      way.mend();
      await signIn(page);
      await page.goto("/pocket");
      assert.match(await page.locator("[data-pocket-queue] li").textContent(), /kept under lock · when pigs fly/);
    } finally {
      way.end();
      await pocket.remove();
    }
  },
};
