import { expect, it } from "vitest";
import { elapsedText, timeScale } from "../../../client/charts/timeScale.ts";

it.each([
  [0, "0"],
  [45, "45 s"],
  [60, "1 min"],
  [90, "1 min 30 s"],
  [3600, "1 h"],
  [12_000, "3 h 20 min"],
  [86_400 * 2, "2 d"],
])("%i seconds are %s", (seconds, words) => {
  expect(elapsedText(seconds)).toBe(words);
});

it("ticks stand at round hours and minutes, of the person's clock where it is ahead", () => {
  expect(timeScale(0, 3600).ticks(4)).toEqual([0, 900, 1800, 2700, 3600]);
  expect(timeScale(100, 400).ticks(5)).toEqual([120, 180, 240, 300, 360]);
  expect(timeScale(0, 86_400, 1800).ticks(2)).toEqual([41_400, 84_600]);
});

it("shorter than a second for each tick, ticks stand at parts of seconds", () => {
  expect(timeScale(0, 1).ticks(4)).toEqual([0, 0.5, 1]);
});
