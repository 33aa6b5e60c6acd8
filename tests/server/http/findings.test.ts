// What is found over HTTP: of runs that are followed live, one by one and between them.
import { afterAll, beforeAll, expect, test } from "vitest";
import { findingsPath, type FindingsAnswer, type RunSummary } from "#contract/protocol.ts";
import { until } from "../../support/layerlapse.ts";
import { type WrittenRun, writeRun } from "../../support/writtenRun.ts";
import { type Started, start } from "./startedApp.ts";

const EPOCHS = 4;

let started: Started;
let ids: Map<string, string>;
let healthy: WrittenRun;

const get = (path: string) => fetch(new URL(path, started.url));

async function found(...names: string[]): Promise<FindingsAnswer> {
  const answer = await get(findingsPath(names.map((name) => ids.get(name)!)));
  expect(answer.status).toBe(200);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  return (await answer.json()) as FindingsAnswer;
}

async function listed(): Promise<RunSummary[]> {
  return ((await (await get("api/runs")).json()) as { runs: RunSummary[] }).runs;
}

beforeAll(async () => {
  started = await start();
  healthy = writeRun(started.logdir, "healthy");
  const diverged = writeRun(started.logdir, "diverged", { seed: 2 });
  for (let step = 0; step < EPOCHS; step++) {
    healthy.epoch(step, 0.5);
    diverged.epoch(step, step < 2 ? 0.5 : Infinity);
  }
  const runs = await until(async () => {
    const all = await listed();
    const complete = all.filter(({ parameters }) => parameters[0]?.points === EPOCHS);
    return complete.length === 2 ? complete : undefined;
  });
  ids = new Map(runs.map(({ name, id }) => [name, id]));
});
afterAll(async () => {
  await started.stop();
  expect(started.reports).toEqual([]);
});

test("each finding says whose it is and from which step on", async () => {
  const { findings, runs } = await found("healthy", "diverged");
  expect(runs).toEqual([ids.get("healthy"), ids.get("diverged")]);
  expect(findings).toMatchObject([
    { rule: "nonFinite", weight: "grave", models: ["diverged"], tag: "accuracy/test" },
  ]);
  expect(findings[0]!.steps[0]).toBe(2);
});

test("what comes later is found when it is asked again", async () => {
  expect((await found("healthy")).findings).toEqual([]);
  healthy.epoch(EPOCHS, NaN);
  await until(async () => {
    const { findings } = await found("healthy");
    return findings.some(({ rule, steps }) => rule === "nonFinite" && steps[0] === EPOCHS);
  });
});

test.each([
  ["api/findings", 400],
  ["api/findings?run=nobody", 404],
  [findingsPath(Array.from({ length: 9 }, (_, i) => String(i))), 400],
])("%s is refused in words", async (path, status) => {
  const answer = await get(path);
  expect(answer.status).toBe(status);
  expect(((await answer.json()) as { error: string }).error).toMatch(/\.$/);
});
