import fc from "fast-check";
import { expect, it } from "vitest";
import { smoothed, smoothing } from "../../../client/charts/smoothing.ts";
import { appended, followed } from "../../../client/store/column.ts";

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

it("two columns that go on from a full one do not share what is made of them", () => {
  let full = of();
  do full = appended(full, of(full.length));
  while (full.buffer.byteLength > full.byteLength);
  const doubled = (column: Float64Array) =>
    followed(column, "doubled", null, () => (value) => 2 * value);
  const [one, other] = [appended(full, of(100)), appended(full, of(200))];
  expect([doubled(one).at(-1), doubled(other).at(-1)]).toEqual([200, 400]);
  expect([one.at(-1), other.at(-1), doubled(full).at(-1)]).toEqual([100, 200, 2 * full.at(-1)!]);
});

it("what is made of a growing column is what is made of it as a whole, and each value is made once", () => {
  const value = fc.oneof(fc.double({ min: -1e9, max: 1e9 }), fc.constantFrom(NaN, Infinity));
  const messages = fc.array(fc.array(value, { maxLength: 9 }), { maxLength: 30 });
  fc.assert(
    fc.property(messages, fc.double({ min: 0, max: 0.99, noNaN: true }), (arriving, weight) => {
      let [column, made] = [of(), 0];
      const counted = () => {
        const next = smoothing(weight);
        return (one: number) => (made++, next(one));
      };
      const held: [Float64Array, Float64Array][] = [];
      for (const message of arriving) {
        column = appended(column, of(...message));
        held.push([column, followed(column, "smooth", weight, counted)]);
      }
      expect(made).toBe(column.length);
      for (const [source, smooth] of held) expect(smooth).toEqual(smoothed(source, weight));
    }),
  );
});

it("another parameter makes it anew, and a column from elsewhere is made as it is", () => {
  const column = appended(of(), of(1, 2, 4));
  for (const weight of [0.5, 0.9, 0.5]) {
    expect(followed(column, "smooth", weight, () => smoothing(weight))).toEqual(
      smoothed(column, weight),
    );
  }
  const part = column.subarray(1);
  expect(followed(part, "smooth", 0.5, () => smoothing(0.5))).toEqual(smoothed(part, 0.5));
});
