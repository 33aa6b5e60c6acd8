// Keys that walk through a picture over time: from snapshot to snapshot, and along the values.
import type { BinTable } from "../../charts/binTable.ts";
import { nearestStep } from "../../charts/columns.ts";
import type { Pointed } from "./pictures.ts";

/** Moves in rows and in bins. */
const MOVES: Readonly<Record<string, readonly [rows: number, bins: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  PageUp: [-10, 0],
  PageDown: [10, 0],
  Home: [-Infinity, 0],
  End: [Infinity, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Where a key leads to, from the playhead's snapshot at first; null for nowhere, undefined for another key. */
export function pointAfter(
  key: string,
  from: Pointed | null,
  table: BinTable,
  playhead: number | null,
): Pointed | null | undefined {
  if (key === "Escape") return null;
  const move = MOVES[key];
  if (move === undefined || table.steps.length === 0) return undefined;
  const { level, first, length } = table.grid;
  const [rows, bins] = move;
  const start = nearestStep(table.steps, from?.step ?? playhead ?? Infinity);
  const row = from === null && rows === 0 ? start : within(start + rows, table.steps.length);
  const width = 2 ** level;
  const middle = length >> 1;
  const bin = from === null ? middle : Math.floor(from.value / width) - first;
  return {
    step: table.steps[row]!,
    value: (first + within(bin + bins, length) + 0.5) * width,
  };
}

function within(index: number, length: number): number {
  return Math.min(Math.max(index, 0), length - 1);
}
