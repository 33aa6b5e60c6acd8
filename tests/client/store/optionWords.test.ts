import * as fc from "fast-check";
import { expect, it } from "vitest";
import {
  brushed,
  brushesFrom,
  type FactBrush,
  withBrushes,
} from "../../../client/store/brushes.ts";
import { factColumns, tellsApart } from "../../../client/store/modelFacts.ts";
import { textOf, wordsFrom } from "../../../client/store/optionWords.ts";
import { accuracy, run, scalar } from "../support.ts";

const any = fc.string({ unit: "grapheme" });

it("what words are set to comes back from their text, whatever is in it", () => {
  const word = fc.string({ minLength: 1, unit: "grapheme" });
  const words = fc.uniqueArray(fc.tuple(word, fc.array(any)), { selector: ([one]) => one });
  fc.assert(
    fc.property(words, (given) => {
      expect([...wordsFrom(textOf(new Map(given)))]).toEqual(given);
    }),
  );
});

it("brushes come back from words among which they stand, and replace those that stood there", () => {
  const range = fc
    .tuple(any, fc.double({ noNaN: true }), fc.double({ noNaN: true }))
    .filter(([, low, high]) => low <= high)
    .map(([column, low, high]): FactBrush => ({ kind: "range", column, low, high }));
  const names = fc
    .tuple(any, fc.array(any, { minLength: 1 }))
    .map(([column, list]): FactBrush => ({ kind: "names", column, names: list }));
  const brushes = fc.uniqueArray(fc.oneof(range, names), {
    selector: ({ kind, column }) => `${kind} ${column}`,
  });
  fc.assert(
    fc.property(brushes, (given) => {
      const before = withBrushes(new Map([["by", ["score"]]]), [
        { kind: "range", column: "old", low: 0, high: 1 },
      ]);
      const text = textOf(withBrushes(before, given));
      expect(JSON.stringify(brushesFrom(wordsFrom(text)))).toBe(JSON.stringify(given));
      expect(wordsFrom(text).get("by")).toEqual(["score"]);
    }),
  );
});

const models = [
  run("low", { hparams: { rate: 0.1, law: "a" }, metric: accuracy(0.5) }),
  run("high", { hparams: { rate: 0.4, law: "b" }, metric: accuracy(0.9) }),
  run("unset", { hparams: { law: "a" }, firstEventAt: null }),
];
const columns = factColumns(models, null, () => 1000);
const kept = (...brushes: FactBrush[]): string[] => {
  return brushed(models, columns, brushes).map(({ name }) => name);
};

it("a brush keeps those within; one without a value lies in no brush", () => {
  expect(kept()).toEqual(["low", "high", "unset"]);
  expect(kept({ kind: "range", column: "set.rate", low: 0.1, high: 0.3 })).toEqual(["low"]);
  expect(kept({ kind: "range", column: "set.rate", low: 0, high: 1 })).toEqual(["low", "high"]);
  const named: FactBrush = { kind: "names", column: "set.law", names: ["a"] };
  expect(kept(named)).toEqual(["low", "unset"]);
  expect(kept(named, { kind: "range", column: "set.rate", low: 0, high: 1 })).toEqual(["low"]);
  expect(kept({ kind: "range", column: "set.gone", low: 0, high: 0 })).toHaveLength(3);
});

it("columns are what is known of the models, and which of them tell models apart", () => {
  const of = (id: string) => {
    const column = columns.find((one) => one.id === id)!;
    return [models.map((one) => column.of(one)), tellsApart(column, models)];
  };
  expect(of("set.rate")).toEqual([[0.1, 0.4, null], true]);
  expect(of("duration")).toEqual([[100, 100, null], true]);
  expect(of("parameters")).toEqual([[6, 6, 6], false]);
});

it("a scalar that diverged is not finite in its column, one that was not logged is nothing", () => {
  const diverged = scalar("loss", 1);
  const all = [
    run("diverged", {
      scalars: [{ ...diverged, reached: { ...diverged.reached!, diverged: true } }],
    }),
    run("fine", { scalars: [scalar("loss", 2)] }),
    run("none"),
  ];
  const column = factColumns(all, null, () => 0).find(({ id }) => id === "last.loss")!;
  expect(all.map((one) => column.of(one))).toEqual([NaN, 2, null]);
});
