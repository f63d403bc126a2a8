// Every screen with its address.
import { addDocuments, bringFile, card } from "./company.mjs";

/** What only heads and administrators see. */
export const ADMIN = [
  ["team", "/team"],
  ["team-move", "/team?mode=move"],
  ["absences", "/absences"],
  ["classes", "/classes"],
  ["document-kinds", "/documents/kinds"],
  ["own-fields", "/settings/fields"],
  ["own-field-new", "/settings/fields/new"],
  ["forms", "/forms"],
  ["form-new", "/forms/new"],
  ["evening-team", "/evening/team"],
  ["colleagues", "/colleagues"],
  ["company", "/company"],
  ["audit", "/audit"],
  ["erasures", "/erasures"],
];

/** The screens behind the door, for the company on `page`. */
export async function places(page) {
  await page.goto("/");
  const month = page.locator(".divider-month");
  const free = page.locator(".divider.is-free");
  const first = await page.locator(".card-link").first().getAttribute("href");
  const file = await page.locator("#file-name a").first().getAttribute("href");
  const today = await page.locator(".divider.is-today").getAttribute("data-place");
  const all = [
    ["day", "/"],
    ["day-file", first],
    ["day-empty", (await free.count()) > 0 ? await free.last().getAttribute("href") : "/day/2099-01-01"],
    ["overload", `/day/${today}/overload`],
    ["plan", "/plan"],
    ["kindnesses", "/kindnesses"],
    ["reports", "/reports"],
    ["report-complete", "/reports/complete"],
    ["views", "/views?j=and&w=state&t=is&v=active&j=and&w=town&t=contains&v=phnom&s=place&c=contact&c=phone&c=town&c=tags&c=place&c=last"],
    ["views-cards", "/views?w=state&t=is&v=active&as=cards&c=phone&c=town&c=place"],
    ["views-none", "/views?w=town&t=is&v=nowhere"],
    ["file", file],
    ["file-card", `${file}/card`],
    ["file-close", `${file}/close`],
    ["file-print", `${file}/print`],
    ["clients", "/clients"],
    ["client-new", "/clients/new"],
    ["duplicates", "/clients/duplicates"],
    ["file-join", `${file}/join`],
    ["file-relations", `${file}/relations?q=so`],
    ["file-joined", `${file}/joined`],
    ["find", "/find?q=so"],
    ["find-none", "/find?q=zzzzzz"],
    ["file-rhythm", `${file}/rhythm`],
    ["file-forms", `${file}/forms`],
    ["file-consents", `${file}/consents`],
    ["file-documents", `${file}/documents`],
    ["evening", "/evening"],
    ["evening-week", "/evening/week"],
    ["morning", "/morning"],
    ["first-calls", "/first-calls"],
    ["quiet", "/quiet"],
    ["ahead", "/ahead?span=month"],
    ["ahead-files", "/ahead/files?span=all"],
    ["paper", "/paper"],
    ["pocket", "/pocket"],
    ["pocket-offline", "/pocket/offline"],
    ["undo", "/undo"],
    ["settings", "/settings"],
    ["reminders", "/settings/reminders"],
    ["second-factor", "/settings/second-factor"],
    ["sessions", "/settings/sessions"],
    ["file-mail", `${file}/mail`],
    ["mail-new", `${file}/mail/new`],
    ["mail-tray", "/mail/tray"],
    ["mailboxes", "/settings/mailboxes"],
    ["mailbox-new", "/settings/mailboxes/new"],
    ["mail-texts", "/settings/mail-texts"],
    ...ADMIN,
    ["keys", "/keys"],
    ["set-up-start", "/set-up/start"],
    ["error-404", "/files/999999999"],
  ];
  if ((await month.count()) > 0) all.splice(3, 0, ["month", await month.first().getAttribute("href")]);
  // The first pair that is offered, if the company has one; the server looks for them beside the requests.
  await page.goto("/clients/duplicates");
  for (let looked = 0; looked < 40 && (await page.locator(".page .notice").count()) > 0; looked += 1) {
    await page.waitForTimeout(500);
    await page.reload();
  }
  const pair = page.locator(".pair .btn-go");
  if ((await pair.count()) > 0) all.push(["files-compared", await pair.first().getAttribute("href")]);
  await page.goto(`${file}/documents`);
  if ((await page.locator(".document-name").count()) === 0) {
    const terms = { name: "Terms of delivery.txt", mimeType: "text/plain", buffer: Buffer.from("Payment within fourteen days.") };
    await addDocuments(page, [{ name: "Offer_2026.pdf", mimeType: "application/pdf", buffer: await card(page, file) }, terms]);
  }
  await bringFile(page);
  all.push(["import", "/import"], ["import-look", new URL(page.url()).pathname], ["export", "/export"]);
  const isAdmin = (await page.request.get("/colleagues")).ok();
  if (isAdmin) all.push(["file-protection", `${file}/protection`], ["file-erasure", `${file}/erasure`]);
  return all.filter((one) => isAdmin || !ADMIN.includes(one));
}
