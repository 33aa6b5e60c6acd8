// `layerlapse inspect` and `--inspect`: what a log directory holds, for people at a terminal.
import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { encodeEvent, scalarValue } from "#contract/eventlog/event.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { exitCode, layerlapse, temporaryFolder } from "../../support/layerlapse.ts";
import { writeRun } from "../../support/writtenRun.ts";

const folder = temporaryFolder();
beforeAll(() => {
  const run = writeRun(folder.path, "run");
  for (let step = 0; step <= 2; step++) run.epoch(step, 0.5);
  const odd = join(folder.path, "odd");
  mkdirSync(odd);
  for (const step of [0, 5, 3]) {
    appendFileSync(
      join(odd, "events.out.tfevents.1"),
      frameRecord(
        encodeEvent({ wallTime: 1, step, values: [scalarValue("a\u001b[31m\u202eb", 1)] }),
      ),
    );
  }
});
afterAll(() => folder.remove());

async function output(...args: string[]): Promise<string> {
  const running = layerlapse(args);
  expect(await exitCode(running.process)).toBe(0);
  return running.output();
}

test("names tags by kind with their steps, and steps out of order", async () => {
  const text = await output("inspect", "--logdir", folder.path);
  expect(text).toContain("2 runs");
  expect(text).toMatch(/^run$/m);
  expect(text).toContain("  scalars: 2 tags\n    accuracy/test: 3 steps, first 0, last 2\n");
  expect(text).toContain("  histograms: 4 tags\n    hidden1/kernel: 3 steps, first 0, last 2\n");
  expect(text).toContain("3 steps, first 0, last 3, lowest 0, highest 5, 1 out of order");
  expect(await output("--logdir", folder.path, "--inspect")).toBe(text);
});

test("a name cannot steer the terminal", async () => {
  const text = await output("inspect", "--logdir", folder.path);
  expect(text).toContain("a\\u{1b}[31m\\u{202e}b");
});

test("a directory that does not exist is an error", async () => {
  const running = layerlapse(["inspect", "--logdir", join(folder.path, "none")]);
  expect(await exitCode(running.process)).toBe(1);
  expect(running.output()).toContain("There is no directory");
});
