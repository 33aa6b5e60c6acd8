import fc from "fast-check";
import { expect, it } from "vitest";
import { CommonColumn, KnownColumns } from "../../../server/runs/commonColumn.ts";

const SERIES = 4;

const action = fc.oneof(
  fc.record({
    kind: fc.constant("append" as const),
    series: fc.nat(SERIES - 1),
    // Few different ones, so that series agree again and again.
    values: fc.array(fc.constantFrom(0, -0, 1, NaN), { maxLength: 6 }),
    from: fc.nat(2),
  }),
  fc.record({
    kind: fc.constant("appendToAll" as const),
    values: fc.array(fc.nat(3), { maxLength: 40 }),
  }),
  fc.record({
    kind: fc.constant("move" as const),
    series: fc.nat(SERIES - 1),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
);

it("every series finds the numbers that it added, whoever holds them with it", () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
      const known = new KnownColumns();
      const columns = Array.from({ length: SERIES }, () => new CommonColumn(known));
      const moved = Array.from({ length: SERIES }, () => new CommonColumn(new KnownColumns()));
      const lists: number[][] = columns.map(() => []);
      const movedLists: number[][] = columns.map(() => []);
      for (const one of actions) {
        if (one.kind === "appendToAll") {
          for (const [i, column] of columns.entries()) {
            column.append(Float64Array.from(one.values), 0, one.values.length);
            lists[i]!.push(...one.values);
          }
        } else if (one.kind === "append") {
          const { series, values, from } = one;
          columns[series]!.append(
            Float64Array.from(values),
            Math.min(from, values.length),
            values.length,
          );
          lists[series]!.push(...values.slice(from));
        } else {
          const list = lists[one.series]!;
          const length = Math.floor(list.length * one.share);
          columns[one.series]!.moveTail(length, moved[one.series]!);
          movedLists[one.series]!.push(...list.splice(length));
        }
      }
      for (const [i, column] of columns.entries()) {
        expect(column.length).toBe(lists[i]!.length);
        expect([...column.copy(0, column.length)]).toEqual(lists[i]);
        expect(column.at(0)).toBe(lists[i]![0]);
        expect(column.at(lists[i]!.length)).toBeUndefined();
        expect([...moved[i]!.copy(0, moved[i]!.length)]).toEqual(movedLists[i]);
      }
    }),
    { numRuns: 500 },
  );
});

it("a hundred series at the same steps hold them once", () => {
  const steps = Float64Array.from({ length: 10_000 }, (_, i) => i);
  const known = new KnownColumns();
  const columns = Array.from({ length: 100 }, () => new CommonColumn(known));
  const before = process.memoryUsage().arrayBuffers;
  for (let at = 0; at < steps.length; at += 1000)
    for (const column of columns) column.append(steps, at, at + 1000);
  expect(columns[99]!.copy(0, steps.length)).toEqual(steps);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * steps.byteLength);
});

it("series that a restarted job repeats together still hold their steps once", () => {
  const steps = Float64Array.from({ length: 10_000 }, (_, i) => i);
  const known = new KnownColumns();
  const columns = Array.from({ length: 100 }, () => new CommonColumn(known));
  for (const column of columns) column.append(steps, 0, 6000);
  for (const column of columns) column.moveTail(5000, new CommonColumn(new KnownColumns()));
  const before = process.memoryUsage().arrayBuffers;
  const others = steps.map((step) => step + 0.5);
  for (const column of columns) column.append(others, 5000, 10_000);
  expect(columns[99]!.at(4999)).toBe(4999);
  expect(columns[99]!.at(5000)).toBe(5000.5);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(6 * steps.byteLength);
});

it("a job that steps back ten thousand times does not copy everything each time", () => {
  const known = new KnownColumns();
  const [one, other] = [new CommonColumn(known), new CommonColumn(known)];
  const long = Float64Array.from({ length: 1_000_000 }, (_, i) => i);
  for (const column of [one, other]) column.append(long, 0, long.length);
  const before = performance.now();
  for (let time = 0; time < 10_000; time++) {
    for (const column of [one, other]) {
      column.moveTail(999_999, new CommonColumn(new KnownColumns()));
      column.append(Float64Array.of(time + 0.5), 0, 1);
    }
  }
  // Each copy takes some five milliseconds: all of them a minute.
  expect(performance.now() - before).toBeLessThan(10_000);
  expect(other.at(999_999)).toBe(9999.5);
});
