// Long work in turns comes to the same as all of it at once.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { atOnce, inTurns, mapped, sorted, type Turns, until } from "#contract/turns.ts";

it("sorts as JavaScript does: what is alike stays as it was, whatever the length", () => {
  const items = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 4000, size: "max" });
  fc.assert(
    fc.property(items, (keys) => {
      const all = keys.map((key, place) => ({ key, place }));
      const byKey = (one: { key: number }, other: { key: number }): number => one.key - other.key;
      expect(atOnce(sorted(all, byKey))).toEqual(all.toSorted(byKey));
    }),
    { numRuns: 60 },
  );
});

it("makes something of each item, in their order", () => {
  const items = Array.from({ length: 1000 }, (_, i) => i * 2);
  expect(atOnce(mapped(items, (item, i) => item + i))).toEqual(items.map((item, i) => item + i));
});

function* counted(steps: number): Turns<number> {
  let done = 0;
  for (; done < steps; done++) yield;
  return done;
}

it("stops when its time is over, and goes on from there", () => {
  const turns = counted(3);
  expect(until(turns, -Infinity)).toBeNull();
  expect(until(turns, -Infinity)).toBeNull();
  expect(until(turns, Infinity)).toEqual({ made: 3 });
});

it("lets others go on in between, where it is long", async () => {
  function* slow(): Turns<number> {
    for (const end = performance.now() + 60; performance.now() < end;) yield;
    return 7;
  }
  let pauses = 0;
  const pause = async (): Promise<void> => void pauses++;
  expect(await inTurns(slow(), pause)).toBe(7);
  expect(pauses).toBeGreaterThan(1);
  pauses = 0;
  expect(await inTurns(counted(2), pause)).toBe(2);
  expect(pauses).toBe(0);
});
