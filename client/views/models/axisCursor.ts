// The keyboard's cursor on the parallel axes: at which it is, what is said of it, and the brush that its keys make.
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { RunSummary } from "#contract/protocol.ts";
import type { Cursor } from "../../parts/painted.tsx";
import type { FactBrush } from "../../store/brushes.ts";
import { printable } from "../../ui/printable.ts";
import { brushBetween, drawnBrushes, type FactAxis } from "./axes.ts";
import { axisAfter, stretchAfter } from "./axisKeys.ts";
import { brushWords } from "./facts.ts";
import type { SharedState } from "./shared.ts";

export interface AxisCursor {
  readonly cursor: Cursor;
  /** The axis that it is at; null while the keyboard is elsewhere. */
  readonly at: ReadonlySignal<number | null>;
  brushesWithout(axis: number): FactBrush[];
}

export function createAxisCursor(
  shared: SharedState,
  found: ReadonlySignal<readonly RunSummary[]>,
  axes: ReadonlySignal<readonly FactAxis[]>,
): AxisCursor {
  const at = signal<number | null>(null);
  const brushesWithout = (axis: number): FactBrush[] => {
    const id = axes.peek()[axis]?.column.id;
    return shared.brushes.peek().filter(({ column }) => column !== id);
  };
  const said = computed(() => {
    const axis = axes.value[at.value ?? 0];
    if (axis === undefined) return "";
    const own = shared.brushes.value.find(({ column }) => column === axis.column.id);
    const within = own === undefined ? "all" : brushWords(own, axis.column);
    const count = `${shared.rows.value.length} of ${found.value.length} models`;
    return `${printable(axis.column.title, 40)}: ${within}; ${count}`;
  });
  const narrow = (key: string, isShifted: boolean): boolean => {
    const here = at.peek() ?? 0;
    const axis = axes.peek()[here];
    if (axis === undefined) return false;
    const drawn = drawnBrushes(axes.peek(), shared.brushes.peek());
    const own = drawn.find((brush) => brush.axis === here);
    const stretch = own === undefined ? null : ([own.from, own.to] as const);
    const next = stretchAfter(key, isShifted, axis.places, stretch);
    if (next === undefined) return false;
    at.value = here;
    const brush = next === null ? null : brushBetween(axis, ...next);
    shared.brush([...brushesWithout(here), ...(brush === null ? [] : [brush])]);
    return true;
  };
  const cursor: Cursor = {
    value: computed(() => at.value ?? 0),
    most: computed(() => Math.max(axes.value.length - 1, 0)),
    said,
    move(key, isShifted) {
      const next = axisAfter(key, at.peek() ?? 0, axes.peek().length);
      if (next === undefined) return narrow(key, isShifted);
      at.value = next;
      return true;
    },
    left: () => (at.value = null),
  };
  return { cursor, at, brushesWithout };
}
