// The command line: `layerlapse` serves, `layerlapse train` trains, `inspect` says what is there, `export` writes tables.
import { CommanderError } from "commander";
import { Failure } from "./failure.ts";

type Command = (argv: readonly string[]) => Promise<number>;

/** Each is loaded when it is the one that is wanted. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import("./serve.ts")).serve,
  train: async () => (await import("./train.ts")).train,
  inspect: async () => (await import("./inspect.ts")).inspectCommand,
  export: async () => (await import("./export/index.ts")).exportCommand,
};

/** Runs the command that the arguments name; resolves to the exit code. */
async function main(argv: readonly string[]): Promise<number> {
  const [name = ""] = argv;
  const isFlag = name === "" || name.startsWith("-");
  if (isFlag || Object.hasOwn(COMMANDS, name)) {
    const command = await COMMANDS[isFlag ? "serve" : name]!();
    return command(isFlag ? argv : argv.slice(1));
  }
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
