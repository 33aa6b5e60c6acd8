import { Worker } from "node:worker_threads";
import { expect, it, onTestFinished } from "vitest";
import {
  dismissStanding,
  EARLY_THREADS,
  standBy,
  workerThread,
} from "../../../../server/logdir/workers/standby.ts";
import { WorkerPool } from "../../../../server/logdir/workers/pool.ts";

/** Threads are numbered in the order in which they are started. */
function numberOfTheNext(): number {
  const next = new Worker("", { eval: true });
  onTestFinished(() => void next.terminate());
  return next.threadId;
}

function taken(): Worker {
  const worker = workerThread();
  onTestFinished(() => void worker.terminate());
  return worker;
}

it("threads that stand by are taken before another is started", () => {
  standBy();
  const next = numberOfTheNext();
  for (let i = 0; i < EARLY_THREADS; i++) expect(taken().threadId).toBeLessThan(next);
  expect(taken().threadId).toBeGreaterThan(next);
});

it("a thread that stood by does jobs", async () => {
  standBy();
  const pool = new WorkerPool();
  onTestFinished(() => pool.close());
  const nothing = { descriptor: 0, starts: new Float64Array(0), ends: new Float64Array(0) };
  expect(await pool.run("gather", nothing, () => {})).toBeNull();
  dismissStanding();
});

it("those that nobody took are ended and not taken any more", () => {
  standBy();
  const next = numberOfTheNext();
  dismissStanding();
  expect(taken().threadId).toBeGreaterThan(next);
});
