#!/usr/bin/env node
// The command line: `layerlapse` serves, `layerlapse train` trains, `inspect` says what is there, `export` writes tables.
import { CommanderError } from "commander";
import { exportCommand } from "./cli/export/index.ts";
import { Failure } from "./cli/failure.ts";
import { inspectCommand } from "./cli/inspect.ts";
import { serve } from "./cli/serve.ts";
import { train } from "./cli/train.ts";

const COMMANDS: Readonly<Record<string, (argv: readonly string[]) => Promise<number>>> = {
  serve,
  train,
  inspect: inspectCommand,
  export: exportCommand,
};

/** Runs the command that the arguments name; resolves to the exit code. */
async function main(argv: readonly string[]): Promise<number> {
  const [name = ""] = argv;
  if (name === "" || name.startsWith("-")) return serve(argv);
  if (Object.hasOwn(COMMANDS, name)) return COMMANDS[name]!(argv.slice(1));
  const known = Object.keys(COMMANDS).join(", ");
  throw new Failure(
    `There is no command "${name}" (${known}). For a log directory: layerlapse --logdir ${name}`,
  );
}

// Whoever read the output has gone (`| head`): that is no reason to crash.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // Commander has said what it had to say.
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else if (error instanceof Failure) {
    process.stderr.write(`layerlapse: ${error.message}\n`);
    process.exitCode = error.exitCode;
  } else throw error;
}
