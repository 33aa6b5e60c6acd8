// A view's settings as words for the address: "log x*relative smooth*0.6", each with what it is set to behind it.

/** Words, each with its values; a word without any only says yes. */
export type OptionWords = ReadonlyMap<string, readonly string[]>;

/** Neither is ever escaped in a query, where a space is a plus. */
const BETWEEN_WORDS = " ";
const BETWEEN_VALUES = "*";

export function wordsFrom(text: string): OptionWords {
  const words = new Map<string, readonly string[]>();
  for (const part of text.split(BETWEEN_WORDS)) {
    const [word = "", ...values] = part.split(BETWEEN_VALUES).map(unescaped);
    if (word !== "") words.set(word, values);
  }
  return words;
}

export function textOf(words: OptionWords): string {
  return [...words]
    .map(([word, values]) => [word, ...values].map(escaped).join(BETWEEN_VALUES))
    .join(BETWEEN_WORDS);
}

/** The first of the words that is a name in the table; undefined where none is. */
export function namedIn<T extends string>(
  words: OptionWords,
  table: Readonly<Record<T, unknown>>,
): T | undefined {
  return [...words.keys()].find((word): word is T => Object.hasOwn(table, word));
}

function escaped(value: string): string {
  return value.replaceAll(/[%*\s]/g, (mark) => {
    return `%${mark.codePointAt(0)!.toString(16).padStart(4, "0")}`;
  });
}

function unescaped(value: string): string {
  return value.replaceAll(/%([\da-f]{4})/g, (_, code: string) => {
    return String.fromCodePoint(Number.parseInt(code, 16));
  });
}
