// Checkpoints that come, go and are written again: the series of their tensors are those of the newest list alone.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { summarise } from "#contract/distribution.ts";
import { Checkpoints } from "../../../server/runs/checkpoints.ts";
import { Recent } from "../../../server/runs/recent.ts";
import type { SourceCheckpoint } from "../../../server/runs/source.ts";

/** One file: at a step, or after all of them; what is written again has another `version`. */
interface File {
  step: number | null;
  version: number;
  tensors: readonly string[];
}

const file = fc.record({
  step: fc.option(fc.integer({ min: 0, max: 6 }), { freq: 6 }),
  version: fc.integer({ min: 1, max: 2 }),
  tensors: fc.subarray(["a", "b", "c", "d"]),
});
const list = fc
  .uniqueArray(file, { selector: ({ step }) => step, maxLength: 6 })
  .map((files) => files.toSorted((a, b) => (a.step ?? Infinity) - (b.step ?? Infinity)));

function checkpoint({ step, version, tensors }: File): SourceCheckpoint {
  const identity = `${step} ${version} ${tensors.join()}`;
  const weights = Float32Array.of(step ?? 100, version);
  return {
    step,
    isKerasEpoch: false,
    path: `epoch-${step}`,
    identity,
    writtenAt: 1,
    tensors: tensors.map((name) => ({
      name,
      dtype: "F32",
      shape: [version, 2],
      unavailable: null,
    })),
    model: null,
    distribution: async () => summarise(weights),
    spectrum: async () => Promise.reject(new Error("is no kernel")),
    sorted: async () => weights,
    async *values() {
      yield new Uint8Array(weights.buffer);
    },
  };
}

const owner = { id: "run", generation: 1, shownAs: (number: number): number => number };
const none = (): (() => boolean) => () => false;
const made = (): Checkpoints => new Checkpoints(owner, new Recent(100));

async function told(checkpoints: Checkpoints): Promise<unknown> {
  const series = checkpoints.all.toSorted((a, b) => a.tag.localeCompare(b.tag));
  const all = await Promise.all(
    series.map(async (one) => {
      const { tag, shape, length } = one;
      return { tag, shape, points: await one.distributions(0, length) };
    }),
  );
  return { steps: checkpoints.steps, all };
}

it("the newest list is what is told, whatever was listed before", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(list, { minLength: 1, maxLength: 6 }), async (lists) => {
      const [following, afterwards] = [made(), made()];
      for (const files of lists) following.set(files.map(checkpoint), () => 3, none);
      afterwards.set(lists.at(-1)!.map(checkpoint), () => 3, none);
      expect(await told(following)).toEqual(await told(afterwards));
    }),
    { numRuns: 300 },
  );
});

it("a step of which other weights are told is said, and a further one is not", () => {
  const checkpoints = made();
  const first: File = { step: 1, version: 1, tensors: ["a"] };
  const set = (...files: File[]): boolean => checkpoints.set(files.map(checkpoint), () => 0, none);
  expect(set(first)).toBe(false);
  expect(set(first, { ...first, step: 2 })).toBe(false);
  expect(set({ ...first, version: 2 }, { ...first, step: 2 })).toBe(true);
});
