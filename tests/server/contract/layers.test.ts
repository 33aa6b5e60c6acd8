import { describe, expect, it } from "vitest";
import { parameterName } from "#contract/layers.ts";

describe("a tag names a layer and a parameter", () => {
  it.each([
    ["hidden1/kernel", "hidden1", "kernel", "kernel"],
    ["dense/kernel_0/histogram", "dense", "kernel", "kernel"],
    ["dense/bias_0", "dense", "bias", "bias"],
    ["sequential/dense/kernel/histogram", "sequential/dense", "kernel", "kernel"],
    ["layer1.0.conv1.weight", "layer1.0.conv1", "weight", "kernel"],
    ["bn1/gamma", "bn1", "gamma", "scale"],
    ["bn1.running_var", "bn1", "running_var", "statistic"],
    ["kernel/histogram", "", "kernel", "kernel"],
    ["", "", "", "other"],
    ["__proto__", "", "__proto__", "other"],
    ["a/constructor", "a", "constructor", "other"],
  ])("%s → %s · %s (%s)", (tag, layer, parameter, role) => {
    expect(parameterName(tag)).toEqual({ layer, parameter, role });
  });
});
