// One tag's chart in words and as files: every value of every curve, and the picture as it is zoomed.
import { paintLines } from "../../charts/lines.ts";
import type { Takeaway } from "../../parts/pictureActions.tsx";
import type { Store } from "../../store/store.ts";
import type { Chart } from "./chartPicture.ts";
import { chartWords, numbersOf } from "./numbers.ts";

/** Reads signals. */
export function wordsOf({ metric, unit }: Store, chart: Chart, tag: string): string {
  const isShare = metric.value?.isShare === true && metric.value.tags.includes(tag);
  return chartWords(tag, chart.curves.value, unit.value, isShare);
}

/** A picture for a page or a slide. */
const FILE_SIZE = { width: 720, height: 400 };

export function cardTakeaway(store: Store, chart: Chart, tag: string): Takeaway {
  const picture = chart.picture.peek();
  return {
    name: tag,
    words: wordsOf(store, chart, tag),
    numbers: numbersOf(tag, chart.curves.peek()),
    painting: (surface) => paintLines(surface, picture),
    size: FILE_SIZE,
  };
}
