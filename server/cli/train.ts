// `layerlapse train`: hands over to the trainer, in this process or in one of its own beside the server.
import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { setTimeout as delay } from "node:timers/promises";

/** Hands the arguments to the trainer. Imported only here and now, so that a server never loads TensorFlow. */
export async function train(argv: readonly string[]): Promise<number> {
  const trainer = await import("#trainer/main.ts");
  return trainer.main(argv);
}

/** A training that runs beside the server. */
export interface Training {
  /** Ends the training and waits for it; safe to call when it is already over. */
  stop(): Promise<void>;
}

/** On Ctrl-C the terminal has told the trainer too: a second signal would cut its clean stop short. */
const OWN_STOP_MS = 300;
const LONGEST_STOP_MS = 10_000;
const UNREFERENCED = { ref: false };

/** Trains `preset` into `logdir` in a process of its own, going on where an earlier training stopped. */
export function trainBeside(
  logdir: string,
  preset: string,
  report: (line: string) => void,
): Training {
  const main = createRequire(import.meta.url).resolve("layerlapse/main");
  const argv = [main, "train", "--logdir", logdir, "--preset", preset, "--resume"];
  const child = spawn(process.execPath, argv, { stdio: "inherit" });
  let stopping = false;
  const ended = new Promise<void>((resolve) => {
    child.once("error", (error) => {
      report(`The training did not start: ${error.message}`);
      resolve();
    });
    child.once("exit", (code, signal) => {
      const how = signal === null ? `exit code ${code}` : signal;
      if (code !== 0 && !stopping) {
        report(`The training ended early (${how}). What it wrote stays on the page.`);
      }
      resolve();
    });
  });
  return {
    async stop() {
      stopping = true;
      await Promise.race([ended, delay(OWN_STOP_MS, undefined, UNREFERENCED)]);
      if (isRunning(child)) child.kill("SIGTERM");
      await Promise.race([ended, delay(LONGEST_STOP_MS, undefined, UNREFERENCED)]);
      if (isRunning(child)) child.kill("SIGKILL");
      await ended;
    },
  };
}

const isRunning = (child: ChildProcess): boolean =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;
