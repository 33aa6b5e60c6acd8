// The flags of `layerlapse serve`: TensorBoard's, and few of our own.
import { Command, Option } from "commander";
import * as flags from "./flags.ts";
import { METRIC_NAMES } from "#contract/metrics.ts";
import { VERSION } from "./version.ts";

/** What the flags say. */
export interface ServeOptions {
  logdir?: string;
  logdirSpec?: flags.NamedLogdir[];
  host?: string;
  bindAll?: boolean;
  port?: number;
  pathPrefix: string;
  reloadInterval?: number;
  windowTitle: string;
  metric?: string;
  inspect?: boolean;
  train?: string;
  token: boolean;
  allowHost: string[];
  frameAncestors: string;
  followOutside?: boolean;
}

/** Of the usual names, so many are named in the help. */
const METRICS_NAMED = 3;

const EXAMPLES = `
Other commands:
  layerlapse train …     train a preset into a log directory (layerlapse train --help)
  layerlapse inspect …   say what a log directory holds (layerlapse inspect --help)
  layerlapse export …    write scalars and distributions as CSV, JSON or .npz (layerlapse export --help)

Examples:
  layerlapse --logdir logs
  layerlapse --logdir logs --port 8080 --path_prefix /lapse
  layerlapse --logdir_spec old:/data/old,new:/data/new
  layerlapse --logdir logs --metric eval/f1
  layerlapse --logdir logs --train paper

Flags may be written with underscores or hyphens.`;

/** Reads the flags; throws commander's error when they cannot be read, or for --help and --version. */
export async function serveCommand(argv: readonly string[]): Promise<ServeOptions> {
  const command = new Command("layerlapse")
    .description("Shows how the weights of every layer change while a network trains.")
    .option("--logdir <path>", "directory that holds the runs; it need not exist yet")
    .option("--logdir-spec <list>", "several: name:path,name2:path2", flags.logdirSpecFrom)
    .addOption(new Option("--host <name>", "address to listen on (default: localhost)"))
    .addOption(
      new Option("--bind-all", "listen on all addresses, and ask for a token").conflicts("host"),
    )
    .option("--port <number>", "default: the first free one from 6006; 0: any", flags.portFrom)
    .option("--path-prefix <path>", "serve below this path", flags.pathPrefixFrom, "")
    .option("--window-title <text>", "title of the page", "Layerlapse")
    .option(
      "--metric <tag>",
      "scalar to compare models by; default: the first there is of the usual names, as " +
        `${METRIC_NAMES.slice(0, METRICS_NAMED).join(", ")} … (accuracy before loss, test before training)`,
    )
    .option("--inspect", "say what the log directory holds, and end")
    .option("--train <preset>", "also train this preset into the log directory")
    .option("--no-token", "let anybody in who reaches the server")
    .option("--allow-host <names...>", "more host names to answer to (behind a proxy)", [])
    .addOption(
      new Option("--frame-ancestors <sources>", "who may show the page in a frame, as in CSP")
        .argParser(flags.frameAncestorsFrom)
        .default("'none'"),
    )
    .option("--follow-outside", "follow symlinks that lead out of the log directory")
    .option(
      "--reload-interval <seconds>",
      "look for new data so often only; 0: never after the start (default: as it is written)",
      flags.secondsFrom,
    )
    .version(VERSION, "--version", "print the version")
    .helpOption("--help", "print this")
    .addHelpText("after", EXAMPLES)
    .allowExcessArguments(false)
    .exitOverride();
  await command.parseAsync(flags.spelledWithHyphens(argv), { from: "user" });
  return command.opts<ServeOptions>();
}
