// The values that the colours stand for: one scale for A and B, with round ends that live data seldom moves.
import { linearScale, logScale, type Scale } from "../../charts/scales.ts";

/** Further below the largest value, what is small is as good as nothing. */
const DECADES = 5;
const ROUND = [1, 2, 5, 10] as const;
const NOTHING_YET: readonly [number, number] = [1e-3, 1];

/** Over all finite values; what is not positive has the colour of the lowest. */
export function colourScale(all: Iterable<ArrayLike<number>>, kind: "log" | "linear"): Scale {
  let [least, most] = [Infinity, 0];
  for (const values of all) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (!(value > 0) || value === Infinity) continue;
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  if (kind === "linear") return linearScale(0, most === 0 ? 1 : rounded(most, "up"));
  if (most === 0) return logScale(...NOTHING_YET);
  const high = rounded(most, "up");
  const low = rounded(Math.max(least, high * 10 ** -DECADES), "down");
  const scale = logScale(low === high ? low / 10 : low, high);
  return { ...scale, place: (value) => (value > low ? scale.place(value) : 0) };
}

/** 1, 2 or 5 times a power of ten. */
function rounded(value: number, to: "up" | "down"): number {
  const decade = Number(`1e${Math.floor(Math.log10(value))}`);
  const share = value / decade;
  const round =
    to === "up"
      ? ROUND.find((one) => one >= share * (1 - 1e-9))
      : ROUND.findLast((one) => one <= share * (1 + 1e-9));
  return Number(((round ?? 1) * decade).toPrecision(3));
}
