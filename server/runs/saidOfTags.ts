// What writers say of a tag with its first value only, and what the values that follow are taken for because of it.
import type { TagMetadata } from "#contract/eventlog/batch.ts";
import { shapeFromDescription } from "#contract/eventlog/histogram.ts";

/** Longer words are left out. */
const LONGEST_WORDS = 65_536;

/** What a writer says of a tag for people. */
export interface TagWords {
  displayName: string | null;
  description: string | null;
}

const NO_WORDS: TagWords = { displayName: null, description: null };

interface Said extends TagWords {
  plugin: string | null;
  shape: number[] | null;
}

export class SaidOfTags {
  readonly #said = new Map<string, Said>();
  /** Of all words for people. */
  characters = 0;
  /** Grows when more is said of a tag. */
  revision = 0;

  has(tag: string): boolean {
    return this.#said.has(tag);
  }

  wordsOf(tag: string): TagWords {
    return this.#said.get(tag) ?? NO_WORDS;
  }

  shapeOf(tag: string): number[] | null {
    return this.#said.get(tag)?.shape ?? null;
  }

  pluginOf(tag: string): string | null {
    return this.#said.get(tag)?.plugin ?? null;
  }

  /** What was said first for people stands; the newest plugin and shape count. */
  take(tag: string, news: TagMetadata): void {
    const before = this.#said.get(tag);
    const told = notTooLong(news.description);
    const description = before?.description ?? told;
    const displayName = before?.displayName ?? notTooLong(news.displayName);
    this.characters += lengthOf({ displayName, description }) - lengthOf(before ?? NO_WORDS);
    this.revision++;
    this.#said.set(tag, {
      plugin: news.plugin ?? before?.plugin ?? null,
      displayName,
      description,
      shape: shapeFromDescription(told) ?? before?.shape ?? null,
    });
  }
}

const lengthOf = ({ displayName, description }: TagWords): number =>
  (displayName?.length ?? 0) + (description?.length ?? 0);

const notTooLong = (text: string | null): string | null =>
  (text?.length ?? 0) > LONGEST_WORDS ? null : text;
