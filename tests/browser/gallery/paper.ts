// A real run of the `paper` preset, its bars coarsened: what the gallery draws.
import type { Distribution } from "#contract/distribution.ts";
import excerpt from "./paper.json" with { type: "json" };

export type Run = "dropout-0.2" | "dropout-0.9";
export type Tag = "hidden1/kernel" | "hidden2/kernel" | "output/kernel";

/** The parameter after every epoch. */
export function course(run: Run, tag: Tag): { step: number; distribution: Distribution }[] {
  const { level, points } = excerpt.find((one) => one.run === run && one.tag === tag)!;
  return points.map(({ bins, ...more }, step) => {
    const count = bins.reduce((sum, held) => sum + held, 0);
    const known = { count, nonFinite: 0, zeros: 0, level, bins: Float64Array.from(bins) };
    const exact = { exactBins: true, exactMoments: true, lowResolution: false };
    return { step, distribution: { ...known, ...more, ...exact } };
  });
}
