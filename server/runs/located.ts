// What lies at places in files.
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
