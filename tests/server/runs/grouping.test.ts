import { describe, expect, it } from "vitest";
import { modelsOf, type Traits } from "../../../server/runs/grouping.ts";

const PLAIN: Traits = {
  logged: true,
  checkpointed: false,
  onlyScalar: null,
  keras: false,
  session: false,
  lastEventAt: 1,
};

/** "model: run under key, run …", by name. */
function grouped(runs: Record<string, Partial<Traits>>): string[] {
  const traits = Object.entries(runs).map(([name, more]) => [name, { ...PLAIN, ...more }] as const);
  return Array.from(modelsOf(new Map(traits)), ([model, parts]) => {
    const told = parts.map(({ run, under, key }) =>
      [run, under && `under ${under}`, key && `key ${key}`].filter((part) => part !== "").join(" "),
    );
    return `${model}: ${told.join(", ")}`;
  });
}

describe("runs are one model", () => {
  it("when they are train and validation in one directory, train first", () => {
    expect(grouped({ "a/validation": {}, "a/train": {}, b: {} })).toEqual([
      "a: a/train under train, a/validation under validation",
      "b: b",
    ]);
    expect(grouped({ validation: {}, train: {} })).toEqual([
      ".: train under train, validation under validation",
    ]);
  });

  it("when an evaluation lies in the directory of the training", () => {
    expect(grouped({ ".": {}, eval: {} })).toEqual([".: ., eval under eval"]);
  });

  it("before Keras has validated for the first time", () => {
    expect(grouped({ "a/train": { keras: true } })).toEqual(["a: a/train under train"]);
    expect(grouped({ "a/train": {} })).toEqual(["a/train: a/train"]);
  });

  it("when add_hparams wrote one of them, but not when it wrote several", () => {
    const session = { session: true };
    expect(grouped({ ".": {}, "1732372871.5": session })).toEqual([".: ., 1732372871.5"]);
    expect(grouped({ ".": {}, "1732372871.5": session, "1732372872.5": session })).toHaveLength(3);
    expect(grouped({ "sweep/1732372871.5": session })).toHaveLength(1);
  });

  it("when add_scalars made a directory of every curve", () => {
    const losses = { onlyScalar: "losses" };
    expect(
      grouped({ a: {}, a_b: {}, "a/losses/x": losses, "a/losses_y": losses, "a/other": losses }),
    ).toEqual(["a: a, a/losses/x key x, a/losses_y key y", "a_b: a_b", "a/other: a/other"]);
    expect(grouped({ ".": {}, loss_val_x: { onlyScalar: "loss/val" } })).toEqual([
      ".: ., loss_val_x key x",
    ]);
  });

  it("when event files lie below checkpoints, the newest of them", () => {
    const output = { logged: false, checkpointed: true };
    expect(
      grouped({ out: output, "out/runs/new": { lastEventAt: 2 }, "out/runs/old": {} }),
    ).toEqual(["out: out, out/runs/new", "out/runs/old: out/runs/old"]);
    expect(grouped({ out: { checkpointed: true }, "out/runs/new": {} })).toHaveLength(2);
  });

  it("and otherwise are models of their own, whatever they are called", () => {
    const names = [".", "test", "__proto__", "a/b/c", "train/x"];
    const runs = Object.fromEntries(names.map((name) => [name, { logged: name !== "." }]));
    expect(grouped(runs).toSorted()).toEqual(names.map((name) => `${name}: ${name}`).toSorted());
  });
});
