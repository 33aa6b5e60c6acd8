// Weights that have arrived: those that were looked at last, as many as there is room for.

/** A layer of 784 × 512 weights at 80 epochs of two models. */
export const KEPT_BYTES = 256 * 2 ** 20;

/** By the addresses of tensors, which never change. */
export class HeldTensors {
  readonly #held = new Map<string, Float32Array>();
  #bytes = 0;

  has(address: string): boolean {
    return this.#held.has(address);
  }

  get(address: string): Float32Array | null {
    const values = this.#held.get(address);
    if (values === undefined) return null;
    this.#held.delete(address);
    this.#held.set(address, values);
    return values;
  }

  /** The newest stays, however large it is. */
  put(address: string, values: Float32Array): void {
    this.#drop(address);
    this.#held.set(address, values);
    this.#bytes += values.byteLength;
    for (const old of this.#held.keys()) {
      if (this.#bytes <= KEPT_BYTES || old === address) return;
      this.#drop(old);
    }
  }

  clear(): void {
    this.#held.clear();
    this.#bytes = 0;
  }

  #drop(address: string): void {
    this.#bytes -= this.#held.get(address)?.byteLength ?? 0;
    this.#held.delete(address);
  }
}
