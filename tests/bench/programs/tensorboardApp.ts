// TensorBoard as a user starts it: its Python server with the data server behind it.
import { type ChildProcess, spawn } from "node:child_process";
import { exitCode } from "../../support/layerlapse.ts";
import { freePort } from "./http.ts";
import { tensorBoard } from "./tensorboard.ts";

export interface TensorBoardApp {
  /** Ends with a slash; nobody need listen there yet. */
  url: string;
  process: ChildProcess;
  stop(): Promise<void>;
}

/** Starts it on a log directory and a port of its own. */
export async function startTensorBoard(
  logdir: string,
  ...flags: string[]
): Promise<TensorBoardApp> {
  const theirs = tensorBoard();
  if (typeof theirs === "string") throw new Error(theirs);
  const port = await freePort();
  const child = spawn(
    theirs.tensorboard,
    ["--logdir", logdir, "--port", String(port), "--load_fast=true", ...flags],
    { stdio: "ignore" },
  );
  const stop = async (): Promise<void> => {
    child.kill();
    await exitCode(child);
  };
  return { url: `http://127.0.0.1:${port}/`, process: child, stop };
}
