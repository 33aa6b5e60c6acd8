// How often and how long: every time that following a log directory depends on.

/** After a hint the file is looked at once, and again this long after the last one: a hint may come before its bytes. */
export const SECOND_LOOK_MS = 100;
/** Sizes of files that changed lately are compared this often; a hint may never come. */
export const ACTIVE_SWEEP_MS = 1000;
/** Everything is compared this often. */
export const FULL_SWEEP_MS = 30_000;
/** A file that has not changed for this long is left to the full sweep. */
export const ACTIVE_FOR_MS = 600_000;
/** A torn record is waited for this long; then good records behind it are looked for. */
export const TORN_PATIENCE_MS = 2000;
/** A torn record at the end of a file that has been still for this long is told of. */
export const ABANDONED_MS = 600_000;
/** A timer of more would run out at once. */
export const LONGEST_TIMER_MS = 2_147_483_647;
/**
 * When all has been read, those who wait for it are answered before thousands of directories are watched: for this
 * share of the time that reading took, since what took long is much to answer with, in these bounds.
 */
export const WATCH_PAUSE = { share: 1 / 4, leastMs: 20, mostMs: 500 } as const;
/** The event loop is given a turn this often while many directories are listed. */
export const SLICE_MS = 8;
/** The HDF5 library can go round for ever in a damaged file: then its thread is ended. */
export const HDF5_PATIENCE_MS = 20_000;
/** Progress is told at most this often. */
export const PROGRESS_MS = 100;
