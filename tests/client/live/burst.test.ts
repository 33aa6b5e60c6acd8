import { expect, it } from "vitest";
import { Burst } from "../../../client/live/burst.ts";

function bursting() {
  const heard: number[][] = [];
  const timers = new Set<() => void>();
  const after = (_: number, callback: () => void): (() => void) => {
    timers.add(callback);
    return () => timers.delete(callback);
  };
  const burst = new Burst<number>(after, (items) => heard.push([...items]));
  const pass = (): void => {
    for (const callback of timers) {
      timers.delete(callback);
      callback();
    }
  };
  return { burst, heard, timers, pass };
}

it("what comes in one burst is handed on together and in order, what comes later in the next", () => {
  const { burst, heard, timers, pass } = bursting();
  for (const item of [1, 2, 3]) burst.add(item);
  expect([heard, timers.size]).toEqual([[], 1]);
  pass();
  burst.add(4);
  pass();
  pass();
  expect(heard).toEqual([[1, 2, 3], [4]]);
});

it("what was dropped is never handed on", () => {
  const { burst, heard, pass } = bursting();
  burst.add(1);
  burst.drop();
  burst.add(2);
  pass();
  expect(heard).toEqual([[2]]);
});
