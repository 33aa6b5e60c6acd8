// What a row says at a step, in words.
import { valueText } from "../../ui/format.ts";
import type { Told } from "./ranking.ts";

/** "0.0123", "≈ 0.0123", "not finite", "–". */
export function toldWords(told: Told): string {
  if (told.kind === "missing") return "–";
  if (told.kind === "notFinite") return "not finite";
  return told.isEstimated ? `≈ ${valueText(told.value)}` : valueText(told.value);
}
