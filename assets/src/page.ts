// What every module asks of the page: the token, the texts, the request. Never decides what a key or a click means.

/** Sent back with every request that changes something. */
export function csrfToken(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content ?? "";
}

/** A sentence in the language of the page; the server writes them into <template id="text-NAME">. */
export function pageText(name: string): string {
  const template = document.getElementById(`text-${name}`);
  return template instanceof HTMLTemplateElement ? (template.content.textContent ?? "").trim() : "";
}

/** Asks the server for a fragment; null when it could not be had. Signals of an old question abort it silently. */
export async function fetchFragment(address: URL, signal: AbortSignal): Promise<string | null> {
  try {
    const answer = await fetch(address, {
      headers: { "HX-Request": "true", "X-CSRF-Token": csrfToken() },
      signal,
      credentials: "same-origin",
      redirect: "error",
    });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

/** True while the person is writing, when letters belong to the text and not to us. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit", "reset", "file"].includes(target.type);
}

export function isVisible(element: HTMLElement): boolean {
  return element.getClientRects().length > 0;
}

/** Calls `run` now and after every fragment that htmx puts into the page. */
export function onContent(run: (root: ParentNode) => void): void {
  run(document);
  document.addEventListener("htmx:load", (event) => {
    if (event.target instanceof HTMLElement && event.target !== document.body) run(event.target);
  });
}
