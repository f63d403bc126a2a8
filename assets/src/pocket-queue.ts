// The queue of what was filed without a network: into it, and out of it in its order, each exactly once. The key is
// made here; the server answers the same key always the same, so that a lost answer is simply asked for again.
import { type Filing, type Holder, type Waiting, canKeep, filedHere, holder, lock, queue, queueAdd, queuePut, queueRemove, seal, unseal } from "./pocket-store";

const BATCH = 25;
const BATCH_BYTES = 120_000;

export interface Sent {
  sent: number;
  waiting: number;
  refused: number;
}

interface Answer {
  key: string;
  state: "filed" | "both" | "refused";
  said: string;
}

/** Puts a filing into the queue; it is on the disk when this resolves. False when the device has nobody or no room. */
export async function enqueue(client: number, filing: Omit<Filing, "after">, key: string): Promise<boolean> {
  try {
    const who = await holder();
    if (!who) return false;
    const after = (await filedHere())[client] ?? "";
    const sealed = await seal(who.lock, { ...filing, after });
    await queueAdd({ person: who.person, owner: who.name, key, client, at: Date.now(), isRefused: false, sealed });
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
  for (;;) {
    const own = (await queue()).filter((one) => one.person === who.person);
    const waiting = own.filter((one) => !one.isRefused);
    if (waiting.length === 0) return { sent, waiting: 0, refused: own.length };
    const token = await tokenFetch();
    if (!token || token.person !== who.person) return null;
    const done = await send(await batchOf(waiting, who.lock), who, token.csrf);
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

/** The first ones that go into one request, opened. */
async function batchOf(waiting: Waiting[], key: CryptoKey): Promise<[Waiting, string][]> {
  const batch: [Waiting, string][] = [];
  let bytes = 0;
  for (const one of waiting.slice(0, BATCH)) {
    const { seen, after, fields } = await unseal(key, one);
    const text = JSON.stringify({ key: one.key, client: one.client, at: one.at, seen, after, fields });
    bytes += text.length;
    if (batch.length > 0 && bytes > BATCH_BYTES) break;
    batch.push([one, text]);
  }
  return batch;
}

async function send(batch: [Waiting, string][], who: Holder, csrf: string): Promise<number | null> {
  const list = `[${batch.map(([, text]) => text).join(",")}]`;
  const body = new URLSearchParams({ person: String(who.person), sent: String(Date.now()), batch: list });
  const answer = await ask("/pocket/deliver", { method: "POST", body, headers: { "X-CSRF-Token": csrf } });
  if (!answer?.ok) return null;
  const answers = new Map(((await answer.json()) as Answer[]).map((one) => [one.key, one]));
  let sent = 0;
  for (const [one] of batch) {
    const told = answers.get(one.key);
    if (!told || one.id === undefined) continue;
    if (told.state === "refused") {
      await queuePut({ ...one, isRefused: true, sealed: await seal(who.lock, { ...(await unseal(who.lock, one)), told: told.said }) });
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
