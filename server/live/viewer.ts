// One browser: what it knows and watches, and what it is sent next.
import { setImmediate as nextTurn } from "node:timers/promises";
import type {
  ClientMessage,
  LogdirStatus,
  SeriesCursor,
  ServerMessage,
} from "#contract/protocol.ts";
import type { Runs } from "../runs/index.ts";
import { UntoldRuns } from "./runsMessages.ts";
import { Watched } from "./watched.ts";

/** What all viewers share. */
export interface Broadcast {
  runs: Runs;
  status: () => LogdirStatus;
  version: string;
  windowTitle: string;
  /** Asks for another round of updates. */
  wake: () => void;
}

/** What a viewer needs of its socket. */
export interface Outlet {
  readonly bufferedAmount: number;
  /** Whether anything sent now has a chance to arrive. */
  readonly isOpen: boolean;
  /** `sent` is called when the bytes have left this process, or never will. */
  send(data: string | Uint8Array, sent: () => void): void;
}

/** With more than this unsent, a browser is skipped: it gets the newest state later, in one larger update. */
const MOST_BUFFERED_BYTES = 524_288;
/** After so much the other browsers and the log directory get their turn. */
const MOST_BYTES_IN_A_ROUND = 2_097_152;

/** Sends one browser what lies after its cursors, no faster than it takes it. */
export class Viewer {
  readonly #outlet: Outlet;
  readonly #shared: Broadcast;
  #untold: UntoldRuns | null = null;
  #greeted = false;
  #watched = new Map<string, Watched>();
  /** Empty: nothing has been told, not even that there are no runs. */
  #toldStatus = "";
  #updating = false;
  #changedMeanwhile = false;
  #behind = false;
  #stuckSince: number | null = null;
  /** Wakes us when a run that is long to tell may be told again. */
  #later: NodeJS.Timeout | undefined;

  constructor(outlet: Outlet, shared: Broadcast) {
    this.#outlet = outlet;
    this.#shared = shared;
  }

  /** Takes what the browser said; what it asked for comes with the next update. */
  receive(message: ClientMessage): void {
    if (message.type === "resume") {
      const { runs } = this.#shared;
      const known = message.server === runs.server ? message.revision : 0;
      // A cursor of an earlier start means nothing here, however valid it looks.
      const watch = message.server === runs.server ? message.watch : message.watch.map(fromStart);
      this.#untold = new UntoldRuns(runs, known <= runs.revision ? known : 0);
      this.#watch(watch);
      this.#greeted = false;
      this.#toldStatus = "";
    } else {
      this.#watch(message.watch);
    }
    this.#shared.wake();
  }

  /** Sends what is new, as far as the browser takes it; tells nobody before it has said `resume`. */
  async update(): Promise<void> {
    this.#changedMeanwhile = true;
    if (this.#updating) return;
    this.#updating = true;
    try {
      while (this.#changedMeanwhile && this.#outlet.isOpen) {
        this.#changedMeanwhile = false;
        await this.#round();
      }
    } finally {
      this.#updating = false;
    }
  }

  /** For how long it has taken nothing; to be called regularly. */
  stuckFor(now: number): number {
    if (this.#isFull()) this.#stuckSince ??= now;
    else this.#stuckSince = null;
    return now - (this.#stuckSince ?? now);
  }

  /** The page says how far it is, whatever is on its way to it: it knows a repetition by the frame's `from`. */
  #watch(cursors: readonly SeriesCursor[]): void {
    this.#watched = new Map(
      cursors.map((cursor) => [`${cursor.series} ${cursor.run}`, new Watched(cursor)]),
    );
  }

  async #round(): Promise<void> {
    let budget = MOST_BYTES_IN_A_ROUND;
    const { runs, status, wake } = this.#shared;
    const mayGoOn = (): boolean => {
      if (!this.#outlet.isOpen) return false;
      this.#behind = this.#isFull();
      if (budget <= 0) wake();
      return !this.#behind && budget > 0;
    };
    this.#behind = false;
    const untold = this.#untold;
    if (!untold) return;
    if (!this.#greeted) {
      if (!mayGoOn()) return;
      this.#greeted = true;
      budget -= this.#send(this.#hello());
    }
    // One frame of every series, one piece about the runs, and again: neither waits for all of the other.
    for (;;) {
      let said = false;
      for (const [key, watched] of this.#watched) {
        // No point arrives before the run that it belongs to.
        if (!untold.knows(watched.run) || !watched.hasMore(runs)) continue;
        if (!mayGoOn()) return;
        const frame = await watched.next(runs);
        if (frame === null || this.#watched.get(key) !== watched) continue;
        budget -= this.#send(frame);
        said = true;
      }
      const logdir = status();
      const statusText = JSON.stringify(logdir);
      const now = performance.now();
      const waitMs = untold.waitMs(now);
      if (waitMs === 0 || statusText !== this.#toldStatus) {
        if (!mayGoOn()) return;
        said = true;
        const piece = untold.next(logdir, now);
        if (piece === null) {
          await nextTurn();
          if (this.#untold !== untold) return;
          continue;
        }
        this.#toldStatus = statusText;
        budget -= this.#send(piece);
      } else if (waitMs < Infinity) {
        clearTimeout(this.#later);
        this.#later = setTimeout(wake, waitMs).unref();
      }
      if (!said) return;
    }
  }

  #hello(): string {
    const { runs, version, windowTitle, status } = this.#shared;
    const { server } = runs;
    const hello = { type: "hello", server, version, windowTitle, logdir: status() } as const;
    return JSON.stringify(hello satisfies ServerMessage);
  }

  #isFull(): boolean {
    return this.#outlet.bufferedAmount > MOST_BUFFERED_BYTES;
  }

  #send(data: string | Uint8Array): number {
    this.#outlet.send(data, () => {
      if (this.#behind && !this.#isFull()) this.#shared.wake();
    });
    return data.length;
  }
}

const fromStart = (cursor: SeriesCursor): SeriesCursor => ({ ...cursor, points: 0 });
