// What is done to an own image before networks are given it.
import { centred } from "../../network/centred.ts";
import { type Image, LUMA } from "../../network/fit.ts";

export interface Preparation {
  /** Dark becomes bright: MNIST's digits are bright on a dark ground. */
  inverted: boolean;
  grey: boolean;
  /** The figure as large and where MNIST's digits are. */
  centred: boolean;
}

export function prepared(image: Image, how: Preparation): Image {
  let made = image;
  if (how.grey) made = greyOf(made);
  if (how.inverted) made = { ...made, values: made.values.map((value) => 1 - value) };
  return how.centred ? centred(made) : made;
}

function greyOf(image: Image): Image {
  if (image.channels === 1) return image;
  const values = Float32Array.from({ length: image.width * image.height }, (_, i) =>
    LUMA.reduce((sum, weight, c) => sum + weight * image.values[i * 3 + c]!, 0),
  );
  return { ...image, channels: 1, values };
}
