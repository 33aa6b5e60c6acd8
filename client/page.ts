// Joins the feed to the store: what arrives goes down into the store, what is on screen goes up as cursors.
import { batch, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { LinkState } from "./live/connection.ts";
import { type FeedWorld, startFeed } from "./live/feed.ts";
import type { Store } from "./store/store.ts";

export interface Page {
  readonly store: Store;
  readonly link: ReadonlySignal<LinkState>;
  /** Tries the connection again at once. */
  retryNow(): void;
  close(): void;
}

/** Starts the flow of data into `store`. */
export function openPage(store: Store, world: FeedWorld): Page {
  const link = signal<LinkState>({ kind: "connecting" });
  const feed = startFeed(world, {
    linkChanged: (state) => (link.value = state),
    message: (message) => batch(() => store.runs.take(message)),
    points(frame) {
      if (frame.type === "distributions") store.points.appendDistributions(frame, frame.points);
      else store.points.appendScalars(frame, frame.points);
    },
    forget() {
      batch(() => {
        store.runs.forget();
        store.points.clear();
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
  return {
    store,
    link,
    retryNow: () => feed.retryNow(),
    close() {
      stopWatching();
      feed.close();
    },
  };
}
