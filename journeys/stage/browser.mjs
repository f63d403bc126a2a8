// The browser, and a watch on every page: whatever it complains of fails the journey.
import { chromium } from "playwright-core";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const DESK = { viewport: { width: 1440, height: 900 } };
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

export function launch(executablePath) {
  return chromium.launch({ executablePath, args: ["--headless=new", ...ARGUMENTS] });
}

/**
 * A window of its own (cookies, storage). `complaints` gathers console errors, page errors, answers of 5xx and
 * reports of the content security policy; an answer that a journey asks for on purpose goes into `expected`.
 */
export async function newWindow(browser, address, options = {}) {
  return watched(await browser.newContext({ baseURL: address, locale: "en-GB", ...DESK, ...options }), options);
}

/** A browser of its own that keeps what it stores in `folder`; that its network is away is no complaint. */
export async function newDevice(executablePath, folder, address, options = {}) {
  const started = { executablePath, args: ["--headless=new", ...ARGUMENTS], baseURL: address, locale: "en-GB", ...options };
  const opened = await watched(await chromium.launchPersistentContext(folder, started), options);
  opened.expected.push(/net::ERR_/, /Failed to load resource/);
  return opened;
}

async function watched(context, options) {
  context.setDefaultTimeout(15_000);
  const complaints = [];
  const expected = [];
  const complain = (text) => {
    if (!expected.some((pattern) => pattern.test(text))) complaints.push(text);
  };
  if (options.javaScriptEnabled !== false) {
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));
    });
  }
  context.on("console", (message) => {
    if (message.type() === "error") complain(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => complain(`page: ${error.error().stack ?? error.error().message}`));
  context.on("response", (answer) => {
    if (answer.status() >= 500) complain(`${answer.status()} from ${answer.url()}`);
  });
  return { context, complaints, expected, page: await context.newPage() };
}
