import fc from "fast-check";
import { expect, it } from "vitest";
import { hyperslabs } from "../../../../server/logdir/checkpoints/hdf5/hyperslabs.ts";

it("boxes tile an array in the order of its elements, none larger than asked", () => {
  const shape = fc.array(fc.nat(6), { maxLength: 4 });
  fc.assert(
    fc.property(shape, fc.integer({ min: 1, max: 60 }), (sizes, most) => {
      const met: number[] = [];
      for (const { offset, count } of hyperslabs(sizes, most)) {
        const inBox = elementsOf(offset, count, sizes);
        expect(inBox.length).toBeLessThanOrEqual(most);
        expect(inBox.length).toBeGreaterThan(0);
        met.push(...inBox);
      }
      const all = sizes.reduce((product, size) => product * size, 1);
      expect(met).toEqual(Array.from({ length: all }, (_, i) => i));
    }),
  );
});

/** Places in the array, in C order, of the box's elements in theirs. */
function elementsOf(offset: number[], count: number[], shape: number[]): number[] {
  return shape.reduce<number[]>(
    (places, size, i) =>
      places.flatMap((place) =>
        Array.from({ length: count[i]! }, (_, along) => place * size + offset[i]! + along),
      ),
    [0],
  );
}
