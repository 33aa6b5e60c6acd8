// A model that is told in turns is told as its summary says, also while it changes.
import { expect, it } from "vitest";
import { atOnce } from "#contract/turns.ts";
import { type Run, Runs } from "../../../server/runs/index.ts";
import type { SourceCheckpoint } from "../../../server/runs/source.ts";

function checkpoint(step: number, tensors: number): SourceCheckpoint {
  const refuse = async (): Promise<never> => Promise.reject(new Error("is not read here"));
  return {
    step,
    isKerasEpoch: false,
    path: `epoch-${step}`,
    identity: `${step} ${tensors}`,
    writtenAt: 1,
    tensors: Array.from({ length: tensors }, (_, i) => ({
      name: `experts.${tensors - i}.weight`,
      dtype: "F32",
      shape: [2, 3],
      unavailable: null,
    })),
    model: null,
    distribution: refuse,
    spectrum: refuse,
    sorted: refuse,
    async *values() {},
  };
}

function onlyRun(runs: Runs): Run {
  return runs.get(runs.changedAfter(0).changed[0]!)!;
}

function runsWith(tensors: number): Runs {
  const runs = new Runs();
  runs.appeared("big");
  runs.checkpoints("big", [checkpoint(0, tensors)]);
  return runs;
}

it("is the JSON of its summary, with the generation that it is of", () => {
  const run = onlyRun(runsWith(700));
  const { json, generation } = atOnce(run.told());
  expect(generation).toBe(run.generation);
  expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(run.summary())));
  expect(run.summary().parameters).toHaveLength(700);
});

it("that changes meanwhile is told whole, and again after that as it is then", () => {
  const runs = runsWith(700);
  const run = onlyRun(runs);
  const turns = run.told();
  for (let i = 0; i < 5; i++) expect(turns.next().done).toBe(false);
  runs.checkpoints("big", [checkpoint(0, 700), checkpoint(1, 900)]);
  const during = JSON.parse(atOnce(turns).json) as { parameters: { tag: string }[] };
  expect(new Set(during.parameters.map(({ tag }) => tag)).size).toBe(during.parameters.length);
  expect(during.parameters.length).toBeGreaterThanOrEqual(700);
  const after = JSON.parse(atOnce(run.told()).json) as { parameters: unknown[] };
  expect(after.parameters).toHaveLength(900);
});

it("of which other weights are told meanwhile is told with the new generation", () => {
  const runs = runsWith(700);
  const run = onlyRun(runs);
  const before = run.generation;
  const turns = run.told();
  for (let i = 0; i < 5; i++) turns.next();
  runs.checkpoints("big", [checkpoint(0, 300)]);
  expect(run.generation).not.toBe(before);
  const { json, generation } = atOnce(turns);
  expect(generation).toBe(run.generation);
  expect((JSON.parse(json) as { parameters: unknown[] }).parameters).toHaveLength(300);
});
