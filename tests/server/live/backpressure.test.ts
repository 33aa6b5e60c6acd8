// A browser that stops reading: what waits for it stays small, it gets the newest state later, or is sent away.
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { until } from "../../support/layerlapse.ts";
import { writeRun } from "../../support/writtenRun.ts";
import { type Started, start } from "../http/startedApp.ts";
import { Page } from "./page.ts";

const MOST_WAITING_BYTES = 2 ** 20;
const RUNS = 60;

let started: Started;
let page: Page;
beforeEach(() => {
  page = new Page();
});
afterEach(async () => {
  await page.leave();
  await started.stop();
  expect(started.reports).toEqual([]);
});

/** Enough runs that a list of them is half a megabyte. */
function writeMany(logdir: string): void {
  const parameters = Array.from({ length: 60 }, (_, i) => ({
    tag: `layer${i}/kernel`,
    shape: [2],
  }));
  for (let i = 0; i < RUNS; i++) writeRun(logdir, `run${i}`, { parameters }).epoch(0, 0.1);
}

/** Connects, then reads nothing any more. */
async function paused(): Promise<void> {
  await page.connect(started.url);
  await until(() => settled(page).length === RUNS);
  page.socket.pause();
}

/** Runs whose epoch has arrived. */
const settled = ({ runs }: Page) => [...runs.values()].filter(({ lastStep }) => lastStep === 0);

/** Asks for everything again and again, as an endless stream of news would; tells the most that waited. */
async function askInVain(until: (socket: WebSocket) => boolean): Promise<number> {
  let most = 0;
  const [socket] = started.app.websocketServer.clients as Set<WebSocket>;
  for (let asked = 0; asked < 2000 && !until(socket!); asked++) {
    page.say({ type: "resume", server: null, revision: 0, watch: [] });
    await new Promise((resolve) => setTimeout(resolve, 10));
    most = Math.max(most, socket!.bufferedAmount);
  }
  return most;
}

test("no more than a megabyte waits for a paused browser, and it catches up", async () => {
  started = await start();
  writeMany(started.logdir);
  await paused();
  let full = 0;
  const most = await askInVain((socket) => socket.bufferedAmount > 2 ** 19 && ++full > 50);
  expect(full).toBeGreaterThan(50);
  expect(most).toBeLessThan(MOST_WAITING_BYTES);
  const [run] = [...page.runs.values()];
  writeRun(started.logdir, "late").epoch(7, 0.9);
  page.socket.resume();
  await page.run("late");
  await until(() => page.runs.size === RUNS + 1);
  expect(page.runs.get(run!.id)).toEqual(run);
  expect(page.closed).toBeNull();
});

test("one that takes nothing for too long is sent away, others are served", async () => {
  const patience = { stuckMs: 500, silentMs: 60_000, pingMs: 20_000, lookMs: 50 };
  started = await start({ patience });
  writeMany(started.logdir);
  await paused();
  await askInVain((socket) => socket.readyState !== socket.OPEN);
  await until(() => started.app.websocketServer.clients.size === 0);
  const other = new Page();
  await other.connect(started.url);
  await until(() => other.runs.size === RUNS);
  await other.leave();
  page.socket.resume();
  await until(() => page.closed);
});

test("one that answers no ping is given up, one that does stays", async () => {
  started = await start({ patience: { stuckMs: 60_000, silentMs: 400, pingMs: 50, lookMs: 20 } });
  await page.connect(started.url);
  const silent = new WebSocket(`${started.url.replace("http", "ws")}api/live`, { autoPong: false });
  await until(() => silent.readyState === WebSocket.CLOSED);
  expect(page.closed).toBeNull();
});

test("deflate is not offered, even to one that asks for it", async () => {
  started = await start();
  await page.connect(started.url);
  const asking = new WebSocket(`${started.url.replace("http", "ws")}api/live`, {
    perMessageDeflate: true,
  });
  await until(() => asking.readyState === WebSocket.OPEN);
  expect(asking.extensions).toBe("");
  asking.terminate();
});

test("a server that ends says so", async () => {
  started = await start();
  await page.connect(started.url);
  await until(() => page.messages.length > 0);
  await started.app.close();
  const closed = await until(() => page.closed);
  expect(closed).toEqual({ code: 1001, reason: "the server is shutting down" });
});
