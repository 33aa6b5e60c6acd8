// What Node itself takes of the time that a log directory's opening may take: a bare program that only reads the files.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Corpus } from "../corpus/index.ts";
import { figuresOf, type Opening } from "./figures.ts";

const PROGRAM = fileURLToPath(new URL("floor.mjs", import.meta.url));

export const FLOORS = [
  { name: "Node that opens and reads the files and parses nothing", flags: [] },
  { name: "the same with Fastify loaded and listening", flags: ["listen"] },
] as const;

/** From its start until it has read all bytes. Throws when it finds others than the corpus has. */
export async function openWithFloor(corpus: Corpus, flags: readonly string[]): Promise<Opening> {
  const started = performance.now();
  const child = spawn(process.execPath, [PROGRAM, corpus.logdir, ...flags], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const [told] = (await once(child.stdout, "data")) as [Buffer];
  const seconds = (performance.now() - started) / 1000;
  const figures = figuresOf(child.pid!);
  child.stdin.end();
  await exited;
  if (Number(told.toString()) !== corpus.bytes)
    throw new Error(`The bare program read ${told.toString().trim()} of ${corpus.bytes} bytes.`);
  return { seconds, ...figures };
}
