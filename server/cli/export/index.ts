// `layerlapse export`: scalars, or distributions over time, for spreadsheets, pandas and NumPy.
import { existsSync, realpathSync } from "node:fs";
import { extname, join, resolve, sep } from "node:path";
import { Readable } from "node:stream";
import { Command, Option } from "commander";
import { Failure } from "../failure.ts";
import { type NamedLogdir, spelledWithHyphens } from "../flags.ts";
import { printable } from "../printable.ts";
import { readLogdir } from "../readLogdir.ts";
import type { Runs } from "../../runs/index.ts";
import { binsCsv, csvOf } from "./csv.ts";
import { jsonOf } from "./json.ts";
import { npzOf } from "./npz.ts";
import { writeFileWhole, writeOut } from "./output.ts";
import { snapshotOf } from "./snapshot.ts";
import { exportable, runCalled, type Selection, seriesCalled } from "./selection.ts";

const FORMATS: Readonly<
  Record<string, (selection: Selection) => AsyncIterable<string | Uint8Array>>
> = { csv: csvOf, json: jsonOf, npz: npzOf };

const HELP = `
csv   Scalars: tag, step, wall_time (seconds since 1970), value. Distributions: tag, step, wall_time, count,
      non_finite, zeros, min, max, mean, std, exact_bins, exact_moments; with --bins instead a row for every bin
      that holds anything: tag, step, left, right, count. NaN and Infinity are spelled so; pandas reads them.
json  {"run": …, "series": [{"tag": …, "kind": "scalars", "steps": […], "wall_times": […], "values": […]}]};
      distributions have the columns above and bins: {"left": …, "width": …, "counts": […]} at each step.
      NaN and the infinities are the strings "NaN", "Infinity", "-Infinity".
npz   The same columns as arrays; of several tags, called tag/column. The bins of step i are
      bin_counts[bin_offsets[i]:bin_offsets[i + 1]], the first begins at bin_left[i], each is bin_width[i] wide.

Steps are exact. exact_bins and exact_moments are false where only another writer's buckets are logged, from which
bins, mean and std are estimated. zeros is NaN where the log does not tell.

Examples:
  layerlapse export --logdir logs --list
  layerlapse export --logdir logs --run mlp --tag loss/test > loss.csv
  layerlapse export --logdir logs --run mlp --against cnn --snapshot comparison.html
  layerlapse export --logdir logs --run mlp --tag hidden1/kernel --output kernel.npz
  python -c "import numpy; print(numpy.load('kernel.npz')['std'])"`;

interface ExportOptions {
  logdir?: string;
  run?: string;
  tag: string[];
  format?: string;
  output?: string;
  bins?: boolean;
  superseded?: boolean;
  list?: boolean;
  snapshot?: string;
  against?: string;
}

/** Reads the flags, then exports; resolves to the exit code. */
export async function exportCommand(argv: readonly string[]): Promise<number> {
  const command = new Command("layerlapse export")
    .description("Writes scalars, or distributions over time, as CSV, JSON or NumPy's .npz.")
    .option("--logdir <path>", "directory that holds the runs")
    .option("--run <name>", "default: the only one that there is")
    .option("--tag <tag>", "may be given several times; default: all scalars", added, [])
    .addOption(
      new Option("--format <format>", "default: as the output is named, else csv").choices(
        Object.keys(FORMATS),
      ),
    )
    .option("--output <file>", "default: standard output")
    .option("--bins", "csv: the bins of distributions instead of their statistics")
    .option("--superseded", "also what a restarted job wrote again, marked as superseded")
    .option("--snapshot <file>", "one HTML file that shows --run without a server")
    .option("--against <name>", "with --snapshot: the run to compare with")
    .option("--list", "print what there is to be exported, and end")
    .helpOption("--help", "print this")
    .addHelpText("after", HELP)
    .allowExcessArguments(false)
    .exitOverride();
  await command.parseAsync(spelledWithHyphens(argv), { from: "user" });
  const options = command.opts<ExportOptions>();
  if (options.logdir === undefined)
    throw new Failure("Say where the logs are, for example: layerlapse export --logdir logs");
  if (options.against !== undefined && options.snapshot === undefined)
    throw new Failure("--against is for --snapshot.");
  const piecesOf = writerOf(options);
  // A model may be made of several runs' directories: a snapshot reads them all.
  const only = options.snapshot === undefined ? (options.run ?? null) : null;
  const read = await readLogdir(rootsOf(resolve(options.logdir), only));
  try {
    if (options.snapshot !== undefined) {
      const { run = null, against = null, tag } = options;
      const text = await snapshotOf(read.runs, { run, against, tag: tag[0] ?? null });
      await writeFileWhole(options.snapshot, Readable.from([text]));
      return 0;
    }
    if (options.list) {
      await writeOut(listOf(read.runs, options.run ?? null));
      return 0;
    }
    const run = runCalled(read.runs, options.run ?? null);
    const series = seriesCalled(run, options.tag);
    const superseded = options.superseded ?? false;
    const pieces = piecesOf({ run: run.name, series, superseded });
    if (options.output === undefined) await writeOut(pieces);
    else await writeFileWhole(options.output, pieces);
    return 0;
  } finally {
    await read.close();
  }
}

const added = (tag: string, before: readonly string[]): string[] => [...before, tag];

function writerOf({ format, output, bins, list }: ExportOptions): (typeof FORMATS)[string] {
  const named = extname(output ?? "").slice(1);
  const chosen = format ?? (Object.hasOwn(FORMATS, named) ? named : "csv");
  if (bins && chosen !== "csv")
    throw new Failure(`--bins is for csv; ${chosen} holds the bins anyway.`);
  if (chosen === "npz" && output === undefined && process.stdout.isTTY && !list)
    throw new Failure("An .npz file is no text: name it with --output, or pipe it to a program.");
  return bins ? binsCsv : FORMATS[chosen]!;
}

/** Only the run's own directory where there is one: the rest of a large directory need not be read. */
function rootsOf(logdir: string, run: string | null): NamedLogdir[] {
  const whole = [{ name: null, path: logdir }];
  if (run === null || run === "." || !existsSync(join(logdir, run))) return whole;
  const path = realpathSync(join(logdir, run));
  const inside = path.startsWith(`${realpathSync(logdir)}${sep}`);
  return inside ? [{ name: run, path }] : whole;
}

/** A line for every series: its run, kind, tag and number of points, between tabs. */
async function* listOf(runs: Runs, wanted: string | null): AsyncGenerator<string> {
  const chosen = wanted === null ? runs.logged() : [runCalled(runs, wanted)];
  for (const run of chosen) {
    for (const { tag, series } of exportable(run)) {
      const columns = [printable(run.name), series.kind, printable(tag), series.length];
      yield `${columns.join("\t")}\n`;
    }
  }
}
