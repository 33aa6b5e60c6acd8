import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holds } from "../../../../client/charts/surface.ts";
import { arranged } from "../../../../client/views/clusters/arrangement.ts";
import { moved } from "../../../../client/views/clusters/keys.ts";
import { clusterAt, clustersLayout } from "../../../../client/views/clusters/layout.ts";
import {
  clustersOptions,
  FIRST_OPTIONS,
  LEAST_K,
  MOST_K,
  wordsOfClusters,
} from "../../../../client/views/clusters/options.ts";
import { textOf, wordsFrom } from "../../../../client/store/optionWords.ts";
import { columnOf, resultOf } from "./arranged.ts";

const kinds = fc.constantFrom("mixed" as const, "images" as const, "rows" as const);
const neuron = fc.tuple(
  fc.tuple(fc.double({ min: 0, max: 9, noNaN: true }), fc.double({ min: 0, max: 9, noNaN: true })),
  fc.nat(5),
);
const column = fc
  .tuple(
    fc.array(neuron, { minLength: 1, maxLength: 40 }),
    fc.constantFrom("maps" as const, "units" as const),
  )
  .map(([neurons, kind]) => {
    const responses = neurons.map(([response]) => response);
    return columnOf(
      "layer",
      responses,
      neurons.map(([, label]) => label),
      kind,
    );
  });
const shown = fc.array(column, { minLength: 1, maxLength: 4 }).map((columns) => {
  return arranged(
    resultOf(...columns),
    columns.map(({ labels }) => labels),
    null,
  );
});
const size = fc.record({
  width: fc.integer({ min: 720, max: 1600 }),
  height: fc.integer({ min: 400, max: 900 }),
});

describe("where neurons are", () => {
  it("is within their cluster, clusters beneath each other within their column, columns beside each other", () => {
    fc.assert(
      fc.property(shown, kinds, size, (columns, kind, of) => {
        const places = clustersLayout(columns, kind, of);
        let right = 0;
        for (const { box, clusters } of places) {
          expect(box.left).toBeGreaterThanOrEqual(right);
          right = box.left + box.width;
          expect(right).toBeLessThanOrEqual(of.width);
          let bottom = box.top;
          for (const { box: own, neurons } of clusters) {
            expect(own.top).toBeGreaterThanOrEqual(bottom);
            bottom = own.top + own.height;
            expect(own.width).toBeLessThanOrEqual(box.width);
            for (const { left, top, width, height } of neurons) {
              expect(left).toBeGreaterThanOrEqual(own.left - 1e-6);
              expect(top).toBeGreaterThanOrEqual(own.top - 1e-6);
              expect(left + width).toBeLessThanOrEqual(own.left + own.width + 1e-6);
              expect(top + height).toBeLessThanOrEqual(bottom + 1e-6);
            }
          }
          expect(bottom).toBeLessThanOrEqual(of.height);
        }
      }),
    );
  });

  it("is what is found there: every neuron in its own middle", () => {
    fc.assert(
      fc.property(shown, kinds, size, (columns, kind, of) => {
        const places = clustersLayout(columns, kind, of);
        for (const { clusters } of places) {
          for (const { column: at, cluster, neurons } of clusters) {
            neurons.forEach(({ left, top, width, height }, member) => {
              const hit = clusterAt(places, left + width / 2, top + height / 2);
              expect(hit).toEqual({ column: at, cluster, member });
            });
          }
        }
        expect(clusterAt(places, -5, -5)).toBeNull();
      }),
    );
  });

  it("takes an area in proportion to the mean activation of images, beside others of the cluster", () => {
    const responses = [1, 2, 3, 4, 10].map((value): [number, number] => [value, value]);
    const maps = columnOf("conv", responses, [0, 0, 0, 0, 0], "maps");
    const [place] = clustersLayout(arranged(resultOf(maps), [maps.labels], null), "mixed", {
      width: 900,
      height: 500,
    });
    const members = arranged(resultOf(maps), [maps.labels], null)[0]!.clusters[0]!.members;
    const areas = place!.clusters[0]!.neurons.map(({ width, height }) => width * height);
    const first = areas[0]! / Math.max(responses[members[0]!]![0] / 10, 0.12);
    areas.forEach((area, i) => {
      const share = Math.max(responses[members[i]!]![0] / 10, 0.12);
      expect(area / share / first).toBeCloseTo(1, 2);
    });
    expect(holds(place!.box, place!.clusters[0]!.box.left, place!.clusters[0]!.box.top)).toBe(true);
  });
});

describe("the arrow keys", () => {
  const columns = arranged(
    resultOf(
      columnOf(
        "one",
        [
          [1, 0],
          [2, 0],
          [0, 3],
        ],
        [0, 0, 1],
      ),
      columnOf(
        "two",
        [
          [1, 0],
          [0, 3],
        ],
        [0, 1],
      ),
    ),
    [Int32Array.of(0, 0, 1), Int32Array.of(0, 1)],
    null,
  );

  it("walk from cluster to cluster and, after Enter, from neuron to neuron", () => {
    let now = moved(columns, null, "ArrowDown")!;
    expect(now).toEqual({ column: 0, cluster: 0, member: null });
    now = moved(columns, now, "Enter")!;
    now = moved(columns, now, "ArrowRight")!;
    expect(now).toEqual({ column: 0, cluster: 0, member: 1 });
    now = moved(columns, now, "ArrowRight")!;
    expect(now.member).toBe(1);
    now = moved(columns, now, "Escape")!;
    now = moved(columns, now, "ArrowDown")!;
    expect(now).toEqual({ column: 0, cluster: 1, member: null });
    now = moved(columns, now, "ArrowRight")!;
    expect(now).toEqual({ column: 1, cluster: 1, member: null });
    expect(moved(columns, now, "Escape")).toBeNull();
    expect(moved(columns, now, "q")).toBeUndefined();
  });
});

describe("the options of clusters", () => {
  it("come back from the address as they went into it", () => {
    const options = fc.record({
      k: fc.integer({ min: LEAST_K, max: MOST_K }),
      edges: fc.integer({ min: 0, max: 20 }).map((steps) => Number((steps * 0.05).toFixed(2))),
      bands: fc.constantFrom("net" as const, "signs" as const),
      picture: kinds,
      models: fc.constantFrom("both" as const, "onlyA" as const, "onlyB" as const),
    });
    fc.assert(
      fc.property(options, (some) => {
        expect(clustersOptions(wordsFrom(textOf(wordsOfClusters(some))))).toEqual(some);
      }),
    );
    expect(textOf(wordsOfClusters(FIRST_OPTIONS))).toBe("");
    expect(clustersOptions(wordsFrom("k*99 edges*-1 loud"))).toEqual(FIRST_OPTIONS);
  });
});
