// How long to wait before trying again what failed: longer after every failure, never long enough to seem dead.

const FIRST_DELAY_MS = 300;
const LONGEST_DELAY_MS = 8_000;

/** Delay before attempt number `attempt` (from 0). `chance` in [0, 1) keeps many from returning at one moment. */
export function retryDelayMs(attempt: number, chance: number): number {
  const full = Math.min(FIRST_DELAY_MS * 2 ** attempt, LONGEST_DELAY_MS);
  return full * (0.75 + chance / 2);
}
