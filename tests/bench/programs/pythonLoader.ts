// TensorBoard's Python loader, which people without the data server wait for: measured on an excerpt, reckoned for the whole.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Excerpt } from "./excerpt.ts";
import { tensorBoard } from "./tensorboard.ts";

const PROGRAM = fileURLToPath(new URL("pythonLoader.py", import.meta.url));
const LONGEST_MS = 300_000;

export interface Reckoned {
  /** For the whole corpus: the start of the program once, and its loading by the bytes. */
  seconds: number;
  /** Values that it loaded of the excerpt. */
  events: number;
}

/** Loads an excerpt and reckons the seconds for the corpus it is from. */
export function reckonedPythonLoader(excerpt: Excerpt): Reckoned {
  const theirs = tensorBoard();
  if (typeof theirs === "string") throw new Error(theirs);
  const told = JSON.parse(
    execFileSync(theirs.python, [PROGRAM, excerpt.logdir], {
      timeout: LONGEST_MS,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }),
  ) as { startSeconds: number; loadSeconds: number; events: number };
  return { seconds: told.startSeconds + told.loadSeconds * excerpt.factor, events: told.events };
}
