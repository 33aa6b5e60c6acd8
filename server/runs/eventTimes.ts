// When the events of a run were logged, by the clock of who logged them.
import type { EventBatch } from "#contract/eventlog/batch.ts";

export class EventTimes {
  /** Seconds since 1970; null before there is an event with a finite time. */
  first: number | null = null;
  last: number | null = null;

  take(batch: EventBatch): void {
    this.first = earlier(this.first, firstWallTime(batch));
    this.last = newestWallTime(batch) ?? this.last;
  }
}

/** The first event of every tag is looked at, not all events: those of one tag are in the order of their times. */
function firstWallTime({ ends, wallTimes }: EventBatch): number | null {
  let first: number | null = null;
  for (let tag = 0; tag < ends.length; tag++) {
    const at = tag === 0 ? 0 : ends[tag - 1]!;
    if (at < ends[tag]! && Number.isFinite(wallTimes[at]!)) first = earlier(first, wallTimes[at]!);
  }
  return first;
}

function earlier(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

/** Wall time of the last value in the file that has a finite one. */
function newestWallTime({ ends, starts, wallTimes }: EventBatch): number | null {
  let [last, newest] = [-1, -1];
  for (let tag = 0; tag < ends.length; tag++) {
    const first = tag === 0 ? 0 : ends[tag - 1]!;
    let at = ends[tag]! - 1;
    while (at >= first && !Number.isFinite(wallTimes[at]!)) at--;
    if (at < first || starts[at]! < last) continue;
    last = starts[at]!;
    newest = at;
  }
  return newest < 0 ? null : wallTimes[newest]!;
}
