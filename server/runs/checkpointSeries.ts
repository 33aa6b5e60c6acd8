// A parameter's distribution over the checkpoints that hold it: each point is counted when it is asked for.
import type { Distribution } from "#contract/distribution.ts";
import { type DistributionPoint, toColumns } from "#contract/distributionColumns.ts";
import { packFrame } from "#contract/frames.ts";
import { type ParameterName, parameterName } from "#contract/layers.ts";
import type { ServerFrame } from "#contract/protocol.ts";
import { selectedPoints } from "#contract/selection.ts";
import type { MeasuredSeries } from "./measuredSeries.ts";
import type { Recent } from "./recent.ts";
import { checkRange, type SeriesOwner } from "./series.ts";
import type { SourceCheckpoint, SourceTensor } from "./source.ts";

/** Tensors of one series that are counted at the same time: each holds a file open. */
const COUNTED_AT_ONCE = 4;

/** One checkpoint that holds the tensor. */
export interface TensorPoint {
  step: number;
  checkpoint: SourceCheckpoint;
  tensor: SourceTensor;
}

/** Number of values in the tensor. */
export function countOf({ shape }: SourceTensor): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Never added to: a list of its own takes its place. */
const NONE: TensorPoint[] = [];

export class CheckpointSeries implements MeasuredSeries {
  readonly kind = "distributions";
  readonly superseded = 0;
  readonly number: number;
  /** The tensor's name. */
  readonly tag: string;
  readonly #owner: SeriesOwner;
  readonly #decoded: Recent<Distribution>;
  #points: TensorPoint[] = NONE;
  /** Of its points, how many stay when it is settled; null: all, and none comes. */
  #kept: number | null = null;
  #coming: TensorPoint[] = NONE;
  #listedAsBefore = true;
  #meaning: ParameterName | null = null;
  /** Of the newest point, also when it is gone. */
  #newest: SourceTensor | null = null;

  constructor(owner: SeriesOwner, number: number, tag: string, decoded: Recent<Distribution>) {
    this.#owner = owner;
    this.number = number;
    this.tag = tag;
    this.#decoded = decoded;
  }

  /** Keeps its points before `step`; what comes is added behind them, and all is settled then. */
  keepBefore(step: number): void {
    if (this.#kept !== null) return;
    let kept = this.#points.length;
    while (kept > 0 && this.#points[kept - 1]!.step >= step) kept--;
    this.#kept = kept;
  }

  /** Takes the next of its points, by ascending step; of several at one step, the first. */
  add(point: TensorPoint): void {
    // A list that begins with one takes a tenth of the room of one that grows from none: most have only one.
    if (this.#coming.length === 0) this.#coming = [point];
    else if (this.#coming.at(-1)!.step !== point.step) this.#coming.push(point);
  }

  /** What was kept and added are all points; true when points that it had are not where they were. */
  settle(): boolean {
    this.#listedAsBefore = true;
    const kept = this.#kept;
    if (kept === null) return false;
    const [coming, shape, hadPoints] = [this.#coming, this.shape, this.#points.length > 0];
    this.#kept = null;
    this.#coming = NONE;
    const moved = this.#points.slice(kept).some(({ step, checkpoint }, i) => {
      const now = coming[i];
      return now?.step !== step || now.checkpoint.identity !== checkpoint.identity;
    });
    if (kept === 0) this.#points = coming;
    else {
      this.#points.length = kept;
      for (const point of coming) this.#points.push(point);
    }
    this.#newest = this.#points.at(-1)?.tensor ?? this.#newest;
    const cameOrWent = hadPoints !== this.#points.length > 0;
    this.#listedAsBefore = !cameOrWent && isSameShape(shape, this.shape);
    return moved;
  }

  /** Whether it has points, and is of its shape, as it was before it was settled last. */
  get listedAsBefore(): boolean {
    return this.#listedAsBefore;
  }

  get name(): string {
    return this.tag;
  }

  /** What the tensor's name says. */
  get meaning(): ParameterName {
    return (this.#meaning ??= parameterName(this.tag));
  }

  get length(): number {
    return this.#points.length;
  }

  get lastStep(): number {
    return this.#points.at(-1)?.step ?? -Infinity;
  }

  /** Number of values at the newest point. */
  get count(): number {
    return this.#newest ? countOf(this.#newest) : 0;
  }

  get shape(): readonly number[] {
    return this.#newest?.shape ?? [];
  }

  get dtype(): string | null {
    return this.#newest?.dtype ?? null;
  }

  /** Why the newest values cannot be had; null when they can. */
  get unavailable(): string | null {
    return this.#newest?.unavailable ?? null;
  }

  /** Whether there is a point for each of the `steps`, ascending, but perhaps the last. */
  covers(steps: Float64Array): boolean {
    const own = new Set(this.#points.map(({ step }) => step));
    return steps.every((step, i) => own.has(step) || i === steps.length - 1);
  }

  exactStep(index: number): bigint {
    return BigInt(this.#points[index]!.step);
  }

  async frame(from: number, to: number, superseded = false): Promise<Uint8Array> {
    const { id: run, generation } = this.#owner;
    const series = this.#owner.shownAs(this.number);
    const meta: ServerFrame = { type: "distributions", run, generation, series, from };
    return packFrame(meta, toColumns(await this.distributions(from, to, superseded)));
  }

  /** All steps, and the newest distribution: each takes seconds, and is asked for when somebody waits for it. */
  async overview(from: number, to: number): Promise<Uint8Array> {
    const { id: run, generation } = this.#owner;
    const series = this.#owner.shownAs(this.number);
    const steps = Float64Array.from(this.#points.slice(from, to), ({ step }) => step);
    const newest = await this.distributions(to - 1, to);
    const meta: ServerFrame = { type: "overview", run, generation, series, from, byChange: false };
    return packFrame(meta, [steps, Uint32Array.of(to - 1), ...toColumns(newest)]);
  }

  /** Points `from` … `to` as they are drawn. Rejects as `frame` does. */
  async distributions(from: number, to: number, superseded = false): Promise<DistributionPoint[]> {
    checkRange(this, from, to, superseded);
    return this.#drawAll(this.#points.slice(from, to));
  }

  async at(indices: readonly number[]): Promise<DistributionPoint[]> {
    for (const index of indices) checkRange(this, index, index + 1, false);
    return this.#drawAll(indices.map((index) => this.#points[index]!));
  }

  /** Every so many points: to compare them all, all would have to be counted. */
  async glance(from: number, to: number): Promise<{ indices: Uint32Array; byChange: boolean }> {
    checkRange(this, from, to, false);
    const indices = selectedPoints(to - from, null).map((index) => from + index);
    return { indices, byChange: false };
  }

  /** Tensors are counted in worker threads; beside that, measuring them is nothing. */
  course(): null {
    return null;
  }

  async #drawAll(points: readonly TensorPoint[]): Promise<DistributionPoint[]> {
    const drawn: DistributionPoint[] = [];
    for (let at = 0; at < points.length; at += COUNTED_AT_ONCE) {
      const some = points.slice(at, at + COUNTED_AT_ONCE);
      drawn.push(...(await Promise.all(some.map((point) => this.#drawn(point)))));
    }
    return drawn;
  }

  async #drawn({ step, checkpoint, tensor }: TensorPoint): Promise<DistributionPoint> {
    const key = `${checkpoint.identity} ${tensor.name}`;
    const distribution = this.#decoded.get(key) ?? (await checkpoint.distribution(tensor.name));
    this.#decoded.set(key, distribution);
    return { step, wallTime: checkpoint.writtenAt, distribution };
  }
}

function isSameShape(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((size, i) => size === other[i]);
}
