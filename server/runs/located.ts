// What lies at places in files: its bytes, and the distribution that they are.
import type { Distribution } from "#contract/distribution.ts";
import { VALUE } from "#contract/eventlog/batch.ts";
import { decodeHistogramProto, histogramFromTensor } from "#contract/eventlog/histogram.ts";
import { decodeTensor } from "#contract/eventlog/tensor.ts";
import type { Place } from "./points.ts";

/** The bytes at each of the places; those of one file are read together. */
export async function bytesAt(places: readonly Place[]): Promise<Uint8Array[]> {
  const bytes: Uint8Array[] = [];
  for (const file of new Set(places.map((place) => place.file))) {
    const inFile = places.flatMap((place, i) => (place.file === file ? [{ place, i }] : []));
    const read = await file.read(inFile.map(({ place }) => place));
    inFile.forEach(({ i }, n) => (bytes[i] = read[n]!));
  }
  return bytes;
}

/** The distribution in the bytes of a place of this kind (one of batch.ts's VALUE). */
export function decoded(bytes: Uint8Array, kind: number): Distribution {
  return kind === VALUE.histogram
    ? decodeHistogramProto(bytes, 0, bytes.length)
    : histogramFromTensor(decodeTensor(bytes, 0, bytes.length));
}
