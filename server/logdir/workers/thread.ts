// One worker thread as the main thread sees it: the jobs it is at, and what becomes of them when it ends.
import type { JobName } from "./jobs.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { workerThread } from "./standby.ts";

/** A job that has been asked for. */
export interface Task {
  readonly name: JobName;
  readonly input: unknown;
  /** A thread does one such at a time. */
  readonly big: boolean;
  /** A promise that it returns is waited for. */
  readonly take: (piece: unknown) => unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A task at work; `thrown` is what its taker threw: the thread has been told to stop, and may still be reading. */
interface AtWork {
  task: Task;
  thrown: Error | null;
  /** Resolves when the pieces that have come so far have been taken. */
  taken: Promise<void>;
}

export class Thread {
  readonly #worker = workerThread();
  readonly #atWork = new Map<number, AtWork>();
  readonly #onFree: () => void;
  readonly #patienceMs: number | null;
  #patience: NodeJS.Timeout | undefined;
  readonly #ended: Promise<void>;
  #lastJob = 0;
  #alive = true;
  #failure = "it ended without a reason";

  /**
   * `onFree` is called after every job, and when the thread has ended. One that is at work and is not heard of for
   * `patienceMs` is ended; null waits for ever.
   */
  constructor(onFree: () => void, patienceMs: number | null) {
    this.#onFree = onFree;
    this.#patienceMs = patienceMs;
    this.#worker.on("message", (message: FromWorker) => this.#hear(message));
    this.#worker.on("error", (error: Error) => (this.#failure = error.message));
    this.#ended = new Promise((resolve) => {
      this.#worker.once("exit", () => {
        this.#alive = false;
        clearTimeout(this.#patience);
        const reason = `the thread that was at it broke down: ${this.#failure}`;
        for (const job of this.#atWork.keys()) this.#hear({ type: "failed", job, reason });
        onFree();
        resolve();
      });
    });
  }

  /** False: it does nothing more. */
  get alive(): boolean {
    return this.#alive;
  }

  /** Jobs that it is at. */
  get load(): number {
    return this.#atWork.size;
  }

  get hasBig(): boolean {
    return [...this.#atWork.values()].some(({ task }) => task.big);
  }

  start(task: Task): void {
    const job = ++this.#lastJob;
    this.#atWork.set(job, { task, thrown: null, taken: Promise.resolve() });
    this.#tell({ type: "start", job, name: task.name, input: task.input });
    this.#beginPatience();
  }

  /** Ends it, whatever it is at; its jobs are rejected when it reads nothing more. */
  async end(): Promise<void> {
    await this.#stop("it was stopped");
  }

  async #stop(why: string): Promise<void> {
    this.#failure = why;
    await this.#worker.terminate();
    await this.#ended;
  }

  #beginPatience(): void {
    clearTimeout(this.#patience);
    const ms = this.#patienceMs;
    if (ms === null || this.#atWork.size === 0) return;
    const tooLong = `it did not get on for ${ms / 1000} seconds`;
    this.#patience = setTimeout(() => void this.#stop(tooLong), ms);
  }

  #hear(message: FromWorker): void {
    const { job } = message;
    const one = this.#atWork.get(job);
    if (!one) return;
    if (message.type === "piece") {
      this.#beginPatience();
      one.taken = one.taken.then(() => this.#take(job, one, message));
      return;
    }
    this.#atWork.delete(job);
    this.#beginPatience();
    void finish(one, message);
    this.#onFree();
  }

  async #take(job: number, one: AtWork, { piece, lent }: FromWorker & { type: "piece" }) {
    if (one.thrown) return;
    try {
      await one.task.take(piece);
      this.#tell({ type: "taken", job, lent });
    } catch (error) {
      one.thrown = error as Error;
      this.#tell({ type: "stop", job });
    }
  }

  #tell(message: ToWorker): void {
    this.#worker.postMessage(message, message.type === "taken" ? message.lent : []);
  }
}

/** Tells of a job's end, when its last piece has been taken. */
async function finish(one: AtWork, message: Exclude<FromWorker, { type: "piece" }>) {
  await one.taken;
  if (one.thrown) one.task.reject(one.thrown);
  else if (message.type === "done") one.task.resolve(message.result);
  else one.task.reject(new Error(message.reason));
}
