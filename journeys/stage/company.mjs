// The company that journeys work in: how it is set up, how its clients come, how one signs in.

export const PERSON = { name: "Sreymom Keo", email: "sreymom@binder.example", password: "four wooden elephants walk" };
/** At this zone's midnight nearly the whole world has the same day already or is a day ahead. */
export const ZONE_WEST = "Pacific/Pago_Pago";
/** 25 hours ahead of `ZONE_WEST`: a company that moves there finds itself on the next day. */
export const ZONE_EAST = "Pacific/Kiritimati";

const CLIENTS = [
  ["Lotus Café", "Chan Dara", "012 555 101", "Did the board approve offer 214?"],
  ["Angkor Dental Clinic", "Dr Vannak", "012 555 102", "Delivery of two chairs"],
  ["Stroymaster", "Ivan Ivanov", "012 555 103", "Bought monthly until August, then stopped"],
  ["Borey Furniture", "Sok Chenda", "012 555 104", "Send the estimate for 30 tables"],
  ["សាលាបាយ Phsar Thmei", "ចាន់ ដារ៉ា", "012 555 105", "តម្លៃថ្មី"],
  ["Sokha Pharmacy Group", "Ly Sokha", "012 555 106", "No answer twice, try before nine"],
  ["Kampot Pepper Export", "Nhem Rith", "012 555 107", "Samples for the new buyer"],
  ["Takeo Solar", "Prak Mony", "012 555 108", "Contract for the second roof"],
  ["ООО «Ромашка»", "Анна Петрова", "012 555 109", "Ждёт счёт до четверга"],
  ["Mekong Print House", "Heng Leap", "012 555 110", "Call back about the invoice"],
  ["Siem Reap Linen", "Touch Srey", "012 555 111", "Second order of towels"],
  ["Battambang Rice Mill", "Kong Vuthy", "012 555 112", "Price list for the season"],
];

/** Goes through the set-up page. Every day of the week is a working day, so that journeys know no weekend. */
export async function setUp(page, link) {
  await page.goto(link);
  await page.fill('[name="name"]', PERSON.name);
  await page.fill('[name="email"]', PERSON.email);
  await page.fill('[name="password"]', PERSON.password);
  await page.fill('[name="company"]', "Kampong Trading");
  await page.selectOption('[name="zone"]', ZONE_WEST);
  for (let day = 1; day <= 7; day += 1) await page.fill(`[name="day_${day}"]`, "6");
  await page.fill('[name="holidays"]', "");
  await page.click(".btn-go");
  await page.waitForURL("**/set-up/start");
}

/** Twelve clients under `when`, each through the form that people use; how many there were. */
export async function addClients(page, when, count = CLIENTS.length) {
  await page.goto("/clients/new");
  const csrf = await page.locator('meta[name="csrf"]').getAttribute("content");
  for (const [name, contact, phone, line] of CLIENTS.slice(0, count)) {
    const form = { csrf, kind: "company", name, contact, phone, line, next: when, slip_kind: "call", anyway: "1" };
    const answer = await page.request.post("/clients/new", { form, headers: { origin: new URL(page.url()).origin }, maxRedirects: 0 });
    if (answer.status() !== 303) throw new Error(`${name} was not made: ${answer.status()}\n${await answer.text()}`);
  }
  return count;
}

export async function signIn(page, path = "/") {
  await page.goto(path);
  await page.fill('[name="email"]', PERSON.email);
  await page.fill('[name="password"]', PERSON.password);
  await page.click(".btn-go");
}

/** Changes fields of a page of settings and saves it. */
export async function saveSettings(page, path, fields) {
  await page.goto(path);
  for (const [name, value] of Object.entries(fields)) await page.selectOption(`form[action="${path}"] [name="${name}"]`, value);
  await page.locator(`form[action="${path}"] .btn-go`).click();
  await page.locator(".notice-good").waitFor();
}

/** What a person brings where no real export is at hand: a few rows with a column of dates. */
const FILE = {
  name: "clients.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(
    "Name;Company;Phone;E-mail;Next contact\n" +
      "Som Rasmey;Rasmey Textiles;012 555 201;rasmey@textiles.example;2031-03-14\n" +
      "សុខ វិបុល;ហាងកាហ្វេ;012 555 202;;\n" +
      "Ольга Белова;ООО «Белова»;012 555 203;olga@belova.example;\n" +
      "Som Rasmey;Rasmey Textiles;012 555 201;rasmey@textiles.example;\n",
  ),
};

/** Brings a file to the import page and goes as far as the preview. `path`: a file; without it a small one. */
export async function bringFile(page, path) {
  await page.goto("/import");
  await page.setInputFiles('input[type="file"]', path ?? FILE);
  await page.locator('form[action="/import"] .btn-go').click();
  await page.waitForURL(/\/import\/[^/]+$/);
}

/** From the preview to what came of it. */
export async function takeIn(page) {
  await page.locator("main form .btn-go").click();
  await page.waitForURL("**/done*");
}

/** A real PDF: the information card of that file. */
export async function card(page, file) {
  const answer = await page.request.get(`${file}/card.pdf`);
  return answer.body();
}

/** Chooses documents in the open tab; they are sent at once. */
export async function addDocuments(page, files) {
  await page.locator("[data-adding] input[type=file]").first().setInputFiles(files);
  await page.locator(".document-name").first().waitFor();
}
