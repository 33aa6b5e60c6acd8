// The runs that the server knows, as signals: what the panel lists and the slots look up.
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { LogdirStatus, RunSummary, ServerMessage } from "#contract/protocol.ts";

export interface Runs {
  /** Null until the server's first words. */
  readonly logdir: ReadonlySignal<LogdirStatus | null>;
  /** The server's start, which addresses of what never changes begin with; null until its first words. */
  readonly server: ReadonlySignal<string | null>;
  readonly windowTitle: ReadonlySignal<string>;
  /** In natural order of their names. */
  readonly all: ReadonlySignal<readonly RunSummary[]>;
  readonly byName: ReadonlySignal<ReadonlyMap<string, RunSummary>>;
  /** Whether the server has listed its runs since it (re)started. */
  readonly listed: ReadonlySignal<boolean>;
  /** Whether all runs that there are have been told of once: a long list comes in pieces. */
  readonly whole: ReadonlySignal<boolean>;
  /** Why the server closed the connection, where it said so. */
  readonly refusal: ReadonlySignal<string | null>;
  take(message: ServerMessage): void;
  /** The server restarted: its next list replaces everything, and until then the old one stays in sight. */
  forget(): void;
}

/** "run 2" before "run 10". */
export const naturally = new Intl.Collator("en", { numeric: true }).compare;

/** Makes the model of the known runs. */
export function createRuns(): Runs {
  const logdir = signal<LogdirStatus | null>(null);
  const server = signal<string | null>(null);
  const windowTitle = signal("");
  const byId = signal<ReadonlyMap<string, RunSummary>>(new Map());
  const listed = signal(false);
  const whole = signal(false);
  const refusal = signal<string | null>(null);
  const all = computed(() => [...byId.value.values()].sort((a, b) => naturally(a.name, b.name)));

  return {
    logdir,
    server,
    windowTitle,
    all,
    byName: computed(() => new Map(all.value.map((run) => [run.name, run]))),
    listed,
    whole,
    refusal,
    take(message) {
      if (message.type === "refused") {
        refusal.value = message.reason;
        return;
      }
      logdir.value = message.logdir;
      if (message.type === "hello") {
        refusal.value = null;
        server.value = message.server;
        windowTitle.value = message.windowTitle;
        return;
      }
      if (message.more !== true) whole.value = true;
      // Most messages of a directory that is being read tell how far it is, and of no run.
      const isNews = message.runs.length > 0 || message.removed.length > 0;
      if (listed.peek() && !isNews) return;
      const next = new Map(listed.peek() ? byId.peek() : []);
      for (const id of message.removed) next.delete(id);
      for (const run of message.runs) next.set(run.id, run);
      byId.value = next;
      listed.value = true;
    },
    forget() {
      listed.value = false;
    },
  };
}
