// A long series at a glance: which of its points stand for all, told by the heads of the histograms alone.
import { VALUE } from "#contract/eventlog/batch.ts";
import { HEAD_BYTES, type HistogramHead, histogramHead } from "#contract/eventlog/histogramHead.ts";
import { decodedHistogram } from "#contract/eventlog/loggedHistogram.ts";
import { MOST_SHOWN, type Outlines, selectedPoints } from "#contract/selection.ts";
import { bytesAt } from "./located.ts";
import type { Place } from "./points.ts";

/** Reading the heads of so many takes about two seconds; longer series are told by every so many points. */
const MOST_COMPARED = 65_536;
const HEADS_PER_READ = 4096;

/** Indices of the points that stand for all of `length`; `placeOf` says where each lies. */
export async function pointsAtAGlance(
  length: number,
  placeOf: (index: number) => Place,
): Promise<{ indices: Uint32Array; byChange: boolean }> {
  const byChange = length <= MOST_COMPARED;
  const known = byChange && length > MOST_SHOWN ? await outlinesOf(length, placeOf) : null;
  return { indices: selectedPoints(length, known), byChange };
}

async function outlinesOf(length: number, placeOf: (index: number) => Place): Promise<Outlines> {
  const column = (): Float64Array => new Float64Array(length);
  const outlines = { mean: column(), deviation: column(), min: column(), max: column() };
  for (let from = 0; from < length; from += HEADS_PER_READ) {
    const to = Math.min(from + HEADS_PER_READ, length);
    const places = Array.from({ length: to - from }, (_, i) => headOf(placeOf(from + i)));
    const bytes = await bytesAt(places);
    places.forEach(({ kind }, i) => {
      const { mean, deviation, min, max } = outlineOf(bytes[i]!, kind);
      outlines.mean[from + i] = mean;
      outlines.deviation[from + i] = deviation;
      outlines.min[from + i] = min;
      outlines.max[from + i] = max;
    });
  }
  return outlines;
}

/** Only v1 histograms begin with what they hold; those of v2 are short enough to be read whole. */
function headOf(place: Place): Place {
  if (place.kind !== VALUE.histogram) return place;
  return { ...place, end: Math.min(place.end, place.start + HEAD_BYTES) };
}

function outlineOf(bytes: Uint8Array, kind: number): HistogramHead {
  if (kind === VALUE.histogram) return histogramHead(bytes);
  const { mean, variance, min, max } = decodedHistogram(bytes, kind);
  return { mean, deviation: Math.sqrt(variance), min, max };
}
