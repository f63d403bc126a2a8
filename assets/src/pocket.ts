// The pocket on every page: fetches what goes along, sends what waits, keeps a filing that met no network, and
// clears the device when its person goes. Says what waits; never shows a file by itself.
import { isTyping, onContent, pageText } from "./page";
import { ask, changed, counted, deliver, enqueue, newKey } from "./pocket-queue";
import { type Kept, canKeep, holder, keep, kept, lock, lockMake, queue, queuePut, queueRemove, unseal } from "./pocket-store";
import { toast } from "./toast";

const FRESH_MS = 5 * 60_000;
const AGAIN_MS = 20_000;
const SETTLED_MS = 20_000;

const person = Number(document.querySelector<HTMLMetaElement>('meta[name="person"]')?.content ?? 0);

export function pocketStart(): void {
  if (!canKeep() || !("serviceWorker" in navigator)) return;
  void navigator.serviceWorker.register("/service-worker.js").catch(() => undefined);
  if (person === 0) {
    void leave();
    return;
  }
  document.addEventListener("submit", signOut);
  document.addEventListener("submit", fileWithoutNetwork);
  document.addEventListener("htmx:configRequest", keyAdd);
  document.addEventListener("htmx:sendError", sendFailed, true);
  document.addEventListener("click", pageClicked);
  document.addEventListener("htmx:afterRequest", fetchLater);
  new BroadcastChannel("daybinder-pocket").addEventListener("message", () => void show());
  window.addEventListener("online", () => void work(true));
  window.addEventListener("pageshow", (event) => event.persisted && void work(false));
  window.setInterval(() => void again(), AGAIN_MS);
  onContent(() => void show());
  void arrive();
}

/** Nobody is signed in: what was taken along goes, what waits is said. */
async function leave(): Promise<void> {
  await lock();
  const place = document.querySelector(".plain-main");
  const { others } = await counted(0);
  for (const [name, count] of others) {
    const line = document.createElement("p");
    line.className = "notice";
    line.textContent = filled(pageText("pocket-locked"), { name, count });
    place?.append(line);
  }
}

/** Somebody else had this device before: theirs goes first. */
async function arrive(): Promise<void> {
  const before = await holder();
  if (before && before.person !== person) await lock();
  await work(false);
}

async function work(isForced: boolean): Promise<void> {
  await fetchContents(isForced);
  const sent = await deliver();
  if (sent && sent.sent > 0) {
    await fetchContents(true);
    // What was sent changed the day: a page on which nothing is being typed shows it.
    if (document.getElementById("day") && !isTyping(document.activeElement) && !document.querySelector('[name="outcome"]:checked')) location.reload();
  }
  await show();
}

async function again(): Promise<void> {
  if (document.visibilityState === "visible" && (await counted(person)).waiting > 0) await work(false);
}

let later = 0;

/** What was done on the page changed the stack: when the hand rests, the device learns it. */
function fetchLater(event: Event): void {
  const detail = (event as CustomEvent<{ successful: boolean; requestConfig: Configured }>).detail;
  if (!detail.successful || detail.requestConfig.verb === "get") return;
  window.clearTimeout(later);
  later = window.setTimeout(() => void fetchContents(true), SETTLED_MS);
}

interface Fetched {
  person: number;
  name: string;
  until: number;
  lock: string;
}

async function fetchContents(isForced: boolean): Promise<void> {
  const before = await holder();
  const old = before?.person === person ? await kept<Fetched>() : undefined;
  if (!isForced && old && Date.now() - old.at < FRESH_MS && !document.getElementById("toasts")?.childElementCount) return;
  const answer = await ask("/pocket/contents", old ? { headers: { "If-None-Match": old.tag } } : {});
  if (answer?.status === 401) await lock();
  const isSame = answer?.status === 304 && old;
  if (!answer || (!answer.ok && !isSame)) return;
  const contents = isSame ? old.contents : ((await answer.json()) as Fetched);
  if (contents.person !== person) return;
  const next: Kept<Fetched> = { tag: answer.headers.get("ETag") ?? old?.tag ?? "", at: Date.now(), contents };
  const { waiting } = await counted(person);
  await keep({ person, name: contents.name, until: contents.until, lock: await lockMake(contents.lock) }, next, waiting === 0);
}

function signOut(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches("[data-sign-out]")) return;
  event.preventDefault();
  void lock().finally(() => form.submit());
}

/** Every filing carries a key of its own, so that one whose answer was lost is not done twice. */
function keyOf(form: HTMLFormElement): string {
  form.dataset["key"] ??= newKey();
  return form.dataset["key"];
}

function clientOf(form: Element): number {
  const action = form.getAttribute("action") ?? "";
  return form.matches("form[data-filing]") ? Number(/^\/files\/(\d+)\/filing$/.exec(action)?.[1] ?? 0) : 0;
}

interface Configured {
  elt: HTMLElement;
  verb: string;
  path: string;
  parameters: FormData;
}

function keyAdd(event: Event): void {
  const detail = (event as CustomEvent<Configured>).detail;
  if (detail.elt instanceof HTMLFormElement && clientOf(detail.elt) > 0) detail.parameters.set("key", keyOf(detail.elt));
}

/** The page asked and nobody answered: a filing is kept here, a link is opened from what lies here. */
function sendFailed(event: Event): void {
  const { requestConfig, elt } = (event as CustomEvent<{ requestConfig: Configured; elt: HTMLElement }>).detail;
  if (elt instanceof HTMLFormElement && clientOf(elt) > 0) {
    event.stopImmediatePropagation();
    void fileHere(elt);
  } else if (requestConfig.verb === "get" && elt instanceof HTMLAnchorElement && navigator.serviceWorker.controller) {
    event.stopImmediatePropagation();
    location.assign(elt.href);
  }
}

function fileWithoutNetwork(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || navigator.onLine || form.hasAttribute("hx-post") || clientOf(form) === 0) return;
  event.preventDefault();
  void fileHere(form);
}

async function fileHere(form: HTMLFormElement): Promise<void> {
  const all = [...new FormData(form)].flatMap(([name, value]): [string, string][] => (typeof value === "string" ? [[name, value]] : []));
  const fields = all.filter(([name]) => !["csrf", "back", "slip", "seen", "key"].includes(name));
  const seen = all.find(([name]) => name === "seen")?.[1] ?? "";
  const name = document.getElementById("file-name")?.textContent?.trim() ?? "";
  if (!(await enqueue(clientOf(form), { name, seen, fields }, keyOf(form)))) {
    toast(pageText("offline"), "bad");
    return;
  }
  sessionStorage.removeItem(`draft:${form.dataset["draft"] ?? ""}`);
  location.assign("/");
}

async function show(): Promise<void> {
  const { waiting, refused, others } = await counted(person);
  const told = [
    waiting > 0 ? filled(pageText("pocket-waiting"), { count: waiting }) : "",
    refused > 0 ? filled(pageText("pocket-refused"), { count: refused }) : "",
    ...[...others].map(([name, count]) => filled(pageText("pocket-others"), { name, count })),
  ];
  const text = told.filter((line) => line !== "").join(" ");
  for (const line of document.querySelectorAll<HTMLElement>("[data-pocket-line]")) {
    line.hidden = text === "";
    const link = line.querySelector("a");
    if (link) link.textContent = text;
  }
  await queueShow();
}

/** On the page of the pocket: each one that waits, with why it was not taken and the ways out. */
async function queueShow(): Promise<void> {
  const section = document.querySelector<HTMLElement>("[data-pocket-queue]");
  const list = section?.querySelector("ul");
  if (!section || !list) return;
  const who = await holder();
  const all = await queue();
  const [remove, open, locked] = [...section.querySelectorAll("template")].map((one) => one.content.textContent?.trim() ?? "");
  const rows: HTMLElement[] = [];
  for (const one of all.filter((it) => it.person === person && who)) {
    const filing = who && (await unseal(who.lock, one).catch(() => null));
    const row = element("li", "row-item");
    const main = element("div", "row-main");
    main.append(element("strong", "", filing?.name ?? ""));
    const typed = (filing?.fields ?? []).filter(([name, value]) => ["note", "next"].includes(name) && value !== "").map(([, value]) => value);
    main.append(element("span", "row-sub", [new Date(one.at).toLocaleString(document.documentElement.lang), ...typed].join(" · ")));
    if (one.isRefused) main.append(element("p", "field-error", filing?.told ?? ""));
    row.append(main);
    if (one.isRefused) {
      const end = element("span", "row-end");
      end.append(button(open ?? "", "open", one.id), button(remove ?? "", "remove", one.id));
      row.append(end);
    }
    rows.push(row);
  }
  const { others } = await counted(person);
  for (const [name, count] of others) rows.push(element("li", "row-item quiet", filled(locked ?? "", { name, count })));
  list.replaceChildren(...rows);
  section.hidden = rows.length === 0;
}

function pageClicked(event: Event): void {
  const target = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-pocket-act], [data-pocket-send]") : null;
  if (!target) return;
  if (target.hasAttribute("data-pocket-send")) void sendAll();
  else void actOn(target.dataset["pocketAct"] ?? "", Number(target.dataset["id"]));
}

/** By hand: also what was refused before is tried once more. */
async function sendAll(): Promise<void> {
  for (const one of await queue()) if (one.person === person && one.isRefused) await queuePut({ ...one, isRefused: false });
  await work(true);
}

async function actOn(what: string, id: number): Promise<void> {
  const one = (await queue()).find((it) => it.id === id);
  const who = await holder();
  if (!one || !who) return;
  if (what === "open") {
    const { fields } = await unseal(who.lock, one);
    sessionStorage.setItem(`draft:file-${one.client}`, JSON.stringify(Object.fromEntries(fields)));
    location.assign(`/files/${one.client}`);
    return;
  }
  await queueRemove(id);
  changed();
  await show();
}

function element(name: string, className: string, text = ""): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function button(text: string, act: string, id: number | undefined): HTMLElement {
  const made = element("button", "btn", text);
  made.setAttribute("type", "button");
  made.dataset["pocketAct"] = act;
  made.dataset["id"] = String(id ?? "");
  return made;
}

function filled(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}
