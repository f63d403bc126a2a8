// The service worker's part of the reminders: shows what was pushed, opens the file when it is touched.
// Owns nothing that is kept. What a reminder says is written by the server, in the person's language.

/** What the server seals into a push; see crates/desk/src/reminders/words.rs. */
interface Told {
  title: string;
  body: string;
  /** The same slip told anew takes the place of what was shown before. */
  tag: string;
  /** A path of ours. */
  path: string;
  language: string;
  /** The path of the picture; its name changes with its content, so only the server knows it. */
  icon: string;
}

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Pushed extends Waiting {
  data: { json(): unknown } | null;
}
interface Touched extends Waiting {
  notification: { close(): void; data: unknown };
}
interface Page {
  url: string;
  focus(): Promise<Page>;
  navigate(address: string): Promise<Page | null>;
}
interface Worker {
  location: Location;
  registration: { showNotification(title: string, options: object): Promise<void> };
  clients: {
    matchAll(options: { type: "window"; includeUncontrolled: boolean }): Promise<Page[]>;
    openWindow(address: string): Promise<Page | null>;
  };
  addEventListener(name: string, listener: (event: never) => void): void;
}

/** Called once by the service worker while it starts. */
export function pushInWorkerStart(): void {
  const worker = self as unknown as Worker;
  worker.addEventListener("push", (event: Pushed) => {
    event.waitUntil(show(worker, event));
  });
  worker.addEventListener("notificationclick", (event: Touched) => {
    event.notification.close();
    event.waitUntil(open(worker, path(event.notification.data)));
  });
}

/** Browsers end a subscription whose pushes show nothing, so one that cannot be read is shown too. */
async function show(worker: Worker, event: Pushed): Promise<void> {
  const told = read(event);
  await worker.registration.showNotification(told.title, {
    body: told.body,
    tag: told.tag,
    renotify: true,
    lang: told.language,
    ...(told.icon === "" ? {} : { icon: told.icon }),
    data: told.path,
  });
}

function read(event: Pushed): Told {
  const plain: Told = { title: "Daybinder", body: "", tag: "reminder", path: "/", language: "en", icon: "" };
  try {
    const told = event.data?.json() as Partial<Told> | null | undefined;
    for (const name of Object.keys(plain) as (keyof Told)[]) {
      const value = told?.[name];
      if (typeof value === "string" && value !== "") plain[name] = value;
    }
  } catch {
    // Nothing readable came: the plain words stand.
  }
  return plain;
}

/** Only a path of this server is ever opened. */
function path(data: unknown): string {
  return typeof data === "string" && /^\/(?![/\\])/.test(data) ? data : "/";
}

/** In a window that is open already if it shows that page; never in one where somebody may be writing. */
async function open(worker: Worker, to: string): Promise<void> {
  const address = new URL(to, worker.location.origin).href;
  const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = pages.find((page) => page.url.split("#")[0] === address);
  if (there) await there.focus();
  else await worker.clients.openWindow(address);
}
