// Numbers on axes: short, in one font, with a true minus sign.

export const AXIS_FONT = '11px ui-sans-serif, system-ui, "Segoe UI", Roboto, sans-serif';

/** The page's own font, for pictures that can also be saved. */
export const FONT_FAMILY =
  'Inter, ui-sans-serif, system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif';

const COMPACT = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 2 });

/** "12K", "1.25K" for a count; what a logarithmic axis leaves unlabelled stays empty. */
export function compactCount(count: number | null): string {
  if (count === null || (count > 0 && count < 1)) return "";
  return COMPACT.format(count);
}

/** "−0.05", "1.5e−7": as few digits as the value has. */
export function shortValue(value: number | null): string {
  if (value === null) return "";
  const rounded = Number(value.toPrecision(6));
  const size = Math.abs(rounded);
  const text =
    size !== 0 && (size < 1e-4 || size >= 1e6) ? rounded.toExponential() : String(rounded);
  return text.replaceAll("-", "−").replace("e+", "e");
}

/** Distances between ticks of what is counted: 1, 2, 5, 10, …: there is no half of a weight or a step. */
export const WHOLE_STEPS: number[] = Array.from({ length: 13 }, (_, i) => {
  return [1, 2, 5].map((n) => n * 10 ** i);
}).flat();
