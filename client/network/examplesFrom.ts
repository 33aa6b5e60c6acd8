// Examples as the server sends them: one frame of values and labels.
import { unpackFrame } from "#contract/frames.ts";
import type { ExamplesFrame } from "#contract/protocol.ts";
import type { Examples } from "./examples.ts";
import { sizeOf } from "./graph/shapes.ts";

/** As float32, and the page keeps them a second time. */
const MOST_BYTES = 128 * 2 ** 20;

/** The examples of a frame, from the first on as many as fit into `mostBytes`. */
export function examplesFrom(bytes: ArrayBuffer, mostBytes = MOST_BYTES): Examples {
  const { meta, columns } = unpackFrame(bytes);
  const { count: all, shape, scale, classes } = meta as ExamplesFrame;
  const [values, labels] = columns;
  if (values === undefined) throw new RangeError("a frame of examples without values");
  const size = sizeOf(shape);
  const most = Math.floor(mostBytes / Float32Array.BYTES_PER_ELEMENT / Math.max(size, 1));
  const count = Math.min(all, Math.max(most, 1));
  const isLabelled = labels !== undefined && labels.length > 0;
  const isAmount = isLabelled && labels instanceof Float32Array;
  return {
    count,
    left: all - count,
    shape,
    values: Float32Array.from(values.subarray(0, count * size), (value) => value * scale),
    labels: isLabelled && !isAmount ? Int32Array.from(labels.subarray(0, count)) : null,
    ...(isAmount ? { amounts: labels.slice(0, count) } : {}),
    classes,
  };
}
