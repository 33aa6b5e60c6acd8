// Runs a network forward, keeping what every node gave, and walks it back with whatever rule is asked for.
import type { Tensor } from "@tensorflow/tfjs-core";
import type { NetworkNode } from "../graph/network.ts";
import type { LoadedNetwork } from "./loaded.ts";

/** Units switched off at one node: of a map its channels, else its values. */
export interface Edit {
  /** Along the last axis of the node's output. */
  units: readonly number[];
  /** What each of `units` is set to, in their order; null for zero. */
  values: readonly number[] | null;
}

/** By the index of the node. */
export type Edits = ReadonlyMap<number, Edit>;

export interface ForwardOptions {
  edits?: Edits;
  /** Index of the last node that is needed: those after it are left out. The network's output otherwise. */
  upTo?: number;
}

/** What every node gave for one batch. Whoever ran it calls `release` (or ran it within `tidy`). */
export interface Tape {
  /** Per node [batch, ...shape]; null for nodes that were not needed. Node 0's is the input. */
  outputs: readonly (Tensor | null)[];
}

/** One node of a tape, on the way back. */
export interface NodeCall {
  index: number;
  node: NetworkNode;
  /** What the node took, one [batch, ...shape] for each of `node.inputs`. */
  inputs: readonly Tensor[];
  /** What it gave. */
  output: Tensor;
  weights: readonly Tensor[];
}

/** What goes back through one node: one new tensor for each of its inputs, of that input's shape. */
export type Step = (call: NodeCall, signal: Tensor) => readonly Tensor[];

/** Where a walk begins: `signal` is [batch, ...shape] of that node's output. */
export interface WalkStart {
  node: number;
  signal: Tensor;
}

/** Per node what came back to its output, all its takers' summed; null where nothing did. [0] is the input's. */
export type Signals = readonly (Tensor | null)[];

/**
 * Runs a batch [batch, ...input shape] through the network.
 *
 * @throws Error naming both shapes when the batch does not fit the network's input
 */
export declare function forward(loaded: LoadedNetwork, x: Tensor, options?: ForwardOptions): Tape;

/** Carries a signal from one node back to the input; the rule is `step`'s. Release with `release`. */
export declare function walkBack(
  loaded: LoadedNetwork,
  tape: Tape,
  from: WalkStart,
  step: Step,
): Signals;

/** The step of the plain gradient. */
export declare const gradient: Step;

/** Gives back the memory of a tape's or a walk's tensors. */
export declare function release(tensors: readonly (Tensor | null)[]): void;
