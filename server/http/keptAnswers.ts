// What took long to make and never changes, by its name: whoever asks again, or at the same time, gets the same.

/** About two hundred courses of a thousand points, or eight million weights. */
const MOST_BYTES = 33_554_432;

export class KeptAnswers<Answer extends { readonly byteLength: number }> {
  /** In the order of their last use. */
  readonly #kept = new Map<string, Answer>();
  readonly #underWay = new Map<string, Promise<Answer>>();
  #bytes = 0;

  /** What `key` names; `make` is called when nobody has it, or is at it. What is larger than all that is kept is made anew. */
  async get(key: string, make: () => Promise<Answer>): Promise<Answer> {
    const kept = this.#kept.get(key);
    if (kept) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept;
    }
    const known = this.#underWay.get(key);
    if (known) return known;
    const made = make()
      .then((answer) => this.#keep(key, answer))
      .finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, made);
    return made;
  }

  #keep(key: string, answer: Answer): Answer {
    if (answer.byteLength > MOST_BYTES) return answer;
    this.#kept.set(key, answer);
    this.#bytes += answer.byteLength;
    for (const [oldest, { byteLength }] of this.#kept) {
      if (this.#bytes <= MOST_BYTES) break;
      this.#kept.delete(oldest);
      this.#bytes -= byteLength;
    }
    return answer;
  }
}
