// Takes the page's questions and has them answered: what the worker does, without the worker.
import { Library, type LibraryWorld } from "./library.ts";
import type { Method, NetworkAt } from "./methods/method.ts";
import { PassingTrouble } from "./passingTrouble.ts";
import type { Failure, PageMessage, WorkerMessage } from "./questions.ts";
import { buffersIn } from "./sizes.ts";
import { Cancelled, Task } from "./task.ts";
import { Turns } from "./turns.ts";

export interface DeskWorld extends LibraryWorld {
  post(message: WorkerMessage, handedOver: ArrayBuffer[]): void;
  /** Resolves after messages that have arrived meanwhile have been taken. */
  pause(): Promise<void>;
  /** Milliseconds. */
  now(): number;
}

type Methods = Readonly<Record<string, Method<never, unknown>>>;

export class Desk {
  readonly #methods: Methods;
  readonly #world: DeskWorld;
  readonly #library: Library;
  readonly #turns = new Turns();
  readonly #tasks = new Map<number, Task>();
  readonly #expected = new Map<string, readonly NetworkAt[]>();
  #isPrefetching = false;

  constructor(methods: Methods, world: DeskWorld) {
    this.#methods = methods;
    this.#world = world;
    this.#library = new Library(world);
  }

  take(message: PageMessage): void {
    this.#takers[message.type](message as never);
  }

  readonly #takers: {
    [T in PageMessage["type"]]: (message: Extract<PageMessage, { type: T }>) => void;
  } = {
    ask: (message) => void this.#answer(message),
    hurry: ({ id, urgency }) => {
      const task = this.#tasks.get(id);
      if (task !== undefined) task.urgency = urgency;
    },
    cancel: ({ id }) => {
      const task = this.#tasks.get(id);
      if (task !== undefined) task.isCancelled = true;
    },
    give: ({ key, network }) => this.#library.give(key, network),
    expect: ({ who, networks }) => {
      this.#expected.set(who, networks);
      void this.#prefetch();
    },
  };

  async #answer({ id, method, params, urgency }: PageMessage & { type: "ask" }): Promise<void> {
    const task = new Task(id, urgency, {
      library: this.#library,
      turns: this.#turns,
      pause: () => this.#world.pause(),
      now: () => this.#world.now(),
      progress: (share, partial) => this.#post({ type: "progress", id, share, partial }),
    });
    this.#tasks.set(id, task);
    try {
      await task.begin();
      const result = await this.#methods[method]!(task, params as never);
      if (!task.isCancelled) this.#post({ type: "answer", id, result });
    } catch (error) {
      if (!(error instanceof Cancelled)) this.#post({ type: "failed", id, ...failure(error) });
    }
    this.#tasks.delete(id);
    // What has been cancelled meanwhile should not begin.
    await this.#world.pause();
    task.end();
    void this.#prefetch();
  }

  #post(message: WorkerMessage): void {
    this.#world.post(message, message.type === "answer" ? buffersIn(message) : []);
  }

  /** One network after the other, and only while nobody asks anything. */
  async #prefetch(): Promise<void> {
    if (this.#isPrefetching) return;
    this.#isPrefetching = true;
    while (this.#tasks.size === 0) {
      const next = this.#nextExpected();
      if (next === undefined) break;
      // Whoever asks for it will be told what is wrong with it.
      await this.#library.prefetch(next).catch(() => undefined);
    }
    this.#isPrefetching = false;
  }

  /** The nearest of each who expects, in turns. */
  #nextExpected(): NetworkAt | undefined {
    for (const [who, [next, ...rest]] of this.#expected) {
      this.#expected.delete(who);
      if (next === undefined) continue;
      // Behind the others.
      this.#expected.set(who, rest);
      return next;
    }
    return undefined;
  }
}

/** WebAssembly that was broken off in its middle can do nothing more. */
function failure(error: unknown): Failure {
  const said = error instanceof Error ? error.message : String(error);
  const isBroken = error instanceof WebAssembly.RuntimeError;
  const isOutOfMemory = /memory|alloc/i.test(said) && (isBroken || error instanceof RangeError);
  const isPassing = error instanceof PassingTrouble;
  if (!isOutOfMemory) return { reason: said, isBroken, isPassing };
  return {
    reason:
      "Running this network took more memory than a page is given. Fewer images at once, or a smaller model, may fit.",
    isBroken: true,
    isPassing,
  };
}
