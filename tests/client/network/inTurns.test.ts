// Many things in turns: all of them, each once, and few at a time where they take long.
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { inTurns } from "../../../client/network/inTurns.ts";

const NOBODY_ELSE = { breathe: () => Promise.resolve() };

/** Time is what the test says: other programs have none of it. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** How many there were in each turn, each of which takes that long. */
async function turnsOf(all: number, msEach: number, breaths = 1): Promise<number[]> {
  const turns: number[] = [];
  await inTurns(all, NOBODY_ELSE, async (_, count, own) => {
    turns.push(count);
    for (let part = 0; part < breaths; part++) {
      if (part > 0) await own.breathe();
      vi.advanceTimersByTime((msEach * count) / breaths);
    }
  });
  return turns;
}

describe("in turns", () => {
  it("it is everybody's turn once, in order, and somebody else's before each", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(500), async (all) => {
        const seen: number[] = [];
        let breaths = 0;
        const world = { breathe: async () => void breaths++ };
        let turns = 0;
        await inTurns(all, world, (from, count) => {
          for (let i = from; i < from + count; i++) seen.push(i);
          expect(breaths).toBe(++turns);
        });
        expect(seen).toEqual(Array.from({ length: all }, (_, i) => i));
      }),
    );
  });

  it("many go at a time where they take no time, and few where they take long", async () => {
    expect(Math.max(...(await turnsOf(600, 0)))).toBe(100);
    expect(await turnsOf(10, 10)).toEqual([4, 2, 2, 2]);
  });

  it("more go at a time where there are breaths between", async () => {
    const [whole, parted] = [await turnsOf(40, 4), await turnsOf(40, 4, 4)];
    expect(parted.length).toBeLessThan(whole.length);
  });

  it("nothing goes on once nobody waits", async () => {
    let turns = 0;
    const given = {
      breathe: () => (turns === 2 ? Promise.reject(new Error("given up")) : Promise.resolve()),
    };
    await expect(inTurns(1000, given, () => void turns++)).rejects.toThrow("given up");
    expect(turns).toBe(2);
  });
});
