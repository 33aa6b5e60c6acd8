// What every method of looking inside a network is: one question, answered in the worker, that can be given up and tells how far it is.
import type { Examples } from "../examples.ts";
import type { LoadedNetwork } from "../engine/loaded.ts";
import type { Network } from "../graph/network.ts";

/** Where a network's JSON and its weights are. */
export interface NetworkSource {
  /** Unlike every other source's; what is cached is cached under it. */
  key: string;
  /** Address of the model's JSON. */
  json: string;
  /** Address of a tensor at a step, with `{step}` and `{tensor}` to be filled in. */
  tensors: string;
}

/** One network with the weights of one step. */
export interface NetworkAt {
  source: NetworkSource;
  step: number;
}

/** What a network is given: one of the examples, or values in the network's own shape and scale. */
export type NetworkInput =
  | { kind: "example"; examples: string; index: number }
  | { kind: "given"; values: Float32Array };

export interface MethodContext {
  /** What the network at that source is made of. Rejects with words for people. */
  structure(source: NetworkSource): Promise<Network>;
  /** The network with that step's weights; they stay until the method has answered. Rejects with words for people. */
  network(at: NetworkAt): Promise<LoadedNetwork>;
  /** The examples at that address. */
  examples(address: string): Promise<Examples>;
  /** Tells how much is done (0 … 1), and what there is already to be shown. */
  progress(share: number, partial?: unknown): void;
  /** Lets what is more urgent go first; rejects when nobody waits for the answer any more. */
  breathe(): Promise<void>;
}

/** Answers with plain data and typed arrays, whose buffers are handed over; leaves no tensor behind. */
export type Method<Params, Result> = (context: MethodContext, params: Params) => Promise<Result>;
