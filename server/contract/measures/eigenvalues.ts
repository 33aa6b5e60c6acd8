// The eigenvalues of a symmetric matrix: reduced to three diagonals by reflections, then diagonalised by shifted QL steps.

/** QL steps that one eigenvalue may take; two are usual. */
const MOST_STEPS = 60;

/**
 * All eigenvalues, in descending order, of the symmetric matrix whose lower triangle `matrix` holds row by row in its
 * `size`² places; it is used up. Yields the multiplications done between two turns, some `size`² each time, for
 * who has to let others have theirs. Householder's reduction and implicit QL without vectors, as tred1 and tql1 of
 * EISPACK (Martin, Reinsch & Wilkinson 1968; Bowdler et al. 1968). Throws an Error when it does not converge.
 */
export function* eigenvalueSteps(
  matrix: Float64Array,
  size: number,
): Generator<number, Float64Array> {
  const besides = new Float64Array(size);
  for (let row = size - 1; row > 0; row--) {
    besides[row] = reflect(matrix, size, row, besides);
    yield 2 * row * row;
  }
  const diagonal = Float64Array.from({ length: size }, (_, i) => matrix[i * size + i]!);
  diagonalise(diagonal, besides);
  return diagonal.sort().reverse();
}

/** Clears a row but for its diagonal and the place beside it, whose value it returns. `scratch` has room for the row. */
function reflect(matrix: Float64Array, size: number, row: number, scratch: Float64Array): number {
  const vector = matrix.subarray(row * size, row * size + row);
  let scale = 0;
  for (let k = 0; k < row - 1; k++) scale += Math.abs(vector[k]!);
  if (scale === 0) return vector[row - 1]!;
  scale += Math.abs(vector[row - 1]!);
  let squares = 0;
  for (let k = 0; k < row; k++) {
    vector[k]! /= scale;
    squares += vector[k]! * vector[k]!;
  }
  const last = vector[row - 1]!;
  const beside = last >= 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
  const half = squares - last * beside;
  vector[row - 1] = last - beside;
  const product = scratch.subarray(0, row);
  multiply(matrix, size, vector, product);
  let overlap = 0;
  for (let k = 0; k < row; k++) {
    product[k]! /= half;
    overlap += product[k]! * vector[k]!;
  }
  const share = overlap / (2 * half);
  for (let k = 0; k < row; k++) product[k]! -= share * vector[k]!;
  for (let j = 0; j < row; j++) {
    const line = matrix.subarray(j * size, j * size + j + 1);
    const [one, two] = [vector[j]!, product[j]!];
    for (let k = 0; k <= j; k++) line[k]! -= one * product[k]! + two * vector[k]!;
  }
  return beside * scale;
}

/** `into` = matrix · vector, of the matrix's part that is as long as the vector, row by row of the lower triangle. */
function multiply(
  matrix: Float64Array,
  size: number,
  vector: Float64Array,
  into: Float64Array,
): void {
  into.fill(0);
  for (let j = 0; j < vector.length; j++) {
    const line = matrix.subarray(j * size, j * size + j + 1);
    const own = vector[j]!;
    let sum = line[j]! * own;
    for (let k = 0; k < j; k++) {
      const value = line[k]!;
      sum += value * vector[k]!;
      into[k]! += value * own;
    }
    into[j]! += sum;
  }
}

/** Turns the diagonal into the eigenvalues; `besides[i]` stands between i − 1 and i, and is used up. */
function diagonalise(diagonal: Float64Array, besides: Float64Array): void {
  const size = diagonal.length;
  besides.copyWithin(0, 1);
  besides[size - 1] = 0;
  for (let first = 0; first < size; first++) {
    for (let step = 0; ; step++) {
      const last = endOfBlock(diagonal, besides, first);
      if (last === first) break;
      if (step === MOST_STEPS) throw new Error("the eigenvalues did not converge");
      shiftedStep(diagonal, besides, first, last);
    }
  }
}

/** The first place from `first` on that nothing joins to the next one. */
function endOfBlock(diagonal: Float64Array, besides: Float64Array, first: number): number {
  let last = first;
  while (last < diagonal.length - 1) {
    const sizes = Math.abs(diagonal[last]!) + Math.abs(diagonal[last + 1]!);
    if (Math.abs(besides[last]!) <= Number.EPSILON * sizes) break;
    last++;
  }
  return last;
}

/** One implicit QL step with Wilkinson's shift on the block from `first` to `last`. */
function shiftedStep(
  diagonal: Float64Array,
  besides: Float64Array,
  first: number,
  last: number,
): void {
  const ratio = (diagonal[first + 1]! - diagonal[first]!) / (2 * besides[first]!);
  const root = Math.hypot(ratio, 1);
  const shift = besides[first]! / (ratio + (ratio >= 0 ? root : -root));
  let rest = diagonal[last]! - diagonal[first]! + shift;
  let [sine, cosine, carried] = [1, 1, 0];
  for (let i = last - 1; i >= first; i--) {
    const turned = sine * besides[i]!;
    const beside = cosine * besides[i]!;
    const length = Math.hypot(turned, rest);
    besides[i + 1] = length;
    if (length === 0) {
      diagonal[i + 1]! -= carried;
      besides[last] = 0;
      return;
    }
    sine = turned / length;
    cosine = rest / length;
    rest = diagonal[i + 1]! - carried;
    const moved = (diagonal[i]! - rest) * sine + 2 * cosine * beside;
    carried = sine * moved;
    diagonal[i + 1] = rest + carried;
    rest = cosine * moved - beside;
  }
  diagonal[first]! -= carried;
  besides[first] = rest;
  besides[last] = 0;
}
