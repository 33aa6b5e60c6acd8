// A picture of weights as files: the weights that are shown, one a line with the units that they connect.
import { paintHinton } from "../../charts/hinton.ts";
import type { Painting } from "../../charts/surface.ts";
import { paintTiles, tilesHeight } from "../../charts/tiles.ts";
import type { Takeaway } from "../../parts/pictureActions.tsx";
import type { Slot } from "../../store/slot.ts";
import type { Store } from "../../store/store.ts";
import { type Kernel, placesOf } from "./kernel.ts";
import { galleryPictureOf, hintonPictureOf } from "./pictures.ts";
import type { Weights } from "./weights.ts";
import { nameOf, weightsInWords } from "./words.ts";

/** A picture for a page or a slide. */
const FILE_SIZE = { width: 900, height: 640 };
const TILE_PX = 56;

export function weightsTakeaway(store: Store, weights: Weights, slot: Slot): Takeaway {
  const { drawn, own } = weights.of[slot.slot];
  const shown = drawn.peek()!;
  const parameter = nameOf(store, own);
  const model = own.file.peek() ?? slot.name.peek();
  const unit = store.unit.peek();
  const { picture } = weights.options.peek();
  const hinton = picture === "hinton" ? hintonPictureOf(store, weights, slot) : null;
  const gallery = picture === "kernels" ? galleryPictureOf(store, weights, slot) : null;
  const painting: Painting = (surface) => {
    if (hinton !== null) paintHinton(surface, hinton);
    if (gallery !== null) paintTiles(surface, gallery);
  };
  const { inputs, outputs } = shown.kernel;
  const rows = hinton?.cells.rows ?? upTo(inputs);
  const columns = hinton?.cells.columns ?? upTo(outputs);
  return {
    name: `${model ?? "model"} ${parameter} ${unit} ${shown.step} weights`,
    words: weightsInWords(store, weights, slot),
    numbers: {
      facts: {
        model,
        parameter,
        [unit]: shown.step,
        minus: shown.minus,
        "end of the scale": shown.most,
        shape: [...shown.kernel.window, inputs, outputs].join(" x "),
      },
      columns: connections(shown.values, shown.kernel, rows, columns),
    },
    painting,
    size:
      gallery === null
        ? FILE_SIZE
        : { ...FILE_SIZE, height: tilesHeight(gallery, FILE_SIZE.width, TILE_PX) },
  };
}

function upTo(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i);
}

/** Every weight between those units with where it is from and to, and of a convolution its place in the window. */
function connections(
  values: Float32Array,
  kernel: Kernel,
  rows: ArrayLike<number>,
  columns: ArrayLike<number>,
) {
  const places = placesOf(kernel);
  const length = rows.length * columns.length * places;
  const [from, to, place] = [
    new Uint32Array(length),
    new Uint32Array(length),
    new Uint32Array(length),
  ];
  const weight = new Float32Array(length);
  const { apart } = kernel;
  let line = 0;
  for (let row = 0; row < rows.length; row++) {
    for (let column = 0; column < columns.length; column++) {
      for (let at = 0; at < places; at++) {
        from[line] = rows[row]!;
        to[line] = columns[column]!;
        place[line] = at;
        const index = from[line]! * apart.input + to[line]! * apart.output + at * apart.place;
        weight[line++] = values[index]!;
      }
    }
  }
  return [
    { name: "from", values: from },
    { name: "to", values: to },
    ...(places > 1 ? [{ name: "place in the window", values: place }] : []),
    { name: "weight", values: weight },
  ];
}
