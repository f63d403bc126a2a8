// The next date: what is typed is read by the server, which answers with the day and its load.
// Reading dates in three languages is the domain's work, so nothing is parsed here.
import { fetchFragment, onContent } from "./page";

const WAIT_MS = 80;
const pending = new WeakMap<HTMLInputElement, { timer: number; abort: AbortController }>();

export function nextDateStart(): void {
  document.addEventListener("input", (event) => {
    const field = dateField(event.target);
    if (!field) return;
    field.dataset["touched"] = "yes";
    whyShow("");
    askLater(field, WAIT_MS);
  });
  document.addEventListener("click", (event) => {
    const chip = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-fill]") : null;
    const field = chip?.closest("form")?.querySelector<HTMLInputElement>("[data-next-date]");
    if (!chip || !field) return;
    fieldFill(field, chip.dataset["fill"] ?? "");
    field.dataset["touched"] = "yes";
    field.focus();
  });
  // "No answer" usually means tomorrow: an outcome may propose a date, but never over what was typed.
  document.addEventListener("change", (event) => {
    const radio = event.target;
    if (!(radio instanceof HTMLInputElement) || radio.name !== "outcome" || !radio.dataset["next"]) return;
    const field = radio.form?.querySelector<HTMLInputElement>("[data-next-date]");
    if (!field || field.dataset["touched"]) return;
    fieldFill(field, radio.dataset["next"]);
    whyShow(radio.dataset["why"] ?? "");
  });
  onContent((root) => {
    for (const field of root.querySelectorAll<HTMLInputElement>("[data-next-date]")) {
      const hint = hintOf(field);
      if (field.value !== "" && hint && hint.childElementCount === 0) askLater(field, 0);
    }
  });
}

/** Says why a date is suggested; nothing once another one was typed. */
function whyShow(why: string): void {
  const line = document.getElementById("next-why");
  if (!line) return;
  line.textContent = why;
  line.hidden = why === "";
}

/** Puts `text` into the field and asks what it means. */
export function fieldFill(field: HTMLInputElement, text: string): void {
  field.value = text;
  askLater(field, 0);
}

function dateField(target: EventTarget | null): HTMLInputElement | null {
  return target instanceof HTMLInputElement && target.matches("[data-next-date]") ? target : null;
}

function hintOf(field: HTMLInputElement): HTMLElement | null {
  return document.getElementById(field.dataset["hint"] ?? "");
}

function askLater(field: HTMLInputElement, wait: number): void {
  const before = pending.get(field);
  if (before) {
    window.clearTimeout(before.timer);
    before.abort.abort();
  }
  const abort = new AbortController();
  pending.set(field, { abort, timer: window.setTimeout(() => void ask(field, abort.signal), wait) });
}

async function ask(field: HTMLInputElement, signal: AbortSignal): Promise<void> {
  const hint = hintOf(field);
  if (!hint) return;
  const text = field.value.trim();
  if (text === "") {
    answerShow(field, hint, "");
    return;
  }
  const address = new URL(field.dataset["nextDate"] ?? "/next-date", location.href);
  address.searchParams.set("text", text);
  const answer = await fetchFragment(address, signal);
  // No answer is no error of the person: the server reads the field again when the form is sent.
  if (!signal.aborted && answer !== null) answerShow(field, hint, answer);
}

function answerShow(field: HTMLInputElement, hint: HTMLElement, answer: string): void {
  hint.innerHTML = answer;
  if (hint.querySelector(".is-bad")) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  const place = hint.querySelector<HTMLElement>("[data-place]")?.dataset["place"];
  for (const divider of document.querySelectorAll<HTMLElement>(".divider[data-place]")) {
    divider.classList.toggle("is-chosen", place !== undefined && dividerHolds(divider, place));
  }
}

/** A day divider holds its day; a month divider (2027-01) every day of its month. */
function dividerHolds(divider: HTMLElement, place: string): boolean {
  const own = divider.dataset["place"] ?? "-";
  return own === place || (own.length === 7 && place.startsWith(own));
}
