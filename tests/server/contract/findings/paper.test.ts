// What is found in a real training of the paper preset, and in the same with faults put into it.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Distribution } from "#contract/distribution.ts";
import type { ModelEvidence, ParameterEvidence } from "#contract/findings/finding.ts";
import { findingsOf } from "#contract/findings/index.ts";
import type { CourseColumn } from "#contract/measures/course.ts";
import { pairOf } from "./models.ts";

interface Excerpt {
  model: string;
  parameters: (Omit<ParameterEvidence, "course" | "newest"> & {
    columns: Record<CourseColumn, (number | null)[]>;
    newest: Omit<Distribution, "bins"> & { bins: number[] };
  })[];
  scalars: { tag: string; steps: number[]; values: number[] }[];
}

const file = new URL("../../../fixtures/paper_courses/courses.json", import.meta.url);
const models = (JSON.parse(readFileSync(file, "utf8")) as Excerpt[]).map(
  ({ model, parameters, scalars }): ModelEvidence => ({
    model,
    scalars,
    parameters: parameters.map(({ columns, newest, ...name }) => ({
      ...name,
      newest: { ...newest, bins: Float64Array.from(newest.bins) },
      course: {
        indices: Uint32Array.from(columns.step, (_, i) => i),
        flags: new Uint8Array(columns.step.length),
        columns: Object.fromEntries(
          Object.entries(columns).map(([column, values]) => [
            column,
            Float64Array.from(values, (value) => value ?? NaN),
          ]),
        ) as Record<CourseColumn, Float64Array>,
      },
    })),
  }),
);
const [first] = models as [ModelEvidence];

/** The model with the courses of one parameter changed, from a step on. */
function changed(
  tag: string,
  from: number,
  change: (column: CourseColumn, value: number) => number,
): ModelEvidence {
  const parameters = first.parameters.map((one): ParameterEvidence => {
    if (one.tag !== tag) return one;
    const columns = Object.fromEntries(
      Object.entries(one.course.columns).map(([column, values]) => [
        column,
        values.map((value, i) => (i < from ? value : change(column as CourseColumn, value))),
      ]),
    ) as Record<CourseColumn, Float64Array>;
    return { ...one, course: { ...one.course, columns } };
  });
  return { ...first, parameters };
}

describe("the paper preset", () => {
  it("is there: three models of six parameters, sixteen snapshots each", () => {
    expect(models.map(({ model }) => model)).toEqual(["dropout-0.2", "dropout-0.6", "dropout-0.9"]);
    for (const { parameters } of models) {
      expect(parameters.length).toBe(6);
      for (const { course } of parameters) expect(course.columns.step.length).toBe(16);
    }
  });

  it("gives no alarm, neither a model nor a pair", () => {
    const pairs = models.flatMap((a, i) => models.slice(i + 1).map((b) => pairOf(a, b)));
    expect(pairs.length).toBe(3);
    expect(findingsOf(models, pairs)).toEqual([]);
  });

  it("with weights that became NaN gives one", () => {
    const model = changed("hidden2/kernel", 7, (column, value) =>
      column === "nonFinite" ? 0.001 : value,
    );
    expect(findingsOf([model])).toMatchObject([
      { rule: "nonFinite", tag: "hidden2/kernel", steps: [7, 15] },
    ]);
  });

  it("with a layer that rests gives one", () => {
    const model = changed("hidden1/kernel", 9, (column, value) =>
      column === "wassersteinFromPrevious" ? 0 : value,
    );
    expect(findingsOf([model])).toMatchObject([
      { rule: "stopped", tag: "hidden1/kernel", steps: [8, 15] },
    ]);
  });

  it("with a held-out loss that rises gives one", () => {
    const scalars = first.scalars.map((scalar) =>
      scalar.tag === "loss/test"
        ? {
            ...scalar,
            values: Array.from(scalar.values, (loss, i) => loss + 0.03 * Math.max(0, i - 6)),
          }
        : scalar,
    );
    expect(findingsOf([{ ...first, scalars }])).toMatchObject([{ rule: "gap", tag: "loss/test" }]);
  });
});
