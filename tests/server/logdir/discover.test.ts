import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
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
  summary,
  temporary,
  until,
} from "./followed.ts";

const names = (followed: Followed): string[] => [...summaries(followed).keys()];
const reasons = (followed: Followed): string[] =>
  followed.logdir.status().problems.map(({ file, reason }) => `${file}: ${reason}`);

it("a run is a directory with event files, at any depth, named by its path", async () => {
  const folder = temporary();
  const deep = Array.from({ length: 40 }, (_, i) => `d${i}`).join("/");
  for (const run of [".", "a", "a/b", deep]) append(folder, join(run, EVENTS), scalar(0, 0));
  append(folder, "notes/readme.txt", Buffer.from("no log"));
  append(folder, `p/${EVENTS}.profile-empty`, scalar(0, 0));
  append(folder, `s/${EVENTS}.sagemaker-uploaded`, scalar(0, 0));
  const followed = follow(folder);
  await followed.logdir.ready;
  expect(names(followed)).toEqual([".", "a", "a/b", deep]);
  expect(followed.logdir.status()).toEqual({
    path: folder,
    exists: true,
    reading: null,
    problems: [],
  });
});

it("hostile names of runs are ordinary names", async () => {
  const folder = temporary();
  const hostile = ["__proto__", "constructor", "<b>bold</b>", "\u202Eltr", "a\nb", " ", "…", "..."];
  for (const run of hostile) append(folder, `${run}/${EVENTS}`, scalar(0, 0));
  const followed = follow(folder);
  await followed.logdir.ready;
  expect(new Set(names(followed))).toEqual(new Set(hostile));
  expect(new Set([...summaries(followed).values()].map(({ id }) => id)).size).toBe(hostile.length);
});

it("a log directory that does not exist is waited for, may go, and come back", async () => {
  const folder = temporary();
  const root = join(folder, "not/yet");
  const followed = follow(root);
  await followed.logdir.ready;
  expect(followed.logdir.status()).toMatchObject({ exists: false, reading: null });
  append(root, `a/${EVENTS}`, scalar(0, 0));
  await until(async () => (await scalars(followed, "a")).length === 1);
  expect(followed.logdir.status().exists).toBe(true);
  rmSync(root, { recursive: true });
  await until(() => names(followed).length === 0 && !followed.logdir.status().exists, 2000);
  append(root, `a/${EVENTS}`, scalarsOf(0, 1));
  await until(async () => (await scalars(followed, "a")).length === 2);
  append(root, `a/${EVENTS}`, scalar(2, 2));
  await until(async () => (await scalars(followed, "a")).length === 3, 500);
});

it("a log directory deleted and made again at once is watched like the first", async () => {
  const folder = temporary();
  const root = join(folder, "logs");
  append(root, `a/${EVENTS}`, scalar(0, 0));
  const followed = follow(root);
  await followed.logdir.ready;
  rmSync(root, { recursive: true });
  append(root, `b/${EVENTS}`, scalar(5, 5));
  await until(() => names(followed).join() === "b");
  await until(async () => (await scalars(followed, "b")).length === 1);
  append(root, `b/${EVENTS}`, scalar(6, 6));
  await until(async () => (await scalars(followed, "b")).length === 2, 900);
});

it("a run deleted and made again at once is watched like the first", async () => {
  const folder = temporary();
  const file = append(folder, `a/${EVENTS}`, scalar(0, 0));
  const followed = follow(folder);
  await followed.logdir.ready;
  rmSync(join(folder, "a"), { recursive: true });
  append(folder, `a/${EVENTS}`, scalar(5, 5));
  await until(async () => (await scalars(followed, "a")).join() === "5,5");
  for (let step = 6; step < 12; step++) {
    appendFileSync(file, scalar(step, step));
    await until(async () => (await scalars(followed, "a")).at(-1)![0] === step, 500);
  }
});

it("runs and directories that come later are found, also when a whole tree is moved in", async () => {
  const folder = temporary();
  const elsewhere = mkdtempSync(join(folder, "elsewhere-"));
  const root = join(folder, "logs");
  mkdirSync(root);
  const followed = follow(root);
  await followed.logdir.ready;
  append(root, `new/deep/${EVENTS}`, scalar(0, 0));
  append(elsewhere, `x/y/${EVENTS}`, scalar(0, 0));
  execFileSync("mv", [join(elsewhere, "x"), join(root, "moved")]);
  await until(() => names(followed).join() === "moved/y,new/deep", 900);
  append(root, `moved/y/${EVENTS}`, scalar(1, 1));
  await until(async () => (await scalars(followed, "moved/y")).length === 2, 500);
});

it("links inside are followed once, links that lead out are skipped and told of, loops end", async () => {
  const folder = temporary();
  const root = join(folder, "logs");
  append(folder, `outside/${EVENTS}`, scalar(0, 0));
  append(root, `real/${EVENTS}`, scalar(0, 0));
  append(root, "store/blob", scalar(0, 0));
  mkdirSync(join(root, "linked"));
  symlinkSync("../store/blob", join(root, "linked", EVENTS));
  symlinkSync("real", join(root, "latest"));
  symlinkSync("../..", join(root, "real/up"));
  symlinkSync("..", join(root, "real/loop"));
  symlinkSync("../outside", join(root, "out"));
  mkdirSync(join(root, "stolen"));
  symlinkSync(join(folder, "outside", EVENTS), join(root, "stolen", EVENTS));
  symlinkSync(EVENTS, join(root, "store", EVENTS));
  const followed = follow(root);
  await followed.logdir.ready;
  expect(names(followed)).toEqual(["linked", "real"]);
  expect(await scalars(followed, "linked")).toEqual([[0, 0]]);
  expect(summary(followed, "real").problems).toEqual([
    { file: "real/up", offset: null, reason: expect.stringMatching(/leads out/) },
  ]);
  expect(reasons(followed).toSorted()).toEqual([
    expect.stringMatching(/^out: .*leads out/),
    expect.stringMatching(/^stolen\/events.*leads out/),
    expect.stringMatching(/^store\/events.*loop/),
  ]);
});

it("links that lead out are followed where that is allowed, and loops still end", async () => {
  const folder = temporary();
  const root = join(folder, "logs");
  append(folder, `outside/deep/${EVENTS}`, scalar(0, 0));
  symlinkSync(".", join(folder, "outside/self"));
  symlinkSync("../other", join(folder, "outside/other"));
  append(folder, `other/${EVENTS}`, scalar(0, 0));
  symlinkSync("../outside", join(folder, "other/back"));
  mkdirSync(root);
  symlinkSync("../outside", join(root, "out"));
  symlinkSync("..", join(root, "above"));
  const followed = follow(root, { followOutside: true });
  await followed.logdir.ready;
  expect(names(followed)).toEqual(["out/deep", "out/other"]);
  expect(reasons(followed)).toEqual([expect.stringMatching(/^above: .*directory above/)]);
});

it("a file swapped for a link that leads out is never read through it", async () => {
  const folder = temporary();
  const root = join(folder, "logs");
  const secret = append(folder, `outside/${EVENTS}`, scalarsOf(7, 8));
  const file = append(root, EVENTS, scalar(0, 0));
  const followed = follow(root, { hints: false });
  await followed.logdir.ready;
  rmSync(file);
  symlinkSync(secret, file);
  await until(() => reasons(followed).some((reason) => reason.includes("leads out")));
  expect(names(followed)).toEqual([]);
});

it("what is named like a log and is no file is skipped without waiting", async () => {
  const folder = temporary();
  append(folder, `a/${EVENTS}`, scalar(0, 0));
  execFileSync("mkfifo", [join(folder, "a/pipe.tfevents"), join(folder, "pipe.tfevents")]);
  append(folder, `directory.tfevents/${EVENTS}`, scalar(0, 0));
  const followed = follow(folder);
  await followed.logdir.ready;
  expect(names(followed)).toEqual(["a", "directory.tfevents"]);
  expect(summary(followed, "a").problems[0]!.reason).toMatch(/no regular file/);
  expect(reasons(followed)).toEqual([
    expect.stringMatching(/^directory.tfevents: it is a directory/),
    expect.stringMatching(/^pipe.tfevents: it is no regular file/),
  ]);
});

it("opening never waits for a writer, and never leads out, whatever stands behind a name", async () => {
  const folder = temporary();
  const root = join(folder, "logs");
  const secret = append(folder, "secret.tfevents", scalar(0, 0));
  append(root, "whole.tfevents", scalar(0, 0));
  symlinkSync(secret, join(root, "link.tfevents"));
  execFileSync("mkfifo", [join(root, "pipe.tfevents")]);
  const bounds = new Bounds(root, false);
  await expect(bounds.open("pipe.tfevents")).rejects.toThrow(/no regular file/);
  await expect(bounds.open("link.tfevents")).rejects.toThrow(/leads out/);
  await expect(bounds.open(".")).rejects.toThrow(/no regular file/);
  const { handle, size } = await bounds.open("whole.tfevents");
  await handle.close();
  expect(size).toBe(scalar(0, 0).length);
});

it("a file that becomes a FIFO after it was found does not stop the reading", async () => {
  const folder = temporary();
  const file = append(folder, `a/${EVENTS}`, scalar(0, 0));
  append(folder, `b/${EVENTS}`, scalar(0, 0));
  const followed = follow(folder);
  await followed.logdir.ready;
  rmSync(file);
  execFileSync("mkfifo", [file]);
  await until(() => reasons(followed).some((reason) => reason.includes("no regular file")));
  append(folder, `b/${EVENTS}`, scalar(1, 1));
  await until(async () => (await scalars(followed, "b")).length === 2);
});

it("a name that is not UTF-8 is told of, and the others load", async () => {
  const folder = temporary();
  append(folder, `a/${EVENTS}`, scalar(0, 0));
  writeFileSync(Buffer.from(`${folder}/\xFF.tfevents`, "latin1"), scalar(0, 0));
  const followed = follow(folder);
  await followed.logdir.ready;
  expect(names(followed)).toEqual(["a"]);
  expect(reasons(followed)).toEqual([expect.stringMatching(/not UTF-8/)]);
});

const NOBODY = 65_534;

/** Until the test is over the system lets us read only what others may: nothing is closed to root. */
function withoutPrivileges(folder: string): void {
  if (process.getuid?.() !== 0) return;
  chmodSync(folder, 0o777);
  process.seteuid!(NOBODY);
  onTestFinished(() => process.seteuid!(0));
}

it.skipIf(process.platform === "win32")(
  "an unreadable file or directory is a problem with its name, and is tried again",
  async () => {
    const folder = temporary();
    withoutPrivileges(folder);
    const file = append(folder, `a/${EVENTS}`, scalar(0, 0));
    append(folder, `b/${EVENTS}`, scalar(0, 0));
    append(folder, `locked/${EVENTS}`, scalar(0, 0));
    chmodSync(file, 0);
    chmodSync(join(folder, "locked"), 0);
    onTestFinished(() => chmodSync(join(folder, "locked"), 0o755));
    const followed = follow(folder);
    await followed.logdir.ready;
    expect(await scalars(followed, "b")).toHaveLength(1);
    expect(summary(followed, "a").problems[0]!.reason).toMatch(/permission denied/);
    expect(reasons(followed)).toEqual([expect.stringMatching(/^locked: .*permission denied/)]);
    chmodSync(file, 0o644);
    chmodSync(join(folder, "locked"), 0o755);
    await until(async () => (await scalars(followed, "a")).length === 1);
    await until(async () => (await scalars(followed, "locked")).length === 1);
    // Points are told as they are read, that nothing is wrong any more when the look is over.
    await until(() => summary(followed, "a").problems.length === 0);
    append(folder, `locked/${EVENTS}`, scalar(1, 1));
    await until(async () => (await scalars(followed, "locked")).length === 2, 500);
  },
);

it("two hundred small runs load, with few descriptors at a time", async () => {
  const folder = temporary();
  for (let run = 0; run < 200; run++)
    append(folder, `group${run % 7}/run${run}/${EVENTS}`, scalarsOf(0, 1, 2));
  const started = performance.now();
  const followed = follow(folder);
  await followed.logdir.ready;
  expect(performance.now() - started).toBeLessThan(3000);
  expect(summaries(followed).size).toBe(200);
  expect([...summaries(followed).values()].every(({ lastStep }) => lastStep === 2)).toBe(true);
});

it("tells how much has been read while it reads at the start", async () => {
  const folder = temporary();
  const block = scalarsOf(...Array.from({ length: 2000 }, (_, step) => step));
  for (let run = 0; run < 20; run++) append(folder, `run${run}/${EVENTS}`, block, block, block);
  const followed = follow(folder);
  const seen: number[] = [];
  followed.logdir.onStatus(() => seen.push(followed.logdir.status().reading?.done ?? -1));
  await followed.logdir.ready;
  expect(seen.at(-1)).toBe(-1);
  expect(seen.toSorted((a, b) => a - b).filter((done) => done >= 0)).toEqual(
    seen.filter((done) => done >= 0),
  );
});

it("after closing tells nothing more", async () => {
  const folder = temporary();
  append(folder, EVENTS, scalar(0, 0));
  const followed = follow(folder);
  await followed.logdir.close();
  const { revision } = followed.runs;
  append(folder, EVENTS, scalar(1, 1));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(followed.runs.revision).toBe(revision);
});
