// Numbers and texts as Python writes them, so that what parses TensorBoard's answers parses ours.

/** From this on Python writes whole numbers with an exponent, too. */
const LARGEST_PLAIN = 1e16;
const SMALLEST_PLAIN = 1e-4;

/** A finite float as `repr` writes it: 1 as 1.0, 1e-7 as 1e-07. */
export function pythonFloat(value: number): string {
  const size = Math.abs(value);
  if (size >= LARGEST_PLAIN || (size < SMALLEST_PLAIN && size > 0)) {
    return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  }
  if (!Number.isInteger(value)) return String(value);
  return Object.is(value, -0) ? "-0.0" : `${value}.0`;
}

/** The same in TensorBoard's JSON, where what is not finite is a string. */
export function jsonFloat(value: number): string {
  return Number.isFinite(value) ? pythonFloat(value) : `"${value}"`;
}

/** The same in CSV. */
export function csvFloat(value: number): string {
  if (Number.isFinite(value)) return pythonFloat(value);
  return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** A text as `repr` writes it in an error; null is None. */
export function pythonText(text: string | null): string {
  if (text === null) return "None";
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inside = text.replace(/[\\\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu, (character) => {
    const code = character.codePointAt(0)!;
    const [letter, digits] = code < 0x100 ? ["x", 2] : code < 0x10000 ? ["u", 4] : ["U", 8];
    return ESCAPES[character] ?? `\\${letter}${code.toString(16).padStart(digits, "0")}`;
  });
  return `${quote}${quote === "'" ? inside.replaceAll("'", "\\'") : inside}${quote}`;
}
