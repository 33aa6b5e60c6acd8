// The shape that an operation gives, from those that it takes.
import type { Op, OpKind, OpOf, Shape } from "./network.ts";

/** Null where those shapes cannot be taken. */
type ShapeRule<K extends OpKind> = (op: OpOf<K>, inputs: readonly Shape[]) => Shape | null;

type Window = Pick<OpOf<"conv2d">, "kernelSize" | "strides" | "dilation" | "padding">;

const RULES: { readonly [K in OpKind]: ShapeRule<K> } = {
  input: () => null,
  dense: ({ units }, [input = []]) => (input.length === 0 ? null : [...input.slice(0, -1), units]),
  conv2d: (op, [input]) =>
    (input?.[2] ?? 0) % (op.groups ?? 1) === 0 ? mapOf(op, input, () => op.filters) : null,
  conv2dTranspose(op, [input]) {
    const map = mapSides(input);
    return map.length === 0 ? null : mapAfterTranspose(op, map);
  },
  depthwiseConv2d: (op, [input]) => mapOf(op, input, (channels) => channels * op.multiplier),
  batchNorm: same,
  rescaling: same,
  layerNorm: same,
  prelu: same,
  activation: same,
  maxPool2d: pooled,
  averagePool2d: pooled,
  globalMaxPool2d: ofWhole,
  globalAveragePool2d: ofWhole,
  flatten: (_, [input = []]) => [sizeOf(input)],
  reshape: same,
  identity: same,
  zeroPad2d({ rows, columns }, [input]) {
    const [height, width, channels] = mapSides(input);
    if (channels === undefined) return null;
    return [height! + rows[0] + rows[1], width! + columns[0] + columns[1], channels];
  },
  crop2d({ rows, columns }, [input]) {
    const [height, width, channels] = mapSides(input);
    if (channels === undefined) return null;
    return [height! - rows[0] - rows[1], width! - columns[0] - columns[1], channels];
  },
  upsample2d({ times }, [input]) {
    const [height, width, channels] = mapSides(input);
    return channels === undefined ? null : [height! * times[0], width! * times[1], channels];
  },
  permute: ({ axes }, [input = []]) =>
    axes.length === input.length ? axes.map((axis) => input[axis]!) : null,
  multiply: (_, [first, ...others]) => others.reduce(stretched, first ?? null),
  add: (_, [first, ...others]) =>
    first !== undefined && others.every((one) => one.join() === first.join()) ? first : null,
  concatenate({ axis }, [first, ...others]) {
    if (first === undefined || axis >= first.length) return null;
    const fits = others.every(
      (one) =>
        one.length === first.length && one.every((size, i) => i === axis || size === first[i]),
    );
    const along = [first, ...others].reduce((sum, one) => sum + one[axis]!, 0);
    return fits ? first.map((size, i) => (i === axis ? along : size)) : null;
  },
};

/** Without the batch. A reshape keeps what it is given, since only its layer knows better. Null where nothing fits. */
export function shapeAfter(op: Op, inputs: readonly Shape[]): Shape | null {
  const shape = (RULES[op.kind] as ShapeRule<OpKind>)(op, inputs);
  return shape?.every((size) => size > 0) === true ? shape : null;
}

/**
 * As Keras has it where nothing is said of it: "same" gives n · stride places, "valid" as many as all windows reach,
 * and none less than n · stride.
 */
export function mapAfterTranspose(
  { filters, kernelSize, strides, dilation, padding }: OpOf<"conv2dTranspose">,
  map: Shape,
): Shape {
  const side = (axis: 0 | 1): number => {
    const reach = (kernelSize[axis] - 1) * dilation[axis] + 1;
    const beyond = padding === "valid" ? Math.max(reach - strides[axis], 0) : 0;
    return map[axis]! * strides[axis] + beyond;
  };
  return [side(0), side(1), filters];
}

export function sizeOf(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

function same(_: Op, [input]: readonly Shape[]): Shape | null {
  return input ?? null;
}

function ofWhole(_: Op, [input]: readonly Shape[]): Shape | null {
  const channels = mapSides(input)[2];
  return channels === undefined ? null : [channels];
}

function pooled(op: OpOf<"maxPool2d" | "averagePool2d">, [input]: readonly Shape[]): Shape | null {
  const window = { ...op, kernelSize: op.poolSize, dilation: [1, 1] as const };
  return mapOf(window, input, (channels) => channels);
}

function stretched(one: Shape | null, other: Shape): Shape | null {
  if (one?.length !== other.length) return null;
  const fits = one.every((size, axis) => [1, size].includes(other[axis]!) || size === 1);
  return fits ? one.map((size, axis) => Math.max(size, other[axis]!)) : null;
}

function mapSides(shape: Shape | undefined): Shape {
  return shape?.length === 3 ? shape : [];
}

function mapOf(
  window: Window,
  input: Shape | undefined,
  channelsAfter: (channels: number) => number,
): Shape | null {
  const [height, width, channels] = mapSides(input);
  if (channels === undefined) return null;
  return [along(window, 0, height!), along(window, 1, width!), channelsAfter(channels)];
}

/** TensorFlow's two paddings: "same" has ⌈n / stride⌉ places, "valid" as many as the window fits in. */
function along(
  { kernelSize, strides, dilation, padding }: Window,
  side: 0 | 1,
  size: number,
): number {
  if (padding === "same") return Math.ceil(size / strides[side]);
  const reach = (kernelSize[side] - 1) * dilation[side] + 1;
  return Math.floor((size - reach) / strides[side]) + 1;
}
