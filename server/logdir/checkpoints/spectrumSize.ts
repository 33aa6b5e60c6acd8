// A tensor as the matrix whose singular values are asked for, or why there are none.
import { parameterName } from "#contract/layers.ts";
import { type MatrixSize, RunningGram } from "#contract/measures/gram.ts";
import { kernelShape, matrixSize } from "#contract/measures/kernelShape.ts";
import type { PlacedTensor } from "./tensor.ts";

/** Some twenty seconds of one core. */
const MOST_MULTIPLICATIONS = 2e10;
/** A matrix that is wider than it is high is held whole, as doubles: 256 MB. */
const MOST_HELD_VALUES = 33_554_432;

/** The matrix in the order in which the values lie in the file. Throws an Error in words. */
export function spectrumSize({ name, shape, fortran }: PlacedTensor): MatrixSize {
  const kernel = kernelShape(shape, parameterName(name).parameter);
  if (kernel === null || shape.includes(0))
    throw new Error(`"${name}" is no matrix: its shape is [${shape.join(", ")}]`);
  const { rows, columns } = matrixSize(kernel);
  // Where the first dimension runs fastest, the matrix lies transposed: its singular values are the same.
  const size = fortran ? { rows: columns, columns: rows } : { rows, columns };
  const held = size.rows < size.columns ? rows * columns : 0;
  if (RunningGram.workOf(size) > MOST_MULTIPLICATIONS || held > MOST_HELD_VALUES)
    throw new Error(`"${name}" is too large: the singular values of ${rows} × ${columns} weights`);
  return size;
}
