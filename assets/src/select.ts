// Several files at once: x or a click on the box, Shift for a run of them. What is done with them is a form.

const CHECKS = ".card-check, .row-check";
let anchor: HTMLInputElement | null = null;

export function selectStart(): void {
  document.addEventListener("click", (event) => {
    const check = event.target;
    if (!(check instanceof HTMLInputElement) || !check.matches(CHECKS)) return;
    if (event.shiftKey && anchor?.isConnected) runSelect(anchor, check);
    anchor = check;
  });
  document.addEventListener("change", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement)) return;
    if (box.matches("[data-check-all]")) {
      for (const check of checks()) check.checked = box.checked;
    }
    if (box.matches(CHECKS) || box.matches("[data-check-all]")) countShow();
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-select-clear]")) selectionClear();
  });
}

/** The slips that are ticked, as the form would send them. */
export function selection(): string[] {
  return checks().filter((check) => check.checked).map((check) => check.value);
}

/** Ticks again what was ticked before the day was put in anew. */
export function selectionRestore(values: readonly string[]): void {
  const wanted = new Set(values);
  for (const check of checks()) check.checked = wanted.has(check.value);
  countShow();
}

export function selectionClear(): boolean {
  const ticked = checks().filter((check) => check.checked);
  for (const check of ticked) check.checked = false;
  countShow();
  return ticked.length > 0;
}

/** Ticks the card that has the focus, else the open one. */
export function selectionToggle(): boolean {
  const card = document.activeElement?.closest(".card, .row-item") ?? document.querySelector(".card.is-open");
  const check = card?.querySelector<HTMLInputElement>(CHECKS);
  if (!check) return false;
  check.checked = !check.checked;
  anchor = check;
  check.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

function checks(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>(CHECKS)];
}

function runSelect(from: HTMLInputElement, to: HTMLInputElement): void {
  const all = checks();
  const [first, last] = [all.indexOf(from), all.indexOf(to)].sort((a, b) => a - b);
  for (const check of all.slice(first, (last ?? 0) + 1)) check.checked = to.checked;
  countShow();
}

function countShow(): void {
  const count = String(selection().length);
  for (const place of document.querySelectorAll("[data-selected-count]")) place.textContent = count;
}
