// What a slot's network is given, as an image.
import type { ImageTile } from "../../charts/imageTile.ts";
import { imageShape } from "../../network/fit.ts";
import { sizeOf } from "../../network/graph/shapes.ts";
import { rangeOf } from "./fittedOnce.ts";
import type { Inside, InsideSlot } from "./useInside.ts";

/** In the network's own size and scale; null while that is not known, and of what is no image. Tracks what it reads. */
export function seenTile({ examples }: Inside, slot: InsideSlot): ImageTile | null {
  const known = examples.value.value;
  const given = slot.input.value;
  const own = slot.structure.value.value?.nodes[0]?.shape;
  if (given === null || own === undefined) return null;
  // Own images are fitted to what the examples are, where the network takes as many values.
  const isOfExamples = known !== null && sizeOf(known.shape) === sizeOf(own);
  const shape = imageShape(isOfExamples ? known.shape : own);
  if (shape === null) return null;
  const [height, width, channels] = shape;
  const size = height * width * channels;
  const values =
    given.kind === "given"
      ? given.values
      : known!.values.subarray(given.index * size, (given.index + 1) * size);
  const [low, high] = rangeOf(known);
  return { height, width, channels: channels === 3 ? 3 : 1, values, look: "image", low, high };
}
