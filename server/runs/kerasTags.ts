// Keras before 3.14 logs the kernels of all layers under one tag at one step: told apart by the order they come in.
import { type ArchitectureLayer, ownersOf } from "#contract/eventlog/keras.ts";

/** Such a tag names a variable and no layer: `kernel/histogram`. */
const NO_LAYER = /^[^/]+\/histogram$/;

/** The variable that the tag names, when it may stand for those of several layers; null for any other tag. */
export function sharedVariable(tag: string): string | null {
  return NO_LAYER.test(tag) ? tag.slice(0, tag.indexOf("/")) : null;
}

/** The layers that own such a variable; none where the tag names a layer, or the model's layers are not known. */
export function layersSharing(
  tag: string,
  architecture: readonly ArchitectureLayer[] | null,
): readonly string[] {
  const variable = sharedVariable(tag);
  return variable === null || !architecture ? [] : ownersOf(architecture, variable);
}

/** Counts the values of one such tag at one step: the n-th is that of the n-th layer that owns such a variable. */
export class Turns {
  #step = NaN;
  #file: unknown = null;
  #next = 0;

  /** Whose turn it is. With `owners` layers known (0: not known), the count begins again after the last one. */
  next(step: number, file: unknown, owners: number): number {
    const again = step !== this.#step || file !== this.#file;
    if (again || (owners > 0 && this.#next >= owners)) this.#next = 0;
    this.#step = step;
    this.#file = file;
    return this.#next++;
  }
}
