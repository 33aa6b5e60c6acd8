// From the append of an epoch to the message in the browser: a writer in this process, a real server in another.
import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { WebSocket } from "ws";
import { encodeEvent, scalarValue } from "#contract/eventlog/event.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import type { ClientMessage, RunSummary, ServerMessage } from "#contract/protocol.ts";
import { serve, temporaryFolder, until } from "../support/layerlapse.ts";

const APPENDS = 200;
const GAP_MS = 40;

const GOAL_P50_MS = 10;
const GOAL_P99_MS = 50;

/** Prints the 50th and 99th percentile in milliseconds, with one run watched, two hundred and a thousand. */
export async function run(print: (line: string) => void): Promise<void> {
  for (const runs of [1, 200, 1000]) {
    const latencies = await measure(runs);
    const at = (p: number): string => latencies[Math.floor(p * (latencies.length - 1))]!.toFixed(1);
    print(
      `${runs} runs watched: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms (goals: p50 ${GOAL_P50_MS}, p99 ${GOAL_P99_MS} ms)`,
    );
  }
}

async function measure(runs: number): Promise<number[]> {
  const folder = temporaryFolder();
  const record = (step: number): Uint8Array =>
    frameRecord(
      encodeEvent({
        wallTime: Date.now() / 1000,
        step,
        values: [scalarValue("accuracy/test", 0.5)],
      }),
    );
  const files = Array.from({ length: runs }, (_, i) => {
    mkdirSync(join(folder.path, `run-${i}`));
    const file = join(folder.path, `run-${i}`, "events.out.tfevents.1.host.1.0");
    appendFileSync(file, record(0));
    return file;
  });
  const server = await serve(folder.path);
  const socket = new WebSocket(`${server.url.replace("http", "ws")}api/live`);
  const known = new Map<string, RunSummary>();
  socket.on("message", (data, binary) => {
    if (binary) return;
    const message = JSON.parse((data as Buffer).toString("utf8")) as ServerMessage;
    if (message.type === "runs") for (const one of message.runs) known.set(one.name, one);
  });
  await new Promise((resolve) => socket.once("open", resolve));
  socket.send(
    JSON.stringify({
      type: "resume",
      server: null,
      revision: 0,
      watch: [],
    } satisfies ClientMessage),
  );
  await until(() => known.size === runs);
  const latencies: number[] = [];
  for (let step = 1; step <= APPENDS; step++) {
    const at = (step * 7919) % runs;
    const start = performance.now();
    appendFileSync(files[at]!, record(step));
    while (known.get(`run-${at}`)?.lastStep !== step)
      await new Promise((resolve) => setImmediate(resolve));
    latencies.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, GAP_MS));
  }
  socket.close();
  await server.stop();
  folder.remove();
  return latencies.toSorted((a, b) => a - b);
}
