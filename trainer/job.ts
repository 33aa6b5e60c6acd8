// What one worker is asked to do, and what it tells while it does it: the messages between trainer and worker.
import type { Without } from "#contract/without.ts";
import type { BackendName } from "./backend.ts";
import type { Keep } from "./checkpoints.ts";
import type { DatasetName } from "./datasets/index.ts";
import type { BatchResult } from "./fit.ts";
import type { OptimizerName } from "./optimizers.ts";
import type { PresetName } from "./presets/index.ts";

/** One model to train, completely told. */
export interface Job {
  logdir: string;
  /** The run's name: its directory under `logdir`, with slashes. */
  run: string;
  preset: PresetName;
  model: string;
  /** Units that are left out of it. */
  without: Without;
  data: DatasetName;
  epochs: number;
  /** Images drawn in an epoch. */
  samples: number;
  batch: number;
  optimizer: OptimizerName;
  learningRate: number;
  seed: number;
  backend: "auto" | BackendName;
  keepCheckpoints: Keep;
  resume: boolean;
  onNan: OnNan;
}

export type OnNan = "continue" | "stop";

export interface Outcome {
  kind: "finished" | "already finished" | "stopped" | "diverged" | "failed";
  /** What to say about it, or null. */
  message: string | null;
}

/** What a worker tells. */
export type Report =
  | { kind: "backend"; name: BackendName; reason: string; faster: string | null }
  | { kind: "started"; parameters: number; firstEpoch: number; directory: string }
  | ({ kind: "batch"; epoch: number } & BatchResult)
  | {
      kind: "epoch";
      epoch: number;
      test: { loss: number; accuracy: number };
      training: { loss: number; accuracy: number };
      seconds: number;
      loggingSeconds: number;
    }
  | { kind: "note"; text: string }
  | { kind: "end"; outcome: Outcome };
