// The course of a frame's numbers as files: moments and quantiles at every snapshot that is drawn.
import type { SpreadPicture } from "../../charts/spread.ts";
import { paintSpread } from "../../charts/spreadPainting.ts";
import type { Takeaway } from "../../parts/pictureActions.tsx";
import { QUANTILES } from "../../parts/statistics.ts";
import type { Slot } from "../../store/slot.ts";
import type { Store } from "../../store/store.ts";
import { printable } from "../../ui/printable.ts";

/** A picture for a page or a slide. */
const FILE_SIZE = { width: 720, height: 400 };

export function spreadTakeaway(
  store: Store,
  slot: Slot,
  picture: SpreadPicture,
  words: string,
): Takeaway {
  const [model, parameter] = [slot.name.peek() ?? "model", store.parameterKey.peek() ?? ""];
  const { steps, mean, deviation, quantiles } = picture;
  const unit = store.unit.peek();
  const isExact = slot.points.peek().every(({ distribution }) => distribution.exactBins);
  const title = [model, parameter].map((part) => printable(part, 60)).join("  ·  ");
  return {
    name: `${model} ${parameter} statistics`,
    words,
    numbers: {
      facts: {
        model,
        parameter,
        [`shown ${unit}s`]: steps.length,
        [`known ${unit}s`]: slot.steps.peek().length,
        quantiles: isExact ? "right to within one exact bin" : "estimated from logged buckets",
      },
      columns: [
        { name: unit, values: steps },
        { name: "mean", values: mean },
        { name: "std", values: deviation },
        ...QUANTILES.map((share, i) => ({ name: `p${share * 100}`, values: quantiles[i]! })),
      ],
    },
    painting: (surface) => paintSpread(surface, picture, { title, unit, at: slot.at.peek() }),
    size: FILE_SIZE,
  };
}
