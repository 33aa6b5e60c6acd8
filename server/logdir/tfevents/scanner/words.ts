// What the scanner's numbers mean, in words for people: why a message is none, why a value cannot be drawn.

/** As in assembly/wire.ts and assembly/reasons.ts. */
const WORDS: Readonly<Record<number, string>> = {
  1: "field number 0",
  2: "a number runs past the end of its message",
  3: "a field runs past the end of its message",
  4: "a varint of more than ten bytes",
  5: "a varint runs past the end of its message",
  6: "a field number of more than 29 bits",
  19: "wire type 3",
  20: "wire type 4",
  22: "wire type 6",
  23: "wire type 7",
  32: "a histogram list that holds no doubles",
  33: "a histogram of more than 65536 buckets",
  34: "a histogram with an edge of NaN",
  35: "a histogram with a negative or non-finite count",
  36: "a histogram with unequal lists",
};

export function reasonInWords(reason: number): string {
  return WORDS[reason] ?? `reason ${reason}`;
}
