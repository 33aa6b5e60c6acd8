// The comparison as files: its bins and numbers in columns, its picture without what the pointer lit.
import { paintOverlay } from "../../charts/overlay.ts";
import { overlayLayout } from "../../charts/overlayLayout.ts";
import type { Takeaway } from "../../parts/pictureActions.tsx";
import type { Store } from "../../store/store.ts";
import { statisticsOf } from "../../parts/statistics.ts";
import type { Compared, Side } from "./compared.ts";
import { comparisonInWords } from "./words.ts";

/** A picture for a page or a slide. */
const FILE_SIZE = { width: 960, height: 540 };

export function takeawayOf(store: Store, compared: Compared): Takeaway {
  const picture = compared.picture.peek();
  const { a, b } = compared.sides.peek();
  const noun = compared.noun.peek();
  const layout = picture === null ? null : overlayLayout(picture, FILE_SIZE);
  const edges = layout?.bins.edges ?? new Float64Array();
  const none = new Float64Array(Math.max(edges.length - 1, 0)).fill(NaN);
  const parameter = store.parameterKey.peek() ?? "";
  const distances = compared.distances.peek();
  const facts = {
    parameter,
    "A is": a.name,
    "B is": b.name,
    "bin edges": picture?.unit === "deviation" ? "value divided by its own σ" : "value",
    "bins of A": exactness(a),
    "bins of B": exactness(b),
    ...factsOf("A", a),
    ...factsOf("B", b),
    ...Object.fromEntries(
      distances.map(({ label, value, origin }) => [`${label} (${origin.kind})`, value]),
    ),
  };
  const { counts, heights, differences } = {
    counts: layout?.bins.counts,
    heights: layout?.heights,
    differences: layout?.differences,
  };
  const columns = [
    { name: "from", values: edges.subarray(0, none.length) },
    { name: "to", values: edges.subarray(1) },
    { name: `${noun} A`, values: counts?.a ?? none },
    { name: `${noun} B`, values: counts?.b ?? none },
    { name: `${picture?.heights ?? "count"} A`, values: heights?.a ?? none },
    { name: `${picture?.heights ?? "count"} B`, values: heights?.b ?? none },
    { name: "A minus B", values: differences ?? none },
  ].filter(({ name }, i, all) => all.findIndex((one) => one.name === name) === i);
  return {
    name: `${parameter} ${a.name} against ${b.name}`,
    words: comparisonInWords([a, b], noun),
    numbers: { facts, columns },
    painting: (surface) => picture !== null && paintOverlay(surface, picture),
    size: FILE_SIZE,
  };
}

function exactness({ point }: Side): string {
  if (point === null) return "none";
  return point.distribution.exactBins ? "exact" : "estimated from logged buckets";
}

function factsOf(which: string, { point }: Side): Record<string, number> {
  const all = point === null ? [] : statisticsOf(point.distribution);
  return Object.fromEntries(
    all.map(({ label, value, origin }) => [`${label} of ${which} (${origin.kind})`, value]),
  );
}
