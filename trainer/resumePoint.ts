// Where a training goes on: decided from what the log and the checkpoints of its run hold, or refused with a remedy.
import type { Hyperparameters } from "#contract/eventlog/hparams.ts";
import type { Checkpoints } from "./checkpoints.ts";
import type { RunHistory } from "./runHistory.ts";
import { TrainerError } from "./trainerError.ts";

export interface ResumePoint {
  /** The epoch whose weights and optimiser to start from; null starts from the initial weights. */
  checkpoint: number | null;
  /** The first epoch that the log lacks; it may be that of the checkpoint itself. */
  nextToLog: number;
}

/** A training may be made longer, and go on with what computes faster by now; everything else must stay. */
const MAY_CHANGE: readonly string[] = ["epochs", "backend"];

/**
 * Decides where to go on. A checkpoint is written before its epoch is logged, so the newest is at most one epoch ahead
 * of the log; where somebody deleted newer ones, the log is superseded from there on.
 */
export function resumePoint(
  directory: string,
  history: RunHistory,
  checkpoints: Checkpoints,
  wanted: { resume: boolean; hyperparameters: Hyperparameters },
): ResumePoint {
  const exists = history.files.length > 0 || checkpoints.any();
  if (exists && !wanted.resume) {
    throw new TrainerError(
      `${directory} already holds a run. Go on with it by --resume, keep it and choose another --name or --logdir, ` +
        "or delete that directory.",
    );
  }
  if (history.hyperparameters) refuseChanges(directory, history.hyperparameters, wanted);
  const checkpoint = checkpoints.newest();
  if (checkpoint === null && history.lastEpoch !== null) {
    throw new TrainerError(
      `${directory} is logged up to epoch ${history.lastEpoch}, but has no checkpoint with an optimiser's state to go ` +
        "on from. Delete that directory to train it again, or choose another --name or --logdir.",
    );
  }
  if (checkpoint === null) return { checkpoint, nextToLog: 0 };
  const logged = (history.lastEpoch ?? -1) >= checkpoint;
  return { checkpoint, nextToLog: logged ? checkpoint + 1 : checkpoint };
}

function refuseChanges(
  directory: string,
  before: Hyperparameters,
  { hyperparameters: now }: { hyperparameters: Hyperparameters },
): void {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  const changes = [...names]
    .filter((name) => !MAY_CHANGE.includes(name) && before[name] !== now[name])
    .map(
      (name) => `${name} was ${before[name] ?? "not there"} and is now ${now[name] ?? "not there"}`,
    );
  if (changes.length === 0) return;
  throw new TrainerError(
    `${directory} was begun otherwise: ${changes.join("; ")}. Resume it with the options it was begun with, ` +
      "or choose another --name or --logdir.",
  );
}
