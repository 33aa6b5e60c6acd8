// `layerlapse` (or `layerlapse serve`): follows a log directory and shows it in the browser, until it is told to stop.
import { hostname } from "node:os";
import { resolve } from "node:path";
import { existsSync } from "node:fs";
import { isLoopbackAddress } from "../http/hosts.ts";
import { cacheFolder } from "../logdir/cacheFolder.ts";
import { Runs } from "../runs/index.ts";
import { newToken, withToken } from "../http/token.ts";
import { CLIENT_FOLDER } from "./clientFolder.ts";
import { Failure } from "./failure.ts";
import type { NamedLogdir } from "./flags.ts";
import { followAll } from "./followAll.ts";
import { EVERYWHERE, listen } from "./listen.ts";
import { type ServeOptions, serveCommand } from "./serveCommand.ts";
import { trainBeside } from "./train.ts";
import { VERSION } from "./version.ts";

/** Serves until SIGTERM or SIGINT; resolves to the exit code. */
export async function serve(argv: readonly string[]): Promise<number> {
  const options = await serveCommand(argv);
  const roots = rootsOf(options);
  if (options.inspect) return (await import("./inspect.ts")).inspect(roots);
  return show(roots, options);
}

async function show(roots: readonly NamedLogdir[], options: ServeOptions): Promise<number> {
  const host = options.bindAll ? EVERYWHERE : (options.host ?? "localhost");
  const local = host === "localhost" || isLoopbackAddress(host);
  const token = local || !options.token ? null : newToken();
  const stopped = stopSignal();
  const runs = new Runs(options.metric);
  const logdir = followAll(roots, runs, {
    followOutside: options.followOutside ?? false,
    reloadSeconds: options.reloadInterval ?? null,
    cache: cacheFolder(),
  });
  // The threads read while the rest of the program is loaded.
  const { buildApp } = await import("../app.ts");
  const app = await buildApp({
    runs,
    logdir,
    clientDirectory: CLIENT_FOLDER,
    version: VERSION,
    windowTitle: options.windowTitle,
    pathPrefix: options.pathPrefix,
    hosts: { names: namesOf(options, local), anyAddress: !local },
    token,
    frameAncestors: options.frameAncestors,
    report,
  });
  try {
    const port = await listen(app, host, options.port ?? null);
    const shown = options.bindAll ? hostname() : host.includes(":") ? `[${host}]` : host;
    const address = `http://${shown}:${port}${options.pathPrefix}/`;
    const opened = token === null ? address : withToken(address, token);
    process.stdout.write(`Layerlapse ${VERSION} at ${opened} (Press Ctrl+C to quit)\n`);
    if (options.reloadInterval === 0)
      report("What is logged from now on is not read: --reload_interval is 0.");
    if (!local && token === null) report("Anybody who reaches this machine can see these runs.");
    if (!existsSync(CLIENT_FOLDER)) report("The page has not been built. Run: npm run build");
    const training = options.train && trainBeside(roots[0]!.path, options.train, report);
    await stopped;
    if (training) await training.stop();
  } finally {
    await app.close();
  }
  return 0;
}

function rootsOf({ logdir, logdirSpec, train }: ServeOptions): NamedLogdir[] {
  if (logdir !== undefined && logdirSpec !== undefined) {
    throw new Failure("--logdir and --logdir_spec say the same thing: give one of them.");
  }
  if (logdirSpec !== undefined && train !== undefined) {
    throw new Failure("--train writes into one directory: name it with --logdir.");
  }
  if (logdirSpec !== undefined) return logdirSpec;
  if (logdir !== undefined) return [{ name: null, path: resolve(logdir) }];
  throw new Failure("Say where the logs are, for example: layerlapse --logdir logs");
}

/** Names that people use for this machine when the server listens beyond it. */
function namesOf({ host, allowHost }: ServeOptions, local: boolean): ReadonlySet<string> {
  const own = local ? [] : [hostname(), ...(host === undefined ? [] : [host])];
  return new Set([...own, ...allowHost].map((name) => name.toLowerCase()));
}

/** The first signal ends the server in good order; the second ends it at once. */
function stopSignal(): Promise<void> {
  return new Promise((stop) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop());
  });
}

function report(line: string): void {
  process.stderr.write(`layerlapse: ${line}\n`);
}
