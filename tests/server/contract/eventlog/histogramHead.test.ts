import * as fc from "fast-check";
import { expect, it } from "vitest";
import { summarise } from "#contract/distribution.ts";
import { histogramValue } from "#contract/eventlog/histogram.ts";
import { HEAD_BYTES, histogramHead } from "#contract/eventlog/histogramHead.ts";
import { fields } from "#contract/eventlog/wire.ts";

const HISTOGRAM = 5;

it("the head of a histogram tells what all of it tells", () => {
  fc.assert(
    fc.property(
      fc.array(fc.float({ noNaN: true, noDefaultInfinity: true, min: -9, max: 9 }), {
        minLength: 1,
      }),
      (values) => {
        const distribution = summarise(values);
        const message = histogramValue("tag", distribution, [values.length]).finish();
        const field = [...fields(message)].find(({ number }) => number === HISTOGRAM)!;
        if (field.wire !== 2) throw new Error("a histogram is a message");
        const head = histogramHead(message.subarray(field.start, field.start + HEAD_BYTES));
        expect([head.min + 0, head.max + 0]).toEqual([distribution.min + 0, distribution.max + 0]);
        expect(head.mean).toBeCloseTo(distribution.mean, 9);
        expect(head.deviation ** 2).toBeCloseTo(distribution.variance, 6);
      },
    ),
  );
});

it("bytes that are no head tell nothing, and hurt nobody", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      expect(Object.keys(histogramHead(bytes))).toHaveLength(4);
    }),
  );
  expect(histogramHead(new Uint8Array()).mean).toBeNaN();
});
