// The rows of the matrix: layers in the order of the network, those of a block below a row of their own that can be closed.

export interface MatrixLayer {
  name: string;
  /** "" for a layer that stands alone. */
  block: string;
}

export interface MatrixRow {
  name: string;
  kind: "block" | "layer";
  /** Which layers it stands for: one, or all of the block. */
  layers: readonly number[];
  /** The block that a layer is in; "" for a block itself and for a layer that stands alone. */
  block: string;
  /** Of a block: whether its layers are hidden. */
  isClosed: boolean;
}

/** Neighbours of one block are under its row; a block of a single layer is that layer. */
export function matrixRows(
  layers: readonly MatrixLayer[],
  closed: ReadonlySet<string>,
): MatrixRow[] {
  const rows: MatrixRow[] = [];
  for (let start = 0; start < layers.length;) {
    const { block } = layers[start]!;
    let end = start + 1;
    if (block !== "") while (layers[end]?.block === block) end++;
    const members = Array.from({ length: end - start }, (_, i) => start + i);
    const isBlock = members.length > 1;
    const isClosed = isBlock && closed.has(block);
    if (isBlock) {
      rows.push({ name: block, kind: "block", layers: members, block: "", isClosed });
    }
    for (const layer of isClosed ? [] : members) {
      const { name } = layers[layer]!;
      const one = { name, kind: "layer", layers: [layer], isClosed: false } as const;
      rows.push({ ...one, block: isBlock ? block : "" });
    }
    start = end;
  }
  return rows;
}

/** A row and a step, both as indices. */
export interface Cell {
  row: number;
  step: number;
}

type Move = (cell: Cell, last: Cell) => Cell;

const PAGE_ROWS = 10;

const MOVES: Readonly<Record<string, Move>> = {
  ArrowUp: ({ row, step }) => ({ row: row - 1, step }),
  ArrowDown: ({ row, step }) => ({ row: row + 1, step }),
  ArrowLeft: ({ row, step }) => ({ row, step: step - 1 }),
  ArrowRight: ({ row, step }) => ({ row, step: step + 1 }),
  PageUp: ({ row, step }) => ({ row: row - PAGE_ROWS, step }),
  PageDown: ({ row, step }) => ({ row: row + PAGE_ROWS, step }),
  Home: ({ row }) => ({ row, step: 0 }),
  End: ({ row }, last) => ({ row, step: last.step }),
};

/** Where a key takes the cursor, never beyond the last cell; null for a key that does not move it. */
export function movedCell(cell: Cell, key: string, last: Cell): Cell | null {
  const move = Object.hasOwn(MOVES, key) ? MOVES[key] : undefined;
  if (move === undefined) return null;
  const { row, step } = move(cell, last);
  const within = (value: number, end: number): number => Math.min(Math.max(value, 0), end);
  return { row: within(row, last.row), step: within(step, last.step) };
}
