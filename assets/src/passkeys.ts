// Passkeys: asks the server for a question, the device for an answer, and sends it with the form that was pressed.
// The forms stay hidden in a browser that cannot do it.
import { csrfToken } from "./page";

interface Question {
  token: string;
  publicKey: unknown;
}

/** What is new in browsers: options and answers as JSON. */
interface Keys {
  parseCreationOptionsFromJSON?(options: unknown): PublicKeyCredentialCreationOptions;
  parseRequestOptionsFromJSON?(options: unknown): PublicKeyCredentialRequestOptions;
}

export function passkeysStart(): void {
  const keys = window.PublicKeyCredential as (typeof PublicKeyCredential & Keys) | undefined;
  if (!window.isSecureContext || !keys?.parseCreationOptionsFromJSON || !keys.parseRequestOptionsFromJSON) return;
  for (const missing of document.querySelectorAll<HTMLElement>("[data-passkey-missing]")) missing.hidden = true;
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      if (form.dataset["passkeyAnswered"]) return;
      event.preventDefault();
      void ask(form, keys);
    });
  }
}

async function ask(form: HTMLFormElement, keys: Keys): Promise<void> {
  const said = form.querySelector<HTMLElement>("[data-passkey-said]");
  const brokenOff = said?.dataset["passkeyText"] ?? said?.textContent ?? "";
  if (said) said.dataset["passkeyText"] = brokenOff;
  try {
    const answer = await fetch(form.dataset["passkeyQuestion"] ?? "", {
      method: "POST",
      headers: { "X-CSRF-Token": csrfToken(), Accept: "application/json" },
      body: new URLSearchParams(new FormData(form) as unknown as Record<string, string>),
      credentials: "same-origin",
    });
    const told = (await answer.json()) as Question & { said?: string };
    if (!answer.ok) throw new Error(told.said ?? brokenOff);
    const credential = await held(form, keys, told.publicKey);
    field(form, "token", told.token);
    field(form, "answer", JSON.stringify(credential));
    form.dataset["passkeyAnswered"] = "1";
    form.submit();
  } catch (error) {
    if (!said) return;
    // What a browser says of a broken-off question is in its own words, and seldom in the person's language.
    said.textContent = error instanceof DOMException || !(error instanceof Error) ? brokenOff : error.message;
    said.hidden = false;
  }
}

function held(form: HTMLFormElement, keys: Keys, options: unknown): Promise<Credential | null> | undefined {
  if (form.dataset["passkey"] === "create") {
    const publicKey = keys.parseCreationOptionsFromJSON?.(options);
    return publicKey && navigator.credentials.create({ publicKey });
  }
  const publicKey = keys.parseRequestOptionsFromJSON?.(options);
  return publicKey && navigator.credentials.get({ publicKey });
}

function field(form: HTMLFormElement, name: string, value: string): void {
  const input = form.elements.namedItem(name);
  if (input instanceof HTMLInputElement) input.value = value;
}
