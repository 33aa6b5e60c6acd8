import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { positionsOf } from "#contract/alignment.ts";
import { appended } from "../../../client/store/column.ts";
import { epochPositions } from "../../../client/store/epochPositions.ts";
import { NO_SCALARS, type Scalars } from "../../../client/store/points.ts";

const UNKNOWN = { wallTimes: [], score: null, plannedSteps: null };

/** Columns of ascending steps that grow piece by piece, as messages bring them. */
const pieces = fc.array(
  fc.record({
    points: fc.array(fc.nat({ max: 3 }), { maxLength: 4 }),
    epochs: fc.array(
      fc.tuple(fc.nat({ max: 4 }), fc.oneof(fc.nat({ max: 9 }), fc.constantFrom(NaN, Infinity))),
      { maxLength: 3 },
    ),
  }),
  { maxLength: 12 },
);

function ascending(from: number, apart: readonly number[]): Float64Array {
  let at = from;
  return Float64Array.from(apart, (more) => (at += more));
}

function grown({ steps, wallTimes, values }: Scalars, more: Scalars): Scalars {
  return {
    steps: appended(steps, more.steps),
    wallTimes: appended(wallTimes, more.wallTimes),
    values: appended(values, more.values),
  };
}

describe("positions by epoch, while points and epochs come in", () => {
  it("are those of all points placed at once, whichever comes first", () => {
    fc.assert(
      fc.property(pieces, (all) => {
        let steps: Float64Array = new Float64Array();
        let epochs = NO_SCALARS;
        for (const piece of all) {
          steps = appended(steps, ascending(steps.at(-1) ?? 0, piece.points));
          const told = ascending(
            epochs.steps.at(-1) ?? 0,
            piece.epochs.map(([apart]) => apart),
          );
          const values = Float64Array.from(piece.epochs, ([, value]) => value);
          epochs = grown(epochs, { steps: told, wallTimes: told, values });
          const expected = positionsOf({ ...UNKNOWN, steps, epochs }, "epoch");
          expect([...epochPositions(steps, epochs)]).toEqual([...expected]);
        }
      }),
    );
  });

  it("are placed anew by other epochs, and are the steps where these are epochs", () => {
    const steps = appended(new Float64Array(), Float64Array.of(1, 2, 3));
    const by = (values: number[]): Scalars => {
      const column = Float64Array.of(1, 2, 3);
      return grown(NO_SCALARS, {
        steps: column,
        wallTimes: column,
        values: Float64Array.from(values),
      });
    };
    expect([...epochPositions(steps, by([0, 1, 2]))]).toEqual([0, 1, 2]);
    expect([...epochPositions(steps, by([5, 6, 7]))]).toEqual([5, 6, 7]);
    expect(epochPositions(steps, null)).toBe(steps);
  });
});
