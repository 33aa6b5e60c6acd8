// What chance does to bytes: bits flip, pieces go, come, repeat, turn to zeros, and move in from another file.
import fc from "fast-check";

/** Places and lengths are fractions of the bytes that are changed. */
export type Mutation =
  | { kind: "flip"; at: number; bit: number }
  | { kind: "cut"; at: number }
  | { kind: "remove" | "repeat" | "zero"; at: number; length: number }
  | { kind: "insert"; at: number; bytes: Uint8Array }
  | { kind: "splice"; at: number; from: number; length: number };

const place = fc.double({ min: 0, max: 1, noNaN: true });
const length = fc.nat(3000);

export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant("flip" as const), at: place, bit: fc.nat(7) }),
  fc.record({ kind: fc.constant("cut" as const), at: place }),
  fc.record({
    kind: fc.constantFrom("remove" as const, "repeat" as const, "zero" as const),
    at: place,
    length,
  }),
  fc.record({
    kind: fc.constant("insert" as const),
    at: place,
    bytes: fc.uint8Array({ maxLength: 200 }),
  }),
  fc.record({ kind: fc.constant("splice" as const), at: place, from: place, length }),
);

/** The bytes after the change; a splice takes its piece from `other`. */
export function mutated(bytes: Buffer, change: Mutation, other: Buffer): Buffer {
  const at = Math.floor(change.at * bytes.length);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (change.kind) {
    case "flip": {
      const flipped = Buffer.from(bytes);
      if (at < flipped.length) flipped[at]! ^= 1 << change.bit;
      return flipped;
    }
    case "cut":
      return before;
    case "remove":
      return Buffer.concat([before, after.subarray(change.length)]);
    case "repeat":
      return Buffer.concat([before, after.subarray(0, change.length), after]);
    case "zero": {
      const zeros = Buffer.alloc(Math.min(change.length, after.length));
      return Buffer.concat([before, zeros, after.subarray(change.length)]);
    }
    case "insert":
      return Buffer.concat([before, change.bytes, after]);
    case "splice": {
      const from = Math.floor(change.from * other.length);
      const piece = other.subarray(from, from + change.length);
      return Buffer.concat([before, piece, after.subarray(change.length)]);
    }
    default:
      return change satisfies never;
  }
}
