import fc from "fast-check";
import { expect, it } from "vitest";
import { NarrowColumn } from "../../../server/runs/narrowColumn.ts";
import { SteadyColumn } from "../../../server/runs/steadyColumn.ts";

const float = fc.oneof(fc.float(), fc.constantFrom(NaN, -0, Infinity, -Infinity));
const parts = fc.array(
  fc.array(fc.oneof({ weight: 20, arbitrary: float }, fc.double()), { maxLength: 30 }),
  {
    maxLength: 12,
  },
);
const share = fc.double({ min: 0, max: 1, noNaN: true });

it("a narrow column gives back every number exactly, those of eight bytes too", () => {
  fc.assert(
    fc.property(parts, share, (lists, kept) => {
      const [column, moved] = [new NarrowColumn(), new NarrowColumn()];
      for (const list of lists) column.append(Float64Array.from(list), 0, list.length);
      const all = Float64Array.from(lists.flat());
      expect(column.copy(0, all.length)).toEqual(all);
      expect(column.at(all.length - 1)).toBe(all.at(-1));
      const length = Math.floor(all.length * kept);
      column.moveTail(length, moved);
      expect(column.copy(0, length)).toEqual(all.slice(0, length));
      expect(moved.copy(0, all.length - length)).toEqual(all.slice(length));
    }),
  );
});

it("a narrow column takes four bytes a number as long as these suffice", () => {
  const before = process.memoryUsage().arrayBuffers;
  const column = new NarrowColumn();
  column.append(new Float64Array(100_000).fill(0.5), 0, 100_000);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_300_000);
  expect(column.at(99_999)).toBe(0.5);
});

it("a steady column holds what a plain list holds", () => {
  const few = fc.array(fc.constantFrom(NaN, 0, -0, 7), { maxLength: 30 });
  fc.assert(
    fc.property(fc.array(few, { maxLength: 12 }), share, share, (lists, kept, movedShare) => {
      const [column, moved] = [new SteadyColumn(), new SteadyColumn()];
      for (const list of lists) column.append(Float64Array.from(list), 0, list.length);
      let all = lists.flat();
      const read = (one: SteadyColumn): (number | undefined)[] =>
        Array.from({ length: one.length }, (_, i) => one.at(i));
      expect(read(column)).toEqual(all);
      const length = Math.floor(all.length * kept);
      column.cut(length);
      all = all.slice(0, length);
      column.fill(7, 2);
      all.push(7, 7);
      const left = Math.floor(all.length * movedShare);
      column.moveTail(left, moved);
      expect([read(column), read(moved)]).toEqual([all.slice(0, left), all.slice(left)]);
      expect([column.at(-1), column.at(left)]).toEqual([undefined, undefined]);
    }),
  );
});
