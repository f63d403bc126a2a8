// Find as you type: a combobox over a list that the server renders. Enter without a choice sends the plain form.
import { fetchFragment } from "./page";

const WAIT_MS = 60;

export function findStart(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("input[data-find]")) {
    const list = document.getElementById(input.getAttribute("aria-controls") ?? "");
    if (list) findBind(input, list);
  }
}

function findBind(input: HTMLInputElement, list: HTMLElement): void {
  let timer = 0;
  let abort = new AbortController();

  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    abort.abort();
    abort = new AbortController();
    const signal = abort.signal;
    timer = window.setTimeout(() => void listAsk(input, list, signal), WAIT_MS);
  });
  input.addEventListener("focus", () => {
    if (input.value.trim() !== "" && list.childElementCount > 0) listOpen(input, list, true);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (keyPressed(event.key, input, list)) event.preventDefault();
  });
  document.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Node && !list.contains(event.target) && event.target !== input) listOpen(input, list, false);
  });
  // Leaving with Tab closes; a click inside the list keeps the focus here long enough to follow the link.
  input.addEventListener("blur", () => window.setTimeout(() => {
    if (!list.contains(document.activeElement)) listOpen(input, list, false);
  }, 150));
}

async function listAsk(input: HTMLInputElement, list: HTMLElement, signal: AbortSignal): Promise<void> {
  const text = input.value.trim();
  if (text === "") {
    list.replaceChildren();
    listOpen(input, list, false);
    return;
  }
  const address = new URL(input.form?.action ?? "/find", location.href);
  address.searchParams.set(input.name, text);
  const answer = await fetchFragment(address, signal);
  if (signal.aborted || answer === null) return;
  list.innerHTML = answer;
  listOpen(input, list, document.activeElement === input);
  optionChoose(input, options(list)[0] ?? null, list);
}

function keyPressed(key: string, input: HTMLInputElement, list: HTMLElement): boolean {
  if (key === "Escape" && !list.hidden) {
    listOpen(input, list, false);
    return true;
  }
  if (list.hidden) return false;
  const all = options(list);
  const at = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
  if (key === "ArrowDown" || key === "ArrowUp") {
    const step = key === "ArrowDown" ? 1 : -1;
    optionChoose(input, all[(at + step + all.length) % all.length] ?? null, list);
    return true;
  }
  if (key === "Enter" && at >= 0) {
    listOpen(input, list, false);
    all[at]?.click();
    return true;
  }
  return false;
}

function options(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('[role="option"]')];
}

function optionChoose(input: HTMLInputElement, option: HTMLElement | null, list: HTMLElement): void {
  for (const one of options(list)) one.setAttribute("aria-selected", String(one === option));
  if (!option) {
    input.removeAttribute("aria-activedescendant");
    return;
  }
  input.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function listOpen(input: HTMLInputElement, list: HTMLElement, open: boolean): void {
  list.hidden = !open;
  input.setAttribute("aria-expanded", String(open));
  if (!open) input.removeAttribute("aria-activedescendant");
}
