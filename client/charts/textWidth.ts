// How wide words are, as well as it can be told without a font: one layout for canvas, SVG and tests, on every machine.
import { TEXT_PX } from "./surface.ts";

/** Advance widths in ems, a little more than those of the common sans-serif fonts. */
const ADVANCES: readonly (readonly [pattern: RegExp, ems: number])[] = [
  [/[ijlI.,:;'|!()[\]·‹›]/u, 0.3],
  [/[ftr\s/\\-]/u, 0.38],
  [/[mwMW%@—]/u, 0.9],
  [/[A-Z]/u, 0.68],
  [/[\u0021-\u024f−×…]/u, 0.58],
];
/** Of whatever else there is: Chinese characters and emoji are as wide as high. */
const OTHER_EMS = 1;

const known = new Map<string, number>();

function advance(character: string): number {
  const before = known.get(character);
  if (before !== undefined) return before;
  const ems = ADVANCES.find(([pattern]) => pattern.test(character))?.[1] ?? OTHER_EMS;
  known.set(character, ems);
  return ems;
}

/** Width in pixels of words `px` high. */
export function textWidth(words: string, px = TEXT_PX): number {
  let ems = 0;
  for (const character of words) ems += advance(character);
  return ems * px;
}

const ELLIPSIS = "…";

/** The words, or as much of their beginning and end as `width` pixels hold; the ends of layer names tell them apart. */
export function shortened(words: string, width: number, px = TEXT_PX): string {
  if (textWidth(words, px) <= width) return words;
  const characters = Array.from(words);
  for (let kept = characters.length - 1; kept > 1; kept--) {
    const head = Math.ceil(kept / 3);
    const tail = characters.slice(characters.length - (kept - head));
    const short = characters.slice(0, head).join("") + ELLIPSIS + tail.join("");
    if (textWidth(short, px) <= width) return short;
  }
  return textWidth(ELLIPSIS, px) <= width ? ELLIPSIS : "";
}
