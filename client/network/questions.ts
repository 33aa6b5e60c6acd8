// What the page and the worker say to each other.
import type { MethodName } from "./methods/index.ts";
import type { NetworkAt } from "./methods/method.ts";
import type { GivenNetwork } from "./tfjsFiles.ts";
import type { Urgency } from "./turns.ts";

export type PageMessage =
  | { type: "ask"; id: number; method: MethodName; params: unknown; urgency: Urgency }
  /** Somebody who is more in a hurry asks the same. */
  | { type: "hurry"; id: number; urgency: Urgency }
  /** Nobody waits for it any more. */
  | { type: "cancel"; id: number }
  /** A network that no server knows, under the key of its source. */
  | { type: "give"; key: string; network: GivenNetwork }
  /** What will probably be asked for next, the most probable first; replaces what `who` expected before. */
  | { type: "expect"; who: string; networks: readonly NetworkAt[] };

export type WorkerMessage =
  | { type: "progress"; id: number; share: number; partial: unknown }
  | { type: "answer"; id: number; result: unknown }
  | ({ type: "failed"; id: number } & Failure);

/** Why there is no answer. */
export interface Failure {
  reason: string;
  /** Whether the worker can answer nothing any more. */
  isBroken: boolean;
  /** Whether the same question may be answered a while later. */
  isPassing: boolean;
}
