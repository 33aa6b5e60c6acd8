// Names from other people's logs, made safe to look at: what would be invisible or turn the text around is spelled out.

const LONGEST = 120;
/** Controls, line separators, and the marks that override the direction of text. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** The name with nothing hidden in it, shortened in its middle when it is long. */
export function printable(name: string, longest = LONGEST): string {
  const seen = (name.length > longest * 4 ? shortened(name, longest * 4) : name).replaceAll(
    UNSEEN,
    (mark) => `‹U+${mark.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}›`,
  );
  return shortened(seen, longest);
}

function shortened(text: string, longest: number): string {
  const letters = text.length > longest ? Array.from(text) : [];
  if (letters.length <= longest) return text;
  const half = Math.floor((longest - 1) / 2);
  return `${letters.slice(0, longest - 1 - half).join("")}…${letters.slice(letters.length - half).join("")}`;
}
