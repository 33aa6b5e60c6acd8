import { expect, test } from "vitest";
import { KeptWeights } from "../../../server/http/keptWeights.ts";

/** Of a kept 32 MB, so many fit. */
const QUARTER = 2_097_152;

function counting() {
  const kept = new KeptWeights();
  const asked: string[] = [];
  const sorted = (key: string, length = 4) =>
    kept.sorted(key, async () => {
      asked.push(key);
      await Promise.resolve();
      return new Float32Array(length).fill(key.length);
    });
  return { asked, kept, sorted };
}

test("weights are put in order once, whoever asks at the same time or later", async () => {
  const { asked, sorted } = counting();
  const [one, other] = await Promise.all([sorted("a"), sorted("a")]);
  expect(one).toBe(other);
  expect(await sorted("a")).toBe(one);
  expect(await sorted("bb")).toEqual(new Float32Array(4).fill(2));
  expect(asked).toEqual(["a", "bb"]);
});

test("those that were used longest ago make room, and what is larger than all of it is never kept", async () => {
  const { asked, sorted } = counting();
  for (const key of ["a", "b", "c", "d", "a", "e"]) await sorted(key, QUARTER);
  expect(asked).toEqual(["a", "b", "c", "d", "e"]);
  await sorted("a", QUARTER);
  await sorted("b", QUARTER);
  expect(asked).toEqual(["a", "b", "c", "d", "e", "b"]);
  for (let i = 0; i < 2; i++) await sorted("huge", 5 * QUARTER);
  expect(asked.filter((key) => key === "huge")).toHaveLength(2);
  await sorted("b", QUARTER);
  expect(asked.filter((key) => key === "b")).toHaveLength(2);
});

test("what failed is tried again", async () => {
  const { kept, sorted } = counting();
  const failing = kept.sorted("a", () => Promise.reject(new Error("too many weights")));
  await expect(failing).rejects.toThrow("too many weights");
  expect(await sorted("a")).toHaveLength(4);
});
