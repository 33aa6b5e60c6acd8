// `layerlapse inspect`: what a log directory holds, run by run, in the terminal.
import { resolve } from "node:path";
import { Command } from "commander";
import { Failure } from "./failure.ts";
import { logdirSpecFrom, type NamedLogdir, spelledWithHyphens } from "./flags.ts";
import { followAll } from "./followAll.ts";
import { Inventory } from "./inventory.ts";

/** Reads the flags, then inspects. */
export async function inspectCommand(argv: readonly string[]): Promise<number> {
  const command = new Command("layerlapse inspect")
    .description("Says what a log directory holds: tags by kind, steps, what is out of order.")
    .option("--logdir <path>", "directory that holds the runs")
    .option("--logdir-spec <list>", "several: name:path,name2:path2", logdirSpecFrom)
    .helpOption("--help", "print this")
    .allowExcessArguments(false)
    .exitOverride();
  await command.parseAsync(spelledWithHyphens(argv), { from: "user" });
  const { logdir, logdirSpec } = command.opts<{ logdir?: string; logdirSpec?: NamedLogdir[] }>();
  if (logdirSpec !== undefined) return inspect(logdirSpec);
  if (logdir !== undefined) return inspect([{ name: null, path: resolve(logdir) }]);
  throw new Failure("Say where the logs are, for example: layerlapse inspect --logdir logs");
}

/** Reads everything once and prints it; resolves to the exit code. */
export async function inspect(roots: readonly NamedLogdir[]): Promise<number> {
  const inventory = new Inventory();
  const logdir = followAll(roots, inventory, {});
  await logdir.ready;
  const { path, exists, problems } = logdir.status();
  await logdir.close();
  if (!exists) throw new Failure(`There is no directory ${path}.`);
  process.stdout.write(`${inventory.report(path, problems)}\n`);
  return 0;
}
