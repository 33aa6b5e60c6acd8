// How far a parameter's weights themselves moved between two steps, from two tensors that are read piece by piece.
import type { Values } from "../dtypes.ts";

/** Exact; every number is NaN where a weight is not finite. */
export interface Movement {
  /** ‖W_s‖, of the earlier weights. */
  before: number;
  /** ‖W_t‖, of the later ones. */
  after: number;
  /** ‖W_t − W_s‖. */
  moved: number;
  /** cos(W_t, W_s); NaN where one is all zeros. */
  cosine: number;
}

/** Sums over pairs of weights; each piece holds the same weights of both steps. */
export class RunningMovement {
  #before = 0;
  #after = 0;
  #moved = 0;
  #product = 0;

  /** Adds `length` weights from `before[i]` and `after[j]` on. */
  add(before: Values, i: number, after: Values, j: number, length: number): void {
    let [ownBefore, ownAfter, moved, product] = [0, 0, 0, 0];
    for (let at = 0; at < length; at++) {
      const earlier = before[i + at]!;
      const later = after[j + at]!;
      ownBefore += earlier * earlier;
      ownAfter += later * later;
      moved += (later - earlier) * (later - earlier);
      product += earlier * later;
    }
    this.#before += ownBefore;
    this.#after += ownAfter;
    this.#moved += moved;
    this.#product += product;
  }

  result(): Movement {
    const [before, after] = [Math.sqrt(this.#before), Math.sqrt(this.#after)];
    const product = before * after;
    // Rounding must not take it beyond 1.
    const cosine = Math.max(-1, Math.min(1, this.#product / product));
    return finite({ before, after, moved: Math.sqrt(this.#moved), cosine });
  }
}

/** The movement between all weights at once, of equal number. */
export function movementBetween(before: Values, after: Values): Movement {
  const running = new RunningMovement();
  running.add(before, 0, after, 0, before.length);
  return running.result();
}

/** ‖W_t − W_s‖ / ‖W_s‖; infinite for weights that started at zero, NaN for those that stayed there. */
export function relativeMove({ moved, before }: Movement): number {
  return moved / before;
}

/** log10(‖ΔW‖/‖W‖): about −3 is healthy for one update; between two epochs it is that of all updates together. */
export function updateRatio(movement: Movement): number {
  return Math.log10(relativeMove(movement));
}

function finite(movement: Movement): Movement {
  if (Number.isFinite(movement.moved)) return movement;
  return { before: NaN, after: NaN, moved: NaN, cosine: NaN };
}
