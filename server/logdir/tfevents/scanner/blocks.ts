// The buffers that batches travel in, used again when they come back.

/** What is smaller is made anew each time. */
const SMALLEST_KEPT_BYTES = 65_536;

export class Blocks {
  #spare: ArrayBuffer[] = [];

  /** A buffer of at least so many bytes. */
  of(bytes: number): ArrayBuffer {
    const found = this.#spare.findIndex(({ byteLength }) => byteLength >= bytes);
    if (found >= 0) return this.#spare.splice(found, 1)[0]!;
    // Those that are too small would never be used again.
    this.#spare = [];
    return new ArrayBuffer(bytes + Math.ceil(bytes / 4));
  }

  /** Takes what the batches before have been put in. */
  takeBack(blocks: readonly ArrayBuffer[]): void {
    this.#spare.push(...blocks.filter(({ byteLength }) => byteLength >= SMALLEST_KEPT_BYTES));
  }
}
