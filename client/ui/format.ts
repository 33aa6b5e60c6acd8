// Numbers as people read them: enough digits, thousands apart, a true minus sign, and words for what is not known.

const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** "401,408". */
export function wholeText(value: number): string {
  return Number.isFinite(value) ? WHOLE.format(value) : "not logged";
}

const ROUND = new Intl.NumberFormat("en", { notation: "compact", compactDisplay: "long" });

/** "50 million", where the exact number would say no more. */
export function roundText(value: number): string {
  return ROUND.format(value);
}

/** Four significant digits: "−0.01234", "1.543 × 10⁻⁵". */
export function valueText(value: number): string {
  if (Number.isNaN(value)) return "not logged";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= 1e-3 && size < 1e6) return signed(trimmed(value.toPrecision(4)));
  const [digits, exponent] = value.toExponential(3).split("e") as [string, string];
  return signed(`${digits} × 10${superscript(Number(exponent))}`);
}

/** "96.70%". */
export function scoreText(value: number, isShare: boolean): string {
  if (!Number.isFinite(value)) return "–";
  return isShare ? `${(value * 100).toFixed(2)}%` : valueText(value);
}

/** The same of a score that was logged at a step: null where none was. */
export function scoreAt(value: number | null, isShare: boolean): string {
  return value !== null && !Number.isFinite(value)
    ? "not finite"
    : scoreText(value ?? NaN, isShare);
}

const BYTE_UNITS = ["B", "kB", "MB", "GB", "TB"] as const;

/** "3.1 of 20.4 GB": both in the unit of the whole. */
export function bytesOfText(part: number, whole: number): string {
  const thousands = Math.floor(Math.log10(Math.max(whole, 1)) / 3);
  const power = Math.min(thousands, BYTE_UNITS.length - 1);
  const text = (bytes: number): string => (bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1);
  return `${text(part)} of ${text(whole)} ${BYTE_UNITS[power]}`;
}

/** "3.1%", "<0.1%" of a whole. */
export function shareText(part: number, whole: number): string {
  if (!(whole > 0)) return "–";
  const share = (part / whole) * 100;
  if (share > 0 && share < 0.01) return "<0.01%";
  return `${share.toFixed(share < 1 ? 2 : 1)}%`;
}

/** "784 × 512"; a parameter of unknown shape says nothing. */
export function shapeText(shape: readonly number[] | null): string {
  if (shape === null) return "";
  return shape.length === 0 ? "a single value" : shape.join(" × ");
}

/** "4 s ago", "3 min ago", "2 days ago". */
export function agoText(seconds: number): string {
  if (seconds < 2) return "just now";
  if (seconds < 90) return `${Math.round(seconds)} s ago`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 129_600) return `${Math.round(seconds / 3600)} h ago`;
  return `${Math.round(seconds / 86_400)} days ago`;
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function superscript(value: number): string {
  const digits = String(Math.abs(value)).replaceAll(/\d/g, (digit) => RAISED[Number(digit)]!);
  return (value < 0 ? "⁻" : "") + digits;
}

function trimmed(text: string): string {
  return text.includes("e") ? String(Number(text)) : text;
}

function signed(text: string): string {
  return text.replace("-", "−");
}
