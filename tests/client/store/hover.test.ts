import { effect, signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { createHover } from "../../../client/store/hover.ts";

/** A has the steps that the playhead moves along, B stands a hundred times as far. */
function hovering(leaderSteps: number[]) {
  const steps = signal(leaderSteps);
  const view = signal<string | null>("network");
  const hover = createHover({
    aligned: {
      steps,
      partner: (step) => step * 100,
      playheadAt: (slot, step) => (slot === "a" ? step : step / 100),
    },
    nameOf: (slot) => ({ a: "one", b: "two" })[slot],
    view,
  });
  return { hover, steps, view };
}

describe("what is pointed at", () => {
  it("is a step where the playhead would go, of each model its own", () => {
    const { hover } = hovering([0, 1, 2, 5]);
    hover.point({ step: 1.4 });
    expect(hover.step.value).toBe(1);
    expect([hover.own.a.value, hover.own.b.value]).toEqual([1, 100]);
    hover.pointIn("b", { step: 510, parameter: "hidden1/kernel" });
    expect(hover.step.value).toBe(5);
    expect([hover.parameter.value, hover.model.value]).toEqual(["hidden1/kernel", "two"]);
  });

  it("is nothing more when the pointer has left, and when the view has changed", () => {
    const { hover, view } = hovering([0, 1]);
    const all = () =>
      [hover.step, hover.own.b, hover.parameter, hover.model].map((one) => one.value);
    hover.pointIn("a", { step: 1, parameter: "bias" });
    hover.leave();
    expect(all()).toEqual([null, null, null, null]);
    hover.pointIn("a", { step: 1, parameter: "bias" });
    view.value = "scalars";
    expect(all()).toEqual([null, null, null, null]);
  });

  it("is told of once while the pointer stays on it", () => {
    const { hover } = hovering([0, 10]);
    let told = 0;
    const stop = effect(() => {
      void hover.step.value;
      told++;
    });
    for (const step of [1, 1, 2, 3]) hover.point({ step });
    expect(told).toBe(2);
    hover.point({ step: 9 });
    expect(told).toBe(3);
    stop();
  });

  it("finds its place anew when steps come in", () => {
    const { hover, steps } = hovering([0, 10]);
    hover.point({ step: 7 });
    expect(hover.step.value).toBe(10);
    steps.value = [0, 6, 10];
    expect(hover.step.value).toBe(6);
  });
});
