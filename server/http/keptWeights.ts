// Weights in ascending order that were put so lately: a course of distances needs each of them more than once.
import type { Values } from "#contract/dtypes.ts";

/** Eight million weights; larger tensors are put in order anew. */
const MOST_BYTES = 33_554_432;

export class KeptWeights {
  /** In the order of their last use. */
  readonly #kept = new Map<string, Values>();
  readonly #underWay = new Map<string, Promise<Values>>();
  #bytes = 0;

  /** Those of the tensor that `key` names, which never change; `sort` is called when nobody has them, or is at it. */
  async sorted(key: string, sort: () => Promise<Values>): Promise<Values> {
    const kept = this.#kept.get(key);
    if (kept) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept;
    }
    const known = this.#underWay.get(key);
    if (known) return known;
    const made = sort()
      .then((weights) => this.#keep(key, weights))
      .finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, made);
    return made;
  }

  #keep(key: string, weights: Values): Values {
    if (weights.byteLength > MOST_BYTES) return weights;
    this.#kept.set(key, weights);
    this.#bytes += weights.byteLength;
    for (const [oldest, { byteLength }] of this.#kept) {
      if (this.#bytes <= MOST_BYTES) break;
      this.#kept.delete(oldest);
      this.#bytes -= byteLength;
    }
    return weights;
  }
}
