import { expect, it } from "vitest";
import { appended } from "../../../client/store/column.ts";

const of = (...values: number[]): Float64Array => Float64Array.from(values);

it("a column grows at its end, and those who hold a shorter one see nothing of it", () => {
  let column = of();
  const held: Float64Array[] = [];
  for (let i = 0; i < 50; i++) {
    column = appended(column, of(i));
    held.push(column);
  }
  expect([...column]).toEqual(Array.from({ length: 50 }, (_, i) => i));
  held.forEach((one, i) => expect(one).toHaveLength(i + 1));
});

it("two columns that go on from the same one do not share their ends", () => {
  const start = appended(of(), of(1, 2));
  const one = appended(start, of(3));
  const other = appended(start, of(4, 5));
  expect([...one, ...other]).toEqual([1, 2, 3, 1, 2, 4, 5]);
  expect([...start]).toEqual([1, 2]);
});

it("a thousand appends are copied a few times only", () => {
  let column = of();
  const buffers = new Set<ArrayBufferLike>();
  for (let i = 0; i < 1000; i++) buffers.add((column = appended(column, of(i))).buffer);
  expect(buffers.size).toBeLessThan(14);
});

it("what lies in the middle of a message is copied, not overwritten", () => {
  const message = of(9, 1, 2, 9);
  expect([...appended(message.subarray(1, 3), of(3))]).toEqual([1, 2, 3]);
  expect([...message]).toEqual([9, 1, 2, 9]);
});
