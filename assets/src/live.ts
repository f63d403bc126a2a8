// What others do while this page is open: says who has the file open too, and puts the day in anew where nothing
// is being typed. Never touches a form that was begun: there a quiet line says what happened.
import htmx from "htmx.org";
import { csrfToken, fetchFragment, isTyping } from "./page";
import { selection, selectionRestore } from "./select";

const BEAT_MS = 8_000;
const AGAIN_MS_MAX = 60_000;
const REFRESH_MS = 150;

interface Changed {
  all: boolean;
  files: { id: number; line: string }[];
  binders: number[];
}

/** Names this page to the server, so that it is not told what it did itself. */
const page = [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
let source: EventSource | null = null;
let again = 1_000;
let againTimer = 0;
let beatTimer = 0;
let refreshTimer = 0;
let shown = "";

export function liveStart(): void {
  if (!csrfToken()) return;
  document.addEventListener("htmx:configRequest", (event) => {
    (event as CustomEvent<{ headers: Record<string, string> }>).detail.headers["X-Page"] = page;
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (fileOpen() !== shown || !document.getElementById("file-here")?.textContent) hereTell();
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-live-look]")) void historyShow();
  });
  // A browser opens few connections to one address: only a page that is seen keeps one.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      listenEnd();
    } else {
      listen();
      refreshSoon();
    }
  });
  window.addEventListener("pagehide", listenEnd);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) listen();
  });
  if (document.visibilityState !== "hidden") listen();
}

function listen(): void {
  if (source) return;
  source = new EventSource(`/live?page=${page}`);
  source.addEventListener("open", () => {
    again = 1_000;
    hereTell();
  });
  source.addEventListener("changed", (event) => changed(JSON.parse((event as MessageEvent<string>).data) as Changed));
  source.addEventListener("here", (event) => {
    const { file } = JSON.parse((event as MessageEvent<string>).data) as { file: number };
    if (String(file) === fileOpen()) hereTell();
  });
  source.addEventListener("error", () => {
    // A connection that broke is made anew by the browser; one that was refused is not.
    if (source?.readyState !== EventSource.CLOSED) return;
    listenEnd();
    againTimer = window.setTimeout(listen, again);
    again = Math.min(again * 2, AGAIN_MS_MAX);
  });
}

function listenEnd(): void {
  source?.close();
  source = null;
  window.clearTimeout(againTimer);
  window.clearTimeout(beatTimer);
}

/** The client whose file is on the screen; empty for none. */
function fileOpen(): string {
  return document.getElementById("file")?.dataset["client"] ?? "";
}

/** Tells which file this page has open, and shows who else has. */
function hereTell(): void {
  window.clearTimeout(beatTimer);
  const file = fileOpen();
  const left = shown !== "" && file === "";
  shown = file;
  if (!source || (file === "" && !left)) return;
  beatTimer = window.setTimeout(hereTell, BEAT_MS);
  const body = new URLSearchParams({ csrf: csrfToken(), page, file });
  fetch("/live/here", { method: "POST", body, headers: { "HX-Request": "true" }, credentials: "same-origin", redirect: "error" })
    .then(async (answer) => (answer.ok ? await answer.text() : ""))
    .then((text) => {
      const place = document.getElementById("file-here");
      const said = new DOMParser().parseFromString(text, "text/html").body.textContent ?? "";
      if (place && fileOpen() === file && place.textContent !== said) place.textContent = said;
    })
    .catch(() => undefined);
}

function changed(news: Changed): void {
  const mine = news.files.find((file) => String(file.id) === fileOpen());
  if (mine) lineShow(mine.line);
  const binder = document.getElementById("day")?.dataset["binder"];
  if (news.all || mine || (binder !== undefined && news.binders.includes(Number(binder)))) refreshSoon();
}

/** "Dara filed this file just now." above the file, with a way to look when the page cannot do that by itself. */
function lineShow(line: string): void {
  const place = document.getElementById("file-news");
  if (!place) return;
  const said = place.querySelector("span");
  if (said) said.textContent = line;
  place.hidden = false;
}

function refreshSoon(): void {
  window.clearTimeout(refreshTimer);
  refreshTimer = window.setTimeout(() => void refresh(), REFRESH_MS);
}

/** True while a field has the focus, something was begun, or something lies open on top. */
function isBegun(): boolean {
  if (isTyping(document.activeElement) && document.activeElement !== document.getElementById("find")) return true;
  if (document.querySelector("dialog[open], #day details.menu[open]")) return true;
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
    "#day :is(input, textarea, select), main.client :is(input, textarea, select)",
  );
  return [...fields].some(isChanged);
}

function isChanged(field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement): boolean {
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options];
    return options.some((option) => option.defaultSelected) && options.some((option) => option.selected !== option.defaultSelected);
  }
  if (field.matches(".card-check, .row-check, [data-check-all], [type=hidden]")) return false;
  if (field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type)) return field.checked !== field.defaultChecked;
  if (field.name === "next" && field.dataset["touched"] === undefined) return false;
  return field.value !== field.defaultValue;
}

/** The page on the screen, with the file that is open in it. */
function address(): URL {
  const url = new URL(location.href);
  url.searchParams.delete("did");
  url.hash = "";
  const day = document.getElementById("day");
  const slip = document.getElementById("file")?.dataset["slip"];
  if (day && slip) url.searchParams.set("file", slip);
  return url;
}

async function refresh(): Promise<void> {
  const day = document.getElementById("day");
  if (!day) {
    if (document.querySelector("main.client") && !isBegun()) await historyShow(false);
    return;
  }
  if (document.querySelector(".htmx-request, .is-dragging")) return refreshSoon();
  const url = address();
  if (isBegun()) return sidesShow(url);
  const wasFile = day.classList.contains("is-file");
  const line = document.getElementById("file-news")?.hidden === false ? document.querySelector("#file-news span")?.textContent : null;
  const client = fileOpen();
  await htmx.ajax("get", url.pathname + url.search, { target: "#day", swap: "outerHTML" });
  document.getElementById("day")?.classList.toggle("is-file", wasFile);
  // The file was put in anew: what happened is still said, and there is nothing left to look at.
  if (line && client === fileOpen()) {
    lineShow(line);
    document.querySelector<HTMLElement>("#file-news [data-live-look]")?.setAttribute("hidden", "");
  }
}

/** Puts in the strip and the stack; the file beside them, and what was typed into it, is not touched. */
async function sidesShow(url: URL): Promise<void> {
  const text = await fetchFragment(url, new AbortController().signal);
  if (text === null) return;
  const anew = new DOMParser().parseFromString(text, "text/html");
  const ticked = selection();
  const focused = document.activeElement;
  for (const id of ["strip", "stack"]) {
    const [before, after] = [document.getElementById(id), anew.getElementById(id)];
    if (!before || !after || before.contains(focused)) continue;
    const box = before.querySelector<HTMLElement>("[data-keep-scroll]");
    const [top, left] = [box?.scrollTop ?? 0, before.scrollLeft];
    before.replaceWith(after);
    htmx.process(after);
    after.querySelector("[data-keep-scroll]")?.scrollTo({ top });
    after.scrollLeft = left;
  }
  selectionRestore(ticked);
}

/** Puts in the history of the file alone. */
async function historyShow(byPerson = true): Promise<void> {
  const client = fileOpen();
  if (client === "") return;
  const text = await fetchFragment(new URL(`/files/${client}`, location.href), new AbortController().signal);
  const after = text === null ? null : new DOMParser().parseFromString(text, "text/html").getElementById("history");
  const before = document.getElementById("history");
  if (!after || !before || fileOpen() !== client) return;
  before.replaceWith(after);
  htmx.process(after);
  if (!byPerson) return;
  const line = document.getElementById("file-news");
  if (line) line.hidden = true;
  after.focus({ preventScroll: true });
}
