// Frames that took long to make, by their address: whoever asks again, or at the same time, gets the same.

/** About two hundred courses of a thousand points. */
const MOST_BYTES = 33_554_432;

export class KeptFrames {
  /** In the order of their last use. */
  readonly #kept = new Map<string, Uint8Array>();
  readonly #underWay = new Map<string, Promise<Uint8Array>>();
  #bytes = 0;

  /** The frame at an address whose answer never changes; `make` is called when nobody has it, or is at it. */
  async frame(address: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const kept = this.#kept.get(address);
    if (kept) {
      this.#kept.delete(address);
      this.#kept.set(address, kept);
      return kept;
    }
    const known = this.#underWay.get(address);
    if (known) return known;
    const made = make()
      .then((frame) => this.#keep(address, frame))
      .finally(() => this.#underWay.delete(address));
    this.#underWay.set(address, made);
    return made;
  }

  #keep(address: string, frame: Uint8Array): Uint8Array {
    this.#kept.set(address, frame);
    this.#bytes += frame.length;
    for (const [oldest, { length }] of this.#kept) {
      if (this.#bytes <= MOST_BYTES) break;
      this.#kept.delete(oldest);
      this.#bytes -= length;
    }
    return frame;
  }
}
