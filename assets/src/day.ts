// The day put in anew: keeps what was ticked, where the stack stood and who has the focus.
import { isVisible } from "./page";
import { selection, selectionRestore } from "./select";

interface Kept {
  ticked: string[];
  scroll: Map<string, number>;
  stripLeft: number;
  focusSlip: string | undefined;
  focusId: string;
}

let kept: Kept | null = null;

export function dayStart(): void {
  stripCentre();
  document.addEventListener("htmx:beforeSwap", (event) => {
    const detail = (event as CustomEvent<{ target: Element }>).detail;
    if (detail.target.id === "day") kept = dayKeep();
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const detail = (event as CustomEvent<{ elt: Element; xhr?: XMLHttpRequest; requestConfig?: { elt?: Element } }>).detail;
    const asker = detail.requestConfig?.elt;
    // A form that came back with errors: the person goes on where something is wrong.
    if (detail.xhr?.status === 422) {
      kept = null;
      detail.elt.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    if (detail.elt.id === "day") {
      dayRestore(asker instanceof HTMLFormElement && asker.matches("[data-filing]"));
    } else if (detail.elt.id === "file") {
      fileOpened();
    }
  });
}

function dayKeep(): Kept {
  const scroll = new Map<string, number>();
  for (const box of document.querySelectorAll<HTMLElement>("[data-keep-scroll]")) scroll.set(box.id, box.scrollTop);
  const focused = document.activeElement;
  return {
    ticked: selection(),
    scroll,
    stripLeft: document.querySelector(".strip")?.scrollLeft ?? 0,
    focusSlip: focused?.closest<HTMLElement>(".card[data-slip]")?.dataset["slip"],
    focusId: focused?.id ?? "",
  };
}

function dayRestore(filed: boolean): void {
  const before = kept;
  kept = null;
  if (!before) return;
  selectionRestore(before.ticked);
  for (const [id, top] of before.scroll) document.getElementById(id)?.scrollTo({ top });
  document.querySelector(".strip")?.scrollTo({ left: before.stripLeft });
  const open = document.querySelector<HTMLElement>(".card.is-open");
  if (filed) {
    // The next file is announced by its name; keys work at once because no field has the focus.
    (document.getElementById("file-name") ?? document.getElementById("stack-title"))?.focus();
    open?.scrollIntoView({ block: "nearest" });
    return;
  }
  const card = before.focusSlip && document.querySelector<HTMLElement>(`.card[data-slip="${CSS.escape(before.focusSlip)}"] .card-link`);
  const same = before.focusId === "" ? null : document.getElementById(before.focusId);
  (card || same || open?.querySelector<HTMLElement>(".card-link"))?.focus({ preventScroll: true });
}

/** Only the file was exchanged: the stack beside it learns which card is open now. */
function fileOpened(): void {
  const file = document.getElementById("file");
  const day = document.getElementById("day");
  if (!file || !day) return;
  day.classList.add("is-file");
  for (const card of document.querySelectorAll<HTMLElement>(".card")) {
    const open = card.dataset["slip"] === file.dataset["slip"];
    card.classList.toggle("is-open", open);
    const link = card.querySelector(".card-link");
    if (open) link?.setAttribute("aria-current", "true");
    else link?.removeAttribute("aria-current");
  }
  // On a phone the stack has gone from the screen, and the focus with it.
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !isVisible(focused)) document.getElementById("file-name")?.focus();
}

/** On a narrow screen the strip scrolls: the open divider stands in view. */
function stripCentre(): void {
  const strip = document.querySelector<HTMLElement>(".strip");
  const divider = strip?.querySelector<HTMLElement>("[aria-current]");
  if (!strip || !divider || strip.scrollWidth <= strip.clientWidth) return;
  strip.scrollLeft = Math.max(0, divider.offsetLeft - (strip.clientWidth > 720 ? 60 : strip.clientWidth / 2 - 22));
}
