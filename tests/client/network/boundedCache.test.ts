import * as fc from "fast-check";
import { expect, it } from "vitest";
import { BoundedCache } from "../../../client/network/boundedCache.ts";

const NAMES = ["a", "b", "c", "d", "e", "f"];

it("holds no more than fits but the newest, and what was used last", () => {
  const use = fc.record({
    key: fc.constantFrom(...NAMES),
    size: fc.integer({ min: 1, max: 6 }),
  });
  fc.assert(
    fc.property(fc.array(use), (uses) => {
      const dropped: string[] = [];
      const cache = new BoundedCache<string>(10, (value) => dropped.push(value));
      let order: { key: string; size: number }[] = [];
      for (const { key, size } of uses) {
        if (cache.get(key) === undefined) {
          cache.put(key, key, size);
          order.push({ key, size });
          const sum = () => order.reduce((total, one) => total + one.size, 0);
          while (sum() > 10 && order.length > 1) order.shift();
        } else {
          order = [
            ...order.filter((one) => one.key !== key),
            order.find((one) => one.key === key)!,
          ];
        }
        expect(cache.size).toBe(order.reduce((total, one) => total + one.size, 0));
        for (const name of NAMES) {
          expect(cache.has(name)).toBe(order.some((one) => one.key === name));
        }
      }
      cache.clear();
      expect(cache.size).toBe(0);
      expect(dropped.length).toBeGreaterThanOrEqual(order.length);
    }),
  );
});
