// What was typed and not yet filed outlives a refresh or a broken line. It is kept for this tab only, because
// notes are about clients and machines are shared; it goes when the file is filed or the person signs out.
import { fieldFill } from "./next-date";
import { onContent } from "./page";

const PREFIX = "draft:";
const FIELDS = ["note", "next", "outcome", "entry", "minutes", "kind", "line", "agreed"];
/** Set in a draft whose form was sent without htmx: the next page tells whether it was filed. */
const SENT = "sent";
/** Forms that were filed. Taking one out of the page makes its focused field say "change" once more. */
const filed = new WeakSet<HTMLFormElement>();

export function draftsStart(): void {
  for (const name of ["input", "change"]) {
    document.addEventListener(name, (event) => {
      const form = event.target instanceof Element ? draftForm(event.target) : null;
      if (form) draftKeep(form);
    });
  }
  // Before the answer is put in: afterwards this form is no longer in the page and nothing bubbles from it.
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const detail = (event as CustomEvent<{ xhr: XMLHttpRequest; elt: Element }>).detail;
    if (detail.xhr.status < 400 && detail.elt instanceof HTMLFormElement && detail.elt.dataset["draft"]) draftForget(detail.elt);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    if (form.matches("[data-sign-out]")) sessionStorage.clear();
    else if (form.dataset["draft"] && !form.hasAttribute("hx-post")) draftKeep(form, true);
  });
  onContent((root) => {
    for (const form of root.querySelectorAll<HTMLFormElement>("form[data-draft]")) draftRestore(form);
  });
}

function draftForm(element: Element): HTMLFormElement | null {
  return element.closest<HTMLFormElement>("form[data-draft]");
}

function draftName(form: HTMLFormElement): string {
  return PREFIX + (form.dataset["draft"] ?? "");
}

function draftKeep(form: HTMLFormElement, isSent = false): void {
  if (filed.has(form)) return;
  const data = new FormData(form);
  const kept = FIELDS.flatMap((name) => {
    const value = data.get(name);
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  if (isSent) kept.push([SENT, "yes"]);
  try {
    sessionStorage.setItem(draftName(form), JSON.stringify(Object.fromEntries(kept)));
  } catch {
    // Storage may be full or forbidden; the form works without it.
  }
}

function draftForget(form: HTMLFormElement): void {
  filed.add(form);
  sessionStorage.removeItem(draftName(form));
}

/** Puts the draft back, unless the server already shows what was typed (a form with errors). */
function draftRestore(form: HTMLFormElement): void {
  const kept = draftRead(form);
  // A toast on the page that a plain form led to says that it was filed; an error page has none.
  if (kept?.[SENT] && document.querySelector("#toasts .toast")) {
    sessionStorage.removeItem(draftName(form));
    return;
  }
  const note = form.elements.namedItem("note");
  if (!kept || !(note instanceof HTMLTextAreaElement) || form.querySelector(".field-error")) return;
  if (note.value === "" && kept["note"]) note.value = kept["note"];
  for (const name of ["outcome", "agreed"]) {
    for (const box of form.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)) box.checked = box.value === kept[name];
  }
  for (const name of ["entry", "minutes", "kind", "line"]) {
    const field = form.elements.namedItem(name);
    if ((field instanceof HTMLInputElement || field instanceof HTMLSelectElement) && kept[name]) field.value = kept[name];
  }
  const next = form.elements.namedItem("next");
  if (next instanceof HTMLInputElement && kept["next"] !== undefined && next.value !== kept["next"]) {
    next.dataset["touched"] = "yes";
    fieldFill(next, kept["next"]);
  }
  const told = form.querySelector<HTMLElement>(".draft-note");
  if (told && kept["note"]) told.hidden = false;
}

function draftRead(form: HTMLFormElement): Record<string, string> | null {
  try {
    const text = sessionStorage.getItem(draftName(form));
    return text === null ? null : (JSON.parse(text) as Record<string, string>);
  } catch {
    return null;
  }
}
