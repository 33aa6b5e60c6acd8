// What the view is set to: which axis, how smooth, which models, which tags; kept in the address as words.
import { type OptionWords, textOf, wordsFrom } from "../../store/optionWords.ts";

export const AXES = ["step", "epoch", "relative", "wall"] as const;
export type AxisKind = (typeof AXES)[number];

export interface Choices {
  axis: AxisKind;
  /** Weight of the past in the smoothed line, from 0, which is none, up to 0.99. */
  smooth: number;
  isLog: boolean;
  /** Whether all listed models are drawn, not only A and B. */
  isAll: boolean;
  /** Words that a tag has to have. */
  find: string;
  /** Tags whose charts are large. */
  large: readonly string[];
}

export const MOST_SMOOTH = 0.99;

export function choicesFrom(text: string): Choices {
  const words = wordsFrom(text);
  const smooth = Number(words.get("smooth")?.[0] ?? 0);
  return {
    axis: AXES.find((axis) => axis === words.get("x")?.[0]) ?? "step",
    smooth: smooth >= 0 && smooth <= MOST_SMOOTH ? smooth : 0,
    isLog: words.has("log"),
    isAll: words.has("all"),
    find: words.get("find")?.[0] ?? "",
    large: words.get("large") ?? [],
  };
}

export function choicesText({ axis, smooth, isLog, isAll, find, large }: Choices): string {
  const words: [word: string, values: readonly string[], isSaid: boolean][] = [
    ["x", [axis], axis !== "step"],
    ["smooth", [String(smooth)], smooth > 0],
    ["log", [], isLog],
    ["all", [], isAll],
    ["find", [find], find !== ""],
    ["large", large, large.length > 0],
  ];
  const said: OptionWords = new Map(
    words.filter(([, , isSaid]) => isSaid).map(([word, values]) => [word, values]),
  );
  return textOf(said);
}
