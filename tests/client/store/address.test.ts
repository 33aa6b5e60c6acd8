import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { type AddressBar, mirrorAddress } from "../../../client/store/address.ts";
import { createStore } from "../../../client/store/store.ts";
import { run } from "../support.ts";

function opened(query: string) {
  const store = createStore({
    now: () => 0,
    every: () => () => undefined,
    prefersDark: signal(true),
  });
  const bar = {
    query,
    pending: (): void => undefined,
    return: (): void => undefined,
    entries: [] as string[],
  };
  const addressBar: AddressBar = {
    query: () => bar.query,
    write(next, how) {
      bar.query = next;
      bar.entries.push(`${how} ${next}`);
    },
    onReturn(callback) {
      bar.return = callback;
      return () => undefined;
    },
    after(_, callback) {
      bar.pending = callback;
      return () => (bar.pending = () => undefined);
    },
  };
  const close = mirrorAddress(store, addressBar);
  const logdir = { path: "logs", exists: true, reading: null, problems: [] };
  store.runs.take({
    type: "runs",
    revision: 1,
    runs: [run("a"), run("b"), run("c")],
    removed: [],
    logdir,
  });
  return { store, bar, close };
}

describe("the address", () => {
  it("brings back what it holds", () => {
    const { store } = opened("a=b&b=c&at=3&y=log&theme=light&linked=no");
    expect(store.selection.chosen.value).toMatchObject({ a: "b", b: "c" });
    expect(store.playhead.pinned.value).toBe(3);
    expect(store.settings.logY.value).toBe(true);
    expect(store.settings.linked.value).toBe(false);
    expect(store.theme.value).toBe("light");
  });

  it("takes what the page chose itself without a step in the history", () => {
    const { bar } = opened("");
    bar.pending();
    expect(bar.entries).toEqual(["replace a=a&b=c"]);
  });

  it("gets a step in the history for another model, none for a moved playhead", () => {
    const { store, bar } = opened("a=a&b=b");
    store.playhead.pinned.value = 2;
    bar.pending();
    store.selection.toggle("c");
    bar.pending();
    expect(bar.entries).toEqual(["replace a=a&b=b&at=2", "push a=c&b=b&at=2"]);
  });

  it("undoes a choice on the way back", () => {
    const { store, bar } = opened("a=a&b=b");
    store.selection.toggle("c");
    bar.pending();
    bar.query = "a=a&b=b";
    bar.return();
    expect(store.selection.chosen.value).toMatchObject({ a: "a", b: "b" });
  });

  it("is left alone once closed", () => {
    const { store, bar, close } = opened("a=a&b=b");
    close();
    store.settings.logY.value = true;
    bar.pending();
    expect(bar.entries).toEqual([]);
  });
});
