import { expect, it } from "vitest";
import { Burst } from "../../../client/live/burst.ts";

/** A world whose time passes by hand. */
function bursting(costMs = 0) {
  const heard: number[][] = [];
  let time = 1000;
  let timers: { at: number; callback: () => void }[] = [];
  const world = {
    now: () => time,
    after(ms: number, callback: () => void) {
      const timer = { at: time + ms, callback };
      timers.push(timer);
      return () => (timers = timers.filter((one) => one !== timer));
    },
  };
  const handedOnAt: number[] = [];
  const burst = new Burst<number>(world, (items) => {
    heard.push([...items]);
    handedOnAt.push(time);
    time += costMs;
  });
  const pass = (ms: number): void => {
    const end = time + ms;
    for (;;) {
      const next = timers.toSorted((one, two) => one.at - two.at)[0];
      if (next === undefined || next.at > end) break;
      timers = timers.filter((one) => one !== next);
      time = Math.max(time, next.at);
      next.callback();
    }
    time = Math.max(time, end);
  };
  return { burst, heard, handedOnAt, pass };
}

it("what comes in one burst is handed on together and in order, what comes later in the next", () => {
  const { burst, heard, pass } = bursting();
  for (const item of [1, 2, 3]) burst.add(item);
  expect(heard).toEqual([]);
  pass(16);
  burst.add(4);
  pass(40);
  expect(heard).toEqual([[1, 2, 3], [4]]);
});

it("while drawing takes long, a third of the time at most goes into it, and nothing is lost", () => {
  const { burst, heard, handedOnAt, pass } = bursting(300);
  for (let i = 0; i < 1000; i++) {
    burst.add(i);
    pass(10);
  }
  pass(5000);
  expect(heard.flat()).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  const apart = handedOnAt.slice(1).map((at, i) => at - handedOnAt[i]!);
  expect(Math.min(...apart)).toBeGreaterThanOrEqual(3 * 300);
});

it("what comes after a rest waits for no more than a frame", () => {
  const { burst, heard, pass } = bursting(300);
  burst.add(1);
  pass(5000);
  burst.add(2);
  pass(16);
  expect(heard).toEqual([[1], [2]]);
});

it("what was dropped is never handed on", () => {
  const { burst, heard, pass } = bursting();
  burst.add(1);
  burst.drop();
  burst.add(2);
  pass(100);
  expect(heard).toEqual([[2]]);
});
