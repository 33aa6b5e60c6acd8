// The comparison in words: the whole picture, and what both have in one bin.
import type { OverlayHit } from "../../charts/overlayLayout.ts";
import { shareText, valueText, wholeText } from "../../ui/format.ts";
import type { Side } from "./compared.ts";

/** "A: dropout-0.2 · epoch 3: 401,408 weights, mean …; B: …". */
export function comparisonInWords(sides: readonly Side[], noun: string): string {
  return sides
    .map(({ short, name, point }) => {
      if (point === null) return `${short}: ${name}: nothing to show`;
      const { count, mean, variance } = point.distribution;
      const spread = `mean ${valueText(mean)}, standard deviation ${valueText(Math.sqrt(variance))}`;
      return `${short}: ${name}: ${wholeText(count)} ${noun}, ${spread}`;
    })
    .join("; ");
}

/** Of fewer, parts of one matter: buckets that were shared out leave them. */
const FEW = 10;

/** What stands in a bin, of one side. */
export interface Reading {
  text: string;
  isEstimated: boolean;
}

/** "1,203 (0.30%)" of one side; null where it has nothing to count. */
export function readingOf(hit: OverlayHit, side: Side, which: "a" | "b"): Reading | null {
  const held = hit.counts[which];
  if (held === null || side.point === null) return null;
  const { count, nonFinite, exactBins } = side.point.distribution;
  const counted = Number.isInteger(held) || held >= FEW ? wholeText(held) : valueText(held);
  const text = `${counted} (${shareText(held, count - nonFinite)})`;
  // Divided by σ, bins of the log are divided too.
  return { text, isEstimated: !exactBins || !Number.isInteger(held) };
}

/** "+213", "−0.12 points" where shares are compared. */
export function differenceIn(hit: OverlayHit, heights: "count" | "share" | "density"): string {
  const { a, b } = hit.heights;
  if (a === null || b === null) return "";
  const difference = a - b;
  const sign = difference > 0 ? "+" : "";
  if (heights === "count") return sign + wholeText(difference).replace("-", "−");
  if (heights === "share") return `${sign}${valueText(difference * 100)} points`;
  return sign + valueText(difference);
}

/** Where the bin is: "−0.012 … −0.011", in deviations where these are the unit. */
export function placeOf({ from, to }: OverlayHit, unit: "value" | "deviation"): string {
  return `${valueText(from)} … ${valueText(to)}${unit === "deviation" ? " σ" : ""}`;
}
