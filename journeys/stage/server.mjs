// Starts and stops one Daybinder server on a database of its own. Knows nothing of pages.
import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const START_MS = 60_000;

/** A folder under the system's temporary one, with the database in it. */
export function newDatabase(copyOf) {
  const folder = mkdtempSync(join(tmpdir(), "daybinder-journey-"));
  const path = join(folder, "binder.sqlite");
  // The write-ahead log belongs to the database: a stopped server may leave it beside the file.
  for (const end of ["", "-wal"]) if (copyOf && existsSync(copyOf + end)) copyFileSync(copyOf + end, path + end);
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Serves `database` (null: wherever the program puts its sample) and waits until it says where.
 * `link` is what the server printed as the way in: the set-up link or the sample's door; else null.
 */
export async function startServer(binary, database, more = []) {
  const place = database ? ["--database", `sqlite:${database}`] : [];
  const listen = more.includes("--listen") ? [] : ["--listen", "127.0.0.1:0"];
  const child = spawn(binary, ["serve", ...listen, ...place, ...more], { stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  let errors = "";
  const address = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the server said no address within ${START_MS} ms\n${errors}`)), START_MS);
    const told = (done, value) => {
      clearTimeout(late);
      done(value);
    };
    child.stdout.setEncoding("utf8").on("data", (text) => {
      out += text;
      const found = /Daybinder is at (\S+)/.exec(out);
      if (found) told(resolve, found[1]);
    });
    child.stderr.setEncoding("utf8").on("data", (text) => (errors += text));
    child.on("error", (error) => told(reject, error));
    child.on("exit", (code) => told(reject, new Error(`the server ended with ${code}\n${errors}`)));
  }).catch((error) => {
    child.kill("SIGKILL");
    throw error;
  });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  return {
    address,
    /** The one-time link, once it was printed. */
    link: async () => {
      while (!/https?:\S+(set-up|sample)\S+/.test(out)) await new Promise((resolve) => child.stdout.once("data", resolve));
      return /https?:\S+(?:set-up|sample)\S+/.exec(out)[0];
    },
    /** What went wrong inside, as the log has it. */
    complaints: () => errors.split("\n").filter((line) => / ERROR |panicked/.test(line)),
    stop: async () => {
      child.kill("SIGTERM");
      const hard = setTimeout(() => child.kill("SIGKILL"), 15_000);
      await ended;
      clearTimeout(hard);
    },
  };
}
