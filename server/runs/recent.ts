// The last few things that were asked for, so that a second browser or a second look costs nothing.

/** Keeps the `capacity` values used last. */
export class Recent<Value> {
  readonly #capacity: number;
  /** In the order of their last use. */
  readonly #values = new Map<string, Value>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(key: string): Value | undefined {
    const value = this.#values.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size > this.#capacity) this.#values.delete(this.#values.keys().next().value!);
  }
}
