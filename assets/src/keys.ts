// The keys. A control names its own key with data-key="…": this module finds the control and presses it,
// so no key exists without a visible control. It knows no addresses and sends nothing itself.
import { menusClose } from "./dialog";
import { isTyping, isVisible } from "./page";
import { selectionClear, selectionToggle } from "./select";

const PREFIX_MS = 1_200;
const DIGITS_MS = 2_500;

let prefix = "";
let prefixTimer = 0;

export function keysStart(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (keyPressed(event)) event.preventDefault();
  });
}

/** True when the key meant something here. */
function keyPressed(event: KeyboardEvent): boolean {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return formSubmit(event.target);
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (document.querySelector("dialog[open]")) return false;
  if (event.key === "Escape") return stepBack(event.target);
  if (isTyping(event.target)) return false;

  const key = latinKey(event);
  if (key === "Enter") return digitsGo();
  if (/^[0-9]$/.test(key)) return digitPressed(key);
  digitsClear(false);

  if (prefix !== "") {
    const both = `${prefix} ${key}`;
    prefix = "";
    return controlPress(both);
  }
  if (document.querySelector(`[data-key^="${CSS.escape(key)} "]`)) {
    prefix = key;
    window.clearTimeout(prefixTimer);
    prefixTimer = window.setTimeout(() => (prefix = ""), PREFIX_MS);
    return true;
  }
  if (key === "j") return rowFocus(1);
  if (key === "k") return rowFocus(-1);
  if (key === "x") return selectionToggle();
  return controlPress(key);
}

/** On a Russian or Khmer keyboard the key that bears the Latin letter counts. */
function latinKey(event: KeyboardEvent): string {
  if (event.key.length > 1 || /^[\x20-\x7e]$/.test(event.key)) return event.key.length > 1 ? event.key : event.key.toLowerCase();
  const code = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(event.code);
  return code?.[1]?.toLowerCase() ?? event.key;
}

function formSubmit(target: EventTarget | null): boolean {
  const own = target instanceof Element ? target.closest<HTMLFormElement>("form:not(.find)") : null;
  const form = own ?? document.querySelector<HTMLFormElement>("form[data-filing]");
  if (!form) return false;
  digitsClear(false);
  form.requestSubmit();
  return true;
}

/** Escape takes back the nearest thing: a menu, digits, the field, the selection, then the open file. */
function stepBack(target: EventTarget | null): boolean {
  if (digits !== "") {
    digitsClear(true);
    return true;
  }
  const menu = target instanceof Element ? target.closest("details.menu") : null;
  if (menusClose(null)) {
    menu?.querySelector("summary")?.focus();
    return true;
  }
  if (isTyping(target) && target instanceof HTMLElement) {
    target.blur();
    return true;
  }
  if (selectionClear()) return true;
  return controlPress("Escape") || rowFocus(0);
}

/**
 * Presses the control that bears `key`: the last visible one, because what opened last lies on top.
 * While files are ticked the line for many goes first: the person means those.
 */
function controlPress(key: string): boolean {
  const all = [...document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)];
  const visible = all.filter(isVisible);
  const control = visible.find((one) => one.closest(".bulk")) ?? visible.pop() ?? all.find((one) => one.closest("details.menu"));
  if (!control) return false;
  if (control instanceof HTMLInputElement && !isTyping(control)) {
    control.click();
  } else if (isTyping(control)) {
    control.focus();
    if (control instanceof HTMLInputElement) control.select();
  } else {
    control.click();
  }
  return true;
}

/** Moves the focus along cards or rows; 0 returns to the open one. Opening stays with Enter. */
function rowFocus(step: -1 | 0 | 1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>(".card-link, .row-link")].filter(isVisible);
  if (rows.length === 0) return false;
  const focused = document.activeElement?.closest(".card, .row-item")?.querySelector<HTMLElement>(".card-link, .row-link");
  const from = rows.indexOf(focused ?? rows.find((row) => row.hasAttribute("aria-current")) ?? document.body);
  const row = from === -1 ? rows[0] : rows[Math.min(Math.max(from + step, 0), rows.length - 1)];
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
  return true;
}

// Digits mean two things: 1 to 5 choose an outcome at once, and digits with Enter go to that divider.
// A digit therefore chooses, and if Enter follows the choice is taken back: the person meant the divider.
let digits = "";
let digitsTimer = 0;
let outcomeBefore: HTMLInputElement | null = null;

function digitPressed(digit: string): boolean {
  if (digits.length >= 2) digitsClear(true);
  if (digits === "") {
    outcomeBefore = document.querySelector<HTMLInputElement>('form[data-filing] input[name="outcome"]:checked');
    if (!document.activeElement?.closest(".strip")) controlPress(digit);
  } else {
    outcomeRestore();
  }
  if (!document.querySelector(".divider")) return true;
  digits += digit;
  digitsShow();
  window.clearTimeout(digitsTimer);
  digitsTimer = window.setTimeout(() => digitsClear(false), DIGITS_MS);
  return true;
}

function digitsGo(): boolean {
  if (digits === "") return false;
  const wanted = String(Number(digits));
  const divider = dividerAfterToday(wanted);
  digitsClear(true);
  divider?.click();
  return true;
}

/** The nearest divider of that number which is not in the past; days go before months. */
function dividerAfterToday(number: string): HTMLElement | null {
  const all = [...document.querySelectorAll<HTMLElement>(`.divider[data-digits="${CSS.escape(number)}"]`)];
  return all.find((one) => !one.classList.contains("is-past")) ?? all[0] ?? null;
}

function digitsShow(): void {
  let badge = document.querySelector<HTMLElement>(".digits");
  if (!badge) {
    badge = document.createElement("div");
    badge.className = "digits";
    badge.setAttribute("aria-hidden", "true");
    document.body.append(badge);
  }
  badge.textContent = digits;
  const target = dividerAfterToday(String(Number(digits)));
  for (const one of document.querySelectorAll(".divider")) one.classList.toggle("is-target", one === target);
}

function digitsClear(restore: boolean): void {
  if (digits === "") return;
  if (restore) outcomeRestore();
  digits = "";
  window.clearTimeout(digitsTimer);
  document.querySelector(".digits")?.remove();
  for (const one of document.querySelectorAll(".divider.is-target")) one.classList.remove("is-target");
}

function outcomeRestore(): void {
  for (const radio of document.querySelectorAll<HTMLInputElement>('form[data-filing] input[name="outcome"]')) {
    const checked = radio === outcomeBefore;
    if (radio.checked === checked) continue;
    radio.checked = checked;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
