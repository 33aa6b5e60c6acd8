// All series of a run by kind and tag, and what a tag's first value said of the ones that follow.
import type { Distribution } from "#contract/distribution.ts";
import type { SummaryValue } from "#contract/eventlog/event.ts";
import { shapeFromDescription } from "#contract/eventlog/histogram.ts";
import { DistributionSeries } from "./distributions.ts";
import type { Recent } from "./recent.ts";
import { ScalarSeries } from "./scalars.ts";
import type { Series, SeriesOwner } from "./series.ts";

/** What a writer may say with a tag's first value only. */
interface Remembered {
  plugin: string | null;
  shape: number[] | null;
}

export class Tags {
  readonly scalars = new Map<string, ScalarSeries>();
  readonly distributions = new Map<string, DistributionSeries>();
  readonly #all: (ScalarSeries | DistributionSeries)[] = [];
  readonly #remembered = new Map<string, Remembered>();
  readonly #owner: SeriesOwner;
  readonly #decoded: Recent<Distribution>;

  constructor(owner: SeriesOwner, decoded: Recent<Distribution>) {
    this.#owner = owner;
    this.#decoded = decoded;
  }

  series(number: number): Series | undefined {
    return this.#all[number];
  }

  /** Step of the newest point of all; null when there is none. */
  get lastStep(): number | null {
    const last = this.#all.reduce((newest, { lastStep }) => Math.max(newest, lastStep), -Infinity);
    return last === -Infinity ? null : last;
  }

  /** The plugin that draws the tag's values, from this value or an earlier one. */
  pluginOf({ tag, plugin, description }: SummaryValue): string | null {
    const before = this.#remembered.get(tag);
    const shape = shapeFromDescription(description);
    if (plugin === null && shape === null) return before?.plugin ?? null;
    const now = { plugin: plugin ?? before?.plugin ?? null, shape: shape ?? before?.shape ?? null };
    this.#remembered.set(tag, now);
    return now.plugin;
  }

  shapeOf(tag: string): number[] | null {
    return this.#remembered.get(tag)?.shape ?? null;
  }

  scalar(tag: string): ScalarSeries {
    return this.#found(this.scalars, tag, (number) => new ScalarSeries(this.#owner, number, tag));
  }

  distribution(tag: string): DistributionSeries {
    return this.#found(
      this.distributions,
      tag,
      (number) => new DistributionSeries(this.#owner, number, tag, this.#decoded),
    );
  }

  /** Forgets every point at `step` and after; true when there were any. */
  supersede(step: number): boolean {
    return this.#all.map((series) => series.supersede(step)).includes(true);
  }

  #found<One extends ScalarSeries | DistributionSeries>(
    among: Map<string, One>,
    tag: string,
    make: (number: number) => One,
  ): One {
    const known = among.get(tag);
    if (known) return known;
    const made = make(this.#all.length);
    this.#all.push(made);
    among.set(tag, made);
    return made;
  }
}
