// One question that the worker has: gives its method what it needs, and lets others go first.
import type { Examples } from "./examples.ts";
import { moveToGraphics } from "./engine/graphics.ts";
import type { LoadedNetwork } from "./engine/loaded.ts";
import type { Network } from "./graph/network.ts";
import type { Held, Library } from "./library.ts";
import type { MethodContext, NetworkAt, NetworkSource } from "./methods/method.ts";
import type { Turns, TurnTaker, Urgency } from "./turns.ts";

/** Nobody waits for the answer any more. */
export class Cancelled extends Error {}

/** What a task needs besides. */
export interface TaskWorld {
  library: Library;
  turns: Turns;
  /** Resolves after messages that have arrived meanwhile have been taken. */
  pause(this: void): Promise<void>;
  /** Milliseconds. */
  now(this: void): number;
  progress(this: void, share: number, partial: unknown): void;
}

/** A method that breathes more often than this goes on at once: letting messages in costs something, too. */
const SLICE_MS = 6;

/** Whoever waits looks no more often than this; every time, the page paints. */
const TELL_MS = 80;

export class Task implements MethodContext, TurnTaker {
  readonly id: number;
  urgency: Urgency;
  isCancelled = false;
  readonly #world: TaskWorld;
  readonly #held: Held[] = [];
  #began = 0;
  /** When a share alone was told, and when something to be shown. */
  readonly #told = { share: -Infinity, partial: -Infinity };

  constructor(id: number, urgency: Urgency, world: TaskWorld) {
    this.id = id;
    this.urgency = urgency;
    this.#world = world;
  }

  /** Waits for its turn. */
  async begin(): Promise<void> {
    await this.#world.turns.take(this);
    this.#check();
    this.#began = this.#world.now();
  }

  /** Gives back all that it was given. */
  end(): void {
    for (const { release } of this.#held.splice(0)) release();
    this.#world.turns.pass(this);
  }

  structure(source: NetworkSource): Promise<Network> {
    return this.#away(this.#world.library.structure(source));
  }

  async network(at: NetworkAt): Promise<LoadedNetwork> {
    const held = await this.#away(this.#world.library.network(at), (late) => late.release());
    this.#held.push(held);
    await moveToGraphics(held.loaded);
    return held.loaded;
  }

  examples(address: string): Promise<Examples> {
    return this.#away(this.#world.library.examples(address));
  }

  progress(share: number, partial: unknown = null): void {
    const now = this.#world.now();
    const what = partial === null ? "share" : "partial";
    if (share < 1 && now - this.#told[what] < TELL_MS) return;
    this.#told[what] = now;
    this.#world.progress(share, partial);
  }

  async breathe(): Promise<void> {
    const { turns, now, pause } = this.#world;
    if (now() - this.#began < SLICE_MS && !turns.isWanted()) return;
    await pause();
    if (turns.isWanted()) {
      turns.pass(this);
      await turns.take(this);
    }
    this.#check();
    this.#began = now();
  }

  /** Others compute while something is fetched. */
  async #away<T>(fetched: Promise<T>, giveBack?: (late: T) => void): Promise<T> {
    this.#world.turns.pass(this);
    const given = await fetched;
    try {
      await this.begin();
    } catch (error) {
      giveBack?.(given);
      throw error;
    }
    return given;
  }

  #check(): void {
    if (this.isCancelled) throw new Cancelled("Nobody waits for the answer any more.");
  }
}
