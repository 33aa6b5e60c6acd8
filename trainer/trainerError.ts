// An error whose message is written for the person at the keyboard: what happened, where, and what to do.

/** Shown without a stack trace; every other error is a fault of ours and is shown with one. */
export class TrainerError extends Error {
  override name = "TrainerError";
}
