// Logged histograms: our own come back as they were, those of others are never taken for our own.
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Distribution, summarise } from "#contract/distribution.ts";
import { decodeEvent, encodeEvent } from "#contract/eventlog/event.ts";
import { decodeHistogramProto, histogramValue } from "#contract/eventlog/histogram.ts";
import { MessageWriter } from "#contract/eventlog/wire.ts";

function logged(value: MessageWriter): Distribution {
  const payload = encodeEvent({ wallTime: 0, step: 0, values: [value] });
  const { content } = decodeEvent(payload);
  const data = content.kind === "summary" ? content.values[0]!.data : null;
  if (data?.kind !== "histogram") throw new Error("no histogram");
  return decodeHistogramProto(payload, data.start, data.end);
}

const value = fc.oneof(
  fc.float({ noNaN: true, min: Math.fround(-1e30), max: Math.fround(1e30) }),
  fc.float({ noNaN: true, min: -1, max: 1 }),
  fc.constantFrom(0, 0, 1, -1, NaN, Infinity),
);

it("of ours keep their bins, zeros, extremes and what is not finite", () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), (values) => {
      const known = summarise(values);
      fc.pre(known.count > known.nonFinite);
      const { mean: _, variance: __, ...kept } = known;
      expect(logged(histogramValue("w", known, [values.length]))).toMatchObject(kept);
    }),
    { numRuns: 2000 },
  );
});

it("of others that happen to lie on our grid are spread over their width", () => {
  const raw = new MessageWriter().double(1, -1).double(2, 2).double(3, 4).double(4, 3).double(5, 7);
  const proto = raw.doubles(6, [-1, 0, 1, 2]).doubles(7, [1, 0, 1, 2]);
  const read = logged(new MessageWriter().text(1, "w").message(5, proto));
  expect(read).toMatchObject({ count: 4, zeros: NaN, exactBins: false, exactMoments: true });
  expect(Math.max(...read.bins)).toBe(1);
});

it.each([
  ["above", 10, 50],
  ["below", -50, 10],
  ["above and below", -50, 50],
])("of PyTorch count what lies %s their buckets", (_, min, max) => {
  const sums = new MessageWriter().double(1, min).double(2, max).double(3, 6).double(4, 60);
  const proto = sums.double(5, 6000).doubles(6, [5, 20]).doubles(7, [0, 2]);
  const read = logged(new MessageWriter().text(1, "w").message(5, proto));
  expect(read).toMatchObject({ count: 6, nonFinite: 0, mean: 10, min, max, exactMoments: true });
  expect(read.bins.reduce((sum, bin) => sum + bin, 0)).toBeCloseTo(6, 9);
});

it.each([
  ["two", [0.9, 1, 1.1], [0, 30, 34], true],
  ["three", [0.9, 1, 1.1], [10, 20, 34], false],
])(
  "of which %s buckets hold different values say whether a shape is left",
  (_, limits, counts, low) => {
    const sums = new MessageWriter().double(1, 0.88).double(2, 1.05).double(3, 64).double(4, 64);
    const proto = sums.double(5, 64.1).doubles(6, limits).doubles(7, counts);
    const read = logged(new MessageWriter().text(1, "w").message(5, proto));
    expect(read).toMatchObject({ exactMoments: true, lowResolution: low });
  },
);

it("are read wherever they lie in shared bytes, and whether their lists are packed or not", () => {
  const [limits, counts] = [
    [-1, 0, 1, 2],
    [1, 0, 1, 2],
  ];
  const head = () => new MessageWriter().double(1, -1).double(2, 2).double(3, 4);
  const packed = head().doubles(6, limits).doubles(7, counts).finish();
  const single = head();
  for (const limit of limits) single.double(6, limit);
  const half = single.doubles(7, counts.slice(0, 2));
  for (const count of counts.slice(2)) half.double(7, count);
  const known = decodeHistogramProto(packed, 0, packed.length);
  expect(known.count).toBe(4);
  for (const bytes of [packed, half.finish()]) {
    for (const offset of [0, 1, 8, 13]) {
      // A small Buffer lies in memory that it shares with others.
      const shared = Buffer.concat([Buffer.alloc(offset), bytes, Buffer.alloc(3)]);
      expect(decodeHistogramProto(shared, offset, offset + bytes.length)).toEqual(known);
    }
  }
});
