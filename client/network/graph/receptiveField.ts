// Which part of an image one place of a map looks at.
import type { Network, NetworkNode, OpKind } from "./network.ts";

type Sides = readonly [height: number, width: number];

/** In pixels of the network's input; what lies outside of it is padding. */
export interface ReceptiveField {
  /** How far apart the fields of neighbouring places begin. */
  jump: Sides;
  /** Where the field of the first place begins. */
  start: Sides;
  size: Sides;
}

export interface Patch {
  top: number;
  left: number;
  height: number;
  width: number;
}

/** Of the places of a node's maps; null where every value looks at the whole input. */
export function receptiveField(network: Network, node: number): ReceptiveField | null {
  return fieldsOf(network).get(node) ?? null;
}

const known = new WeakMap<Network, ReadonlyMap<number, ReceptiveField | null>>();

function fieldsOf(network: Network): ReadonlyMap<number, ReceptiveField | null> {
  const before = known.get(network);
  if (before !== undefined) return before;
  const fields = new Map<number, ReceptiveField | null>();
  network.nodes.forEach((node, index) => {
    const taken = node.inputs.map((input) => {
      return { field: fields.get(input) ?? null, from: network.nodes[input]! };
    });
    fields.set(index, node.inputs.length === 0 ? ownPixels(node) : joined(taken, node));
  });
  known.set(network, fields);
  return fields;
}

function ownPixels({ shape }: NetworkNode): ReceptiveField | null {
  return shape.length === 3 ? { jump: [1, 1], start: [0, 0], size: [1, 1] } : null;
}

/** Where ways of different length meet, all that any of them looks at. */
function joined(
  taken: readonly { field: ReceptiveField | null; from: NetworkNode }[],
  node: NetworkNode,
): ReceptiveField | null {
  let all: ReceptiveField | null = null;
  for (const { field, from } of taken) {
    const window = field === null ? null : windowOf(node, from);
    if (field === null || window === null) return null;
    const one = through(field, window);
    all = all === null ? one : around(all, one);
  }
  return all;
}

interface Window {
  size: Sides;
  strides: Sides;
  before: Sides;
}

const ONE_PLACE: Window = { size: [1, 1], strides: [1, 1], before: [0, 0] };

/** The places of its input that one place of a node takes; null where it takes them all. */
function windowOf({ op, shape }: NetworkNode, from: NetworkNode): Window | null {
  if (op.kind === "conv2d" || op.kind === "depthwiseConv2d") {
    const { kernelSize, dilation } = op;
    const size: Sides = [
      (kernelSize[0] - 1) * dilation[0] + 1,
      (kernelSize[1] - 1) * dilation[1] + 1,
    ];
    return { size, strides: op.strides, before: paddedBefore(op, size, from, shape) };
  }
  if (op.kind === "maxPool2d" || op.kind === "averagePool2d") {
    const before = paddedBefore(op, op.poolSize, from, shape);
    return { size: op.poolSize, strides: op.strides, before };
  }
  if (op.kind === "zeroPad2d") return { ...ONE_PLACE, before: [op.rows[0], op.columns[0]] };
  if (op.kind === "crop2d") return { ...ONE_PLACE, before: [-op.rows[0], -op.columns[0]] };
  if (op.kind === "concatenate") {
    // Beside each other in space, a place has no field of one size.
    return shape[0] === from.shape[0] && shape[1] === from.shape[1] ? ONE_PLACE : null;
  }
  return PLACE_BY_PLACE.has(op.kind) ? ONE_PLACE : null;
}

const PLACE_BY_PLACE: ReadonlySet<OpKind> = new Set<OpKind>([
  "batchNorm",
  "rescaling",
  "layerNorm",
  "prelu",
  "activation",
  "identity",
  "add",
  "multiply",
]);

function paddedBefore(
  { padding, strides }: { padding: "same" | "valid"; strides: Sides },
  size: Sides,
  from: NetworkNode,
  shape: readonly number[],
): Sides {
  if (padding === "valid") return [0, 0];
  const before = (side: 0 | 1): number => {
    const all = (shape[side]! - 1) * strides[side] + size[side] - from.shape[side]!;
    return Math.floor(Math.max(all, 0) / 2);
  };
  return [before(0), before(1)];
}

function through({ jump, start, size }: ReceptiveField, window: Window): ReceptiveField {
  const side = (at: 0 | 1): readonly [jump: number, start: number, size: number] => [
    jump[at] * window.strides[at],
    start[at] - window.before[at] * jump[at],
    size[at] + (window.size[at] - 1) * jump[at],
  ];
  const [rows, columns] = [side(0), side(1)];
  return {
    jump: [rows[0], columns[0]],
    start: [rows[1], columns[1]],
    size: [rows[2], columns[2]],
  };
}

function around(one: ReceptiveField, other: ReceptiveField): ReceptiveField {
  const side = (at: 0 | 1): readonly [start: number, size: number] => {
    const start = Math.min(one.start[at], other.start[at]);
    const end = Math.max(one.start[at] + one.size[at], other.start[at] + other.size[at]);
    return [start, end - start];
  };
  const [rows, columns] = [side(0), side(1)];
  return { jump: one.jump, start: [rows[0], columns[0]], size: [rows[1], columns[1]] };
}

/** The field of the place in that row and column. */
export function patchAt({ jump, start, size }: ReceptiveField, row: number, column: number): Patch {
  return {
    top: start[0] + row * jump[0],
    left: start[1] + column * jump[1],
    height: size[0],
    width: size[1],
  };
}
