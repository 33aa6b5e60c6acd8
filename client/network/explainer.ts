// The page's side of the worker that runs networks: asks it, shares and keeps its answers, and starts another when it dies.
import { BoundedCache } from "./boundedCache.ts";
import type { MethodName, ParamsOf, ResultOf } from "./methods/index.ts";
import type { NetworkAt } from "./methods/method.ts";
import { PassingTrouble } from "./passingTrouble.ts";
import type { PageMessage, WorkerMessage } from "./questions.ts";
import { keyOf } from "./questionKey.ts";
import { bytesIn } from "./sizes.ts";
import type { GivenNetwork } from "./tfjsFiles.ts";
import { isMoreUrgent, type Urgency } from "./turns.ts";

/** What is asked, by method. */
export type Question<N extends MethodName = MethodName> = {
  [M in N]: { method: M; params: ParamsOf<M> };
}[N];

export interface AskOptions {
  /** Aborted when the answer is no longer waited for: then it rejects with the signal's reason. */
  signal?: AbortSignal;
  /** "soon" where nothing is said. */
  urgency?: Urgency;
  /** Told how much is done (0 … 1), and what there is already to be shown. */
  progress?: (share: number, partial: unknown) => void;
}

/** The worker as the page needs it. */
export interface RunningWorker {
  post(message: PageMessage): void;
  end(): void;
}

/** Starts a worker; `died` is called with its reason, in words, when it can answer nothing any more. */
export type StartWorker = (
  take: (message: WorkerMessage) => void,
  died: (reason: string) => void,
) => RunningWorker;

interface Asker {
  resolve: (result: unknown) => void;
  reject: (reason: unknown) => void;
  progress: AskOptions["progress"];
}

/** A question that the worker has and somebody waits for. */
interface Pending {
  id: number;
  key: string;
  askers: Set<Asker>;
  urgency: Urgency;
}

/** Answers kept on the page. */
const MOST_BYTES = 96 * 2 ** 20;
/** An answer without arrays takes some memory, too. */
const LEAST_BYTES = 1024;

/**
 * One a page. Answers are shared: whoever gets one must not change it.
 */
export class Explainer {
  readonly #start: StartWorker;
  readonly #answers = new BoundedCache<unknown>(MOST_BYTES);
  readonly #given = new Map<string, GivenNetwork>();
  readonly #byKey = new Map<string, Pending>();
  readonly #byId = new Map<number, Pending>();
  #worker: RunningWorker | null = null;
  #asked = 0;

  constructor(start: StartWorker) {
    this.#start = start;
  }

  /** What the worker answers, from memory where it has answered before; rejects with an error whose message is for people. */
  ask<N extends MethodName>(
    method: N,
    params: ParamsOf<N>,
    options: AskOptions = {},
  ): Promise<ResultOf<N>> {
    const { signal, urgency = "soon", progress } = options;
    const key = keyOf(method, params);
    const known = this.#answers.get(key);
    if (known !== undefined) return Promise.resolve(known as ResultOf<N>);
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    const pending = this.#byKey.get(key) ?? this.#send(key, method, params, urgency);
    if (isMoreUrgent(urgency, pending.urgency)) {
      pending.urgency = urgency;
      this.#worker?.post({ type: "hurry", id: pending.id, urgency });
    }
    return new Promise((resolve, reject) => {
      const asker: Asker = { resolve: resolve as Asker["resolve"], reject, progress };
      pending.askers.add(asker);
      signal?.addEventListener("abort", () => this.#leave(pending, asker, signal), { once: true });
    });
  }

  /** What the worker has answered already; undefined when it would have to be asked. */
  known<N extends MethodName>(method: N, params: ParamsOf<N>): ResultOf<N> | undefined {
    return this.#answers.get(keyOf(method, params)) as ResultOf<N> | undefined;
  }

  /**
   * Has weights fetched while there is nothing else to do: those that will probably be asked for, the most probable
   * first. Replaces what the same one expected before.
   */
  expect(who: string, networks: readonly NetworkAt[]): void {
    this.#running().post({ type: "expect", who, networks });
  }

  /** Has the worker know a network that no server does, under the key of its source. */
  give(key: string, network: GivenNetwork): void {
    this.#given.set(key, network);
    this.#worker?.post({ type: "give", key, network });
  }

  close(): void {
    this.#worker?.end();
    this.#worker = null;
    this.#failAll("The page was closed.");
  }

  #running(): RunningWorker {
    if (this.#worker !== null) return this.#worker;
    const started = this.#start(
      (message) => this.#take(message),
      (reason) => this.#died(reason),
    );
    for (const [key, network] of this.#given) started.post({ type: "give", key, network });
    this.#worker = started;
    return started;
  }

  #send(key: string, method: MethodName, params: unknown, urgency: Urgency): Pending {
    const pending: Pending = { id: ++this.#asked, key, askers: new Set(), urgency };
    this.#byKey.set(key, pending);
    this.#byId.set(pending.id, pending);
    this.#running().post({ type: "ask", id: pending.id, method, params, urgency });
    return pending;
  }

  #leave(pending: Pending, asker: Asker, signal: AbortSignal): void {
    if (!pending.askers.delete(asker)) return;
    asker.reject(signal.reason);
    if (pending.askers.size > 0 || this.#byId.get(pending.id) !== pending) return;
    this.#forget(pending);
    this.#worker?.post({ type: "cancel", id: pending.id });
  }

  #take(message: WorkerMessage): void {
    const pending = this.#byId.get(message.id);
    // Nobody waits for what was cancelled.
    if (pending === undefined) return;
    if (message.type === "progress") {
      for (const { progress } of pending.askers) progress?.(message.share, message.partial);
      return;
    }
    this.#forget(pending);
    if (message.type === "answer") {
      const { result } = message;
      this.#answers.put(pending.key, result, bytesIn(result) + LEAST_BYTES);
      for (const { resolve } of pending.askers) resolve(result);
      return;
    }
    const trouble = message.isPassing ? PassingTrouble : Error;
    for (const { reject } of pending.askers) reject(new trouble(message.reason));
    if (message.isBroken) this.#died(message.reason);
  }

  #died(reason: string): void {
    this.#worker?.end();
    this.#worker = null;
    this.#failAll(reason);
  }

  #failAll(reason: string): void {
    for (const pending of this.#byId.values()) {
      this.#forget(pending);
      for (const { reject } of pending.askers) reject(new Error(reason));
    }
  }

  #forget(pending: Pending): void {
    this.#byId.delete(pending.id);
    this.#byKey.delete(pending.key);
  }
}
