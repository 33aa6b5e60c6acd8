// Edges tied into bundles: sets of senders that all feed the same set of receivers.
import type { Edge } from "./edges.ts";

/** Every sender has an edge to every receiver, and no edge is in two bundles. */
export interface Bicluster {
  senders: readonly number[];
  receivers: readonly number[];
  edges: readonly Edge[];
}

/**
 * The bundle of most edges first, then that of most of those left, until every edge is in one. Each is maximal among
 * the edges that were left: no sender and no receiver could join it.
 *
 * @param edges each pair once; numbers of receivers below 31
 */
export function biclusters(edges: readonly Edge[]): Bicluster[] {
  const left = new Map<number, Map<number, Edge>>();
  for (const edge of edges) {
    const row = left.get(edge.from) ?? new Map<number, Edge>();
    left.set(edge.from, row.set(edge.to, edge));
  }
  const bundles: Bicluster[] = [];
  while (left.size > 0) {
    const { senders, receivers } = largest(left);
    const taken: Edge[] = [];
    for (const sender of senders) {
      const row = left.get(sender)!;
      for (const receiver of receivers) {
        taken.push(row.get(receiver)!);
        row.delete(receiver);
      }
      if (row.size === 0) left.delete(sender);
    }
    bundles.push({ senders, receivers, edges: taken });
  }
  return bundles;
}

/** Every maximal bundle's receivers are what some senders have in common: all such intersections are weighed. */
function largest(left: ReadonlyMap<number, ReadonlyMap<number, Edge>>) {
  const feeds = new Map<number, number>();
  for (const [sender, row] of left) {
    let mask = 0;
    for (const receiver of row.keys()) mask |= 1 << receiver;
    feeds.set(sender, mask);
  }
  const common = new Set<number>();
  for (const mask of feeds.values()) {
    for (const other of common) common.add(other & mask);
    common.add(mask);
  }
  common.delete(0);
  let best = { senders: [] as number[], receivers: [] as number[] };
  for (const mask of common) {
    const receivers = Array.from({ length: 31 }, (_, i) => i).filter((i) => (mask >> i) & 1);
    const senders = [...feeds].filter(([, fed]) => (fed & mask) === mask).map(([sender]) => sender);
    const isMore = senders.length * receivers.length > best.senders.length * best.receivers.length;
    if (isMore) best = { senders, receivers };
  }
  return best;
}
