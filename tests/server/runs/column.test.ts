import fc from "fast-check";
import { expect, it } from "vitest";
import { Column } from "../../../server/runs/column.ts";

const action = fc.oneof(
  fc.record({ kind: fc.constant("push" as const), value: fc.nat(255) }),
  fc.record({
    kind: fc.constant("append" as const),
    values: fc.array(fc.nat(255), { maxLength: 60 }),
    from: fc.nat(10),
  }),
  fc.record({
    kind: fc.constant("cut" as const),
    share: fc.double({ min: 0, max: 1.2, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant("move" as const),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
);

it("a column holds what a plain list holds, whatever is done to it", () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40 }), fc.nat(300), fc.nat(300), (actions, a, b) => {
      const column = new Column<Float64Array>(Float64Array);
      const moved = new Column<Float64Array>(Float64Array);
      let [list, movedList]: number[][] = [[], []];
      for (const one of actions) {
        if (one.kind === "push") {
          column.push(one.value);
          list!.push(one.value);
        } else if (one.kind === "append") {
          column.append(Float64Array.from(one.values), one.from, one.values.length);
          list!.push(...one.values.slice(one.from));
        } else {
          const length = Math.floor(list!.length * one.share);
          if (one.kind === "move") {
            column.moveTail(length, moved);
            movedList!.push(...list!.slice(length));
          } else column.cut(length);
          list = list!.slice(0, length);
        }
      }
      expect([column.length, moved.length]).toEqual([list!.length, movedList!.length]);
      expect([...column.copy(0, column.length)]).toEqual(list);
      expect([...moved.copy(0, moved.length)]).toEqual(movedList);
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      expect([...column.copy(from, to)]).toEqual(list!.slice(from, to));
      expect(column.at(from)).toBe(list![from]);
      expect(column.at(-1)).toBeUndefined();
    }),
  );
});

it("a column of a million numbers holds little more than them", () => {
  const column = new Column<Float64Array>(Float64Array);
  const before = process.memoryUsage().arrayBuffers;
  for (let i = 0; i < 1_000_000; i++) column.push(i);
  expect(column.at(999_999)).toBe(999_999);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8_800_000);
});
