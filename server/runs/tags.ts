// All series of a run by kind and tag: where its values go, and how many series are kept.
import type { Distribution } from "#contract/distribution.ts";
import { type EventBatch, VALUE } from "#contract/eventlog/batch.ts";
import { BlobSeries } from "./blobs.ts";
import { DistributionSeries } from "./distributions.ts";
import { sharedVariable, Turns } from "./kerasTags.ts";
import type { Recent } from "./recent.ts";
import { KnownTimes } from "./points.ts";
import { ScalarSeries } from "./scalars.ts";
import type { SeriesOwner } from "./series.ts";
import { SaidOfTags, type TagWords } from "./saidOfTags.ts";
import type { SourceFile } from "./source.ts";
import { isImpossible, stretchesOf } from "./stretches.ts";

/** More series than this in one run are counted and told of, not kept: a broken writer must not fill the memory. */
const MOST_SERIES = 100_000;
/** Longer tags are left out and told of. */
const LONGEST_TAG = 65_536;
/** Series are kept while their tags and the words about them together are shorter. */
const MOST_CHARACTERS = 33_554_432;

const SCALARS_PLUGIN = "scalars";
const HISTOGRAMS_PLUGIN = "histograms";
/** Who draws what came without metadata. */
const PLUGINS: Readonly<Record<number, string>> = {
  [VALUE.image]: "images",
  [VALUE.audio]: "audio",
};

type AnySeries = ScalarSeries | DistributionSeries | BlobSeries;

/** Where values of one kind and tag go; the words say why they cannot go anywhere. */
type Way = "scalars" | "distributions" | "blobs" | "nowhere" | { refused: string };

export class Tags {
  readonly scalars = new Map<string, ScalarSeries>();
  /** By tag; several where Keras logs all layers under one. */
  readonly distributions = new Map<string, DistributionSeries[]>();
  readonly blobs = new Map<string, BlobSeries>();
  /** Values of series beyond the most that are kept. */
  unkept = 0;
  readonly #all: AnySeries[] = [];
  #revision = 0;
  readonly #said = new SaidOfTags();
  /** Of all tags. */
  #characters = 0;
  readonly #times = new KnownTimes();
  readonly #turns = new Map<string, Turns>();
  readonly #owner: SeriesOwner;
  readonly #decoded: Recent<Distribution>;

  constructor(owner: SeriesOwner, decoded: Recent<Distribution>) {
    this.#owner = owner;
    this.#decoded = decoded;
  }

  /** Grows when series come or lose points, or more is said of a tag. */
  get revision(): number {
    return this.#revision + this.#said.revision;
  }

  series(number: number): AnySeries | undefined {
    return this.#all[number];
  }

  /** Number of series that there are. */
  get count(): number {
    return this.#all.length;
  }

  /** Step of the newest number or histogram; null when there is none. What is logged beside them need not follow the training. */
  get lastStep(): number | null {
    const last = this.#all.reduce(
      (newest, { kind, lastStep }) => (kind === "blobs" ? newest : Math.max(newest, lastStep)),
      -Infinity,
    );
    return last === -Infinity ? null : last;
  }

  wordsOf(tag: string): TagWords {
    return this.#said.wordsOf(tag);
  }

  /** The newest step of a number or histogram that was logged at `seconds` since 1970 or before; null: there is none. */
  stepAt(seconds: number): number | null {
    let newest: number | null = null;
    for (const series of this.#all) {
      const step = series.kind === "blobs" ? null : series.stepAt(seconds);
      if (step !== null && step > (newest ?? -Infinity)) newest = step;
    }
    return newest;
  }

  shapeOf(tag: string): number[] | null {
    return this.#said.shapeOf(tag);
  }

  /**
   * Adds a batch's values; true when some superseded older points. `ownersOf` counts the layers that own a variable,
   * 0 when the model is not known; `refuse` is told of values that cannot be drawn.
   */
  take(
    batch: EventBatch,
    file: SourceFile,
    ownersOf: (variable: string) => number,
    refuse: (tag: string, value: number, reason: string) => void,
  ): boolean {
    let superseded = false;
    for (const { tag, kind, from, to, news } of stretchesOf(batch)) {
      const mayBeNew = !this.#isFull && tag.length <= LONGEST_TAG;
      if (news && (mayBeNew || this.#said.has(tag))) this.#said.take(tag, news);
      const way = this.#wayOf(tag, kind, batch, from);
      if (typeof way === "object") {
        for (let i = from; i < to; i++) refuse(tag, i, way.refused);
      } else if (way === "distributions") {
        if (this.#takeDistributions(tag, batch, from, to, file, ownersOf)) superseded = true;
      } else if (way !== "nowhere") {
        const series = way === "scalars" ? this.#scalar(tag) : this.#blob(tag, kind);
        if (this.#takeInto(series, batch, from, to, file)) superseded = true;
      }
    }
    if (superseded) this.#revision++;
    return superseded;
  }

  /** Forgets every point at `step` and after; true when there were any. */
  supersede(step: number): boolean {
    this.#revision++;
    return this.#all.map((series) => series.supersede(step)).includes(true);
  }

  get #isFull(): boolean {
    return (
      this.#all.length >= MOST_SERIES || this.#characters + this.#said.characters >= MOST_CHARACTERS
    );
  }

  #wayOf(tag: string, kind: number, batch: EventBatch, value: number): Way {
    if (tag.length > LONGEST_TAG) return { refused: `a tag of ${tag.length} characters` };
    if (kind === VALUE.scalar) return "scalars";
    if (kind === VALUE.histogram) return "distributions";
    if (kind === VALUE.empty) return "nowhere";
    const plugin = this.#said.pluginOf(tag);
    if (plugin === SCALARS_PLUGIN) {
      if (kind === VALUE.tensorNumber) return "scalars";
      return { refused: "a scalar that is not one number" };
    }
    if (plugin === HISTOGRAMS_PLUGIN) {
      if (kind !== VALUE.tensorRows) return { refused: "a histogram that is not rows of three" };
      if (isImpossible(batch, value)) return { refused: IMPOSSIBLE };
      return "distributions";
    }
    return "blobs";
  }

  #takeDistributions(
    tag: string,
    batch: EventBatch,
    from: number,
    to: number,
    file: SourceFile,
    ownersOf: (variable: string) => number,
  ): boolean {
    const variable = batch.kinds[from] === VALUE.tensorRows ? sharedVariable(tag) : null;
    if (variable === null) return this.#takeInto(this.#distribution(tag, 0), batch, from, to, file);
    const turns = this.#turns.get(tag) ?? new Turns();
    this.#turns.set(tag, turns);
    let superseded = false;
    for (let i = from; i < to; i++) {
      const turn = turns.next(batch.steps[i]!, file, ownersOf(variable));
      const series = this.#distribution(tag, turn);
      if (this.#takeInto(series, batch, i, i + 1, file)) superseded = true;
    }
    return superseded;
  }

  #takeInto(
    series: AnySeries | null,
    batch: EventBatch,
    from: number,
    to: number,
    file: SourceFile,
  ): boolean {
    if (series) return series.take(batch, from, to, file);
    this.unkept += to - from;
    return false;
  }

  #scalar(tag: string): ScalarSeries | null {
    return this.#known(
      this.scalars,
      tag,
      (number) => new ScalarSeries(this.#owner, number, tag, this.#times),
    );
  }

  #blob(tag: string, kind: number): BlobSeries | null {
    const plugin = this.#said.pluginOf(tag) ?? PLUGINS[kind] ?? "tensors";
    return this.#known(
      this.blobs,
      tag,
      (number) => new BlobSeries(this.#owner, number, tag, this.#times, plugin),
    );
  }

  #distribution(tag: string, turn: number): DistributionSeries | null {
    const series = this.distributions.get(tag) ?? [];
    if (series[turn]) return series[turn];
    if (this.#isFull) return null;
    const number = this.#all.length;
    const made = new DistributionSeries(this.#owner, number, tag, this.#times, this.#decoded);
    this.#keep(made);
    series[turn] = made;
    this.distributions.set(tag, series);
    return made;
  }

  /** Null when there are too many series already, as with `#distribution`. */
  #known<One extends AnySeries>(
    among: Map<string, One>,
    tag: string,
    make: (number: number) => One,
  ): One | null {
    const known = among.get(tag);
    if (known) return known;
    if (this.#isFull) return null;
    const made = make(this.#all.length);
    this.#keep(made);
    among.set(tag, made);
    return made;
  }

  #keep(series: AnySeries): void {
    this.#revision++;
    this.#all.push(series);
    this.#characters += series.tag.length;
  }
}

const IMPOSSIBLE = "a histogram with a negative or non-finite count, or with too many rows";
