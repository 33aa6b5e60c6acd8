import { describe, expect, it } from "vitest";
import type { TensorEntry } from "#contract/safetensors.ts";
import { NamedTensors } from "../../../server/runs/namedTensors.ts";

function tensors(...names: string[]): NamedTensors<TensorEntry> {
  return new NamedTensors(names.map((name, i) => entry(name, i + 1)));
}

/** `rows` tells the tensors apart. */
function entry(name: string, rows: number): TensorEntry {
  return { name, dtype: "F32", shape: [rows, 7], start: 0, end: rows * 28 };
}

describe("a checkpoint's tensor", () => {
  it.each([
    ["fc.weight", "module.fc.weight"],
    ["module.fc.weight", "fc.weight"],
    ["_orig_mod.fc.weight", "fc.weight"],
    ["weights/fc.weight", "fc.weight"],
    ["fc/weight", "fc.weight"],
    ["model.fc.weight", "fc.weight"],
    ["fc.weight", "net.module.fc.weight"],
    ["sequential/dense/kernel/histogram", "dense/kernel"],
    ["dense/kernel_0/histogram", "model/dense/kernel"],
  ])("of the weights logged as %s is found as %s", (tag, name) => {
    expect(tensors("fc.bias", name, "other.weight").find(tag)?.name).toBe(name);
  });

  it("is rather the one of exactly that name", () => {
    expect(tensors("fc.weight", "module.fc.weight").find("module.fc.weight")?.shape[0]).toBe(2);
  });

  it("is none where several are meant, or only the end of the name is the same", () => {
    const both = tensors("model.fc.weight", "net.fc.weight", "encoder.out.weight");
    expect(both.find("fc.weight")).toBeNull();
    expect(both.find("out.weight")).toBeNull();
    expect(both.find("decoder.out.weight")).toBeNull();
  });

  it("tells the shape of its gradient, but is not that gradient", () => {
    const known = tensors("fc.weight");
    expect(known.shapeOf("gradients/fc.weight")).toEqual([1, 7]);
    expect(known.find("gradients/fc.weight")).toBeNull();
    expect(known.shapeOf("activations/fc")).toBeNull();
  });
});
