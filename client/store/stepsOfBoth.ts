// The steps that either of two models has, while both train on: only what is new finds its place among them.
import { appended, grewFrom } from "./column.ts";
import { indexAt, unionOfSteps } from "./playheadRules.ts";

const NONE = new Float64Array();

interface Joined {
  one: Float64Array;
  two: Float64Array;
  both: Float64Array;
}

/**
 * Makes the function that joins two models' ascending steps, ascending and each once. Of columns that have grown since
 * it was last called it looks at what is new alone, and gives the same array where that adds no step.
 */
export function createStepsOfBoth(): (one: Float64Array, two: Float64Array) => Float64Array {
  let last: Joined = { one: NONE, two: NONE, both: NONE };
  return (one, two) => {
    const areMore = isMoreOf(one, last.one) && isMoreOf(two, last.two);
    const first = areMore
      ? Math.min(firstNew(one, last.one, last), firstNew(two, last.two, last))
      : -Infinity;
    last = {
      one,
      two,
      both: first === Infinity ? last.both : joinedFrom(first, one, two, last.both),
    };
    return last.both;
  };
}

function isMoreOf(now: Float64Array, before: Float64Array): boolean {
  return now === before || grewFrom(before, now);
}

/** The first step that has come since and that neither model had; Infinity where there is none. */
function firstNew(now: Float64Array, before: Float64Array, { both }: Joined): number {
  for (let i = before.length; i < now.length; i++) {
    if (both[indexAt(both, now[i]!)] !== now[i]) return now[i]!;
  }
  return Infinity;
}

/** What is joined already stays as far as it lies before `first`. */
function joinedFrom(
  first: number,
  one: Float64Array,
  two: Float64Array,
  both: Float64Array,
): Float64Array {
  const kept = indexAt(both, first) + 1;
  const before = both[kept - 1] ?? -Infinity;
  const [newOfOne, newOfTwo] = [one, two].map((steps) =>
    steps.subarray(indexAt(steps, before) + 1),
  );
  return appended(both.subarray(0, kept), Float64Array.from(unionOfSteps(newOfOne!, newOfTwo!)));
}
