// `layerlapse inspect`: what a log directory holds, run by run, and whether all of it could be read.
import { resolve } from "node:path";
import { Command } from "commander";
import { Failure } from "./failure.ts";
import { logdirSpecFrom, type NamedLogdir, spelledWithHyphens } from "./flags.ts";
import { counted } from "./printable.ts";
import { type ReadLogdir, readLogdir } from "./readLogdir.ts";
import { surveyOf } from "./survey.ts";
import { linesOf, problemText } from "./surveyText.ts";

const HELP = `
Of every tag: how many steps, the first and the last; steps that are missing, where three quarters of all steps
follow each other at the same distance; values out of order, written again by a restarted job (only the newest
stand), NaN or infinite.

Exit code: 0 when everything could be read, 1 when something could not or is damaged. A record that is still
being written at the end of a file is told of, and is no damage.

--json prints one object: logdir, runs (each with name, tags, checkpoints, examples, unfinished, problems), problems
of files that belong to no run, ok. A tag has kind, tag, values, steps, firstStep, lastStep, outOfOrder, superseded,
gaps (every, missing, places, after; null where no distance is usual) and nonFinite.

Examples:
  layerlapse inspect --logdir logs
  layerlapse inspect --logdir logs --json | jq '.runs[] | {name, problems}'`;

interface InspectOptions {
  logdir?: string;
  logdirSpec?: NamedLogdir[];
  json?: boolean;
}

/** Reads the flags, then inspects. */
export async function inspectCommand(argv: readonly string[]): Promise<number> {
  const command = new Command("layerlapse inspect")
    .description("Says what a log directory holds, and whether all of it could be read.")
    .option("--logdir <path>", "directory that holds the runs")
    .option("--logdir-spec <list>", "several: name:path,name2:path2", logdirSpecFrom)
    .option("--json", "for scripts")
    .helpOption("--help", "print this")
    .addHelpText("after", HELP)
    .allowExcessArguments(false)
    .exitOverride();
  await command.parseAsync(spelledWithHyphens(argv), { from: "user" });
  const { logdir, logdirSpec, json } = command.opts<InspectOptions>();
  const print = json ? printJson : printText;
  if (logdirSpec !== undefined) return inspect(logdirSpec, print);
  if (logdir !== undefined) return inspect([{ name: null, path: resolve(logdir) }], print);
  throw new Failure("Say where the logs are, for example: layerlapse inspect --logdir logs");
}

/** Reads everything once and prints it; resolves to the exit code. */
export async function inspect(
  roots: readonly NamedLogdir[],
  print: (read: ReadLogdir) => Promise<number> = printText,
): Promise<number> {
  const read = await readLogdir(roots);
  try {
    const problems = await print(read);
    return problems === 0 ? 0 : 1;
  } finally {
    await read.close();
  }
}

/** Resolves to the number of problems, as does {@link printJson}. */
async function printText(read: ReadLogdir): Promise<number> {
  const { path, problems } = read.status;
  let found = problems.length;
  await write(`${path}: ${counted(read.runs.logged().length, "run")}\n`);
  for (const problem of problems) await write(`${problemText(problem)}\n`);
  for await (const run of surveyOf(read)) {
    found += run.problems.length;
    await write(`\n${linesOf(run).join("\n")}\n`);
  }
  if (found > 0) await write(`\n${counted(found, "problem")}: look for the lines with !\n`);
  return found;
}

async function printJson(read: ReadLogdir): Promise<number> {
  const { path, problems } = read.status;
  let found = problems.length;
  await write(`{"logdir":${JSON.stringify(path)},"runs":[`);
  let separator = "\n";
  for await (const run of surveyOf(read)) {
    found += run.problems.length;
    await write(`${separator}${JSON.stringify(run)}`);
    separator = ",\n";
  }
  await write(`\n],"problems":${JSON.stringify(problems)},"ok":${found === 0}}\n`);
  return found;
}

/** Waits for a slow reader, so that the output of a large directory need not fit into memory. */
async function write(text: string): Promise<void> {
  if (process.stdout.write(text) || process.stdout.destroyed) return;
  await new Promise<void>((resolve) => {
    process.stdout.once("drain", resolve).once("close", resolve);
  });
}
