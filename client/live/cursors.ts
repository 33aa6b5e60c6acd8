// How much of each series the page holds, and what of an arriving stretch is new.
import type { SeriesCursor } from "#contract/protocol.ts";

/** Names a series of one generation of one run; a replaced run's points can therefore never be mistaken for new ones. */
export function seriesKey(place: { run: string; generation: number; series: number }): string {
  return `${place.run} ${place.generation} ${place.series}`;
}

/** What to do with a stretch that starts at `from` when `held` points are there. */
export function newPartOf(
  held: number,
  from: number,
  length: number,
): { skip: number } | "known" | "gap" {
  if (from > held) return "gap";
  return from + length <= held ? "known" : { skip: held - from };
}

/** The number of points held, by series. */
export class Cursors {
  readonly #held = new Map<string, number>();

  held(place: { run: string; generation: number; series: number }): number {
    return this.#held.get(seriesKey(place)) ?? 0;
  }

  advance(place: { run: string; generation: number; series: number }, by: number): void {
    this.#held.set(seriesKey(place), this.held(place) + by);
  }

  cursor(place: { run: string; generation: number; series: number }): SeriesCursor {
    const { run, generation, series } = place;
    return { run, generation, series, points: this.held(place) };
  }

  clear(): void {
    this.#held.clear();
  }
}
