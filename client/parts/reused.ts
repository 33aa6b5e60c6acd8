// What was made of each of many items, as long as nothing has changed that it depends on.

/** An element that is handed to Preact again is not even compared: of thousands, those that changed are drawn. */
export class Reused<Made> {
  #made = new Map<string, { of: readonly unknown[]; made: Made }>();
  #before = this.#made;

  /** What is not asked for until the next call is forgotten. */
  begin(): void {
    this.#before = this.#made;
    this.#made = new Map();
  }

  /** What `make` made of the item called `id` from the same values, else what it makes now. */
  of(id: string, values: readonly unknown[], make: () => Made): Made {
    const known = this.#before.get(id);
    const isSame = known?.of.every((value, i) => Object.is(value, values[i])) ?? false;
    const entry = isSame ? known! : { of: values, made: make() };
    this.#made.set(id, entry);
    return entry.made;
  }
}
