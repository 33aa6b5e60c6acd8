// What a restarted job wrote again, as the branches that it left: each goes on until the next restart.
import type { Scalars } from "./points.ts";

/** The stretches of `scalars` in which steps do not fall. */
export function branchesOf({ steps, wallTimes, values }: Scalars): Scalars[] {
  const branches: Scalars[] = [];
  for (let from = 0; from < steps.length;) {
    let to = from + 1;
    while (to < steps.length && steps[to]! >= steps[to - 1]!) to++;
    branches.push({
      steps: steps.subarray(from, to),
      wallTimes: wallTimes.subarray(from, to),
      values: values.subarray(from, to),
    });
    from = to;
  }
  return branches;
}
