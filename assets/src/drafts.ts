// What was typed and not yet filed outlives a refresh or a broken line. It is kept for this tab only, because
// notes are about clients and machines are shared; it goes when the file is filed or the person signs out.
import { fieldFill } from "./next-date";
import { onContent } from "./page";

const PREFIX = "draft:";
const FIELDS = ["note", "next", "outcome", "minutes", "kind", "agreed"];

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
    if (event.target instanceof HTMLFormElement && event.target.matches("[data-sign-out]")) sessionStorage.clear();
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

function draftKeep(form: HTMLFormElement): void {
  const data = new FormData(form);
  const kept = FIELDS.flatMap((name) => {
    const value = data.get(name);
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  try {
    sessionStorage.setItem(draftName(form), JSON.stringify(Object.fromEntries(kept)));
  } catch {
    // Storage may be full or forbidden; the form works without it.
  }
}

function draftForget(form: HTMLFormElement): void {
  sessionStorage.removeItem(draftName(form));
}

/** Puts the draft back, unless the server already shows what was typed (a form with errors). */
function draftRestore(form: HTMLFormElement): void {
  const kept = draftRead(form);
  const note = form.elements.namedItem("note");
  if (!kept || !(note instanceof HTMLTextAreaElement) || form.querySelector(".field-error")) return;
  if (note.value === "" && kept["note"]) note.value = kept["note"];
  for (const name of ["outcome", "agreed"]) {
    for (const box of form.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)) box.checked = box.value === kept[name];
  }
  for (const name of ["minutes", "kind"]) {
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
