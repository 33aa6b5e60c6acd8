// The order in which units are shown: by index, by the norm of their weights, or similar ones together.
import type { Matrix } from "../../charts/hintonPixels.ts";
import type { ORDERS } from "./options.ts";

export interface UnitOrder {
  rows: Uint32Array;
  columns: Uint32Array;
}

type Order = keyof typeof ORDERS;

export function unitOrder(matrix: Matrix, order: Order): UnitOrder {
  return ORDERINGS[order](matrix);
}

const ORDERINGS: Readonly<Record<Order, (matrix: Matrix) => UnitOrder>> = {
  index({ rows, columns }) {
    return { rows: sortedBy(rows, () => 0), columns: sortedBy(columns, () => 0) };
  },
  norm(matrix) {
    const descending = (norms: Float64Array): Uint32Array =>
      sortedBy(norms.length, (one, other) => norms[other]! - norms[one]!);
    const { rows, columns } = squaresOf(matrix);
    return { rows: descending(rows), columns: descending(columns) };
  },
  similarity(matrix) {
    const { rows, columns } = strongestDirections(matrix);
    return { rows: around(rows), columns: around(columns) };
  },
};

function sortedBy(count: number, compare: (one: number, other: number) => number): Uint32Array {
  const indices = Array.from({ length: count }, (_, i) => i);
  // Where weights are not finite, the order of the indices stays.
  return Uint32Array.from(indices.sort((one, other) => compare(one, other) || one - other));
}

/** The sum of squares of each row and each column. */
function squaresOf({ values, rows, columns, apart }: Matrix): {
  rows: Float64Array;
  columns: Float64Array;
} {
  const [ofRows, ofColumns] = [new Float64Array(rows), new Float64Array(columns)];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const square = values[row * apart.row + column * apart.column]! ** 2;
      ofRows[row]! += square;
      ofColumns[column]! += square;
    }
  }
  return { rows: ofRows, columns: ofColumns };
}

type Vectors = readonly [first: Float64Array, second: Float64Array];

/**
 * By where each lies around the middle of the plane of the two strongest directions, cut open at the widest gap
 * (Friendly 2002, "Corrgrams"). Unlike an order of all pairs it takes no time that grows with their number.
 */
function around([first, second]: Vectors): Uint32Array {
  const angles = first.map((x, i) => Math.atan2(second[i]!, x));
  const sorted = angles.toSorted();
  let cut = sorted[0] ?? 0;
  let widest = cut + 2 * Math.PI - (sorted.at(-1) ?? 0);
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i]! - sorted[i - 1]! <= widest) continue;
    widest = sorted[i]! - sorted[i - 1]!;
    cut = sorted[i]!;
  }
  const fromCut = angles.map((angle) => (angle < cut ? angle + 2 * Math.PI : angle));
  return sortedBy(angles.length, (one, other) => fromCut[one]! - fromCut[other]!);
}

const ITERATIONS = 24;

/** The singular vectors of the two largest singular values, left and right, by orthogonal iteration. */
function strongestDirections(matrix: Matrix): { rows: Vectors; columns: Vectors } {
  const { rows, columns } = matrix;
  // Any start that is no singular vector will do, as long as it is the same every time.
  let left: Vectors = [
    Float64Array.from({ length: rows }, (_, i) => Math.sin(i * 12.9898 + 1)),
    Float64Array.from({ length: rows }, (_, i) => Math.cos(i * 78.233 + 2)),
  ];
  let right: Vectors = [new Float64Array(columns), new Float64Array(columns)];
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    orthonormalise(left);
    right = [new Float64Array(columns), new Float64Array(columns)];
    multiply(matrix, left, right, true);
    orthonormalise(right);
    left = [new Float64Array(rows), new Float64Array(rows)];
    multiply(matrix, left, right, false);
  }
  orthonormalise(left);
  return { rows: left, columns: right };
}

/** Adds the matrix times `left` to `right`, or the other way round. */
function multiply(matrix: Matrix, left: Vectors, right: Vectors, isToRight: boolean): void {
  const { values, rows, columns, apart } = matrix;
  const [[a, b], [c, d]] = [left, right];
  for (let row = 0; row < rows; row++) {
    let at = row * apart.row;
    for (let column = 0; column < columns; column++, at += apart.column) {
      const weight = values[at]!;
      if (isToRight) {
        c[column]! += a[row]! * weight;
        d[column]! += b[row]! * weight;
      } else {
        a[row]! += c[column]! * weight;
        b[row]! += d[column]! * weight;
      }
    }
  }
}

function orthonormalise([one, two]: Vectors): void {
  normalise(one);
  const shared = dot(one, two);
  for (let i = 0; i < two.length; i++) two[i]! -= shared * one[i]!;
  normalise(two);
}

function dot(one: Float64Array, two: Float64Array): number {
  return one.reduce((sum, x, i) => sum + x * two[i]!, 0);
}

function normalise(vector: Float64Array): void {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  for (let i = 0; i < vector.length; i++) vector[i]! /= length;
}
