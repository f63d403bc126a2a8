// Stands between the pages and the network: keeps the empty page, the script and the style, and shows the page of the
// pocket where no other can be had. Keeps nothing of anybody: that lies in the store that goes when its person goes.
// The list of files is written in when the assets are built, so that every change of them is a new worker.
import { deliver } from "./pocket-queue";
import { pushInWorkerStart } from "./push-in-worker";

declare const FILES: string[];
declare const VERSION: string;

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  request: Request;
  preloadResponse?: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  registration: { navigationPreload?: { enable(): Promise<void> } };
  addEventListener(name: string, run: (event: never) => void): void;
}

const worker = self as unknown as Worker;
const SHELL = "/pocket/offline";
const CACHE = `daybinder-${VERSION}`;
/** What a server in front of ours says when ours is away. */
const AWAY = new Set([502, 504]);

worker.addEventListener("install", (event: Extendable) => {
  event.waitUntil(install());
});
worker.addEventListener("activate", (event: Extendable) => {
  event.waitUntil(activate());
});
worker.addEventListener("fetch", (event: Fetching) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (address.pathname.startsWith("/assets/")) event.respondWith(asset(request));
});
worker.addEventListener("sync", (event: Extendable & { tag?: string }) => {
  if (event.tag === "deliver") event.waitUntil(deliver());
});

// Reminders of agreed times: push and notificationclick.
pushInWorkerStart();

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([SHELL, ...FILES.map((name) => `/assets/${name}`)].map((path) => new Request(path, { cache: "reload", credentials: "omit" })));
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
  await worker.registration.navigationPreload?.enable();
  await worker.clients.claim();
}

async function page(event: Fetching): Promise<Response> {
  try {
    const answer = (await event.preloadResponse) ?? (await fetch(event.request));
    return AWAY.has(answer.status) ? ((await shell()) ?? answer) : answer;
  } catch (error) {
    const kept = await shell();
    if (kept) return kept;
    throw error;
  }
}

async function shell(): Promise<Response | undefined> {
  return caches.match(SHELL, { ignoreVary: true });
}

async function asset(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}
