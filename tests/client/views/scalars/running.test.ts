import fc from "fast-check";
import { expect, it } from "vitest";
import { appended } from "../../../../client/store/column.ts";
import { running } from "../../../../client/views/scalars/running.ts";

const value = fc.oneof(fc.double({ min: -9, max: 9, noNaN: true }), fc.constantFrom(NaN, Infinity));

it("what is known of a curve that grows is what all its values say, and of its beginning what that says", () => {
  fc.assert(
    fc.property(fc.array(fc.array(value, { maxLength: 5 }), { maxLength: 8 }), (pieces) => {
      let column: Float64Array = new Float64Array();
      for (const piece of pieces) {
        const before = column;
        column = appended(column, Float64Array.from(piece));
        for (const one of [column, before]) {
          const finite = one.filter(Number.isFinite);
          expect(running(one)).toEqual({
            length: one.length,
            low: Math.min(Infinity, ...finite),
            lowestPositive: Math.min(Infinity, ...finite.filter((own) => own > 0)),
            high: Math.max(-Infinity, ...finite),
            notFinite: one.length - finite.length,
          });
        }
      }
    }),
  );
});
