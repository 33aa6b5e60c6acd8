// A picture over time as files: percentiles and moments of every snapshot, and behind them its bins where these are drawn.
import { BAND_SHARES } from "../../charts/bands.ts";
import type { Takeaway } from "../../parts/pictureActions.tsx";
import type { Slot } from "../../store/slot.ts";
import type { Store } from "../../store/store.ts";
import type { Courses } from "./course.ts";
import { drawnOf } from "./pictures.ts";
import { courseInWords } from "./words.ts";

/** A picture for a page or a slide. */
const FILE_SIZE = { width: 720, height: 540 };

export function takeawayOf(store: Store, courses: Courses, slot: Slot): Takeaway {
  const { points, quantiles, table, known } = courses.of[slot.slot];
  const { kind } = courses.options.peek();
  const drawn = drawnOf(store, courses, slot.slot);
  const shown = points.peek();
  const column = (name: string, of: (point: (typeof shown)[number]) => number) => {
    return { name, values: Float64Array.from(shown, of) };
  };
  const bins = kind === "bands" ? null : table.peek();
  const step = slot.at.peek();
  const parameter = store.parameterKey.peek() ?? "";
  const isExact = shown.every(({ distribution }) => distribution.exactBins);
  return {
    name: `${slot.name.peek() ?? "model"} ${parameter} over time`,
    words: courseInWords(store, courses, slot),
    numbers: {
      facts: {
        model: slot.name.peek(),
        parameter,
        [`shown ${store.unit.peek()}s`]: shown.length,
        [`known ${store.unit.peek()}s`]: known.peek(),
        "percentiles and bins": isExact
          ? "of exact bins: percentiles are right to within one bin"
          : "estimated from logged buckets",
      },
      columns: [
        column(store.unit.peek(), (point) => point.step),
        column("values", ({ distribution }) => distribution.count),
        column("non-finite", ({ distribution }) => distribution.nonFinite),
        column("mean", ({ distribution }) => distribution.mean),
        column("std", ({ distribution }) => Math.sqrt(distribution.variance)),
        ...BAND_SHARES.map((share, i) => {
          return { name: `p${share * 100}`, values: quantiles.peek()[i]! };
        }),
        ...(bins === null ? [] : binColumns(bins)),
      ],
    },
    painting(surface) {
      drawn?.paint(surface);
      if (step !== null) drawn?.paintPlayhead(surface, step);
    },
    size: FILE_SIZE,
  };
}

/** A column for each bin, named by its lower edge. */
function binColumns({
  steps,
  grid,
  counts,
}: NonNullable<ReturnType<Courses["of"]["a"]["table"]["peek"]>>) {
  return Array.from({ length: grid.length }, (_, bin) => {
    const name = `from ${(grid.first + bin) * 2 ** grid.level}`;
    return {
      name,
      values: Float64Array.from(steps, (_step, row) => counts[row * grid.length + bin]!),
    };
  });
}
