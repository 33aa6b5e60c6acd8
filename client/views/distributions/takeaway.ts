// A frame as files: its bars and numbers, and its picture without what the pointer lit.
import { paintHistogram } from "../../charts/histogramPainting.ts";
import type { HistogramPicture } from "../../charts/histogramPicture.ts";
import { nounOf } from "../../parts/nouns.ts";
import type { Takeaway } from "../../parts/pictureActions.tsx";
import { statisticsOf } from "../../parts/statistics.ts";
import type { Slot } from "../../store/slot.ts";
import type { Store } from "../../store/store.ts";
import { printable } from "../../ui/printable.ts";
import type { FrameBars } from "./comparison.ts";
import { pictureInWords } from "./words.ts";

/** A picture for a page or a slide. */
const FILE_SIZE = { width: 720, height: 420 };

export function frameTakeaway(
  store: Store,
  slot: Slot,
  bars: FrameBars,
  picture: HistogramPicture,
): Takeaway {
  const [shown, grid] = [slot.shown.peek(), bars.grid.peek()];
  const [model, parameter] = [slot.name.peek() ?? "model", store.parameterKey.peek() ?? ""];
  const { unit } = store;
  const noun = nounOf(slot).many;
  const width = grid === null ? 0 : 2 ** grid.level;
  const counts = shown === null || grid === null ? [] : bars.windowOf(shown.distribution).counts;
  const edgesFrom = (offset: number): Float64Array =>
    Float64Array.from(counts, (_, i) => ((grid?.first ?? 0) + i + offset) * width);
  const statistics = shown === null ? [] : statisticsOf(shown.distribution, noun);
  const step = shown?.step ?? null;
  const names = [model, parameter].map((part) => printable(part, 60));
  return {
    name: `${model} ${parameter} ${step ?? ""}`,
    words: pictureInWords(store, slot),
    numbers: {
      facts: {
        model,
        parameter,
        [unit.peek()]: step,
        ...Object.fromEntries(
          statistics.map(({ label, value, origin }) => [`${label} (${origin.kind})`, value]),
        ),
      },
      columns: [
        { name: "from", values: edgesFrom(0) },
        { name: "to", values: edgesFrom(1) },
        { name: noun, values: counts },
      ],
    },
    painting: (surface) =>
      paintHistogram(
        surface,
        picture,
        [...names, `${unit.peek()} ${step ?? "?"}`].join("  ·  "),
        noun,
      ),
    size: FILE_SIZE,
  };
}
