// A run's checkpoints: which steps have one, a series for every tensor, and the weights of one parameter on demand.
import type { Distribution } from "#contract/distribution.ts";
import { CheckpointSeries, countOf } from "./checkpointSeries.ts";
import { NamedTensors } from "./namedTensors.ts";
import { epochsAhead } from "./kerasEpochs.ts";
import type { Recent } from "./recent.ts";
import type { SeriesOwner, TensorBytes } from "./series.ts";
import type { SourceCheckpoint, SourceTensor } from "./source.ts";

/** Numbers from here on are those of tensors' series; logged series are fewer. */
const FIRST_NUMBER = 1_000_000;
const FLOAT_BYTES = 4;

/** Where a checkpoint stands. */
interface Placed {
  step: number;
  checkpoint: SourceCheckpoint;
}

/** Asked when points have moved: whether a series is shown, or what is logged of the same parameter instead. */
type IsShown = () => (series: CheckpointSeries) => boolean;

/** The newest step that was logged at `seconds` since 1970 or before; null when there is none. */
export type StepAt = (seconds: number) => number | null;

export class Checkpoints {
  readonly #owner: SeriesOwner;
  readonly #decoded: Recent<Distribution>;
  #numbered: readonly SourceCheckpoint[] = [];
  #final: SourceCheckpoint | null = null;
  #placed: readonly Placed[] = [];
  /** Which file's weights were ever told for a step, also when it is gone. */
  readonly #told = new Map<number, string>();
  /** Once made, a series keeps its number. */
  readonly #series: CheckpointSeries[] = [];
  readonly #byName = new Map<string, CheckpointSeries>();
  /** By the tags that mean them; null: to be made when somebody asks. */
  #names: NamedTensors<CheckpointSeries> | null = null;
  readonly #tensors = new WeakMap<SourceCheckpoint, NamedTensors<SourceTensor>>();
  /** The last epoch that Keras logged of the model. */
  #lastEpoch: number | null = null;
  /** By how much the numbers in the files' names are ahead of the steps (see kerasEpochs.ts). */
  ahead: 0 | 1 = 0;
  /** Grows whenever checkpoints come or go. */
  revision = 0;
  /** Grows whenever that makes other series than before, or other shapes. */
  listRevision = 0;

  constructor(owner: SeriesOwner, decoded: Recent<Distribution>) {
    this.#owner = owner;
    this.#decoded = decoded;
  }

  /** Makes ready for tensors that will be among those of `set`: of very many, that takes long. */
  expect(tensors: readonly SourceTensor[]): void {
    for (const { name } of tensors) void this.#seriesOf(name, this.#series.length).meaning;
  }

  /**
   * Takes the whole list, by ascending step. True when a step has other weights than it once had, or points of a series
   * that is shown are not where they were.
   */
  set(checkpoints: readonly SourceCheckpoint[], stepAt: StepAt, isShown: IsShown): boolean {
    this.#numbered = checkpoints.filter(({ step }) => step !== null);
    this.#final = checkpoints.find(({ step }) => step === null) ?? null;
    return this.#place(stepAt, isShown);
  }

  /** Places the checkpoint without a step again, when more has been logged; answers as `set` does. */
  placeFinal(stepAt: StepAt, isShown: IsShown): boolean {
    if (this.#final === null || this.#finalStep(stepAt) === this.#placed.at(-1)?.step) return false;
    return this.#place(stepAt, isShown);
  }

  /** Tells of the last epoch that Keras logged of the model, null for none; answers as `set` does. */
  setLastEpoch(lastEpoch: number | null, stepAt: StepAt, isShown: IsShown): boolean {
    this.#lastEpoch = lastEpoch;
    if (epochsAhead(this.#numbered, lastEpoch) === this.ahead) return false;
    return this.#place(stepAt, isShown);
  }

  get steps(): number[] {
    return [...new Set(this.#placed.map(({ step }) => step))];
  }

  get lastStep(): number | null {
    return this.#placed.at(-1)?.step ?? null;
  }

  get lastWrittenAt(): number | null {
    return this.#placed.at(-1)?.checkpoint.writtenAt ?? null;
  }

  /** The newest model's JSON as Keras writes it; null where no checkpoint holds one. */
  get model(): string | null {
    return (
      this.#placed.findLast(({ checkpoint }) => checkpoint.model !== null)?.checkpoint.model ?? null
    );
  }

  /** Of every tensor that a checkpoint holds now. */
  get all(): CheckpointSeries[] {
    return this.#series.filter(({ length }) => length > 0);
  }

  series(number: number): CheckpointSeries | undefined {
    return this.#series[number - FIRST_NUMBER];
  }

  /** The series of the tensor that a tag means. */
  find(tag: string): CheckpointSeries | null {
    return this.#named.find(tag);
  }

  shapeOf(tag: string): readonly number[] | null {
    return this.#named.shapeOf(tag);
  }

  get #named(): NamedTensors<CheckpointSeries> {
    return (this.#names ??= new NamedTensors(this.#series));
  }

  /** Null when there is no such step or name; throws an Error in words when the values cannot be had. */
  tensor(step: number, name: string): TensorBytes | null {
    for (const placed of this.#placed) {
      if (placed.step !== step) continue;
      const tensor = this.#tensorsOf(placed.checkpoint).find(name);
      if (!tensor) continue;
      if (tensor.unavailable !== null) throw new Error(`"${tensor.name}": ${tensor.unavailable}`);
      return {
        shape: tensor.shape,
        byteLength: countOf(tensor) * FLOAT_BYTES,
        stream: () => placed.checkpoint.values(tensor.name),
        spectrum: () => placed.checkpoint.spectrum(tensor.name),
        sorted: () => placed.checkpoint.sorted(tensor.name),
      };
    }
    return null;
  }

  #place(stepAt: StepAt, isShown: IsShown): boolean {
    this.revision++;
    this.ahead = epochsAhead(this.#numbered, this.#lastEpoch);
    const before = this.#placed;
    this.#placed = this.#numbered.map((checkpoint) => {
      return { step: checkpoint.step! - this.ahead, checkpoint };
    });
    if (this.#final)
      this.#placed = [...this.#placed, { step: this.#finalStep(stepAt), checkpoint: this.#final }];
    let replaced = false;
    for (const { step, checkpoint } of this.#placed) {
      if (checkpoint.step === null) continue;
      if ((this.#told.get(step) ?? checkpoint.identity) !== checkpoint.identity) replaced = true;
      this.#told.set(step, checkpoint.identity);
    }
    this.#placePoints(before);
    const moved = this.#series.filter((series) => series.settle());
    if (this.#series.some(({ listedAsBefore }) => !listedAsBefore)) {
      this.listRevision++;
      this.#names = null;
    }
    if (moved.length === 0) return replaced;
    return replaced || moved.some(isShown());
  }

  /** Gives the series their points from the first step on at which there is something else than `before`. */
  #placePoints(before: readonly Placed[]): void {
    const same = before.findIndex((one, i) => !isSame(one, this.#placed[i]));
    const first = same < 0 ? before.length : same;
    const from = Math.min(before[first]?.step ?? Infinity, this.#placed[first]?.step ?? Infinity);
    const later = ({ step }: Placed): boolean => step >= from;
    for (const { checkpoint } of before.filter(later))
      for (const [i, { name }] of checkpoint.tensors.entries())
        this.#seriesOf(name, i).keepBefore(from);
    // Where the checkpoint without a step stands at the step of another, that other tells the tensors that both have:
    // they are the same weights, saved twice.
    for (const { step, checkpoint } of this.#placed.filter(later))
      for (const [i, tensor] of checkpoint.tensors.entries()) {
        const series = this.#seriesOf(tensor.name, i);
        series.keepBefore(from);
        series.add({ step, checkpoint, tensor });
      }
  }

  /**
   * A file without a step in its name was written when the training had come as far as the log had then: at the newest
   * step that was logged before the file was written, and not before the last checkpoint that tells its step; at 0 when
   * there is nothing else.
   */
  #finalStep(stepAt: StepAt): number {
    const logged = stepAt(this.#final!.writtenAt) ?? 0;
    return Math.max(logged, (this.#numbered.at(-1)?.step ?? this.ahead) - this.ahead);
  }

  #tensorsOf(checkpoint: SourceCheckpoint): NamedTensors<SourceTensor> {
    const known = this.#tensors.get(checkpoint) ?? new NamedTensors(checkpoint.tensors);
    this.#tensors.set(checkpoint, known);
    return known;
  }

  /** `place`: that of the tensor in its checkpoint. Nearly always that is the series' place too: no name is looked up. */
  #seriesOf(name: string, place: number): CheckpointSeries {
    const there = this.#series[place];
    if (there?.tag === name) return there;
    const known = this.#byName.get(name);
    if (known) return known;
    const number = FIRST_NUMBER + this.#series.length;
    const made = new CheckpointSeries(this.#owner, number, name, this.#decoded);
    this.#series.push(made);
    this.#byName.set(name, made);
    return made;
  }
}

function isSame(one: Placed, other: Placed | undefined): boolean {
  return one.step === other?.step && one.checkpoint.identity === other.checkpoint.identity;
}
