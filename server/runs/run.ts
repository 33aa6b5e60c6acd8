// One run: its series, what is known of its model, and its checkpoints.
import type { RunSummary } from "#contract/protocol.ts";
import type { Series, TensorBytes } from "./series.ts";

/** What others may ask of a run. */
export interface Run {
  /** Opaque; the same for the same name, after a restart of the server too. */
  readonly id: string;
  readonly name: string;
  /** Another number than before: all points are to be fetched again. */
  readonly generation: number;
  series(number: number): Series | undefined;
  summary(): RunSummary;
  /**
   * The weights called `name` (a tag or a tensor's name) at a checkpointed step; null when there are none.
   * Throws an Error in words when they are of a dtype that is not read.
   */
  tensor(step: number, name: string): TensorBytes | null;
}
