// Which tags there are, as TensorBoard's JSON: by run and tag, how the tag is called and what it is about.
import { VALUE } from "#contract/eventlog/batch.ts";
import type { DistributionSeries, LoggedRun, ScalarSeries } from "../../runs/index.ts";

export interface DescribedTag {
  displayName: string;
  /** HTML. */
  description: string;
}

export type TagsByRun = Record<string, Record<string, DescribedTag>>;

export function scalarTags(runs: readonly LoggedRun[]): TagsByRun {
  return tagsByRun(runs, ({ scalars }) => scalars);
}

export function histogramTags(runs: readonly LoggedRun[]): TagsByRun {
  return tagsByRun(
    runs,
    ({ distributions }) => new Map(Array.from(distributions, ([tag, [one]]) => [tag, one!])),
  );
}

function tagsByRun(
  runs: readonly LoggedRun[],
  seriesOf: (run: LoggedRun) => ReadonlyMap<string, ScalarSeries | DistributionSeries>,
): TagsByRun {
  const described = runs.map((run) => {
    const series = [...seriesOf(run)].filter(([, { length }]) => length > 0);
    return [
      run.name,
      Object.fromEntries(series.map(([tag, one]) => [tag, describedTag(run, tag, one)])),
    ] as const;
  });
  return Object.fromEntries(described.filter(([, tags]) => Object.keys(tags).length > 0));
}

/** What came first without a tensor is called by its tag when by nothing else, says TensorBoard's data_compat.py. */
const CALLED_BY_TAG: ReadonlySet<number | null> = new Set([VALUE.scalar, VALUE.histogram]);

function describedTag(
  run: LoggedRun,
  tag: string,
  { firstKind }: ScalarSeries | DistributionSeries,
): DescribedTag {
  const { displayName, description } = run.wordsOf(tag);
  return {
    displayName: displayName || (CALLED_BY_TAG.has(firstKind) ? tag : ""),
    description: paragraphs(description ?? ""),
  };
}

/** Plain text as HTML; TensorBoard reads it as Markdown, of which these are the paragraphs. */
function paragraphs(text: string): string {
  return text
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim() !== "")
    .map((paragraph) => `<p>${escaped(paragraph.trim())}</p>`)
    .join("\n");
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
