// Who goes with whom so that all together cost least (Kuhn 1955, Munkres 1957; with potentials, in count³ steps).

/**
 * For each row its column, or −1 where there are more rows than columns.
 *
 * @param costs rows × columns, finite
 */
export function assignment(costs: Float64Array, rows: number, columns: number): Int32Array {
  const size = Math.max(rows, columns);
  const cost = (row: number, column: number): number => {
    return row < rows && column < columns ? costs[row * columns + column]! : 0;
  };
  // Rows and columns from 1: 0 is "none yet".
  const [ofRow, ofColumn] = [new Float64Array(size + 1), new Float64Array(size + 1)];
  const rowOf = new Int32Array(size + 1);
  const before = new Int32Array(size + 1);
  for (let row = 1; row <= size; row++) {
    rowOf[0] = row;
    const slack = new Float64Array(size + 1).fill(Infinity);
    const isPassed = new Uint8Array(size + 1);
    let column = 0;
    do {
      isPassed[column] = 1;
      let [next, least] = [0, Infinity];
      for (let j = 1; j <= size; j++) {
        if (isPassed[j] === 1) continue;
        const at = rowOf[column]!;
        const reduced = cost(at - 1, j - 1) - ofRow[at]! - ofColumn[j]!;
        if (reduced < slack[j]!) {
          slack[j] = reduced;
          before[j] = column;
        }
        if (slack[j]! < least) [next, least] = [j, slack[j]!];
      }
      for (let j = 0; j <= size; j++) {
        if (isPassed[j] === 1) {
          ofRow[rowOf[j]!]! += least;
          ofColumn[j]! -= least;
        } else slack[j]! -= least;
      }
      column = next;
    } while (rowOf[column] !== 0);
    for (; column !== 0; column = before[column]!) rowOf[column] = rowOf[before[column]!]!;
  }
  const columnOf = new Int32Array(rows).fill(-1);
  for (let j = 1; j <= columns; j++) {
    if (rowOf[j]! <= rows) columnOf[rowOf[j]! - 1] = j - 1;
  }
  return columnOf;
}
