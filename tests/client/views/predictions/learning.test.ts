// What becomes of examples over a training, and which of them are listed.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  confusionOf,
  largestError,
  rowTotals,
  sharesOf,
} from "../../../../client/parts/inside/confusion.ts";
import {
  countOf,
  isForgotten,
  isLate,
  isNeverRight,
  learningOf,
} from "../../../../client/views/predictions/learning.ts";
import { type AllAnswers, listed } from "../../../../client/views/predictions/listed.ts";

/** A history of one example of class 1 whose answers are right (R), wrong (w) or not known yet (space). */
function courseOf(text: string) {
  const predicted = Array.from(text, (one) => (one === " " ? null : [one === "R" ? 1 : 0]));
  const { forgotten, wrong, learned, known } = learningOf(
    { steps: predicted.map((_, i) => i), predicted },
    [1],
  );
  return { forgotten: forgotten[0], wrong: wrong[0], learned: learned[0], known };
}

describe("an example over the training", () => {
  it.each([
    ["RRRR", { forgotten: 0, wrong: 0, learned: 0, known: 4 }],
    ["wwww", { forgotten: 0, wrong: 4, learned: -1, known: 4 }],
    ["wwRR", { forgotten: 0, wrong: 2, learned: 2, known: 4 }],
    ["RwRw", { forgotten: 2, wrong: 2, learned: -1, known: 4 }],
    ["wRwR", { forgotten: 1, wrong: 2, learned: 3, known: 4 }],
    ["R  w R", { forgotten: 1, wrong: 1, learned: 2, known: 3 }],
    ["", { forgotten: 0, wrong: 0, learned: -1, known: 0 }],
  ])("%j is counted", (text, counted) => {
    expect(courseOf(text)).toEqual(counted);
  });

  it("is counted as a look at each pair of neighbours counts it", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[Rw]{1,20}$/), (text) => {
        const right = Array.from(text, (one) => one === "R");
        const pairs = right.slice(1).filter((one, i) => right[i] && !one).length;
        const { forgotten, wrong, learned } = courseOf(text);
        expect(forgotten).toBe(pairs);
        expect(wrong).toBe(right.filter((one) => !one).length);
        const lastWrong = right.lastIndexOf(false);
        expect(learned).toBe(lastWrong === right.length - 1 ? -1 : lastWrong + 1);
      }),
    );
  });

  it("is late, forgotten or never right by what its course says", () => {
    const labels = [1, 1, 1, 1];
    const courses = ["wwwR", "RwRR", "wwww", "wRRR"];
    const predicted = [0, 1, 2, 3].map((at) => courses.map((text) => (text[at] === "R" ? 1 : 0)));
    const learning = learningOf({ steps: [0, 1, 2, 3], predicted }, labels);
    const those = (holds: typeof isLate) => [0, 1, 2, 3].filter((one) => holds(learning, one));
    expect(those(isLate)).toEqual([0, 1]);
    expect(those(isForgotten)).toEqual([1]);
    expect(those(isNeverRight)).toEqual([2]);
    expect(countOf(learning, isLate)).toBe(2);
  });
});

describe("a confusion matrix", () => {
  it("counts each example once, in the row of its class and the column of the answer", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 1, maxLength: 60 }),
        (pairs) => {
          const [labels, predicted] = [pairs.map(([one]) => one), pairs.map(([, one]) => one)];
          const confusion = confusionOf(predicted, labels, 5);
          const { classes, counts, right, total } = confusion;
          expect(classes).toBe(5);
          counts.forEach((count, i) => {
            const [row, column] = [Math.floor(i / 5), i % 5];
            const those = pairs.filter(([label, answer]) => label === row && answer === column);
            expect(count).toBe(those.length);
          });
          expect(total).toBe(pairs.length);
          expect(right).toBe(pairs.filter(([label, answer]) => label === answer).length);
          const shares = sharesOf(confusion);
          rowTotals(confusion).forEach((count, row) => {
            const sum = shares.slice(row * 5, row * 5 + 5).reduce((all, one) => all + one, 0);
            expect(sum).toBeCloseTo(count === 0 ? 0 : 1, 12);
          });
        },
      ),
    );
  });

  it("has a row for labels that the network cannot answer", () => {
    expect(confusionOf([0], [3], 2)).toMatchObject({ classes: 4, right: 0, total: 1 });
  });

  it("has its largest mistake off the diagonal", () => {
    expect(largestError([9, 1, 4, 9], 2)).toBe(4);
    expect(largestError([9], 1)).toBe(0);
  });
});

describe("the list of examples", () => {
  const labels = [0, 0, 1, 1];
  const learningA = learningOf(
    {
      steps: [0, 1, 2],
      predicted: [
        [0, 0, 0, 1],
        [0, 1, 0, 0],
        [0, 1, 1, 1],
      ],
    },
    labels,
  );
  const answers: AllAnswers = {
    a: { now: [0, 1, 1, 1], learning: learningA },
    b: { now: [0, 0, 1, 0], learning: null },
  };
  const list = (some: Partial<Parameters<typeof listed>[0]>): number[] =>
    listed({ list: "all", cell: null, order: "number", ...some }, answers, labels);

  it("holds all, or those on the list, or those in a cell", () => {
    expect(list({})).toEqual([0, 1, 2, 3]);
    expect(list({ list: "forgotten" })).toEqual([1, 3]);
    expect(list({ list: "late" })).toEqual([2, 3]);
    expect(list({ list: "never" })).toEqual([]);
    expect(list({ list: "apart" })).toEqual([1, 3]);
    expect(list({ cell: { slot: "b", actual: 1, predicted: 0 } })).toEqual([3]);
    expect(list({ cell: { slot: "a", actual: 1, predicted: 1 }, list: "never" })).toEqual([2, 3]);
  });

  it("is in the order asked for, by number where nothing else decides", () => {
    expect(list({ order: "forgotten" })).toEqual([1, 3, 2, 0]);
    expect(list({ order: "wrong" })).toEqual([1, 2, 3, 0]);
    expect(list({ order: "learned" })).toEqual([2, 3, 0, 1]);
  });

  it("holds nothing that depends on answers which are not there yet", () => {
    const none = { now: null, learning: null };
    const listing = { list: "apart", cell: null, order: "wrong" } as const;
    expect(listed(listing, { a: answers.a, b: none }, labels)).toEqual([]);
  });
});
