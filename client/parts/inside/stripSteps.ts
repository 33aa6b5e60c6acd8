// Which of a model's checkpoints a strip shows.

/** As pictures beside each other. */
const MOST = 48;

/** All steps where these are few; else evenly some of them, with the first, the last and the one at the playhead. */
export function stripSteps(
  steps: readonly number[],
  current: number | null,
  most = MOST,
): { steps: readonly number[]; left: number } {
  if (steps.length <= most) return { steps, left: 0 };
  const chosen = new Set(
    Array.from(
      { length: most },
      (_, i) => steps[Math.round((i * (steps.length - 1)) / (most - 1))]!,
    ),
  );
  if (current !== null) chosen.add(current);
  const shown = [...chosen].sort((one, two) => one - two);
  return { steps: shown, left: steps.length - shown.length };
}
