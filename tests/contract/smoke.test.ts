import { expect, it } from "vitest";
import { decodeEvent, encodeEvent } from "#contract/eventlog/event.ts";
import { frameRecord, scanRecords } from "#contract/eventlog/tfrecord.ts";
import { histogramValue, decodeHistogramProto } from "#contract/eventlog/histogram.ts";
import { summarise } from "#contract/distribution.ts";
import { maskedCrc32c } from "#contract/eventlog/crc32c.ts";
it("round trips", () => {
  const d = summarise(Float32Array.from({ length: 5000 }, () => Math.random() * 2 - 1).fill(0, 0, 7));
  const e = decodeEvent(encodeEvent({ wallTime: 5, step: -3, values: [histogramValue("a/b", d, [2, 3])] }));
  const v = e.content.kind === "summary" ? e.content.values[0]! : null;
  const p = encodeEvent({ wallTime: 5, step: -3, values: [histogramValue("a/b", d, [2, 3])] });
  const r = v!.data.kind === "histogram" ? decodeHistogramProto(p, v!.data.start, v!.data.end) : null;
  expect(r!.bins).toEqual(d.bins); expect(r!.zeros).toBe(7); expect(r!.variance).toBeCloseTo(d.variance, 12);
  expect(e.step).toBe(-3); expect(v!.description).toBe("shape [2, 3]");
  const f = frameRecord(p); expect(scanRecords(f).records).toEqual([{start:12,end:12+p.length}]);
  const x = new Uint8Array(8); x[0] = 24; expect(maskedCrc32c(x)).toBe(0x224b7fa3);
});
