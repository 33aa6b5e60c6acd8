// A few worker threads for what would hold up the main one: the biggest jobs first, small ones beside them.
import type { InputOf, JobName, PieceOf, ResultOf } from "./jobs.ts";
import { THREADS } from "./standby.ts";
import { type Task, Thread } from "./thread.ts";

export class WorkerPool {
  /** Big jobs that it may be at at the same time. */
  readonly most = THREADS;
  #threads: Thread[] = [];
  /** Big tasks that wait for a thread, the biggest first. */
  #waiting: { task: Task; bytes: number }[] = [];
  #open = true;
  readonly #patienceMs: number | null;

  /** A thread that does not get on with its jobs for `patienceMs` is ended, and they are rejected; null: none is. */
  constructor(patienceMs: number | null = null) {
    this.#patienceMs = patienceMs;
  }

  /**
   * Runs a job of jobs.ts. `take` is called with every piece in order, with the next one when what it returned has
   * resolved; what a piece was lent is valid until then.
   * Rejects with an Error in words: the job's own, what `take` threw, or that the thread broke down.
   * A job that takes long says of how many `bytes` it is: a thread does one of those at a time, and of those that wait
   * the biggest is next. The others start at once, beside what their thread is at.
   */
  run<Name extends JobName>(
    name: Name,
    input: InputOf<Name>,
    take: (piece: PieceOf<Name>) => unknown,
    bytes = 0,
  ): Promise<ResultOf<Name>> {
    return new Promise((resolve, reject) => {
      const task: Task = {
        name,
        input,
        big: bytes > 0,
        take: take as Task["take"],
        resolve: resolve as Task["resolve"],
        reject,
      };
      if (!this.#open) reject(closed());
      else if (task.big) this.#enqueue(task, bytes);
      else this.#leastLoaded(this.#withOneMore(({ load }) => load === 0)).start(task);
    });
  }

  /** Resolves when all threads have ended; jobs that were under way are rejected. */
  async close(): Promise<void> {
    this.#open = false;
    for (const { task } of this.#waiting.splice(0)) task.reject(closed());
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }

  #enqueue(task: Task, bytes: number): void {
    this.#waiting.push({ task, bytes });
    this.#waiting.sort((a, b) => b.bytes - a.bytes);
    this.#fill();
  }

  #fill(): void {
    this.#threads = this.#threads.filter(({ alive }) => alive);
    while (this.#open && this.#waiting.length > 0) {
      const free = this.#withOneMore(({ hasBig }) => !hasBig).filter(({ hasBig }) => !hasBig);
      if (free.length === 0) return;
      this.#leastLoaded(free).start(this.#waiting.shift()!.task);
    }
  }

  /** The threads, with a new one when none is as wished and one more may be. */
  #withOneMore(wished: (thread: Thread) => boolean): readonly Thread[] {
    if (this.#threads.length < this.most && !this.#threads.some(wished))
      this.#threads.push(new Thread(() => this.#fill(), this.#patienceMs));
    return this.#threads;
  }

  #leastLoaded(threads: readonly Thread[]): Thread {
    return threads.reduce((least, thread) => (thread.load < least.load ? thread : least));
  }
}

function closed(): Error {
  return new Error("the log directory has been closed");
}
