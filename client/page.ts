// Joins the feed to the store: what arrives goes down into the store, what is on screen goes up as cursors.
import { batch, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { ServerMessage } from "#contract/protocol.ts";
import { startAsking } from "./live/askFindings.ts";
import { Burst } from "./live/burst.ts";
import type { LinkState } from "./live/connection.ts";
import { type FeedWorld, startFeed } from "./live/feed.ts";
import { OnDemand } from "./live/onDemand.ts";
import type { MakeSnapshot } from "./snapshot.ts";
import type { Store } from "./store/store.ts";

export interface Page {
  readonly store: Store;
  readonly link: ReadonlySignal<LinkState>;
  /** Tries the connection again at once. */
  retryNow(): void;
  /** What is compared, as the text of one HTML file; rejects in words. Null in a page that is such a file. */
  readonly snapshot: MakeSnapshot | null;
  close(): void;
}

/** Starts the flow of data into `store`; `recordedAt` is when the page was saved with its data, null in a live one. */
export function openPage(store: Store, world: FeedWorld, recordedAt: number | null = null): Page {
  const link = signal<LinkState>({ kind: "connecting" });
  const take = (messages: readonly ServerMessage[]): void => {
    batch(() => messages.forEach((message) => store.runs.take(message)));
  };
  const burst = new Burst<ServerMessage>(world, take);
  const feed = startFeed(world, {
    linkChanged(state) {
      link.value = recordedAt === null ? state : { kind: "recorded", at: recordedAt };
    },
    message(message) {
      if (message.type === "runs") burst.add(message);
      else take([message]);
    },
    points(frame) {
      if (frame.type === "distributions") store.points.extendHistory(frame, frame.points);
      else store.points.appendScalars(frame, frame.points);
    },
    wanted(frame, superseded) {
      const { points } = store;
      if (frame.type === "scalars") points.putSupersededScalars(frame, frame.points);
      else if (superseded) points.putSupersededSnapshots(frame, frame.points.points);
      else points.completeHistory(frame, frame.from, frame.points.points);
    },
    failed({ from, to, superseded, ...place }, reason) {
      if (!superseded) store.points.tellTrouble(place, { from, to, reason });
    },
    forget() {
      burst.drop();
      batch(() => {
        store.runs.forget();
        store.points.clear();
        store.measures.clear();
      });
    },
  });
  let watching = "";
  const stopWatching = effect(() => {
    const needs = store.needs.value;
    // A run's summary changes with every epoch; only another set of series is news to the server.
    const wanted = needs.map((place) => `${place.run} ${place.generation} ${place.series}`).join();
    if (wanted === watching) return;
    watching = wanted;
    feed.watch(needs);
  });
  const stopWanting = effect(() => feed.want(store.wanted.value));
  const asking = startAsking(world, {
    answered: (question, findings) => store.findings.take(question, findings),
    failed: (reason) => store.findings.fail(reason),
  });
  const stopAsking = effect(() => asking.ask(store.findings.question.value));
  const measured = new OnDemand(world);
  const stopMeasuring = effect(() => {
    const server = store.runs.server.value;
    const wanted = server === null ? [] : store.measures.wanted.value;
    const isCurrent = (): boolean => store.runs.server.peek() === server;
    measured.want(
      wanted.map((demand) => ({
        path: demand.path(server!),
        arrived: (bytes) => isCurrent() && demand.arrived(bytes),
        failed: (reason) => isCurrent() && demand.failed(reason),
      })),
    );
  });
  return {
    store,
    link,
    retryNow: () => feed.retryNow(),
    snapshot:
      recordedAt === null
        ? async (told) => {
            const { snapshotOf } = await import("./snapshot.ts");
            return snapshotOf(store, world, location.search.slice(1), told);
          }
        : null,
    close() {
      stopWatching();
      stopWanting();
      stopAsking();
      asking.close();
      stopMeasuring();
      burst.drop();
      feed.close();
    },
  };
}
