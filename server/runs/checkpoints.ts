// A run's checkpoints: which steps have one, what shapes they tell, and the weights of one parameter on demand.
import { NamedTensors } from "./parameters.ts";
import type { TensorBytes } from "./series.ts";
import type { SourceCheckpoint } from "./source.ts";

/** The one dtype that is streamed as it lies in the file. */
const FLOAT32 = "F32";

export class Checkpoints {
  #byStep = new Map<number, SourceCheckpoint>();
  /** Which file's weights were ever told for a step, also when it is gone. */
  readonly #told = new Map<number, string>();
  /** Of the newest, by which the shapes are told. */
  #newest: NamedTensors | null = null;

  /** Takes the whole list, by ascending step; true when a step has other weights than it once had. */
  set(checkpoints: readonly SourceCheckpoint[]): boolean {
    this.#byStep = new Map(checkpoints.map((checkpoint) => [checkpoint.step, checkpoint]));
    const newest = checkpoints.at(-1);
    this.#newest = newest ? new NamedTensors(newest.tensors) : null;
    let replaced = false;
    for (const { step, path, writtenAt } of this.#byStep.values()) {
      const identity = `${writtenAt} ${path}`;
      if ((this.#told.get(step) ?? identity) !== identity) replaced = true;
      this.#told.set(step, identity);
    }
    return replaced;
  }

  get steps(): number[] {
    return [...this.#byStep.keys()];
  }

  get lastStep(): number | null {
    return this.steps.at(-1) ?? null;
  }

  get lastWrittenAt(): number | null {
    return [...this.#byStep.values()].at(-1)?.writtenAt ?? null;
  }

  shapeOf(tag: string): readonly number[] | null {
    return this.#newest?.shapeOf(tag) ?? null;
  }

  /** Null when there is no such step or name; throws when the weights are of a dtype that is not read. */
  tensor(step: number, name: string): TensorBytes | null {
    const checkpoint = this.#byStep.get(step);
    const entry = checkpoint && new NamedTensors(checkpoint.tensors).find(name);
    if (!entry) return null;
    if (entry.dtype !== FLOAT32)
      throw new Error(`"${entry.name}" is ${entry.dtype}; only ${FLOAT32} weights can be read`);
    return {
      shape: entry.shape,
      byteLength: entry.end - entry.start,
      stream: () => checkpoint.stream(entry),
    };
  }
}
