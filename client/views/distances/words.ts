// What a row says at a step, in words.
import { valueText } from "../../ui/format.ts";
import type { Source, Told } from "./ranking.ts";

/** "0.0123", "≈ 0.0123", "not finite", "–". */
export function toldWords(told: Told): string {
  if (told.kind === "missing") return "–";
  if (told.kind === "notFinite") return "not finite";
  return told.from === "buckets" ? `≈ ${valueText(told.value)}` : valueText(told.value);
}

const SOURCES: Readonly<Record<Source, string>> = {
  weights: "Exact: measured on the weights themselves.",
  bins: "Counted in exact bins: right to within one of about a thousand.",
  buckets: "≈ Estimated from the logged buckets, each taken as evenly filled.",
};

/** What a value was measured on; nothing where there is none. */
export function sourceWords(told: Told): string | undefined {
  return told.kind === "value" ? SOURCES[told.from] : undefined;
}
