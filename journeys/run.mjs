// Walks through the product in a real browser, journey after journey.
//   node journeys/run.mjs [--binary PATH] [--only NAME] [--screens FOLDER]
// Environment: DAYBINDER_TEST_PROGRAM and DAYBINDER_CHROMIUM (or DAYBINDER_TEST_CHROMIUM) name the programs.
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launch, newDevice, newWindow } from "./stage/browser.mjs";
import { addClients, setUp } from "./stage/company.mjs";
import { newDatabase, startServer } from "./stage/server.mjs";

const JOURNEYS = ["keyboard", "phone", "languages", "without_script", "binder", "refusals", "together", "documents", "joining", "passkeys", "pocket", "screens", "pictures"];
const project = dirname(dirname(fileURLToPath(import.meta.url)));
const { values: options } = parseArgs({ options: { binary: { type: "string" }, only: { type: "string" }, screens: { type: "string" } } });
const binary = resolve(options.binary ?? process.env.DAYBINDER_TEST_PROGRAM ?? `${project}/target/debug/daybinder`);
const chromium = process.env.DAYBINDER_CHROMIUM ?? process.env.DAYBINDER_TEST_CHROMIUM ?? "/usr/bin/chromium";
const screens = resolve(options.screens ?? `${project}/target/screens`);

/** The company with twelve clients under today, made once; each journey works on a copy. */
async function makeTemplate(browser) {
  const database = newDatabase();
  const server = await startServer(binary, database.path);
  const { context, page } = await newWindow(browser, server.address);
  await setUp(page, await server.link());
  await addClients(page, "today");
  const signedIn = await context.storageState();
  await context.close();
  await server.stop();
  return { ...database, signedIn };
}

/** What a journey is given: servers and windows that are taken down and judged after it. */
function stageFor(browser, template) {
  const servers = [];
  const windows = [];
  const databases = [];
  const open = async (path, more) => {
    const server = await startServer(binary, path, more);
    servers.push(server);
    return server;
  };
  return {
    project,
    screens,
    signedIn: template?.signedIn,
    /** A server on an empty database. */
    emptyServer: () => {
      const database = newDatabase();
      databases.push(database);
      return open(database.path);
    },
    /** A server with the company of twelve clients. */
    companyServer: (more) => {
      const database = newDatabase(template.path);
      databases.push(database);
      return open(database.path, more);
    },
    /** A server with the sample company in a place of its own. */
    sampleServer: () => open(null, ["--sample"]),
    window: async (server, more) => {
      const opened = await newWindow(browser, server.address, more);
      windows.push(opened);
      return opened;
    },
    /** A browser of its own whose storage lies in `folder`. */
    device: async (folder, address, more) => {
      const opened = await newDevice(chromium, folder, address, more);
      windows.push(opened);
      return opened;
    },
    end: async () => {
      for (const { context } of windows) await context.close();
      for (const server of servers) await server.stop();
      for (const database of databases) database.remove();
      return [...windows.flatMap((one) => one.complaints), ...servers.flatMap((server) => server.complaints())];
    },
  };
}

async function walk(journey, browser, template) {
  const stage = stageFor(browser, template);
  const faults = [];
  try {
    await journey.run(stage);
  } catch (error) {
    faults.push(error.stack ?? String(error));
  }
  faults.push(...(await stage.end()));
  return faults;
}

async function main() {
  if (!existsSync(binary)) throw new Error(`there is no program at ${binary}: cargo build --package daybinder`);
  const browser = await launch(chromium);
  const template = await makeTemplate(browser);
  let passed = 0;
  let failed = 0;
  for (const name of JOURNEYS.filter((one) => !options.only || options.only.split(",").includes(one))) {
    const journey = await import(`./${name}.mjs`);
    for (const [title, run] of Object.entries(journey.journeys)) {
      const started = Date.now();
      const faults = await walk({ run }, browser, template);
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      if (faults.length === 0) passed += 1;
      else failed += 1;
      console.log(`${faults.length === 0 ? "ok" : "not ok"} ${name}: ${title} (${seconds} s)`);
      for (const fault of faults) console.log(fault.replace(/^/gm, "    "));
    }
  }
  await browser.close();
  template.remove();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

await main();
