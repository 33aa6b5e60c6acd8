// Keeps what was used last, as much of it as fits.

export class BoundedCache<T> {
  readonly #most: number;
  readonly #dispose: (value: T) => void;
  /** The one that was not used for the longest time first. */
  readonly #kept = new Map<string, { value: T; size: number }>();
  #size = 0;

  /** Keeps at most `most` of whatever sizes are counted in; `dispose` is called with what is dropped. */
  constructor(most: number, dispose: (value: T) => void = () => undefined) {
    this.#most = most;
    this.#dispose = dispose;
  }

  get size(): number {
    return this.#size;
  }

  get(key: string): T | undefined {
    const found = this.#kept.get(key);
    if (found === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, found);
    return found.value;
  }

  has(key: string): boolean {
    return this.#kept.has(key);
  }

  /** The newest always stays, however large it is. */
  put(key: string, value: T, size: number): void {
    this.#drop(key);
    this.#kept.set(key, { value, size });
    this.#size += size;
    for (const old of this.#kept.keys()) {
      if (this.#size <= this.#most || old === key) return;
      this.#drop(old);
    }
  }

  clear(): void {
    for (const key of this.#kept.keys()) this.#drop(key);
  }

  #drop(key: string): void {
    const found = this.#kept.get(key);
    if (found === undefined) return;
    this.#kept.delete(key);
    this.#size -= found.size;
    this.#dispose(found.value);
  }
}
