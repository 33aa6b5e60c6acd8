import { expect, it } from "vitest";
import type { Problem } from "#contract/protocol.ts";
import { Runs } from "../../../server/runs/index.ts";

it("tells what changed after a revision, and nothing else", () => {
  const runs = new Runs();
  expect(runs.changesAfter(0)).toEqual({ revision: 0, runs: [], removed: [] });
  runs.appeared("b10");
  runs.appeared("b9");
  const first = runs.changesAfter(0);
  expect(first.runs.map(({ name }) => name)).toEqual(["b9", "b10"]);
  expect(runs.changesAfter(first.revision)).toEqual({
    revision: first.revision,
    runs: [],
    removed: [],
  });
  const problem: Problem = { file: "b9/x", offset: 7, reason: "torn" };
  runs.problems("b9", [problem]);
  const second = runs.changesAfter(first.revision);
  expect(second.runs.map(({ name, problems }) => [name, problems])).toEqual([["b9", [problem]]]);
});

it("tells of runs that are gone, until they come back with another generation", () => {
  const runs = new Runs();
  runs.appeared("a");
  const { revision, runs: known } = runs.changesAfter(0);
  const { id, generation } = known[0]!;
  runs.gone("a");
  expect(runs.get(id)).toBeUndefined();
  expect(runs.changesAfter(revision)).toMatchObject({ runs: [], removed: [id] });
  runs.appeared("a");
  const back = runs.changesAfter(revision);
  expect(back.removed).toEqual([]);
  expect(back.runs[0]!.id).toBe(id);
  expect(back.runs[0]!.generation).toBeGreaterThan(generation);
});

it("calls its listeners in the turn of the change, until they leave", () => {
  const runs = new Runs();
  const seen: number[] = [];
  const leave = runs.onChange(() => seen.push(runs.revision));
  runs.appeared("a");
  expect(seen).toEqual([1]);
  runs.restarted("a");
  expect(seen).toEqual([1, 2]);
  leave();
  runs.gone("a");
  expect(seen).toEqual([1, 2]);
});

it("is another server at every start, with the same ids for the same names", () => {
  const [one, other] = [new Runs(), new Runs()];
  expect(one.server).not.toBe(other.server);
  one.appeared("a/b");
  other.appeared("a/b");
  expect(one.changesAfter(0).runs[0]!.id).toBe(other.changesAfter(0).runs[0]!.id);
});
