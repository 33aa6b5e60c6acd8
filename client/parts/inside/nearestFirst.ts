// Places around one of them in the order in which they will probably be looked at.

/** Up to `each` of the ascending `steps` on either side of `step`, the nearest first; `step` itself leads. */
export function nearestFirst(steps: readonly number[], step: number, each: number): number[] {
  const here = steps.indexOf(step);
  if (here < 0) return [];
  const found = [step];
  for (let by = 1; by <= each; by++) {
    const [after, before] = [steps[here + by], steps[here - by]];
    if (after !== undefined) found.push(after);
    if (before !== undefined) found.push(before);
  }
  return found;
}
