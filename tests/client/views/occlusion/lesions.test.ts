// What is switched off: in the address, changed, taken back, and asked of a network.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textOf, wordsFrom } from "../../../../client/store/optionWords.ts";
import { effectOf } from "../../../../client/views/occlusion/lesionPicture.ts";
import {
  done,
  NO_COURSE,
  offIn,
  redone,
  switchboards,
  toggled,
  undone,
  unitsOff,
  withUnits,
} from "../../../../client/views/occlusion/lesions.ts";
import {
  FILLS,
  FIRST_OPTIONS,
  LESIONS_TO,
  type Lesions,
  MAPS,
  type OcclusionOptions,
  type OffUnits,
  occlusionOptions,
  wordsOfOcclusion,
} from "../../../../client/views/occlusion/options.ts";
import { networkOf } from "../../../support/networks.ts";
import { conv, dense, FLATTEN, RELU, SOFTMAX } from "../../../support/ops.ts";

const keys = <T extends string>(table: Readonly<Record<T, unknown>>) =>
  fc.constantFrom(...(Object.keys(table) as T[]));
const anyLayer = fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" });
const anyUnits = fc.uniqueArray(fc.nat(600), { minLength: 1, maxLength: 8 });
const anyOff: fc.Arbitrary<Lesions> = fc
  .array(fc.tuple(anyLayer, fc.oneof(fc.constant("all" as const), anyUnits)), { maxLength: 4 })
  .map((entries) => new Map(entries));

const anyOptions: fc.Arbitrary<OcclusionOptions> = fc.record({
  map: keys(MAPS),
  size: fc.option(fc.integer({ min: 1, max: 64 })),
  stride: fc.integer({ min: 1, max: 8 }),
  fill: keys(FILLS),
  isStrip: fc.boolean(),
  off: anyOff,
  to: keys(LESIONS_TO),
  layer: fc.option(anyLayer),
});

describe("the settings", () => {
  it("come back from the address as they went", () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        const text = textOf(wordsOfOcclusion(options));
        expect(occlusionOptions(wordsFrom(text))).toEqual(options);
      }),
    );
  });

  it("are as at first where nothing is said, or nonsense", () => {
    expect(textOf(wordsOfOcclusion(FIRST_OPTIONS))).toBe("");
    const nonsense = "size*-3 stride*0 off.conv1*x off.conv2 constructor toString";
    expect(occlusionOptions(wordsFrom(nonsense))).toEqual(FIRST_OPTIONS);
  });
});

describe("what is switched off", () => {
  it("is on again when it is switched twice, and nothing else changes", () => {
    fc.assert(
      fc.property(anyOff, anyLayer, fc.nat(19), (off, layer, unit) => {
        const once = toggled(off, layer, unit, 20);
        const [before, now] = [off, once].map((one) => unitsOff(one, layer, 20));
        expect(now!.includes(unit)).toBe(!before!.includes(unit));
        expect(now!.filter((one) => one !== unit)).toEqual(before!.filter((one) => one !== unit));
        expect(unitsOff(toggled(once, layer, unit, 20), layer, 20)).toEqual(before);
        for (const other of off.keys())
          if (other !== layer) expect(once.get(other)).toBe(off.get(other));
      }),
    );
  });

  it("is taken back change by change, and done again, until something else is done", () => {
    fc.assert(
      fc.property(fc.array(anyOff, { minLength: 1, maxLength: 6 }), anyOff, (states, other) => {
        let course = NO_COURSE;
        let now: Lesions = new Map();
        const seen = [now];
        for (const state of states) {
          course = done(course, now);
          now = state;
          seen.push(now);
        }
        for (const state of seen.slice(0, -1).toReversed()) {
          const back = undone(course, now)!;
          [now, course] = [back.off, back.course];
          expect(now).toBe(state);
        }
        expect(undone(course, now)).toBeNull();
        for (const state of seen.slice(1)) {
          const again = redone(course, now)!;
          [now, course] = [again.off, again.course];
          expect(now).toBe(state);
        }
        expect(redone(course, now)).toBeNull();
        const back = undone(course, now)!;
        expect(redone(done(back.course, back.off), other)).toBeNull();
      }),
    );
  });

  it("of a layer with no units is nothing", () => {
    expect([...withUnits(new Map([["conv1", [1]]]), "conv1", [])]).toEqual([]);
  });
});

describe("where units are switched", () => {
  const network = networkOf(
    [4, 4, 1],
    [
      { op: conv(3) },
      { op: { kind: "batchNorm", epsilon: 0.001 } },
      { op: RELU },
      { op: conv(3) },
      { op: RELU },
      { op: { kind: "add" }, inputs: [3, 5] },
      { op: FLATTEN },
      { op: dense(2) },
      { op: SOFTMAX },
    ],
  )!;

  it("is behind norm and activation, before anything that others take, and at the logits", () => {
    const boards = switchboards(network);
    expect(boards.map(({ node, units }) => [node, units])).toEqual([
      [3, 3],
      [5, 3],
      [8, 2],
    ]);
    expect(network.logits).toBe(8);
  });

  it("is asked of what the network has of it", () => {
    const [first, second, third] = switchboards(network).map(({ layer }) => layer);
    const off: Lesions = new Map<string, OffUnits>([
      [first!, [2, 0, 17]],
      [second!, "all"],
      ["elsewhere", "all"],
      [third!, [9]],
    ]);
    expect(offIn(network, off)).toEqual([
      { node: 3, units: [0, 2] },
      { node: 5, units: [0, 1, 2] },
    ]);
  });
});

it("the effect of a lesion is told cell by cell, and as what is lost and won", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 50 }),
      (examples) => {
        const [labels, before, after] = [0, 1, 2].map((i) => examples.map((one) => one[i]!));
        const effect = effectOf(labels!, 4, before!, after!);
        expect(effect.changes.reduce((sum, change) => sum + change, 0)).toBe(0);
        expect(effect.after.right - effect.before.right).toBe(effect.won - effect.lost);
        expect(effect.changed).toBe(examples.filter(([, one, other]) => one !== other).length);
      },
    ),
  );
});
