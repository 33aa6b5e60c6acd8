// The job that works out the course of histograms in an event file: reads, decodes and measures them in a worker thread.
import type { Distribution } from "#contract/distribution.ts";
import { decodedHistogram } from "#contract/eventlog/loggedHistogram.ts";
import { type Course, RunningCourse } from "#contract/measures/course.ts";
import type { LocatedHistograms } from "#contract/measures/locatedHistograms.ts";
import { reusedRoom } from "#contract/room.ts";
import { readWhole } from "../workers/gather.ts";
import type { Parcel } from "../workers/job.ts";

export interface CourseInput extends LocatedHistograms {
  descriptor: number;
}

/** Some ten milliseconds of work. */
const HISTOGRAMS_A_TURN = 128;

/** Its pieces are only turns for the thread's other jobs. Throws when the file ends before a histogram does. */
export function* histogramCourse(input: CourseInput): Generator<Parcel<null>, Course> {
  const { indices, measured, steps, wallTimes } = input;
  const distributionAt = decoder(input);
  let running: RunningCourse | null = null;
  let before: { index: number; distribution: Distribution } | null = null;
  for (const [at, index] of indices.entries()) {
    const distribution = distributionAt(at);
    running ??= new RunningCourse(distribution);
    if (measured[at] === 1) {
      const point = { step: steps[at]!, wallTime: wallTimes[at]!, distribution };
      const previous = before?.index === index - 1 ? before.distribution : null;
      running.add({ index, point, previous });
    }
    before = { index, distribution };
    if (at % HISTOGRAMS_A_TURN === HISTOGRAMS_A_TURN - 1) yield { piece: null };
  }
  return running!.result();
}

/** Decodes the histogram at an index; its bins are gone with the next but one. */
function decoder({ descriptor, starts, ends, kinds }: CourseInput): (at: number) => Distribution {
  const longest = ends.reduce((most, end, at) => Math.max(most, end - starts[at]!), 0);
  const room = new Uint8Array(longest);
  const rooms = [reusedRoom(), reusedRoom()] as const;
  return (at) => {
    const bytes = room.subarray(0, ends[at]! - starts[at]!);
    readWhole(descriptor, bytes, starts[at]!);
    return decodedHistogram(bytes, kinds[at]!, rooms[at % 2]);
  };
}
