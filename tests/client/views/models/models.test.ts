import * as fc from "fast-check";
import { expect, it } from "vitest";
import { passing } from "../../../../client/charts/parallelAxes.ts";
import { brushed } from "../../../../client/store/brushes.ts";
import type { Fact, FactColumn } from "../../../../client/store/modelFacts.ts";
import { factColumns } from "../../../../client/store/modelFacts.ts";
import { axisOf, brushBetween, drawnBrushes } from "../../../../client/views/models/axes.ts";
import {
  choicesFrom,
  createTells,
  usualColumns,
  withChoices,
} from "../../../../client/views/models/choices.ts";
import { colouring } from "../../../../client/views/models/colours.ts";
import { factsCsv, factText, sortedBy } from "../../../../client/views/models/facts.ts";
import { run } from "../../support.ts";

const named = (facts: readonly Fact[]) => facts.map((_, i) => run(`model ${i}`));
const columnOf = (facts: readonly Fact[]): FactColumn => ({
  id: "set.rate",
  title: "rate",
  kind: "hyperparameter",
  reads: "plain",
  of: ({ name }) => facts[Number(name.split(" ")[1])] ?? null,
});

it("what the table is set to comes back from the address, among brushes that stay", () => {
  const text = fc.string({ unit: "grapheme" });
  const choices = fc
    .record({
      show: fc.option(fc.array(text), { nil: null }),
      by: fc.option(text, { nil: null }),
      isDescending: fc.boolean(),
      colour: text,
    })
    .filter(({ by, isDescending }) => by !== null || !isDescending);
  fc.assert(
    fc.property(choices, (given) => {
      const words = withChoices("in.set.rate*0*1", given);
      expect(choicesFrom(words)).toEqual(given);
      expect(words).toContain("in.set.rate*0*1");
    }),
  );
});

it("models are sorted by numbers and by names, those without and those that diverged last", () => {
  const facts = [3, NaN, 10, null, 2];
  const order = (isDescending: boolean) =>
    sortedBy(named(facts), columnOf(facts), isDescending).map(({ name }) => name.at(-1));
  expect(order(true)).toEqual(["2", "0", "4", "1", "3"]);
  expect(order(false)).toEqual(["4", "0", "2", "1", "3"]);
  const words = ["seed 10", "seed 9", "seed 1"];
  expect(sortedBy(named(words), columnOf(words), false).map(({ name }) => name.at(-1))).toEqual([
    "2",
    "1",
    "0",
  ]);
});

it("facts read as what they are", () => {
  expect(factText(null, "plain")).toBe("–");
  expect(factText(NaN, "share")).toBe("not finite");
  expect(factText(0.967, "share")).toBe("96.70%");
  expect(factText(401_408, "count")).toBe("401,408");
  expect(factText(90, "seconds")).toBe("1 min 30 s");
  expect(factText(32, "plain")).toBe("32");
  expect(factText(true, "plain")).toBe("true");
});

it("a file of the table has every model, quoted where names have commas", () => {
  const models = [run('a,"b"', { hparams: { law: "x" } }), run("c")];
  const columns = factColumns(models, null, () => 0).filter(({ id }) => id === "set.law");
  expect(factsCsv(models, columns)).toBe('model,law\n"a,""b""",x\nc,\n');
});

it("a brush keeps the models whose lines cross the marked stretch, as it is drawn again", () => {
  const value = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
  const facts = fc.array(fc.option(value, { nil: null }), { minLength: 2, maxLength: 30 });
  const place = fc.double({ min: -0.2, max: 1.2, noNaN: true });
  fc.assert(
    fc.property(facts, place, place, (given, one, two) => {
      const runs = named(given);
      const column = columnOf(given);
      const axis = axisOf(column, runs);
      const brush = brushBetween(axis, one, two);
      if (brush === null) return;
      const kept = new Set(brushed(runs, [column], [brush]));
      const brushes = drawnBrushes([axis], [brush]);
      const drawn = passing([axis], brushes, runs.length);
      const { from, to } = brushes[0]!;
      // Next to an end, rounding decides.
      const isClear = runs.map((_, i) => {
        const at = axis.places[i]!;
        return !(Math.min(Math.abs(at - from), Math.abs(at - to)) < 1e-6);
      });
      expect(runs.map((model, i) => isClear[i] && kept.has(model))).toEqual(
        drawn.map((isDrawn, i) => isClear[i] && isDrawn),
      );
    }),
  );
});

it("a brush from end to end of an axis keeps every model that has a place on it", () => {
  const facts = [0.1 + 0.2, 0.123456789, 0.7, null];
  const axis = axisOf(columnOf(facts), named(facts));
  const brush = brushBetween(axis, -0.1, 1.1)!;
  expect(brushed(named(facts), [columnOf(facts)], [brush])).toHaveLength(3);
  expect(brushBetween(axis, 0.4, 0.4)).not.toBeNull();
});

it("a brush over names keeps those names; between two of them it is none", () => {
  const facts = ["sgd", "adam", "sgd", "lion"];
  const axis = axisOf(columnOf(facts), named(facts));
  expect(brushBetween(axis, 0, 0.6)).toEqual({
    kind: "names",
    column: "set.rate",
    names: ["adam", "lion"],
  });
  expect(brushBetween(axis, 0.3, 0.35)).toBeNull();
});

it("columns in which all models are alike are not shown unasked", () => {
  const alike = [1, 2].map((i) => run(`run ${i}`, { hparams: { rate: i, batch: 32 } }));
  const ids = usualColumns(
    factColumns(alike, null, () => 0),
    createTells()(alike),
  ).map(({ id }) => id);
  expect(ids).toEqual(["score", "best", "set.rate", "state", "steps", "duration"]);
});

it("columns that told these models apart stay while they are alike, until there are other models", () => {
  const at = (...rates: number[]) => rates.map((rate, i) => run(`run ${i}`, { hparams: { rate } }));
  const tellsOf = createTells();
  const tells = (models: ReturnType<typeof at>): boolean => {
    return tellsOf(models)(factColumns(models, null, () => 0).find(({ id }) => id === "set.rate")!);
  };
  expect([tells(at(1, 1)), tells(at(1, 2)), tells(at(2, 2))]).toEqual([false, true, true]);
  expect(tells(at(2, 2, 2))).toBe(false);
});

it("colours by a column part its ends; a model without a value has the colour of not known", () => {
  const facts = [1, 2, 3, null];
  const runs = named(facts);
  const colours = colouring(columnOf(facts), runs, null, "dark");
  const of = (model: (typeof runs)[number]) => colours.of(model);
  expect(colours.ends).toEqual(["1", "3"]);
  expect(of(runs[0]!)).not.toEqual(of(runs[2]!));
  const [red] = of(runs[0]!);
  expect(of(runs[2]!)[0], "lighter on dark").toBeGreaterThan(red);
  expect(of(runs[3]!)).toEqual(of(run("unknown")));
});
