// A thousand small images in a grid that scrolls, of which only those in sight are drawn; arrows go from one to the next.
import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ImageTile } from "../../charts/imageTile.ts";
import type { Examples } from "../../network/examples.ts";
import { imageShape } from "../../network/fit.ts";
import { useStore } from "../../store/context.ts";
import { useWidth } from "../../ui/useWidth.ts";
import { classWords } from "./classWords.ts";
import { rangeOf } from "./fittedOnce.ts";
import { placeAfter } from "./placeAfter.ts";
import { Tile } from "./tile.tsx";

interface ExampleGridProps {
  examples: Examples;
  /** Those that are listed. */
  indices: readonly number[];
}

const TILE_PX = 40;
const STEP_PX = TILE_PX + 6;
/** Rows that are drawn above and below those in sight. */
const SPARE_ROWS = 2;
const HEIGHT_PX = 4 * STEP_PX;

export function ExampleGrid({ examples, indices }: ExampleGridProps) {
  const { inside } = useStore();
  const [root, width] = useWidth<HTMLDivElement>();
  const scrolled = useSignal(0);
  const chosen = useComputed(() =>
    inside.input.value.kind === "example" ? inside.example.value : -1,
  );
  const columns = Math.max(Math.floor((width.value + 6) / STEP_PX), 1);
  const rows = Math.ceil(indices.length / columns);
  const first = Math.max(Math.floor(scrolled.value / STEP_PX) - SPARE_ROWS, 0);
  const last = Math.min(Math.ceil((scrolled.value + HEIGHT_PX) / STEP_PX) + SPARE_ROWS, rows);
  const place = indices.indexOf(chosen.value);
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = root.current;
    if (box === null || place < 0) return;
    const top = Math.floor(place / columns) * STEP_PX;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + STEP_PX > box.scrollTop + HEIGHT_PX) box.scrollTop = top + STEP_PX - HEIGHT_PX;
  }, [place, columns]);
  const shown = indices.slice(first * columns, last * columns);
  return (
    <div
      ref={root}
      class="example-grid"
      style={{ maxHeight: `${HEIGHT_PX}px` }}
      onScroll={(event) => (scrolled.value = event.currentTarget.scrollTop)}
    >
      <div
        ref={grid}
        role="listbox"
        tabIndex={0}
        data-own-keys
        aria-label="Examples"
        aria-activedescendant={place < 0 ? undefined : `example-${chosen.value}`}
        data-testid="examples"
        style={{ height: `${rows * STEP_PX}px` }}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.altKey || event.metaKey) return;
          const next = placeAfter(event.key, place, columns, indices.length);
          if (next === null) return;
          event.preventDefault();
          inside.give({ kind: "example", index: indices[next]! });
        }}
      >
        {shown.map((index, i) => {
          const at = first * columns + i;
          const label = examples.labels?.[index];
          const named = label === undefined ? "" : `, class ${classWords(examples, label)}`;
          return (
            <div
              key={index}
              id={`example-${index}`}
              role="option"
              class="example"
              aria-selected={index === chosen.value}
              aria-label={`Example ${index}${named}`}
              title={`Example ${index}${named}`}
              data-index={index}
              style={{
                left: `${(at % columns) * STEP_PX}px`,
                top: `${Math.floor(at / columns) * STEP_PX}px`,
              }}
              onClick={() => inside.give({ kind: "example", index })}
            >
              <ExampleTile examples={examples} index={index} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function ExampleTile({ examples, index }: { examples: Examples; index: number }) {
  const tile = useComputed(() => exampleTile(examples, index));
  return tile.value === null ? (
    <span class="example-number">{index}</span>
  ) : (
    <Tile tile={tile.value} words="" px={TILE_PX} />
  );
}

/** Null of what is no image. */
export function exampleTile(examples: Examples, index: number): ImageTile | null {
  const shape = imageShape(examples.shape);
  if (shape === null) return null;
  const [height, width, channels] = shape;
  const size = height * width * channels;
  const values = examples.values.subarray(index * size, (index + 1) * size);
  const [low, high] = rangeOf(examples);
  return { height, width, channels: channels === 3 ? 3 : 1, values, look: "image", low, high };
}
