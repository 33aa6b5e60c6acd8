// What the threads of a page did for a while, by the browser's own trace: the processor time of each of their tasks, which other programs on the machine do not lengthen.
import type { Browser } from "playwright-core";

/** Milliseconds of processor time of each task, the shortest first. */
export interface ThreadTasks {
  /** Of the thread that takes events and draws the page. */
  page: readonly number[];
  /** Of the worker that runs networks. */
  worker: readonly number[];
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
  /** Of the thread's own processor time. */
  tdur?: number;
  args?: { name?: string };
}

const CATEGORIES = ["toplevel"];
const THREADS = { page: "CrRendererMain", worker: "DedicatedWorker thread" } as const;

/** Begins to trace all pages of the browser; the result ends it. Of several threads of a kind, the busiest is meant. */
export async function threadTasks(browser: Browser): Promise<() => Promise<ThreadTasks>> {
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  await session.send("Tracing.start", {
    traceConfig: { includedCategories: CATEGORIES },
    transferMode: "ReportEvents",
  });
  return async () => {
    const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
    await session.send("Tracing.end");
    await complete;
    await session.detach();
    return {
      page: busiest(events, THREADS.page),
      worker: busiest(events, THREADS.worker),
    };
  };
}

export function total(durations: readonly number[]): number {
  return durations.reduce((sum, one) => sum + one, 0);
}

function busiest(events: readonly TraceEvent[], thread: string): number[] {
  const lists = events
    .filter(({ name, args }) => name === "thread_name" && args?.name?.startsWith(thread))
    .map(({ pid, tid }) => tasksOf(events, pid, tid));
  return lists.reduce((most, one) => (total(one) > total(most) ? one : most), []);
}

/** Tasks that run within others are counted with these. */
function tasksOf(events: readonly TraceEvent[], pid: number, tid: number): number[] {
  const all = events
    .filter((one) => one.pid === pid && one.tid === tid && one.ph === "X")
    .filter(({ name }) => name.endsWith("RunTask"))
    .sort((one, other) => one.ts - other.ts || other.dur! - one.dur!);
  const durations: number[] = [];
  let end = -Infinity;
  for (const { ts, dur = 0, tdur = 0 } of all) {
    if (ts < end) continue;
    durations.push(tdur / 1000);
    end = ts + dur;
  }
  return durations.sort((one, other) => one - other);
}
