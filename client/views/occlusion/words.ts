// What stands at a place of the map, and what a lesion changed, in words.
import type { OcclusionResult } from "../../network/methods/occlusion.ts";
import { valueText, wholeText } from "../../ui/format.ts";
import type { OcclusionOptions } from "./options.ts";

type ClassName = (index: number) => string;

export function probabilityText(probability: number): string {
  if (!Number.isFinite(probability)) return "not finite";
  return probability >= 0.0005 || probability === 0 ? probability.toFixed(3) : "< 0.001";
}

/** "rows 4 to 10, columns 8 to 14", counted from 0. */
export function placeInWords(
  { columns, height, width, stride }: OcclusionResult,
  place: number,
): string {
  const [top, left] = [Math.floor(place / columns) * stride, (place % columns) * stride];
  const span = (from: number, size: number): string =>
    size === 1 ? String(from) : `${from} to ${from + size - 1}`;
  return `rows ${span(top, height)}, columns ${span(left, width)}`;
}

export function answerInWords(result: OcclusionResult, place: number, name: ClassName): string {
  const parts = [
    `P(${name(result.target)}) ${probabilityText(result.probability[place]!)}`,
    `logit ${valueText(result.logit[place]!)}`,
    `answer ${name(result.predicted[place]!)}`,
  ];
  if (result.activity !== null) parts.push(`unit ${valueText(result.activity[place]!)}`);
  return parts.join(" · ");
}

export function mapInWords(
  result: OcclusionResult,
  { map }: Pick<OcclusionOptions, "map">,
  place: number | null,
  name: ClassName,
  isAmount: boolean,
): string {
  const { rows, columns, height, width, target, whole } = result;
  const square = `A square of ${height} × ${width} pixels at ${wholeText(rows * columns)} places`;
  if (isAmount) return `${square}; without it the value is ${valueText(whole.logit)}`;
  const plain = `without it P(${name(target)}) is ${probabilityText(whole.probability)}`;
  const least =
    place === null || map === "predicted"
      ? ""
      : `; least with ${placeInWords(result, place)} covered: ${answerInWords(result, place, name)}`;
  return `${square}; ${plain}${least}`;
}
