// The page's part of the reminders: switches this browser on and off and shows which of the states holds.
// Never asks for the permission by itself: that takes a press of the button.
import { csrfToken } from "./page";

type State = "unsupported" | "insecure" | "denied" | "failed" | "off" | "on";

export function pushStart(): void {
  const place = document.querySelector<HTMLElement>("[data-push]");
  if (!place) return;
  place.querySelector("[data-push-on]")?.addEventListener("click", () => void tried(place, switchOn(place)));
  place.querySelector("[data-push-off]")?.addEventListener("click", () => void tried(place, switchOff()));
  void tried(place, look(place));
}

async function tried(place: HTMLElement, work: Promise<State | null>): Promise<void> {
  show(place, await work.catch(() => "failed" as const));
}

function show(place: HTMLElement, state: State | null): void {
  if (state === null) return;
  for (const element of place.querySelectorAll<HTMLElement>("[data-push-state]")) {
    element.hidden = element.dataset["pushState"] !== state;
  }
}

/** On is what both the browser and the server say. A browser that holds one that the server dropped is off. */
async function look(place: HTMLElement): Promise<State> {
  if (!window.isSecureContext) return "insecure";
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return "unsupported";
  if (Notification.permission === "denied") return "denied";
  const held = await (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription();
  const known = (place.dataset["pushKnown"] ?? "").split(" ");
  return held && known.includes(held.endpoint) && isOurs(held, place) ? "on" : "off";
}

async function switchOn(place: HTMLElement): Promise<State | null> {
  const permission = await Notification.requestPermission();
  if (permission !== "granted") return permission === "denied" ? "denied" : "off";
  await navigator.serviceWorker.register("/service-worker.js");
  const manager = (await navigator.serviceWorker.ready).pushManager;
  let held = await manager.getSubscription();
  // One that was made for another key of the server cannot be used any more.
  if (held && !isOurs(held, place)) {
    await held.unsubscribe();
    held = null;
  }
  held ??= await manager.subscribe({ userVisibleOnly: true, applicationServerKey: serverKey(place) });
  const keys = held.toJSON().keys ?? {};
  const fields = { endpoint: held.endpoint, p256dh: keys["p256dh"] ?? "", auth: keys["auth"] ?? "", device: deviceName() };
  return send("/settings/reminders/devices", fields);
}

async function switchOff(): Promise<State | null> {
  const held = await (await navigator.serviceWorker.ready).pushManager.getSubscription();
  const line = [...document.querySelectorAll<HTMLElement>("[data-push-device]")].find((one) => one.dataset["pushDevice"] === held?.endpoint);
  const form = line?.querySelector("form");
  await held?.unsubscribe();
  return form ? send(form.action, {}) : "off";
}

/** The page comes anew with its list of devices. */
async function send(address: string, fields: Record<string, string>): Promise<State | null> {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "X-CSRF-Token": csrfToken() },
    body: new URLSearchParams(fields),
    credentials: "same-origin",
  });
  if (!answer.ok) return "failed";
  window.location.assign("/settings/reminders");
  return null;
}

function serverKey(place: HTMLElement): Uint8Array<ArrayBuffer> {
  const text = atob((place.dataset["push"] ?? "").replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function isOurs(held: PushSubscription, place: HTMLElement): boolean {
  const key = held.options.applicationServerKey;
  const ours = serverKey(place);
  // Some browsers do not say it; then it is believed.
  return !key || new Uint8Array(key).every((byte, index) => byte === ours[index]);
}

/** "Firefox · Android", for the list; nothing is decided by it. */
function deviceName(): string {
  const agent = navigator.userAgent;
  const first = (names: [RegExp, string][]): string => names.find(([sign]) => sign.test(agent))?.[1] ?? "";
  const browser = first([[/Edg/, "Edge"], [/OPR/, "Opera"], [/Firefox|FxiOS/, "Firefox"], [/Chrom|CriOS/, "Chrome"], [/Safari/, "Safari"]]);
  const system = first([[/Android/, "Android"], [/iPhone/, "iPhone"], [/iPad/, "iPad"], [/Windows/, "Windows"], [/Mac OS/, "macOS"], [/Linux/, "Linux"]]);
  return [browser, system].filter((part) => part !== "").join(" · ");
}
