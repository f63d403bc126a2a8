// The queue of what was filed without a network: into it, and out of it in its order, each exactly once. The key is
// made here; the server answers the same key always the same, so that a lost answer is simply asked for again.
import { type Filing, type Holder, type Waiting, canKeep, filedHere, holder, lock, queue, queueAdd, queuePut, queueRemove, seal, unseal } from "./pocket-store";

const BATCH = 25;
// As they travel, where a Khmer letter takes nine bytes; the server takes a form of a mebibyte.
const BATCH_BYTES = 600_000;

export interface Sent {
  sent: number;
  waiting: number;
  refused: number;
}

interface Answer {
  key: string;
  state: "filed" | "both" | "refused" | "failed";
  said: string;
}

/** Puts a filing into the queue; it is on the disk when this resolves. False when the device has nobody or no room. */
export async function enqueue(client: number, filing: Omit<Filing, "after">, key: string): Promise<boolean> {
  try {
    // One page at a time: each filing names the one before it on the same file.
    const isKept = await navigator.locks.request("daybinder-enqueue", async () => {
      const who = await holder();
      if (!who) return false;
      const after = (await filedHere())[client] ?? "";
      const sealed = await seal(who.lock, { ...filing, after });
      await queueAdd({ person: who.person, owner: who.name, key, client, at: Date.now(), isRefused: false, sealed });
      return true;
    });
    if (!isKept) return false;
  } catch {
    return false;
  }
  void syncLater();
  changed();
  return true;
}

export function newKey(): string {
  return crypto.randomUUID();
}

/** Tells every open page that the queue is another one. */
export function changed(): void {
  new BroadcastChannel("daybinder-pocket").postMessage("queue");
}

async function syncLater(): Promise<void> {
  try {
    const registration = (await navigator.serviceWorker?.ready) as unknown as { sync?: { register(tag: string): Promise<void> } };
    await registration.sync?.register("deliver");
  } catch {
    // Browsers without it send when a page is open.
  }
}

/** Sends what waits. Null when another page is sending or the server cannot be reached. */
export async function deliver(): Promise<Sent | null> {
  if (!canKeep()) return null;
  return navigator.locks.request("daybinder-deliver", { ifAvailable: true }, (mine) => (mine ? deliverAll() : null));
}

async function deliverAll(): Promise<Sent | null> {
  const who = await holder();
  if (!who) return null;
  let sent = 0;
  let most = BATCH;
  for (;;) {
    const own = (await queue()).filter((one) => one.person === who.person);
    const waiting = own.filter((one) => !one.isRefused);
    if (waiting.length === 0) return { sent, waiting: 0, refused: own.length };
    const token = await tokenFetch();
    if (!token || token.person !== who.person) return null;
    const batch = await batchOf(waiting.slice(0, most), who.lock);
    const done = batch.length === 0 ? 0 : await send(batch, who, token.csrf);
    if (done === "too large") {
      most = Math.max(1, batch.length >> 1);
      const [first] = batch;
      if (first && batch.length === 1) await refuse(first[0], who.lock, "413");
      continue;
    }
    if (done === null) return null;
    sent += done;
    changed();
    if (done === 0 && (await queue()).filter((one) => one.person === who.person && !one.isRefused).length === waiting.length) return null;
  }
}

async function tokenFetch(): Promise<{ person: number; csrf: string } | null> {
  const answer = await ask("/pocket/token", {});
  // The session ended: whoever comes next must not read what lies here.
  if (answer?.status === 401) await lock();
  return answer?.ok ? ((await answer.json()) as { person: number; csrf: string }) : null;
}

export async function ask(address: string, more: RequestInit): Promise<Response | null> {
  try {
    const headers = { Accept: "application/json", ...(more.headers as Record<string, string> | undefined) };
    return await fetch(address, { credentials: "same-origin", redirect: "error", cache: "no-store", ...more, headers });
  } catch {
    return null;
  }
}

/** Those that go into one request, opened. One that cannot be opened is set aside, and stops nobody behind it. */
async function batchOf(waiting: Waiting[], key: CryptoKey): Promise<[Waiting, string][]> {
  const batch: [Waiting, string][] = [];
  let bytes = 0;
  for (const one of waiting) {
    const filing = await unseal(key, one).catch(() => null);
    if (!filing) {
      await queuePut({ ...one, isRefused: true });
      continue;
    }
    const { seen, after, fields } = filing;
    const text = JSON.stringify({ key: one.key, client: one.client, at: one.at, seen, after, fields });
    bytes += new URLSearchParams({ text }).toString().length;
    if (batch.length > 0 && bytes > BATCH_BYTES) break;
    batch.push([one, text]);
  }
  return batch;
}

/** Sets one aside with what was said of it; nothing typed is lost. */
async function refuse(one: Waiting, key: CryptoKey, told: string): Promise<void> {
  await queuePut({ ...one, isRefused: true, sealed: await seal(key, { ...(await unseal(key, one)), told }) });
}

async function send(batch: [Waiting, string][], who: Holder, csrf: string): Promise<number | null | "too large"> {
  const list = `[${batch.map(([, text]) => text).join(",")}]`;
  const body = new URLSearchParams({ person: String(who.person), sent: String(Date.now()), batch: list });
  const answer = await ask("/pocket/deliver", { method: "POST", body, headers: { "X-CSRF-Token": csrf } });
  if (answer?.status === 413) return "too large";
  if (!answer?.ok) return null;
  const answers = new Map(((await answer.json()) as Answer[]).map((one) => [one.key, one]));
  let sent = 0;
  for (const [one] of batch) {
    const told = answers.get(one.key);
    if (!told || one.id === undefined) continue;
    if (told.state === "refused" || told.state === "failed") {
      await refuse(one, who.lock, told.said);
    } else {
      await queueRemove(one.id);
      sent += 1;
    }
  }
  return sent;
}

/** How many wait, how many came back, and whose others lie here locked. */
export async function counted(person: number): Promise<{ waiting: number; refused: number; others: Map<string, number> }> {
  const all = await queue();
  const own = all.filter((one) => one.person === person);
  const others = new Map<string, number>();
  for (const one of all) if (one.person !== person) others.set(one.owner, (others.get(one.owner) ?? 0) + 1);
  return { waiting: own.filter((one) => !one.isRefused).length, refused: own.filter((one) => one.isRefused).length, others };
}
