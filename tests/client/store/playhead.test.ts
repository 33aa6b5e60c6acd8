import { signal } from "@preact/signals";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPlayhead } from "../../../client/store/playhead.ts";
import {
  indexAt,
  nearestStep,
  neighbour,
  settled,
  standingAt,
  unionOfSteps,
} from "../../../client/store/playheadRules.ts";

describe("the rules", () => {
  it("find the last step at or before a place", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer()), fc.integer(), (list, at) => {
        const steps = list.sort((a, b) => a - b);
        expect(indexAt(steps, at)).toBe(steps.filter((step) => step <= at).length - 1);
      }),
    );
  });

  it("snap to the nearest logged step", () => {
    const steps = [0, 100, 150];
    expect([-5, 40, 60, 126, 900].map((place) => nearestStep(steps, place))).toEqual([
      0, 0, 100, 150, 150,
    ]);
    expect(nearestStep([], 3)).toBeNull();
  });

  it("step along logged steps and stop at the ends", () => {
    expect(neighbour([0, 100, 150], 100, 1)).toBe(150);
    expect(neighbour([0, 100, 150], 150, 1)).toBe(150);
    expect(neighbour([0, 100, 150], 0, -1)).toBe(0);
  });

  it("follow at the newest step and stay put elsewhere", () => {
    expect(settled([0, 1, 2], 2)).toBeNull();
    expect(settled([0, 1, 2], 1)).toBe(1);
  });

  it("join two models' steps, each once, in order", () => {
    expect(unionOfSteps([0, 2, 2, 4], Float64Array.of(1, 2))).toEqual([0, 1, 2, 4]);
  });

  it("say how a model of another length stands", () => {
    expect(standingAt([0, 1, 2], 1)).toEqual({ kind: "on", index: 1 });
    expect(standingAt([0, 1, 2], 7)).toEqual({ kind: "past", index: 2 });
    expect(standingAt([5, 6], 2)).toEqual({ kind: "before", index: 0 });
    expect(standingAt([0, 10], 4)).toEqual({ kind: "on", index: 0 });
    expect(standingAt([], 4)).toEqual({ kind: "empty" });
  });
});

function playheadOver(steps: number[]) {
  const all = signal<readonly number[]>(steps);
  const clock = { tick: (): void => undefined, periodMs: NaN };
  const playhead = createPlayhead(all, (ms, callback) => {
    Object.assign(clock, { tick: callback, periodMs: ms });
    return () => Object.assign(clock, { tick: () => undefined });
  });
  return { all, clock, playhead };
}

describe("the playhead", () => {
  it("follows what arrives while it is at the newest step", () => {
    const { all, playhead } = playheadOver([0, 1]);
    all.value = [0, 1, 2];
    expect([playhead.at.value, playhead.following.value]).toEqual([2, true]);
  });

  it("stays put when it was moved away, until it is brought back", () => {
    const { all, playhead } = playheadOver([0, 1, 2]);
    playhead.moveTo(1.2);
    all.value = [0, 1, 2, 3];
    expect([playhead.at.value, playhead.following.value]).toEqual([1, false]);
    playhead.toNewest();
    expect([playhead.at.value, playhead.following.value]).toEqual([3, true]);
  });

  it("keeps what was asked of it while a layer's steps are on their way", () => {
    const { all, playhead } = playheadOver([0, 1, 2]);
    all.value = [];
    playhead.toStart();
    all.value = [0, 1, 2];
    expect([playhead.at.value, playhead.following.value]).toEqual([0, false]);
  });

  it("plays on when another layer is chosen meanwhile", () => {
    const { all, clock, playhead } = playheadOver([0, 1, 2]);
    playhead.play();
    all.value = [];
    clock.tick();
    all.value = [0, 1, 2];
    clock.tick();
    expect([playhead.at.value, playhead.playing.value]).toEqual([1, true]);
  });

  it("plays from the start when it stands at the end, and follows again when it gets there", () => {
    const { clock, playhead } = playheadOver([0, 1, 2]);
    playhead.play();
    expect([playhead.at.value, playhead.playing.value]).toEqual([0, true]);
    clock.tick();
    clock.tick();
    expect([playhead.at.value, playhead.playing.value]).toEqual([2, false]);
    expect(playhead.following.value).toBe(true);
  });

  it("plays at the speed asked for, also when it changes meanwhile", () => {
    const { clock, playhead } = playheadOver([0, 1, 2]);
    playhead.speed.value = 10;
    playhead.play();
    expect(clock.periodMs).toBe(100);
    playhead.speed.value = 2;
    expect(clock.periodMs).toBe(500);
  });

  it("stops playing when it is moved", () => {
    const { playhead } = playheadOver([0, 1, 2]);
    playhead.play();
    playhead.moveBy(1);
    expect([playhead.at.value, playhead.playing.value]).toEqual([1, false]);
  });

  it("keeps its step when the models' steps change under it", () => {
    const { all, playhead } = playheadOver([0, 1, 2, 3]);
    playhead.moveTo(2);
    all.value = [0, 1];
    expect(playhead.at.value).toBe(1);
    all.value = [0, 1, 2, 3];
    expect(playhead.at.value).toBe(2);
  });

  it("stands nowhere while nothing is logged", () => {
    const { playhead } = playheadOver([]);
    playhead.play();
    playhead.moveBy(1);
    expect([playhead.at.value, playhead.playing.value]).toEqual([null, false]);
  });
});
