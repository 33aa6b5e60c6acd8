// What a run's directory already holds: its event files, how far they tell, and with which hyperparameters.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeEvent, type LogEvent } from "#contract/eventlog/event.ts";
import { decodeHparams, type Hyperparameters, HPARAMS_PLUGIN } from "#contract/eventlog/hparams.ts";
import { scanRecords } from "#contract/eventlog/tfrecord.ts";
import { EPOCH_MARK } from "./runWriter.ts";

export interface RunHistory {
  /** Names of the event files, in name order. */
  files: string[];
  /** The last epoch that is wholly logged, or null. */
  lastEpoch: number | null;
  /** As the newest file states them, or null. */
  hyperparameters: Hyperparameters | null;
}

/** Names of the event files in a directory, in the order they are to be read; none when there is no directory. */
export function eventFiles(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => name.includes("tfevents"))
      .sort();
  } catch {
    return [];
  }
}

/** Reads all event files of a run; a torn record, where a writer was killed, counts as not written. */
export function readHistory(directory: string): RunHistory {
  const history: RunHistory = {
    files: eventFiles(directory),
    lastEpoch: null,
    hyperparameters: null,
  };
  const epochs = new Set<number>();
  for (const name of history.files) {
    const bytes = readFileSync(join(directory, name));
    for (const { start, end } of scanRecords(bytes, true).records) {
      take(decodeEvent(bytes.subarray(start, end)));
    }
  }
  if (epochs.size > 0) history.lastEpoch = Math.max(...epochs);
  return history;

  function take({ step, content }: LogEvent): void {
    if (content.kind === "sessionStart") {
      for (const epoch of epochs) if (epoch >= step) epochs.delete(epoch);
    }
    if (content.kind !== "summary") return;
    for (const value of content.values) {
      if (value.tag === EPOCH_MARK) epochs.add(step);
      if (value.plugin !== HPARAMS_PLUGIN || value.pluginContent === null) continue;
      const session = decodeHparams(value.pluginContent);
      if (session.kind === "start") history.hyperparameters = session.hparams;
    }
  }
}
