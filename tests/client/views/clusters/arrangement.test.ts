import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  arranged,
  LastingNumbers,
  vectorsOf,
} from "../../../../client/views/clusters/arrangement.ts";
import { type ClusterEdit, editedLabels } from "../../../../client/views/clusters/edits.ts";
import { columnOf, resultOf } from "./arranged.ts";

const RESPONSES = [
  [0, 1],
  [0, 1.1],
  [5, 0],
  [5.1, 0],
  [9, 9],
] as const;

function membersOf(labels: ArrayLike<number>): string[] {
  const groups = new Map<number, number[]>();
  Array.from(labels).forEach((label, i) => groups.set(label, [...(groups.get(label) ?? []), i]));
  return [...groups.values()].map(String).sort();
}

describe("what a person does to clusters", () => {
  const column = columnOf("hidden", RESPONSES, [0, 0, 1, 1, 2]);
  const vectors = vectorsOf(column);
  const after = (edit: ClusterEdit): Int32Array | null =>
    editedLabels(column.labels, vectors, edit);

  it("joins two, divides one by likeness, and puts a neuron into another", () => {
    expect([...after({ kind: "merge", cluster: 0, into: 2 })!]).toEqual([2, 2, 1, 1, 2]);
    expect([...after({ kind: "move", neuron: 4, into: 1 })!]).toEqual([0, 0, 1, 1, 1]);
    const one = editedLabels(Int32Array.of(3, 3, 3, 3, 3), vectors, { kind: "split", cluster: 3 })!;
    // The strongest neuron is the one that is unlike all others.
    expect(membersOf(one)).toEqual(["0,1,2,3", "4"]);
    expect(new Set(one)).toEqual(new Set([0, 3]));
  });

  it("changes nothing where there is nothing to change", () => {
    expect(after({ kind: "merge", cluster: 1, into: 1 })).toBeNull();
    expect(after({ kind: "move", neuron: 0, into: 0 })).toBeNull();
    expect(after({ kind: "split", cluster: 2 })).toBeNull();
    const alike = columnOf("alike", [RESPONSES[0], RESPONSES[0]], [0, 0]);
    const split = { kind: "split", cluster: 0 } as const;
    expect(editedLabels(alike.labels, vectorsOf(alike), split)).toBeNull();
  });

  it("leaves every neuron in a cluster, whatever is done in whatever order", () => {
    const number = fc.nat(4);
    const edits = fc.oneof(
      fc.record({ kind: fc.constant("merge" as const), cluster: number, into: number }),
      fc.record({ kind: fc.constant("split" as const), cluster: number }),
      fc.record({ kind: fc.constant("move" as const), neuron: number, into: number }),
    );
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 12 }), (all) => {
        let labels = column.labels;
        for (const edit of all) labels = editedLabels(labels, vectors, edit) ?? labels;
        const [shown] = arranged(resultOf(column), [labels], null);
        const members = shown!.clusters.flatMap((cluster) => cluster.members);
        expect(new Set(members)).toEqual(new Set([0, 1, 2, 3, 4]));
        expect(members).toHaveLength(5);
        for (const { number, members: own } of shown!.clusters) {
          for (const member of own) expect(shown!.labels[member]).toBe(number);
        }
      }),
    );
  });
});

describe("the numbers of clusters", () => {
  it("follow the neurons from one epoch to the next that is looked at, and back again", () => {
    const numbers = new LastingNumbers();
    const early = resultOf(columnOf("hidden", RESPONSES, [0, 0, 1, 1, 2]));
    const late = resultOf(columnOf("hidden", RESPONSES, [2, 2, 0, 0, 1]));
    const [first] = numbers.of("a", early);
    expect([...first!]).toEqual([0, 0, 1, 1, 2]);
    expect(membersOf(numbers.of("a", late)[0]!)).toEqual(membersOf(late.columns[0]!.labels));
    expect([...numbers.of("a", late)[0]!]).toEqual([0, 0, 1, 1, 2]);
    expect(numbers.of("a", early)[0]).toBe(first);
  });

  it("follow neither another model's nor what is not whole", () => {
    const numbers = new LastingNumbers();
    numbers.of("a", resultOf(columnOf("hidden", RESPONSES, [0, 0, 1, 1, 2])));
    const other = resultOf(columnOf("hidden", RESPONSES, [2, 2, 0, 0, 1]));
    expect([...numbers.of("b", other)[0]!]).toEqual([2, 2, 0, 0, 1]);
    const fresh = new LastingNumbers();
    const partial = { ...resultOf(columnOf("hidden", RESPONSES, [1, 1, 2, 2, 0])), isWhole: false };
    fresh.of("a", partial);
    const whole = resultOf(columnOf("hidden", RESPONSES, [0, 0, 1, 1, 2]));
    expect([...fresh.of("a", whole)[0]!]).toEqual([0, 0, 1, 1, 2]);
  });
});

describe("columns as they are shown", () => {
  it("have clusters as a person has put them, and those of other layers as measured", () => {
    const result = resultOf(
      columnOf("one", RESPONSES, [0, 0, 1, 1, 2]),
      columnOf("two", RESPONSES, [0, 1, 1, 1, 1]),
    );
    const held = new Map([["one", Int32Array.of(7, 7, 7, 7, 8)]]);
    const numbers = result.columns.map(({ labels }) => labels);
    const [one, two] = arranged(result, numbers, held);
    expect(one!.clusters.map(({ number }) => number)).toEqual([7, 8]);
    expect(two!.clusters.map(({ number }) => number)).toEqual([0, 1]);
  });
});
