// What lies on this device: who it belongs to, what was taken along, and what waits to be sent. Survives closing the
// browser. What waits is sealed with a key that goes when its person signs out and comes back with them.

/** One filing as it was typed. */
export interface Filing {
  name: string;
  seen: string;
  after: string;
  fields: [string, string][];
  /** Why it was not taken, in the words of the server, which repeat what was typed. */
  told?: string;
}

/** A filing in the queue. Of a sealed one only whose it is and on which file can be read. */
export interface Waiting {
  id?: number;
  person: number;
  owner: string;
  key: string;
  client: number;
  at: number;
  isRefused: boolean;
  sealed: { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer };
}

/** Whose device it is now. */
export interface Holder {
  person: number;
  name: string;
  until: number;
  lock: CryptoKey;
}

export interface Kept<Contents = unknown> {
  tag: string;
  at: number;
  contents: Contents;
}

let opened: Promise<IDBDatabase> | null = null;

/** Whether this browser can keep anything at all. */
export function canKeep(): boolean {
  return globalThis.isSecureContext && "indexedDB" in globalThis && "crypto" in globalThis && "subtle" in crypto;
}

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("daybinder", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("kept");
      request.result.createObjectStore("queue", { keyPath: "id", autoIncrement: true });
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => {
        request.result.close();
        opened = null;
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  opened.catch(() => (opened = null));
  return opened;
}

/** One transaction; it is on the disk when this resolves. */
async function act<T>(stores: string[], mode: IDBTransactionMode, work: (transaction: IDBTransaction) => IDBRequest<T> | null): Promise<T | undefined> {
  const base = await database();
  return new Promise((resolve, reject) => {
    const transaction = base.transaction(stores, mode, { durability: "strict" });
    const request = work(transaction);
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

export function holder(): Promise<Holder | undefined> {
  return act<Holder>(["kept"], "readonly", (it) => it.objectStore("kept").get("holder"));
}

export function kept<Contents>(): Promise<Kept<Contents> | undefined> {
  return act<Kept<Contents>>(["kept"], "readonly", (it) => it.objectStore("kept").get("contents"));
}

/** The key of what was filed last on each file since the contents were fetched. */
export async function filedHere(): Promise<Record<string, string>> {
  return (await act<Record<string, string>>(["kept"], "readonly", (it) => it.objectStore("kept").get("filed"))) ?? {};
}

/** Keeps what was fetched. What was filed here before that and is sent is in it. */
export async function keep(who: Holder, what: Kept, isSent: boolean): Promise<void> {
  await act(["kept"], "readwrite", (it) => {
    const store = it.objectStore("kept");
    store.put(who, "holder");
    store.put(what, "contents");
    if (isSent) store.delete("filed");
    return null;
  });
}

/** The pages of whoever held this device go, and the key to what waits with them. What waits stays. */
export async function lock(): Promise<void> {
  await act(["kept"], "readwrite", (it) => {
    it.objectStore("kept").clear();
    return null;
  });
}

export async function queue(): Promise<Waiting[]> {
  return (await act<Waiting[]>(["queue"], "readonly", (it) => it.objectStore("queue").getAll())) ?? [];
}

export async function queueAdd(one: Waiting): Promise<void> {
  await act(["queue", "kept"], "readwrite", (it) => {
    it.objectStore("queue").add(one);
    const kept = it.objectStore("kept");
    const filed = kept.get("filed");
    filed.onsuccess = () => kept.put({ ...(filed.result as Record<number, string> | undefined), [one.client]: one.key }, "filed");
    return null;
  });
}

export async function queuePut(one: Waiting): Promise<void> {
  await act(["queue"], "readwrite", (it) => it.objectStore("queue").put(one));
}

export async function queueRemove(id: number): Promise<void> {
  await act(["queue"], "readwrite", (it) => it.objectStore("queue").delete(id));
}

export async function lockMake(hex: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

export async function seal(key: CryptoKey, filing: Filing): Promise<Waiting["sealed"]> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify(filing))) };
}

export async function unseal(key: CryptoKey, one: Waiting): Promise<Filing> {
  const { iv, data } = one.sealed;
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data))) as Filing;
}
