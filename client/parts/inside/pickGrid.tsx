// Many small images in a grid that scrolls, one of them chosen: only those in sight are drawn, and arrows go from one to the next.
import { useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ImageTile } from "../../charts/imageTile.ts";
import { useWidth } from "../../ui/useWidth.ts";
import { placeAfter } from "./placeAfter.ts";
import { Tile } from "./tile.tsx";

interface PickGridProps {
  /** What is picked from, in order: examples by their numbers, units by theirs. */
  numbers: readonly number[];
  /** Null for none. */
  chosen: number | null;
  choose: (number: number) => void;
  /** Null of what is no image: its number is shown. Tracks what it reads. */
  tile: (number: number) => ImageTile | null;
  /** Of one, for those who do not see it. */
  words: (number: number) => string;
  label: string;
  testId: string;
}

const TILE_PX = 40;
const GAP_PX = 6;
const STEP_PX = TILE_PX + GAP_PX;
/** Rows that are drawn above and below those in sight. */
const SPARE_ROWS = 2;
const HEIGHT_PX = 4 * STEP_PX;

export function PickGrid(props: PickGridProps) {
  const { numbers, chosen, choose, tile, words, label, testId } = props;
  const [root, width] = useWidth<HTMLDivElement>();
  const scrolled = useSignal(0);
  const columns = Math.max(Math.floor((width.value + GAP_PX) / STEP_PX), 1);
  const rows = Math.ceil(numbers.length / columns);
  const first = Math.max(Math.floor(scrolled.value / STEP_PX) - SPARE_ROWS, 0);
  const last = Math.min(Math.ceil((scrolled.value + HEIGHT_PX) / STEP_PX) + SPARE_ROWS, rows);
  const place = chosen === null ? -1 : numbers.indexOf(chosen);
  useEffect(() => {
    const box = root.current;
    if (box === null || place < 0) return;
    const top = Math.floor(place / columns) * STEP_PX;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + STEP_PX > box.scrollTop + HEIGHT_PX) box.scrollTop = top + STEP_PX - HEIGHT_PX;
  }, [place, columns]);
  return (
    <div
      ref={root}
      class="pick-grid"
      style={{ maxHeight: `${HEIGHT_PX}px` }}
      onScroll={(event) => (scrolled.value = event.currentTarget.scrollTop)}
    >
      <div
        role="listbox"
        tabIndex={0}
        data-own-keys
        aria-label={label}
        aria-activedescendant={place < 0 ? undefined : `${testId}-${chosen}`}
        data-testid={testId}
        style={{ height: `${rows * STEP_PX}px` }}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.altKey || event.metaKey) return;
          const next = placeAfter(event.key, place, columns, numbers.length);
          if (next === null) return;
          event.preventDefault();
          choose(numbers[next]!);
        }}
      >
        {numbers.slice(first * columns, last * columns).map((number, i) => {
          const at = first * columns + i;
          const said = words(number);
          return (
            <div
              key={number}
              id={`${testId}-${number}`}
              role="option"
              class="pick"
              aria-selected={number === chosen}
              aria-label={said}
              title={said}
              data-index={number}
              style={{
                left: `${(at % columns) * STEP_PX}px`,
                top: `${Math.floor(at / columns) * STEP_PX}px`,
              }}
              onClick={() => choose(number)}
            >
              <PickTile number={number} tile={tile} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function PickTile({ number, tile }: { number: number; tile: PickGridProps["tile"] }) {
  const asked = useSignal({ number, tile });
  if (asked.peek().number !== number || asked.peek().tile !== tile) asked.value = { number, tile };
  const made = useComputed(() => asked.value.tile(asked.value.number)).value;
  return made === null ? (
    <span class="pick-number">{number}</span>
  ) : (
    <Tile tile={made} words="" px={TILE_PX} />
  );
}
