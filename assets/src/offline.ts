// The page without a network: the stack in the order of the day, each file, and the form that files it into the
// queue. Draws what this device keeps; what it has not, it says so.
import { type Sent, counted, deliver, enqueue, newKey } from "./pocket-queue";
import { type Kept, type Waiting, canKeep, filedHere, holder, kept, lock, queue, unseal } from "./pocket-store";

interface Card {
  client: number | null;
  slip: number;
  name: string;
  when: string;
  tag: string;
  line: string;
}

interface File {
  client: number;
  slip: number | null;
  seen: string;
  name: string;
  contact: string;
  why: string;
  stands: string;
  kind: string;
  isClosed: boolean;
  reaches: [string, string, string][];
  facts: [string, string][];
  suggested: Record<string, [string, string]> | null;
  entries: [string, string, string][];
}

interface Contents {
  person: number;
  name: string;
  language: string;
  theme: string;
  until: number;
  day: string;
  words: Record<string, string>;
  outcomes: [string, string][];
  stack: [string, Card[]][];
  along: [number, string][];
  files: Record<string, File>;
}

const RETRY_MS = 20_000;
const place = document.getElementById("pocket") as HTMLElement;
let shown: Kept<Contents> | null = null;
let notice = "";

void start();

async function start(): Promise<void> {
  const found = canKeep() ? await holder() : undefined;
  if (found && found.until < Date.now()) await lock();
  const mine = found && found.until >= Date.now() ? await kept<Contents>() : undefined;
  if (!mine) {
    await nobody(navigator.language.slice(0, 2));
    return;
  }
  shown = mine;
  document.documentElement.lang = mine.contents.language;
  if (mine.contents.theme !== "auto") document.documentElement.dataset["theme"] = mine.contents.theme;
  openAsked();
  window.addEventListener("hashchange", () => void draw());
  window.addEventListener("online", () => void online());
  window.setInterval(() => void online(), RETRY_MS);
  new BroadcastChannel("daybinder-pocket").addEventListener("message", () => void drawCounts());
  place.addEventListener("click", clicked);
  place.addEventListener("change", outcomeChosen);
  place.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.target instanceof HTMLFormElement) void file(event.target);
  });
  await draw();
  await online();
}

/** The page that could not be had was a file: it is opened if it lies here. */
function openAsked(): void {
  const client = /^\/files\/(\d+)/.exec(location.pathname)?.[1];
  const slip = Number(new URLSearchParams(location.search).get("file") ?? 0);
  const card = slip > 0 ? cards().find((one) => one.slip === slip) : undefined;
  const wanted = client ?? card?.client?.toString();
  if (wanted && location.hash === "") history.replaceState(null, "", `#file-${wanted}`);
}

function cards(): Card[] {
  return shown?.contents.stack.flatMap(([, list]) => list) ?? [];
}

function word(name: string, values: Record<string, string | number> = {}): string {
  return (shown?.contents.words[name] ?? "").replace(/\{(\w+)\}/g, (hole, key: string) => String(values[key] ?? hole));
}

async function nobody(wished: string): Promise<void> {
  const templates = [...document.querySelectorAll<HTMLTemplateElement>("template[data-language]")];
  const template = templates.find((one) => one.dataset["language"] === wished) ?? templates[0];
  if (!template) return;
  document.documentElement.lang = template.dataset["language"] ?? "en";
  place.replaceChildren(template.content.cloneNode(true));
  const locked = place.querySelector<HTMLElement>("[data-locked]");
  const { others } = canKeep() ? await counted(0) : { others: new Map<string, number>() };
  if (locked && others.size > 0) {
    const text = locked.textContent ?? "";
    locked.hidden = false;
    locked.textContent = [...others].map(([name, count]) => text.replace("{name}", name).replace("{count}", String(count))).join(" ");
  }
  for (const button of place.querySelectorAll<HTMLElement>("button")) {
    button.addEventListener("click", () => (button.dataset["language"] ? void nobody(button.dataset["language"]) : location.reload()));
  }
}

/** Whenever the server may be there again: what waits is sent, and the way back is shown, never taken unasked. */
async function online(): Promise<void> {
  const sent: Sent | null = await deliver();
  if (!(await holder())) {
    location.reload();
    return;
  }
  const bar = place.querySelector<HTMLElement>("[data-back-online]");
  if (bar && sent && location.pathname !== "/pocket/offline") bar.hidden = !(await isThere());
  await drawCounts();
}

async function isThere(): Promise<boolean> {
  try {
    return (await fetch("/pocket/token", { cache: "no-store", headers: { Accept: "application/json" } })).ok;
  } catch {
    return false;
  }
}

async function draw(): Promise<void> {
  if (!shown) return;
  const client = /^#file-(\d+)$/.exec(location.hash)?.[1];
  const filed = await filedHere();
  const own = (await queue()).filter((one) => one.person === shown?.contents.person);
  const waiting = new Set(own.filter((one) => !one.isRefused).map((one) => one.client));
  const page = client === undefined ? stackPage(filed, waiting) : filePage(client, await saidOf(own.filter((one) => String(one.client) === client)));
  place.replaceChildren(...page);
  scrollTo(0, 0);
  await drawCounts();
}

async function drawCounts(): Promise<void> {
  const { waiting, refused, others } = await counted(shown?.contents.person ?? 0);
  if (waiting === 0) notice = "";
  const lines = [
    notice,
    waiting > 0 ? word("waiting", { count: waiting }) : "",
    refused > 0 ? word("refused", { count: refused }) : "",
    ...[...others].map(([name, count]) => word("others", { name, count })),
  ];
  const bar = place.querySelector<HTMLElement>("[data-counts]");
  if (!bar) return;
  bar.textContent = lines.filter((line) => line !== "").join(" ");
  bar.hidden = bar.textContent === "";
}

function head(title: string): HTMLElement {
  const time = new Date(shown?.at ?? 0);
  const clock = time.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const isToday = time.toDateString() === new Date().toDateString();
  const asOf = isToday ? clock : `${time.toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "short" })} ${clock}`;
  const bar = element("header", "pocket-head", [
    element("h1", "", [title], { tabindex: "-1", dir: "auto" }),
    element("p", "pocket-state", [element("b", "", [word("noNetwork")]), " · ", word("asOf", { time: asOf })]),
    element("p", "notice pocket-counts", [], { "data-counts": "", role: "status", hidden: "" }),
    element("p", "notice notice-good", [word("backOnline"), " ", element("a", "link", [word("open")], { href: "/" })], { "data-back-online": "", role: "status", hidden: "" }),
  ]);
  return bar;
}

function stackPage(filed: Record<string, string>, waiting: Set<number>): HTMLElement[] {
  const contents = (shown as Kept<Contents>).contents;
  document.title = `${contents.day} · Daybinder`;
  const main = element("main", "pocket-stack", []);
  const done = cards().filter((card) => card.client !== null && filed[card.client] !== undefined);
  for (const [heading, list] of contents.stack) {
    const open = list.filter((card) => !done.includes(card));
    if (open.length > 0) main.append(element("h2", "heading-small", [heading]), element("ul", "", open.map((card) => cardItem(card, ""))));
  }
  if (cards().length === done.length) main.append(element("p", "empty", [word("stackEmpty")]));
  if (done.length > 0) {
    const items = done.map((card) => cardItem(card, waiting.has(card.client ?? 0) ? word("waits") : ""));
    main.append(element("h2", "heading-small", [word("filedHere", { count: done.length })]), element("ul", "is-done", items));
  }
  if (contents.along.length > 0) {
    const items = contents.along.map(([client, name]) => cardItem({ client, slip: 0, name, when: "", tag: "", line: contents.files[client]?.why ?? "" }, waiting.has(client) ? word("waits") : ""));
    main.append(element("h2", "heading-small", [word("along")]), element("ul", "", items));
  }
  const again = element("button", "btn", [word("again")], { type: "button", "data-again": "" });
  return [head(contents.day), main, element("footer", "pocket-foot", [again])];
}

function cardItem(card: Card, sign: string): HTMLElement {
  const inner = [
    element("span", "card-when", [card.when]),
    element("strong", "card-name", [card.name], { dir: "auto" }),
    element("span", sign || card.tag ? "tag" : "", [sign || card.tag]),
    element("span", "card-line", [card.line], { dir: "auto" }),
  ];
  const isHere = card.client !== null && shown?.contents.files[card.client] !== undefined;
  return element("li", "card", [isHere ? element("a", "card-link", inner, { href: `#file-${card.client}` }) : element("div", "card-link is-away", inner)]);
}

/** What is said of each filing of a file that has not left this device: that it waits, or why it was not taken. */
async function saidOf(own: Waiting[]): Promise<[string, boolean][]> {
  const who = await holder();
  const said = own.map(async (one): Promise<[string, boolean]> => {
    if (one.isRefused && who) return [(await unseal(who.lock, one).catch(() => null))?.told ?? "", true];
    return [`${word("kept")} ${new Date(one.at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })}`, false];
  });
  return Promise.all(said);
}

function filePage(client: string, said: [string, boolean][]): HTMLElement[] {
  const found = shown?.contents.files[client];
  const back = element("a", "btn back", [`← ${word("back")}`], { href: "#" });
  if (!found) return [head(shown?.contents.day ?? ""), element("main", "pocket-file", [back, element("p", "notice", [word("notHere")])])];
  document.title = `${found.name} · Daybinder`;
  const main = element("main", "pocket-file", [back]);
  main.append(element("p", "who", [element("b", "", [[found.contact, found.stands].filter((text) => text !== "").join(" · ")])], { dir: "auto" }));
  if (found.why !== "") main.append(element("p", "why", [element("b", "", [word("why")]), " ", found.why], { dir: "auto" }));
  for (const [text, isRefused] of said) main.append(element("p", isRefused ? "notice notice-bad" : "notice", [text]));
  main.append(element("h2", "heading-small", [word("history")]));
  if (found.entries.length === 0) main.append(element("p", "quiet", [word("historyEmpty")]));
  for (const [when, what, text] of found.entries) {
    main.append(element("article", "entry", [element("time", "", [when]), element("div", "", [element("h3", "entry-head", [what]), element("p", "entry-text", [text], { dir: "auto" })])]));
  }
  main.append(element("h2", "heading-small", [word("card")]), facts(found));
  return found.suggested === null ? [head(found.name), main] : [head(found.name), main, form(found)];
}

function facts(found: File): HTMLElement {
  const reaches = found.reaches.map(([kind, typed, norm]): [string | HTMLElement, string | HTMLElement] => {
    const way = kind === "phone" ? `tel:${norm}` : kind === "email" ? `mailto:${norm}` : "";
    return ["", way === "" ? typed : element("a", "link", [typed], { href: way, dir: "ltr" })];
  });
  const rows = [...reaches, ...found.facts];
  return element("dl", "facts", rows.flatMap(([name, text]) => [element("dt", "", [name]), element("dd", "", [text], { dir: "auto" })]));
}

/** Under one thumb: call, how it went, what was said, the next date, one button. */
function form(found: File): HTMLElement {
  const phones = found.reaches.filter(([kind]) => kind === "phone").slice(0, 2);
  const calls = phones.map(([, typed, norm]) => element("a", "btn pocket-call", [word("call"), " ", element("span", "", [typed], { dir: "ltr" })], { href: `tel:${norm}` }));
  const outcomes = (shown?.contents.outcomes ?? []).map(([value, label]) =>
    element("label", "chip", [element("input", "", [], { type: "radio", name: "outcome", value }), label]));
  const next = element("input", "date-input", [], { type: "text", name: "next", autocomplete: "off", placeholder: word("examples"), "aria-label": word("next") });
  const chip = (fill: string, label: string, name = ""): HTMLElement => element("button", "chip", [label], { type: "button", "data-fill": fill, ...(name ? { "data-suggested": "" } : {}) });
  return element("form", "filing pocket-filing", [
    element("p", "field-error", [], { role: "alert", hidden: "" }),
    element("div", "pocket-calls", calls),
    element("fieldset", "outcomes", [element("legend", "sr-only", [word("outcome")]), ...outcomes]),
    element("textarea", "note", [], { name: "note", rows: "2", maxlength: "20000", placeholder: word("note"), "aria-label": word("note") }),
    element("div", "quick", [chip("", "", "suggested"), chip("tomorrow", word("tomorrow")), chip("1w", word("week"))]),
    element("div", "filing-end", [
      element("label", "date-label", [element("span", "", [word("next")]), next]),
      element("label", "check", [element("input", "", [], { type: "checkbox", name: "agreed", value: "yes" }), word("agreed")]),
      element("button", "btn btn-go", [word("file")]),
    ]),
  ], { "data-client": String(found.client), novalidate: "" });
}

function outcomeChosen(event: Event): void {
  const radio = event.target;
  if (!(radio instanceof HTMLInputElement) || radio.name !== "outcome" || !radio.form) return;
  const found = shown?.contents.files[radio.form.dataset["client"] ?? ""];
  const [date, words] = found?.suggested?.[radio.value] ?? ["", ""];
  const chip = radio.form.querySelector<HTMLElement>("[data-suggested]");
  const next = radio.form.elements.namedItem("next");
  if (chip) {
    chip.dataset["fill"] = date;
    chip.textContent = words;
  }
  // A date that was typed stays; the suggestion follows the outcome.
  if (next instanceof HTMLInputElement && next.dataset["touched"] === undefined) fill(next, date, words);
}

function fill(next: HTMLInputElement, value: string, words: string): void {
  next.value = words;
  next.dataset["value"] = value;
  next.dataset["words"] = words;
}

function clicked(event: Event): void {
  const target = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-fill], [data-again]") : null;
  if (!target) return;
  if (target.hasAttribute("data-again")) {
    location.assign(location.pathname === "/pocket/offline" ? "/" : location.pathname + location.search);
    return;
  }
  const next = target.closest("form")?.elements.namedItem("next");
  if (!(next instanceof HTMLInputElement) || target.dataset["fill"] === "") return;
  next.dataset["touched"] = "yes";
  fill(next, target.dataset["fill"] ?? "", target.textContent ?? "");
}

async function file(form: HTMLFormElement): Promise<void> {
  const found = shown?.contents.files[form.dataset["client"] ?? ""];
  const next = form.elements.namedItem("next");
  if (!found || !(next instanceof HTMLInputElement)) return;
  const data = new FormData(form);
  const typed = next.value.trim();
  if (data.get("outcome") === null) return refuse(form, word("chooseOutcome"));
  if (typed === "") return refuse(form, word("chooseDate"));
  // What a chip wrote stands in the words of the language; what it means goes to the server.
  const means = typed === next.dataset["words"] ? (next.dataset["value"] ?? typed) : typed;
  const entry = { email: "email_out", visit: "visit", meeting: "meeting" }[found.kind] ?? "call_out";
  const fields: [string, string][] = [
    ["outcome", String(data.get("outcome"))],
    ["note", String(data.get("note") ?? "")],
    ["next", means],
    ["entry", entry],
    ["kind", found.kind],
  ];
  if (data.get("agreed") !== null) fields.push(["agreed", "yes"]);
  if (!(await enqueue(found.client, { name: found.name, seen: found.seen, fields }, newKey()))) return refuse(form, word("full"));
  void navigator.storage?.persist?.();
  notice = word("kept");
  location.hash = "";
  await draw();
  void online();
}

function refuse(form: HTMLFormElement, text: string): void {
  const error = form.querySelector<HTMLElement>(".field-error");
  if (!error) return;
  error.hidden = false;
  error.textContent = text;
}

function element(name: string, className: string, inside: (string | Node)[], more: Record<string, string> = {}): HTMLElement {
  const made = document.createElement(name);
  if (className !== "") made.className = className;
  for (const [key, value] of Object.entries(more)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}
