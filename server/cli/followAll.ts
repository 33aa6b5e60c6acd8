// Several named log directories followed as if they were one: each run's name begins with its directory's.
import type { LogdirStatus } from "#contract/protocol.ts";
import { followLogdir, type Logdir, type LogdirOptions, type LogSink } from "../logdir/index.ts";
import type { NamedLogdir } from "./flags.ts";

/** Follows them all, telling one sink. */
export function followAll(
  roots: readonly NamedLogdir[],
  sink: LogSink,
  options: LogdirOptions,
): Logdir {
  const logdirs = roots.map(({ name, path }) =>
    followLogdir(path, name === null ? sink : underName(name, sink), options),
  );
  if (logdirs.length === 1 && roots[0]!.name === null) return logdirs[0]!;
  return {
    status: () => together(logdirs.map((logdir) => logdir.status())),
    ready: allReady(logdirs),
    unfinished: () =>
      roots.flatMap(({ name }, i) => {
        const unfinished = logdirs[i]!.unfinished();
        if (name === null) return unfinished;
        return unfinished.map((one) => ({ ...one, run: runUnder(name, one.run) }));
      }),
    onStatus(listener) {
      const ends = logdirs.map((logdir) => logdir.onStatus(listener));
      return () => ends.forEach((end) => end());
    },
    async close() {
      await Promise.all(logdirs.map((logdir) => logdir.close()));
    },
  };
}

async function allReady(logdirs: readonly Logdir[]): Promise<void> {
  await Promise.all(logdirs.map((logdir) => logdir.ready));
}

const runUnder = (name: string, run: string): string => (run === "." ? name : `${name}/${run}`);

function underName(name: string, sink: LogSink): LogSink {
  const named = (run: string): string => runUnder(name, run);
  return {
    appeared: (run) => sink.appeared(named(run)),
    events: (run, file, batch) => sink.events(named(run), file, batch),
    restarted: (run) => sink.restarted(named(run)),
    tensorsAhead: (run, tensors) => sink.tensorsAhead(named(run), tensors),
    checkpoints: (run, checkpoints) => sink.checkpoints(named(run), checkpoints),
    examples: (run, examples) => sink.examples(named(run), examples),
    problems: (run, problems) => sink.problems(named(run), problems),
    gone: (run) => sink.gone(named(run)),
  };
}

function together(statuses: readonly LogdirStatus[]): LogdirStatus {
  const reading = statuses.flatMap((status) => status.reading ?? []);
  return {
    path: statuses.map(({ path }) => path).join(", "),
    exists: statuses.some(({ exists }) => exists),
    reading:
      reading.length === 0
        ? null
        : {
            done: reading.reduce((sum, { done }) => sum + done, 0),
            total: reading.reduce((sum, { total }) => sum + total, 0),
          },
    problems: statuses.flatMap(({ problems }) => problems),
  };
}
