// TensorBoard's data server, the Rust program that its `--load_fast` starts: until its first load cycle has finished.
import { type ChildProcess, spawn } from "node:child_process";
import { exitCode } from "../../support/layerlapse.ts";
import { figuresOf, type Opening } from "./figures.ts";
import { tensorBoard } from "./tensorboard.ts";

/** Ways to run it that differ in what they keep and check. */
export const DATA_SERVER_WAYS = [
  { name: "keeps a sample, checks nothing", flags: [] },
  { name: "keeps all, checks nothing", flags: ["--samples-per-plugin", keepAll()] },
  {
    name: "keeps all, verifies checksums",
    flags: ["--samples-per-plugin", keepAll(), "--checksum"],
  },
] as const;

function keepAll(): string {
  return ["scalars", "histograms", "tensor"].map((plugin) => `${plugin}=all`).join(",");
}

export interface LoadedServer extends Opening {
  process: ChildProcess;
  stop(): Promise<void>;
}

/** Starts it on a log directory; resolves when everything is loaded. `reload` is in seconds, or "once". */
export async function openWithDataServer(
  logdir: string,
  flags: readonly string[],
  reload = "once",
): Promise<LoadedServer> {
  const theirs = tensorBoard();
  if (typeof theirs === "string") throw new Error(theirs);
  const started = performance.now();
  const child = spawn(
    theirs.dataServer,
    ["--logdir", logdir, "--port", "0", "--reload", reload, "--verbose", ...flags],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const stop = async (): Promise<void> => {
    child.kill();
    await exitCode(child);
  };
  await new Promise<void>((resolve, reject) => {
    let output = "";
    child.stderr.on("data", (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-10_000);
      if (output.includes("Finished load cycle")) resolve();
    });
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`TensorBoard's data server ended: ${output}`)));
  });
  const seconds = (performance.now() - started) / 1000;
  return { seconds, ...figuresOf(child.pid!), process: child, stop };
}
