// Documents beside a call: added by choosing, pasting and dropping, leafed through while a note is written.
import assert from "node:assert/strict";
import { addDocuments, card } from "./stage/company.mjs";

export const journeys = {
  "leafing through what was sent while a note is written": async (stage) => {
    const server = await stage.companyServer();
    const { page } = await stage.window(server, { storageState: stage.signedIn });
    await page.goto("/");
    const file = await page.locator("#file-name a").first().getAttribute("href");
    const pdf = await card(page, file);
    await page.locator(".card-link").first().click();
    await page.locator("#note").fill("They ask about");
    await page.locator("#file-name").focus();
    await page.keyboard.press("o");
    await page.locator(".documents").waitFor();
    assert.equal(await page.inputValue("#note"), "They ask about", "what was typed stays");
    await addDocuments(page, [
      { name: "Offer 2026.pdf", mimeType: "application/pdf", buffer: pdf },
      { name: "terms.txt", mimeType: "text/plain", buffer: Buffer.from("Payment within fourteen days") },
    ]);
    await page.locator(".document-row").nth(1).waitFor();
    await page.locator(".document-link").first().click();
    await page.waitForFunction(() => document.querySelector(".document-page img")?.naturalWidth > 0);
    await page.locator("#note").focus();
    await page.keyboard.type(" [the price]");
    assert.equal(await page.inputValue("#note"), "They ask about [the price]", "brackets belong to the note");
    await page.keyboard.press("Alt+]");
    await page.locator(".document-text").waitFor();
    assert.match(await page.locator(".document-text").innerText(), /fourteen days/);
    await page.locator("#file-name").focus();
    await page.keyboard.press("[");
    await page.locator(".document-page img").waitFor();

    // Pasted and dropped: the browser gives both as files that the page did not ask for.
    const hand = async (kind, name) =>
      page.evaluate(
        ([kind, name]) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File(["written by hand"], name, { type: "text/plain" }));
          const init = { bubbles: true, cancelable: true };
          const event = kind === "paste" ? new ClipboardEvent("paste", { ...init, clipboardData: transfer }) : new DragEvent("drop", { ...init, dataTransfer: transfer });
          document.querySelector(".documents").dispatchEvent(event);
        },
        [kind, name],
      );
    await hand("paste", "pasted.txt");
    await page.locator(".document-name", { hasText: "pasted" }).waitFor();
    await hand("drop", "dropped.txt");
    await page.locator(".document-name", { hasText: "dropped" }).waitFor();
    assert.equal(await page.locator(".tab-count").innerText(), "4");
    assert.equal(await page.inputValue("#note"), "They ask about [the price]");
  },

  "without script a document is sent by its button": async (stage) => {
    const server = await stage.companyServer();
    const { page } = await stage.window(server, { storageState: stage.signedIn, javaScriptEnabled: false });
    await page.goto("/");
    const file = await page.locator("#file-name a").first().getAttribute("href");
    await page.goto(`${file}/documents`);
    await page.locator("[data-adding] input[type=file]").first().setInputFiles({ name: "terms.txt", mimeType: "text/plain", buffer: Buffer.from("Thirty days") });
    await page.locator("[data-adding] .no-script").click();
    await page.locator(".document-name", { hasText: "terms" }).waitFor();
    await page.locator("#toasts .toast").waitFor();
  },
};
