import { batch, signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import type { RunSummary } from "#contract/protocol.ts";
import { createSelection } from "../../../client/store/selection.ts";
import { type Chosen, chosenUnasked, toggled } from "../../../client/store/selectionRules.ts";
import { accuracy, kernel, run } from "../support.ts";

const none: Chosen = { a: null, b: null, older: "a" };
const after = (...names: string[]): Chosen =>
  names.reduce((chosen, name) => toggled(chosen, name).chosen, none);

describe("a click", () => {
  it("chooses A first, then B", () => {
    expect(after("one")).toMatchObject({ a: "one", b: null });
    expect(after("one", "two")).toMatchObject({ a: "one", b: "two" });
  });

  it("on a third replaces the older, in words too", () => {
    expect(after("one", "two", "three")).toMatchObject({ a: "three", b: "two" });
    expect(after("one", "two", "three", "four")).toMatchObject({ a: "three", b: "four" });
    expect(toggled(after("one", "two"), "three").said).toBe(
      "three is now A; it replaced one, the earlier choice.",
    );
  });

  it("on a chosen one takes it out and leaves the other its letter", () => {
    const { chosen, said } = toggled(after("one", "two"), "one");
    expect(chosen).toMatchObject({ a: null, b: "two" });
    expect(said).toBe("one is no longer A.");
  });

  it("fills the slot that is empty, and the one that stayed is then the older", () => {
    expect(after("one", "two", "one", "three", "four")).toMatchObject({ a: "three", b: "four" });
  });
});

describe("unasked", () => {
  const finished = (name: string, score: number): RunSummary =>
    run(name, { metric: accuracy(score), ended: "success" });

  it("the best and the worst of the finished are shown", () => {
    const runs = [finished("a", 0.9), finished("b", 0.97), finished("c", 0.5), run("d")];
    expect(chosenUnasked(runs)).toEqual({ a: "b", b: "c" });
  });

  it("the worst of those is shown that has the layers of the best, before one that has few of them", () => {
    const layered = (name: string, score: number, ...layers: string[]): RunSummary => {
      const parameters = layers.map((layer) => kernel({ tag: `${layer}/kernel`, layer }));
      return run(name, { metric: accuracy(score), ended: "success", parameters });
    };
    const best = layered("best", 0.97, "hidden", "output");
    const alike = layered("alike", 0.9, "hidden", "output");
    const hardly = layered("hardly", 0.5, "conv", "output");
    const unlike = layered("unlike", 0.1, "conv");
    expect(chosenUnasked([alike, best, hardly, unlike])).toEqual({ a: "best", b: "alike" });
    expect(chosenUnasked([best, hardly, unlike])).toEqual({ a: "best", b: "hardly" });
    expect(chosenUnasked([best, unlike])).toEqual({ a: "best", b: "unlike" });
  });

  it("the lowest loss is the best", () => {
    const loss = (last: number) => accuracy(last, { tag: "loss", lowerIsBetter: true });
    const runs = [0.4, 0.1, 2.3].map((last, i) =>
      run(`${i}`, { metric: loss(last), ended: "success" }),
    );
    expect(chosenUnasked(runs)).toEqual({ a: "1", b: "2" });
  });

  it("the first and the last by name are shown before two have finished", () => {
    expect(chosenUnasked([run("a"), finished("b", 0.9), run("c")])).toEqual({ a: "a", b: "c" });
  });

  it("one run is A alone, and runs without weights are passed over", () => {
    expect(chosenUnasked([run("a"), run("b", { parameters: [] })])).toEqual({ a: "a", b: null });
    expect(chosenUnasked([run("b", { parameters: [] })])).toEqual({ a: "b", b: null });
    expect(chosenUnasked([])).toEqual({ a: null, b: null });
  });
});

describe("what the page has chosen itself", () => {
  const fresh = (name: string) => run(name, { parameters: [kernel({ points: 1 })] });

  it("may change while models are coming in, and stays from the second snapshot on", () => {
    const runs = signal<readonly RunSummary[]>([fresh("m")]);
    const selection = createSelection(runs, signal(false));
    expect(selection.chosen.value).toMatchObject({ a: "m", b: null });
    runs.value = [fresh("a"), fresh("m"), fresh("z")];
    expect(selection.chosen.value).toMatchObject({ a: "a", b: "z" });
    runs.value = [run("0"), run("a"), run("m"), run("z"), run("zz")];
    expect(selection.chosen.value).toMatchObject({ a: "a", b: "z" });
  });

  it("is of all models, the last that come in too, and stays then", () => {
    const finished = (name: string, score: number): RunSummary =>
      run(name, { metric: accuracy(score), ended: "success" });
    const runs = signal<readonly RunSummary[]>([]);
    const isComingIn = signal(true);
    const selection = createSelection(runs, isComingIn);
    runs.value = [run("a"), run("b")];
    expect(selection.chosen.value).toMatchObject({ a: "a", b: "b" });
    batch(() => {
      runs.value = [run("a"), run("b"), finished("y", 0.9), finished("z", 0.5)];
      isComingIn.value = false;
    });
    expect(selection.chosen.value).toMatchObject({ a: "y", b: "z" });
    runs.value = [...runs.value, finished("zz", 0.99)];
    expect(selection.chosen.value).toMatchObject({ a: "y", b: "z" });
  });

  it("is the person's from the first click on", () => {
    const runs = signal<readonly RunSummary[]>([run("a"), run("b")]);
    const selection = createSelection(runs, signal(false));
    selection.toggle("a");
    runs.value = [run("a"), run("b"), run("c")];
    expect(selection.chosen.value).toMatchObject({ a: null, b: "b" });
  });
});
