#!/usr/bin/env node
// The program starts: what is worth doing before anything else is loaded, and then the command line.
import { setFlagsFromString } from "node:v8";
import { standBy } from "./logdir/workers/standby.ts";

/**
 * Bytes of bytecode that a function runs before it is compiled for speed, twice V8's own: thousands of runs are
 * read in a second, and compiling what was busy for a tenth of it took a third of all the work.
 */
const BUSY_BYTES = 135_168;

const [command = "", ...others] = process.argv.slice(2);
const readsLogs = [command, ...others].some((one) => one.startsWith("--logdir"));
if (readsLogs && command !== "train") {
  setFlagsFromString(`--interrupt-budget=${BUSY_BYTES}`);
  standBy();
}
await import("./cli/commandLine.ts");
