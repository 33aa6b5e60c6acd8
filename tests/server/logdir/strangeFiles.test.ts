// What lies under a log's name and is none: sockets, devices, paths beyond what the system opens, links that change.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { Bounds } from "../../../server/logdir/bounds.ts";
import {
  append,
  EVENTS,
  follow,
  type Followed,
  scalar,
  scalars,
  scalarsOf,
  summaries,
  temporary,
  until,
} from "./followed.ts";

const reasons = (followed: Followed): string[] =>
  followed.logdir.status().problems.map(({ file, reason }) => `${file}: ${reason}`);

it("a socket and a link to a device are skipped and told of, and the others load", async () => {
  const folder = temporary();
  append(folder, `a/${EVENTS}`, scalar(0, 0));
  const server = createServer().listen(join(folder, "socket.tfevents"));
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  symlinkSync("/dev/zero", join(folder, "zeros.tfevents"));
  symlinkSync("nowhere", join(folder, "nothing.tfevents"));
  for (const followOutside of [false, true]) {
    const followed = follow(folder, { followOutside });
    await followed.logdir.ready;
    expect([...summaries(followed).keys()]).toEqual(["a"]);
    expect(reasons(followed).toSorted()).toEqual([
      expect.stringMatching(/^nothing.tfevents: .*cannot be followed/),
      expect.stringMatching(/^socket.tfevents: it is no regular file/),
      expect.stringMatching(
        followOutside ? /^zeros.tfevents: .*no regular file/ : /^zeros.tfevents: .*leads out/,
      ),
    ]);
    await followed.logdir.close();
  }
});

const NAME = "d".repeat(200);
/** Half of those that make a path too long. */
const LEVELS = Array.from({ length: 12 }, () => NAME);

it("a path longer than the system opens is told of, and the others load", async () => {
  const folder = temporary();
  append(folder, `a/${EVENTS}`, scalar(0, 0));
  append(folder, join("below", ...LEVELS, EVENTS), scalar(0, 0));
  mkdirSync(join(folder, ...LEVELS), { recursive: true });
  renameSync(join(folder, "below"), join(folder, ...LEVELS, "below"));
  // What Node cannot reach it cannot remove either.
  onTestFinished(() => void execFileSync("rm", ["-rf", join(folder, NAME)]));
  const followed = follow(folder);
  await followed.logdir.ready;
  expect(await scalars(followed, "a")).toEqual([[0, 0]]);
  expect(reasons(followed)).toEqual([expect.stringMatching(/path is too long/)]);
  append(folder, `a/${EVENTS}`, scalar(1, 1));
  await until(async () => (await scalars(followed, "a")).length === 2);
});

/** Lets the link `name` lead to each of the targets in turn, as fast as it can. */
const SWAPPING = `
const { renameSync, symlinkSync } = require("node:fs");
const [name, ...targets] = process.argv.slice(1);
for (let i = 0; ; i++) {
  symlinkSync(targets[i % targets.length], name + ".new");
  renameSync(name + ".new", name);
}`;
const OPENINGS = 3000;

it("a link that another program swaps to and fro never gives what lies outside", async () => {
  const folder = temporary();
  const root = join(folder, "logs");
  const inside = scalarsOf(0, 1, 2, 3);
  append(root, "inside/blob", inside);
  append(folder, "outside/blob", scalar(7, 7));
  const link = join(root, EVENTS);
  symlinkSync("inside/blob", link);
  const targets = ["inside/blob", "../outside/blob"];
  const swapping = spawn(process.execPath, ["-e", SWAPPING, link, ...targets]);
  onTestFinished(() => void swapping.kill());
  await until(() => readlinkSync(link) === targets[1]);
  const bounds = new Bounds(root, false);
  const outcomes = new Map<string, number>();
  for (let i = 0; i < OPENINGS; i++) {
    const outcome = await bounds.open(EVENTS).then(
      async ({ handle, size }) => {
        await handle.close();
        return `${size} bytes`;
      },
      (error: Error) => error.message,
    );
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  const opened = [...outcomes.keys()].filter((outcome) => outcome.endsWith("bytes"));
  expect(opened).toEqual([`${inside.length} bytes`]);
  expect([...outcomes.keys()]).toContain("it leads out of the log directory");
  expect([...outcomes.keys()]).toContain("it was replaced while it was opened");
});

it("a directory in the place of a file, and a file in the place of a directory, are taken as they are", async () => {
  const folder = temporary();
  const file = append(folder, `a/${EVENTS}`, scalar(0, 0));
  append(folder, `b/${EVENTS}`, scalar(0, 0));
  const followed = follow(folder);
  await followed.logdir.ready;
  rmSync(file);
  append(folder, `a/${EVENTS}/${EVENTS}`, scalarsOf(1, 2));
  rmSync(join(folder, "b"), { recursive: true });
  append(folder, "b", scalar(0, 0));
  await until(() => [...summaries(followed).keys()].join() === `a/${EVENTS}`);
  await until(async () => (await scalars(followed, `a/${EVENTS}`)).length === 2);
  rmSync(join(folder, "b"));
  rmSync(file, { recursive: true });
  mkdirSync(join(folder, "b"));
  append(folder, `a/${EVENTS}`, scalar(3, 3));
  append(folder, `b/${EVENTS}`, scalar(4, 4));
  await until(() => [...summaries(followed).keys()].join() === "a,b");
  await until(async () => (await scalars(followed, "a")).join() === "3,3");
  await until(async () => (await scalars(followed, "b")).join() === "4,4");
});
