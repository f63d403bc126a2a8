// A passkey: made on a device with the password, and then the door opens without.
import assert from "node:assert/strict";
import { createServer } from "node:net";
import { PERSON, signIn } from "./stage/company.mjs";

/** A port that is free now: a passkey belongs to a host with a name, so the address is said beforehand. */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A device in the browser that answers by itself, as Chromium's tools offer it. */
async function authenticator(context, page) {
  const tools = await context.newCDPSession(page);
  await tools.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  await tools.send("WebAuthn.addVirtualAuthenticator", { options });
}

export const journeys = {
  "a passkey is made with the password, and opens the door without": async (stage) => {
    const port = await freePort();
    const server = await stage.companyServer(["--listen", `127.0.0.1:${port}`, "--base-url", `http://localhost:${port}`]);
    const { context, page, expected } = await stage.window({ ...server, address: `http://localhost:${port}` });
    expected.push(/422/);
    await authenticator(context, page);
    await signIn(page, "/settings/second-factor");
    const form = page.locator('form[data-passkey="create"]');
    await form.locator('[name="name"]').fill("phone");
    await form.locator('[name="current"]').fill("wrong");
    await form.locator("button").click();
    await form.locator("[data-passkey-said]").waitFor();
    await form.locator('[name="current"]').fill(PERSON.password);
    await form.locator("button").click();
    await page.locator(".row-item strong", { hasText: "phone" }).waitFor();

    await context.clearCookies();
    await page.goto("/sign-in?next=/clients");
    await page.locator('form[data-passkey="get"] button').click();
    await page.waitForURL((url) => url.pathname === "/clients");
    await page.goto("/settings/second-factor");
    assert.doesNotMatch(await page.locator(".row-sub").first().innerText(), /never used/);
    await page.locator(".row-item button").click();
    await page.locator(".notice-good").waitFor();

    await context.clearCookies();
    await page.goto("/sign-in");
    await page.locator('form[data-passkey="get"] button').click();
    await page.locator('[role="alert"]:visible').first().waitFor();
    assert.ok(new URL(page.url()).pathname.startsWith("/sign-in"), "a passkey that was removed opens nothing");
  },
};
