// Zooming along the axis of values: closer, and back to everything.
import { closer } from "../charts/bars.ts";
import { valueText } from "../ui/format.ts";

type Range = readonly [low: number, high: number];

interface ZoomProps {
  /** What is shown; null while nothing is. */
  shown: Range | null;
  /** What was chosen; null: everything is shown. */
  chosen: Range | null;
  /** What zooming in closes in on. */
  towards: (shown: Range) => number;
  hint: string;
  /** What "All …" brings back: values, weights … */
  noun: string;
  choose: (range: [number, number] | null) => void;
}

export function ZoomButtons({ shown, chosen, towards, hint, noun, choose }: ZoomProps) {
  return (
    <div class="toolbar-group zoom">
      <button
        type="button"
        class="quiet"
        data-testid="zoom-in"
        title={hint}
        disabled={shown === null}
        onClick={() => shown && choose(closer(shown, towards(shown)))}
      >
        Zoom in
      </button>
      {chosen !== null && (
        <button
          type="button"
          class="quiet"
          data-testid="zoom-all"
          title={`Now from ${valueText(chosen[0])} to ${valueText(chosen[1])}`}
          onClick={() => choose(null)}
        >
          All {noun}
        </button>
      )}
    </div>
  );
}

/** Zero where it is in sight: it keeps its place; else the middle. */
export function middleOf([low, high]: Range): number {
  return low < 0 && high > 0 ? 0 : (low + high) / 2;
}
