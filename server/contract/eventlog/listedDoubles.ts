// The doubles of a list in a message, in memory that the next message's take: a course decodes thousands one after the other.
import { type Field, floatOf, MalformedMessage } from "./wire.ts";

const FIRST_ROOM = 1024;

/** One list at a time: what it gave belongs to nobody once it is cleared. */
export class ListedDoubles {
  #room = new Float64Array(FIRST_ROOM);
  #bytes = new Uint8Array(this.#room.buffer);
  #length = 0;

  clear(): void {
    this.#length = 0;
  }

  push(value: number): void {
    this.#reserve(1);
    this.#room[this.#length++] = value;
  }

  /** Adds the field's doubles: packed or one by one, both occur. Throws {@link MalformedMessage}. */
  take(payload: Uint8Array, field: Field): void {
    if (field.wire === 1) {
      this.push(floatOf(payload, field));
      return;
    }
    const bytes = field.wire === 2 ? field.end - field.start : NaN;
    if (field.wire !== 2 || bytes % 8 !== 0) {
      throw new MalformedMessage("a histogram list that holds no doubles");
    }
    this.#reserve(bytes / 8);
    // Doubles are little-endian on every machine that runs this.
    this.#bytes.set(payload.subarray(field.start, field.end), this.#length * 8);
    this.#length += bytes / 8;
  }

  /** So many doubles for the caller to fill, instead of those that are there. */
  ofLength(length: number): Float64Array {
    this.#length = 0;
    this.#reserve(length);
    this.#length = length;
    return this.values;
  }

  /** Until the next change. */
  get values(): Float64Array {
    return this.#room.subarray(0, this.#length);
  }

  #reserve(more: number): void {
    const wanted = this.#length + more;
    if (wanted <= this.#room.length) return;
    const larger = new Float64Array(2 * wanted);
    larger.set(this.values);
    this.#room = larger;
    this.#bytes = new Uint8Array(larger.buffer);
  }
}
