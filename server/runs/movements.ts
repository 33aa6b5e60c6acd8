// How far a parameter's weights moved from checkpoint to checkpoint: exact, from the tensors read piece by piece.
import type { Column } from "#contract/frames.ts";
import { type Movement, RunningMovement } from "#contract/measures/movement.ts";
import type { TensorBytes } from "./series.ts";

/** Tensors up to this size are kept in memory between two comparisons; larger ones are read again for each. */
const MOST_HELD_BYTES = 67_108_864;
const FLOAT_BYTES = 4;

/** A parameter's weights at one step. */
export interface TensorAt {
  step: number;
  tensor: TensorBytes;
}

/** From one step to the next one that has a checkpoint. */
export interface StepMovement extends Movement {
  from: number;
  to: number;
  /** The cosine between the later weights and those of the very first step. */
  cosineToFirst: number;
}

type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
interface Weights {
  step: number;
  pieces: () => Pieces;
  bytes: number;
}

/** The movements between consecutive steps, which ascend. Rejects with an Error in words when weights cannot be had. */
export async function movementsOver(tensors: readonly TensorAt[]): Promise<StepMovement[]> {
  const movements: StepMovement[] = [];
  let first: Weights | null = null;
  let before: Weights | null = null;
  for (const one of tensors) {
    const weights = await weightsOf(one);
    // Weights of another shape are another parameter's: the way begins anew.
    if (first === null || before === null || before.bytes !== weights.bytes) first = weights;
    else {
      const moved = await movementOf(before, weights);
      const whole = before === first ? moved : await movementOf(first, weights);
      movements.push({
        ...moved,
        from: before.step,
        to: weights.step,
        cosineToFirst: whole.cosine,
      });
    }
    before = weights;
  }
  return movements;
}

/** Columns of a frame of movements (see protocol.ts). */
export function movementColumns(movements: readonly StepMovement[]): Column[] {
  const names = ["from", "to", "before", "after", "moved", "cosine", "cosineToFirst"] as const;
  return names.map((name) => Float64Array.from(movements, (movement) => movement[name]));
}

async function weightsOf({ step, tensor }: TensorAt): Promise<Weights> {
  const bytes = tensor.byteLength;
  if (bytes > MOST_HELD_BYTES) return { step, bytes, pieces: () => tensor.stream() };
  const held: Uint8Array[] = [];
  for await (const piece of tensor.stream()) held.push(piece);
  return { step, bytes, pieces: () => held };
}

/** Reads both side by side, however each is cut into pieces of whole floats. */
async function movementOf(before: Weights, after: Weights): Promise<Movement> {
  const running = new RunningMovement();
  const ones = floatsOf(before.pieces());
  const others = floatsOf(after.pieces());
  let one = new Float32Array();
  let i = 0;
  try {
    for await (const other of others) {
      for (let j = 0; j < other.length;) {
        if (i === one.length) {
          const next = await ones.next();
          if (next.done) throw new Error("the weights of two checkpoints are not of one length");
          one = next.value;
          i = 0;
        }
        const length = Math.min(one.length - i, other.length - j);
        running.add(one, i, other, j, length);
        i += length;
        j += length;
      }
    }
  } finally {
    await ones.return(undefined);
  }
  return running.result();
}

async function* floatsOf(pieces: Pieces): AsyncGenerator<Float32Array<ArrayBuffer>, undefined> {
  for await (const piece of pieces) {
    const aligned = piece.byteOffset % FLOAT_BYTES === 0 ? piece : piece.slice();
    yield new Float32Array(
      aligned.buffer as ArrayBuffer,
      aligned.byteOffset,
      aligned.length / FLOAT_BYTES,
    );
  }
  return undefined;
}
