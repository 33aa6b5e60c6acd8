import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summarise } from "#contract/distribution.ts";
import type { DistributionPoint } from "#contract/distributionColumns.ts";
import { packFrame, unpackFrame } from "#contract/frames.ts";
import {
  courseColumns,
  courseFrom,
  courseOf,
  isEstimated,
  joinedCourse,
  RunningCourse,
} from "#contract/measures/course.ts";
import { distancesBetween } from "#contract/measures/distances.ts";
import { MOST_PAIRS, type Pair, pairsFrom, pairsText } from "#contract/measures/pairs.ts";

const points = fc
  .array(fc.array(fc.float({ min: -2, max: 2 }), { maxLength: 20 }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((lists) =>
    lists.map((values, step): DistributionPoint => {
      return { step, wallTime: 100 + step, distribution: summarise(values) };
    }),
  );

describe("a course", () => {
  it("measures each point against the first and the one before", () => {
    fc.assert(
      fc.property(points, (all) => {
        const { columns, indices } = courseOf(all);
        expect([...indices]).toEqual(all.map((_, i) => i));
        all.forEach(({ step, distribution }, i) => {
          expect(columns.step[i]).toBe(step);
          expect(columns.deviation[i]).toBe(Math.sqrt(distribution.variance));
          const fromFirst = distancesBetween(distribution, all[0]!.distribution);
          expect(columns.wassersteinFromFirst[i]).toBe(fromFirst.wasserstein);
          const previous = all[i - 1]?.distribution;
          const expected = previous
            ? distancesBetween(distribution, previous).kolmogorovSmirnov
            : NaN;
          expect(columns.kolmogorovSmirnovFromPrevious[i]).toBe(expected);
        });
      }),
    );
  });

  it("goes through a frame, and grows by what comes after", () => {
    fc.assert(
      fc.property(points, fc.nat(), (all, cut) => {
        const whole = courseOf(all);
        const at = cut % all.length;
        const [head, tail] = [
          new RunningCourse(all[0]!.distribution),
          new RunningCourse(all[0]!.distribution),
        ];
        all.forEach((point, index) => {
          const previous = all[index - 1]?.distribution ?? null;
          (index < at ? head : tail).add({ index, point, previous });
        });
        const sent = (running: RunningCourse) =>
          courseFrom(
            unpackFrame(packFrame(null, courseColumns(running.result())).slice().buffer).columns,
          );
        expect(joinedCourse(sent(head), sent(tail))).toEqual(whole);
      }),
    );
  });

  it("tells what is estimated", () => {
    const distribution = { ...summarise([1, 2, 3]), exactBins: false };
    const course = courseOf([{ step: 0, wallTime: 0, distribution }]);
    expect(isEstimated(course, 0, "kurtosis")).toBe(true);
    expect(isEstimated(course, 0, "wassersteinFromFirst")).toBe(true);
    expect(isEstimated(course, 0, "deviation")).toBe(false);
    expect(isEstimated(course, 0, "step")).toBe(false);
  });

  it("of nothing is empty", () => {
    expect(courseOf([]).columns.step.length).toBe(0);
  });
});

describe("pairs in an address", () => {
  const pairs = fc.array(fc.tuple(fc.nat(5000), fc.nat(5000)), { minLength: 1, maxLength: 60 });

  it("are read as they were written", () => {
    fc.assert(
      fc.property(pairs, (list: Pair[]) => {
        expect(pairsFrom(pairsText(list))).toEqual(list);
      }),
    );
  });

  it("of two models of one length are few characters", () => {
    const list = Array.from({ length: 1000 }, (_, i): Pair => [i, i]);
    expect(pairsText(list)).toBe("0.0.1000");
    expect(pairsFrom("0.0.1000")).toEqual(list);
  });

  it.each(["", "1", "1.2.0", "1.2_", "-1.2", "1.2.3.4", "a.b", `0.0.${MOST_PAIRS + 1}`, "1.1e3"])(
    "are not read from %j",
    (text) => {
      expect(pairsFrom(text)).toBeNull();
    },
  );
});
