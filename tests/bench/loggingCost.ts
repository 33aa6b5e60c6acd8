// What logging an epoch costs: histograms, event file, checkpoint and their fsyncs, as a share of the epoch itself.
import { exitCode, layerlapse, temporaryFolder } from "../support/layerlapse.ts";

const EPOCHS = 5;
const GOAL = 0.03;

/** Trains one model of the paper preset alone and prints the share of the time that went into its log. */
export async function run(print: (line: string) => void): Promise<void> {
  const folder = temporaryFolder();
  const model = ["--preset", "paper", "--model", "dropout-0.2", "--epochs", String(EPOCHS)];
  const training = layerlapse(["train", "--logdir", folder.path, ...model]);
  if ((await exitCode(training.process)) !== 0) throw new Error(training.output());
  // The first snapshot is taken before training: it has no epoch to be a share of.
  const epochs = [
    ...training.output().matchAll(/epoch ([1-9]\d*)\/.* ([\d.]+) s, ([\d.]+) s to log it/g),
  ];
  const sum = (column: number): number =>
    epochs.reduce((total, match) => total + Number(match[column]), 0);
  const share = sum(3) / (sum(2) + sum(3));
  print(
    `${epochs.length} epochs of ${(sum(2) / epochs.length).toFixed(2)} s, ${(sum(3) / epochs.length).toFixed(3)} s each to log: ` +
      `${(share * 100).toFixed(1)} % (goal: under ${GOAL * 100} %)`,
  );
  folder.remove();
}
