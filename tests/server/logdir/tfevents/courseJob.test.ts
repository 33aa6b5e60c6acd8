// The course that is worked out beside the loop, in memory that is used again, is the one of points that are kept apart.
import { closeSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { VALUE } from "#contract/eventlog/batch.ts";
import { decodedHistogram } from "#contract/eventlog/loggedHistogram.ts";
import { MessageWriter } from "#contract/eventlog/wire.ts";
import { type Course, RunningCourse } from "#contract/measures/course.ts";
import { histogramCourse } from "../../../../server/logdir/tfevents/courseJob.ts";
import { temporaryFolder } from "../../../support/layerlapse.ts";

/** As PyTorch logs it: right edges of any width, and how many values there are up to each. */
const histogram = fc
  .record({
    left: fc.integer({ min: -20, max: 20 }),
    buckets: fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(50)), {
      minLength: 1,
      maxLength: 40,
    }),
  })
  .map(({ left, buckets }) => {
    let edge = left;
    const limits = buckets.map(([width]) => (edge += width / 7));
    const counts = buckets.map(([, count]) => count);
    const proto = new MessageWriter().double(1, left).double(2, edge).double(3, 0);
    return proto.double(4, 1).double(5, 9).doubles(6, limits).doubles(7, counts).finish();
  });

const logs = fc.array(fc.record({ bytes: histogram, isMeasured: fc.boolean() }), {
  minLength: 1,
  maxLength: 12,
});

it("measures the points that it is asked for, against the first and the one before whether that is asked for or not", () => {
  const folder = temporaryFolder();
  const path = join(folder.path, "histograms");
  fc.assert(
    fc.property(logs, (points) => {
      writeFileSync(path, Buffer.concat(points.map(({ bytes }) => bytes)));
      let end = 0;
      const ends = Float64Array.from(points, ({ bytes }) => (end += bytes.length));
      const descriptor = openSync(path, "r");
      const job = histogramCourse({
        descriptor,
        indices: Uint32Array.from(points, (_, i) => i),
        measured: Uint8Array.from(points, ({ isMeasured }) => (isMeasured ? 1 : 0)),
        starts: Float64Array.from(ends, (one, i) => one - points[i]!.bytes.length),
        ends,
        kinds: new Uint8Array(points.length).fill(VALUE.histogram),
        steps: Float64Array.from(points, (_, i) => 10 * i),
        wallTimes: Float64Array.from(points, (_, i) => 100 + i),
      });
      const apart = points.map(({ bytes }) => decodedHistogram(bytes, VALUE.histogram));
      const expected = new RunningCourse(apart[0]!);
      points.forEach(({ isMeasured }, index) => {
        if (!isMeasured) return;
        const point = { step: 10 * index, wallTime: 100 + index, distribution: apart[index]! };
        expected.add({ index, point, previous: apart[index - 1] ?? null });
      });
      expect(resultOf(job)).toEqual(expected.result());
      closeSync(descriptor);
    }),
  );
  folder.remove();
});

function resultOf(job: Generator<unknown, Course>): Course {
  for (;;) {
    const next = job.next();
    if (next.done === true) return next.value;
  }
}
