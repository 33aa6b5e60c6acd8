// What pictures of weights show, in words.
import { weightAt } from "../../charts/hintonPixels.ts";
import { letter } from "../../store/selectionRules.ts";
import type { Slot } from "../../store/slot.ts";
import type { Store } from "../../store/store.ts";
import { shapeText, valueText, wholeText } from "../../ui/format.ts";
import { printable } from "../../ui/printable.ts";
import { matrixOf, placesOf } from "./kernel.ts";
import type { OwnTensors } from "./ownTensors.ts";
import { isVector, nounOf } from "./pictures.ts";
import type { Drawn, Pointed, Weights } from "./weights.ts";

/** For those who do not see the picture. Reads signals. */
export function weightsInWords(store: Store, weights: Weights, slot: Slot): string {
  const { drawn, own } = weights.of[slot.slot];
  const shown = drawn.value;
  const { picture, slice } = weights.options.value;
  if (shown === null) return `Model ${letter(slot.slot)}: no weights to draw yet`;
  const { kernel, step, minus, most } = shown;
  const kind = picture === "hinton" ? "Hinton diagram" : "Kernels";
  const what = minus === null ? "the weights" : `the weights minus those at ${minus}`;
  const { inputs, outputs } = kernel;
  const sizes = isVector(kernel)
    ? `one for each of ${wholeText(outputs)} units`
    : `${wholeText(inputs)} sending and ${wholeText(outputs)} receiving ${nounOf(kernel)}s`;
  const window = kernel.window.length === 0 ? "" : `, window ${shapeText(kernel.window)}`;
  const strongest = strongestOf(shown, slice);
  return (
    `${kind} of ${what} of ${printable(nameOf(store, own), 60)} of ${letter(slot.slot)} ` +
    `${own.file.value === null ? `at ${store.unit.value} ${wholeText(step)}` : "in its file"}: ${sizes}${window}. ` +
    `The strongest is ${connectionInWords(shown, strongest, slice)}; the scale ends at ${valueText(most)}`
  );
}

/** Of what is drawn. */
export function nameOf(store: Store, own: OwnTensors): string {
  return own.shown.value?.name ?? store.parameterKey.value ?? "";
}

const known = new WeakMap<Float32Array, Map<number | null, Pointed>>();

/** The connection with the largest finite weight. */
function strongestOf({ values: all, kernel }: Drawn, slice: number | null): Pointed {
  const ofAll = known.get(all) ?? new Map<number | null, Pointed>();
  known.set(all, ofAll);
  const before = ofAll.get(slice);
  if (before !== undefined) return before;
  const { values, rows, columns, apart } = matrixOf(all, kernel, slice);
  let [most, input, output] = [-1, 0, 0];
  for (let row = 0; row < rows; row++) {
    for (let column = 0, at = row * apart.row; column < columns; column++, at += apart.column) {
      const size = Math.abs(values[at]!);
      if (!(size > most && size < Infinity)) continue;
      most = size;
      input = row;
      output = column;
    }
  }
  const strongest = { input, output, place: slice };
  ofAll.set(slice, strongest);
  return strongest;
}

/** "from 412 to 17: −0.0313"; of a convolution at its place in the window, or the norm over all places. */
export function connectionInWords(
  { values, kernel }: Drawn,
  { input, output, place }: Pointed,
  slice: number | null,
): string {
  const from = isVector(kernel) ? `of ${nounOf(kernel)} ${output}` : `from ${input} to ${output}`;
  const at = place ?? slice;
  const value = weightAt(matrixOf(values, kernel, at), input, output);
  if (placesOf(kernel) === 1) return `${from}: ${valueText(value)}`;
  const where = at === null ? "norm over the window" : `at ${placeInWords(kernel.window, at)}`;
  return `${from}, ${where}: ${valueText(value)}`;
}

/** "row 2, column 0" of a window. */
export function placeInWords(window: readonly number[], place: number): string {
  const width = window.at(-1) ?? 1;
  const row = Math.floor(place / width);
  return window.length === 1 ? `place ${place}` : `row ${row}, column ${place % width}`;
}
