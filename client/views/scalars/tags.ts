// The tags to be drawn: those with the words that are looked for, in groups by what comes before their first slash.
import type { RunSummary } from "#contract/protocol.ts";
import { offeredMetrics } from "../../store/metric.ts";

export interface TagGroup {
  /** "" for tags that stand for themselves. */
  prefix: string;
  tags: readonly string[];
}

/** Tags of the runs that have every word of `find`, or of what stands beside a "|" in it; the usual scores first. */
export function foundTags(runs: readonly RunSummary[], find: string): string[] {
  const ways = find
    .toLowerCase()
    .split("|")
    .map((way) => way.split(/\s+/).filter(Boolean))
    .filter((words) => words.length > 0);
  return offeredMetrics(runs)
    .map(({ tag }) => tag)
    .filter((tag) => {
      const lower = tag.toLowerCase();
      return ways.length === 0 || ways.some((words) => words.every((word) => lower.includes(word)));
    });
}

/** Groups of two and more under their prefix, all others together; in the order of their first tags. */
export function groupsOf(tags: readonly string[]): TagGroup[] {
  const byPrefix = new Map<string, string[]>();
  for (const tag of tags) {
    const prefix = prefixOf(tag);
    byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), tag]);
  }
  const isGroup = (prefix: string): boolean => prefix !== "" && byPrefix.get(prefix)!.length > 1;
  const alone = tags.filter((tag) => !isGroup(prefixOf(tag)));
  const groups = [...byPrefix]
    .filter(([prefix]) => isGroup(prefix))
    .map(([prefix, members]) => ({ prefix, tags: members }));
  const place = ({ tags: [first] }: TagGroup): number => tags.indexOf(first!);
  const all = alone.length === 0 ? groups : [...groups, { prefix: "", tags: alone }];
  return all.sort((one, other) => place(one) - place(other));
}

function prefixOf(tag: string): string {
  return tag.slice(0, Math.max(tag.indexOf("/"), 0));
}
