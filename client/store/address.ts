// The address bar as a mirror: choices go in, and back, forward or a link bring them out.
import { batch, effect } from "@preact/signals";
import { drawingFrom } from "./drawing.ts";
import type { OwnNetwork } from "./inside.ts";
import type { Store } from "./store.ts";
import { fromQuery, toQuery, type UrlState } from "./urlState.ts";

/** The part of a browser window that holds the address. */
export interface AddressBar {
  query(): string;
  /** Puts a new entry on the history, or overwrites the present one. */
  write(query: string, how: "push" | "replace"): void;
  onReturn(callback: () => void): () => void;
  after(ms: number, callback: () => void): () => void;
}

/** Browsers refuse more than about 100 address changes in half a minute, and a dragged playhead makes more. */
const REST_MS = 250;

/** Takes the state from the address, then keeps both equal; the result ends it. */
export function mirrorAddress(store: Store, bar: AddressBar): () => void {
  let cancelWrite = (): void => undefined;
  let written = fromQuery(bar.query());
  restore(store, written);

  const stopWriting = effect(() => {
    const state = stateOf(store);
    cancelWrite();
    cancelWrite = bar.after(REST_MS, () => {
      const query = toQuery(state);
      if (query !== toQuery(written))
        bar.write(query, deservesEntry(written, state) ? "push" : "replace");
      written = state;
    });
  });
  const stopReading = bar.onReturn(() => {
    written = fromQuery(bar.query());
    restore(store, written);
  });
  return () => {
    cancelWrite();
    stopWriting();
    stopReading();
  };
}

/** "Back" should undo a choice of what is looked at, not a nudge of the playhead or what the page chose by itself. */
function deservesEntry(before: UrlState, after: UrlState): boolean {
  if (before.a === null && before.b === null) return false;
  const chosen = (state: UrlState) =>
    [state.a, state.b, state.parameter, state.metric, state.view].join("\n");
  return chosen(before) !== chosen(after);
}

function stateOf({ settings, selection, playhead, inside }: Store): UrlState {
  const { a, b } = selection.chosen.value;
  return {
    view: settings.view.value,
    a,
    b,
    parameter: settings.parameter.value,
    metric: settings.metric.value,
    at: playhead.playing.value ? null : playhead.pinned.value,
    speed: playhead.speed.value,
    linked: settings.linked.value,
    logY: settings.logY.value,
    normal: settings.normal.value,
    initial: settings.initial.value,
    superseded: settings.superseded.value,
    embed: settings.embed.value,
    alignment: settings.alignment.value,
    range: settings.range.value,
    theme: settings.theme.value,
    filter: settings.filter.value,
    sort: settings.sort.value,
    example: inside.example.value,
    among: inside.among.value,
    drawing: inside.drawing.value,
    ownA: ownIn(inside.own.a.value, a),
    ownB: ownIn(inside.own.b.value, b),
    unit: inside.unit.value,
    target: inside.target.value,
    options: settings.options.value,
  };
}

/** Name of the own file that stands in for the slot's model; null where the model itself is shown. */
function ownIn(own: OwnNetwork | null, model: string | null): string | null {
  return own?.insteadOf === model ? own.name : null;
}

function restore({ settings, selection, playhead, inside }: Store, state: UrlState): void {
  batch(() => {
    selection.asked.value = state.a !== null || state.b !== null;
    selection.chosen.value = { a: state.a, b: state.b, older: "a" };
    settings.view.value = state.view;
    settings.parameter.value = state.parameter;
    settings.metric.value = state.metric;
    settings.linked.value = state.linked;
    settings.logY.value = state.logY;
    settings.normal.value = state.normal;
    settings.initial.value = state.initial;
    settings.superseded.value = state.superseded;
    settings.embed.value = state.embed;
    settings.alignment.value = state.alignment;
    settings.range.value = state.range;
    settings.theme.value = state.theme;
    settings.filter.value = state.filter;
    settings.sort.value = state.sort;
    settings.options.value = state.options;
    // Any other own image is not in the address, and stays until another example is gone back to.
    const drawn = state.drawing === null ? null : drawingFrom(state.drawing);
    if (drawn !== null) {
      inside.give({ kind: "example", index: state.example });
      inside.give({ kind: "made", by: "drawn", image: drawn });
    } else if (inside.example.peek() !== state.example || inside.drawing.peek() !== null) {
      inside.give({ kind: "example", index: state.example });
    }
    inside.among.value = state.among;
    // The page has the file, or has to be given it again.
    for (const [slot, name] of [
      ["a", state.ownA],
      ["b", state.ownB],
    ] as const) {
      const own = inside.own[slot];
      const isIt = ownIn(own.peek(), state[slot]) === name;
      if (name !== null && !isIt)
        own.value = { key: null, name, tensors: [], insteadOf: state[slot] };
    }
    inside.unit.value = state.unit;
    inside.target.value = state.target;
    playhead.pause();
    playhead.pinned.value = state.at;
    playhead.speed.value = state.speed;
  });
}

/** The address bar of a real window. */
export function windowBar(window: Window): AddressBar {
  const { history, location } = window;
  return {
    query: () => location.search,
    write(query, how) {
      const address = `${location.pathname}${query === "" ? "" : `?${query}`}${location.hash}`;
      if (how === "push") history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    },
    onReturn(callback) {
      window.addEventListener("popstate", callback);
      return () => window.removeEventListener("popstate", callback);
    },
    after(ms, callback) {
      const timer = window.setTimeout(callback, ms);
      return () => window.clearTimeout(timer);
    },
  };
}

/** The same of a page that was saved as a file, which is called by its name and has its state behind the `#`. */
export function savedBar(window: Window, saved: string): AddressBar {
  const { history, location } = window;
  return {
    ...windowBar(window),
    query: () => (location.hash === "" ? saved : location.hash.slice(1)),
    write(query, how) {
      if (how === "push") history.pushState(null, "", `#${query}`);
      else history.replaceState(null, "", `#${query}`);
    },
  };
}
