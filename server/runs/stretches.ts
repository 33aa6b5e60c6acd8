// A batch's values in stretches that are taken in one go: of one tag and kind, with the same said of them.
import { type EventBatch, type TagMetadata, VALUE } from "#contract/eventlog/batch.ts";

/** Values `from` … `to` of a batch. */
export interface Stretch {
  tag: string;
  kind: number;
  from: number;
  to: number;
  /** What the writer says of the tag from the first of them on. */
  news: TagMetadata | undefined;
}

const NO_NEWS: ReadonlyMap<number, TagMetadata> = new Map();

/** All values, in order; histograms that are impossible lie apart from those that are not. */
export function* stretchesOf(batch: EventBatch): Generator<Stretch> {
  const newsByTag = new Map<number, Map<number, TagMetadata>>();
  for (const one of batch.metadata) {
    const known = newsByTag.get(one.tag);
    if (known) known.set(one.value, one);
    else newsByTag.set(one.tag, new Map([[one.value, one]]));
  }
  let from = 0;
  for (const [index, end] of batch.ends.entries()) {
    const tag = batch.tags[index]!;
    const news = newsByTag.get(index) ?? NO_NEWS;
    while (from < end) {
      const kind = batch.kinds[from]!;
      let to = from + 1;
      while (to < end && batch.kinds[to] === kind) to++;
      if (kind === VALUE.tensorRows) to = sameness(batch, from, to);
      for (const at of news.keys()) if (at > from && at < to) to = at;
      yield { tag, kind, from, to, news: news.get(from) };
      from = to;
    }
  }
}

/** Whether the value is a histogram with counts or rows that none can have. */
export function isImpossible({ kinds, numbers }: EventBatch, value: number): boolean {
  return kinds[value] === VALUE.tensorRows && Number.isNaN(numbers[value]);
}

/** Where histograms that are possible end, or those that are not, whichever begin at `from`. */
function sameness(batch: EventBatch, from: number, end: number): number {
  let to = from + 1;
  while (to < end && isImpossible(batch, to) === isImpossible(batch, from)) to++;
  return to;
}
