// What ends a socket, with which words, and that no other page notices.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MOST_WATCHED } from "../../../server/live/clientMessage.ts";
import { MOST_VIEWERS } from "../../../server/live/index.ts";
import { until } from "../../support/layerlapse.ts";
import { writeRun } from "../../support/writtenRun.ts";
import { type Started, start } from "../http/startedApp.ts";
import { Page } from "./page.ts";

let started: Started;
let other: Page;
beforeAll(async () => {
  started = await start();
  writeRun(started.logdir, "run").epoch(0, 0.1);
  other = new Page();
  await other.connect(started.url);
});
afterAll(async () => {
  await other.leave();
  await started.stop();
  expect(started.reports).toEqual([]);
});

let page: Page;
beforeEach(async () => {
  page = new Page();
  await page.open(started.url);
});
afterEach(() => page.leave());

const cursor = { run: "x", generation: 0, series: 0, points: 0 };
const resume = { type: "resume", server: null, revision: 0, watch: [] };
const bad: [what: string, message: string | Buffer, code: number][] = [
  ["nothing", "", 1008],
  ["no JSON", "{", 1008],
  ["null", "null", 1008],
  ["a number", "1", 1008],
  ["an array", "[]", 1008],
  ["no type", "{}", 1008],
  ["an unknown type", JSON.stringify({ ...resume, type: "stop" }), 1008],
  ["an inherited type", JSON.stringify({ ...resume, type: "constructor" }), 1008],
  ["a type that is no text", JSON.stringify({ ...resume, type: ["resume"] }), 1008],
  ["a negative revision", JSON.stringify({ ...resume, revision: -1 }), 1008],
  ["a fractional revision", JSON.stringify({ ...resume, revision: 0.5 }), 1008],
  ["a server that is no text", JSON.stringify({ ...resume, server: 1 }), 1008],
  ["no watch", JSON.stringify({ ...resume, watch: undefined }), 1008],
  ["a watch that is no list", JSON.stringify({ type: "watch", watch: {} }), 1008],
  ["an empty cursor", JSON.stringify({ type: "watch", watch: [null] }), 1008],
  [
    "a negative cursor",
    JSON.stringify({ type: "watch", watch: [{ ...cursor, points: -1 }] }),
    1008,
  ],
  [
    "a run that is no text",
    JSON.stringify({ type: "watch", watch: [{ ...cursor, run: 1 }] }),
    1008,
  ],
  [
    "a long id",
    JSON.stringify({ type: "watch", watch: [{ ...cursor, run: "x".repeat(10_000) }] }),
    1008,
  ],
  [
    "too many series",
    JSON.stringify({
      type: "watch",
      watch: Array.from({ length: MOST_WATCHED + 1 }, () => cursor),
    }),
    1008,
  ],
  ["bytes", Buffer.from(JSON.stringify(resume)), 1003],
  ["64 KiB and one", JSON.stringify(resume).padEnd(65_537), 1009],
  ["2 MiB", " ".repeat(2 ** 21), 1009],
];

describe("a message", () => {
  test.for(bad)("that is %s ends its socket", async ([, message, code]) => {
    page.socket.send(message);
    const closed = await until(() => page.closed);
    expect(closed.code).toBe(code);
    if (message.length < 2 ** 20) {
      expect(closed.reason).not.toBe("");
      expect(page.messages).toEqual([{ type: "refused", reason: closed.reason }]);
    }
    expect(other.closed).toBeNull();
  });

  test("of exactly 64 KiB is taken", async () => {
    page.socket.send(JSON.stringify(resume).padEnd(65_536));
    await page.run("run");
  });

  test("before resume is answered with nothing but patience", async () => {
    page.watch({ ...cursor });
    page.say({ type: "resume", server: null, revision: 0, watch: [] });
    await page.run("run");
    expect(page.messages[0]!.type).toBe("hello");
  });
});

test("runs, generations and series that do not exist are watched in vain", async () => {
  await other.run("run");
  const { id, generation } = await other.run("run");
  page.say({
    type: "resume",
    server: null,
    revision: 0,
    watch: [
      cursor,
      { ...cursor, run: "__proto__" },
      { ...cursor, run: "constructor" },
      { run: id, generation, series: 99, points: 0 },
    ],
  });
  await page.run("run");
  expect(page.frames).toBe(0);
  expect(page.closed).toBeNull();
});

test("a page may resume again and again on one socket, and is answered each time", async () => {
  for (let times = 1; times <= 3; times++) {
    page.messages.length = 0;
    page.say({ type: "resume", server: page.server, revision: page.revision, watch: [] });
    await until(() => page.messages.at(-1)?.type === "runs");
    expect(page.messages.map(({ type }) => type)).toEqual(["hello", "runs"]);
  }
});

test("a cursor beyond the end or of another generation gets the whole series", async () => {
  const series = await other.series("run", "accuracy/test");
  for (const lie of [{ points: 1000 }, { generation: series.generation + 7, points: 1 }]) {
    page.say({ type: "resume", server: other.server, revision: 0, watch: [{ ...series, ...lie }] });
    const { frames } = page;
    await until(() => page.frames > frames);
    expect(page.stepsOf(series)).toEqual([0]);
  }
});

test("one browser too many is turned away in words; when one leaves there is room again", async () => {
  const pages = Array.from({ length: MOST_VIEWERS - 2 }, () => new Page());
  await Promise.all(pages.map((one) => one.open(started.url)));
  const tooMany = new Page();
  await tooMany.open(started.url);
  const { code, reason } = await until(() => tooMany.closed);
  expect([code, reason]).toEqual([1013, `more than ${MOST_VIEWERS} browsers are connected`]);
  await pages.pop()!.leave();
  await until(async () => {
    const next = new Page();
    await next.connect(started.url);
    const welcome = await until(() => next.closed ?? next.messages[0]);
    await next.leave();
    return "type" in welcome && welcome.type === "hello";
  });
  await Promise.all(pages.map((one) => one.leave()));
});
