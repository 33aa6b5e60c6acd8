// What a data set is: grey images of ten classes, split for training and testing.

/** Images and their classes, kept as the bytes they came in. */
export interface LabelledImages {
  count: number;
  /** `count` images of 28 × 28 bytes, row by row, 0 black to 255 white. */
  pixels: Uint8Array;
  /** `count` classes, 0 to 9. */
  labels: Uint8Array;
}

export interface Dataset {
  training: LabelledImages;
  test: LabelledImages;
  /** Names of the ten classes, in the order of their numbers. */
  classes: readonly string[];
}

export const IMAGE_SIDE = 28;
export const IMAGE_PIXELS = IMAGE_SIDE * IMAGE_SIDE;
export const CLASSES = 10;
