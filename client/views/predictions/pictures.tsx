// The listed examples as pictures, each with the class it is of and what A and B take it for.
import { useComputed, useSignal } from "@preact/signals";
import { paletteOf } from "../../charts/palette.ts";
import { GREYS } from "../../charts/tilePixels.ts";
import type { Painting } from "../../charts/surface.ts";
import { imagesIn } from "../../charts/tileSet.ts";
import {
  paintTiles,
  paintTilesMarks,
  tileAt,
  tilesHeight,
  type TilesPicture,
} from "../../charts/tiles.ts";
import { imageShape } from "../../network/fit.ts";
import { rangeOf } from "../../parts/inside/fittedOnce.ts";
import { Painted } from "../../parts/painted.tsx";
import { useStore } from "../../store/context.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import { wholeText } from "../../ui/format.ts";
import { useWidth } from "../../ui/useWidth.ts";
import { classWords } from "../../parts/inside/classWords.ts";
import { shownSlots } from "./picture.ts";
import type { Predictions } from "./predictions.ts";

const MOST_PICTURES = 240;
const PICTURE_PX = 56;

export function Pictures({ predictions }: { predictions: Predictions }) {
  const store = useStore();
  const { rows, slots, inside, labels } = predictions;
  const pointed = useSignal<number | null>(null);
  const [root, width] = useWidth<HTMLDivElement>();
  const picture = useComputed((): TilesPicture | null => {
    const examples = inside.examples.value.value;
    const shape = examples && imageShape(examples.shape);
    if (examples === null || shape === null || labels.value === null) return null;
    const [height, across, channels] = shape;
    const [low, high] = rangeOf(examples);
    const shown = shownSlots(predictions);
    const taken = (name: SlotName, index: number): string => {
      const answer = slots[name].now.value.value?.predicted[index];
      return answer === undefined ? "…" : classWords(inside.slots[name].names.value, answer);
    };
    return {
      set: imagesIn(examples.values, [height, across], channels === 3 ? 3 : 1),
      order: rows.value.slice(0, MOST_PICTURES),
      colours: { ramp: GREYS, low, high },
      captions: Array.from(labels.value, (label, index) => {
        const all = shown.map((name) => taken(name, index)).join(" ");
        return `${classWords(examples, label)} → ${all}`;
      }),
      legend: null,
      crossed: new Set(),
      widest: PICTURE_PX * 1.5,
      columns: null,
      palette: paletteOf(store.theme.value),
    };
  });
  const painting = useComputed((): Painting => {
    const shown = picture.value;
    return (surface) => shown && paintTiles(surface, shown);
  });
  const marks = useComputed((): Painting => {
    const [shown, tile, choice] = [picture.value, pointed.value, store.inside.input.value];
    const chosen = choice.kind === "example" ? choice.index : null;
    return (surface) => shown && paintTilesMarks(surface, shown, { chosen, pointed: tile });
  });
  const shown = picture.value;
  const count = rows.value.length;
  const height = shown === null ? 0 : tilesHeight(shown, Math.max(width.value, 100), PICTURE_PX);
  return (
    <div ref={root} class="listed-pictures">
      {shown === null && <p class="dim">These examples are no images.</p>}
      <div style={{ height: `${height}px` }} class="listed-picture">
        <Painted
          picture={painting}
          marks={marks}
          words={useComputed(() => `${wholeText(rows.value.length)} examples as pictures`)}
          testId="listed-pictures"
          hovered={(spot) => {
            const own = picture.peek();
            pointed.value =
              spot && own && (tileAt(own, spot.size, spot.left, spot.top)?.tile ?? null);
          }}
          clicked={(spot) => {
            const own = picture.peek();
            const hit = own && tileAt(own, spot.size, spot.left, spot.top);
            if (hit) predictions.choose(hit.tile);
          }}
          cursor={{
            value: useComputed(() =>
              Math.max(shownOrder(picture.value).indexOf(pointed.value!), 0),
            ),
            most: useComputed(() => Math.max(shownOrder(picture.value).length - 1, 0)),
            said: useComputed(() => {
              const tile = pointed.value;
              return tile === null
                ? ""
                : `Example ${tile}: ${picture.value?.captions?.[tile] ?? ""}`;
            }),
            move(key) {
              const order = shownOrder(picture.peek());
              const at = order.indexOf(pointed.peek() ?? -1);
              if (key === "Enter" && at >= 0) {
                predictions.choose(order[at]!);
                return true;
              }
              const by = MOVES[key];
              if (by === undefined || order.length === 0) return false;
              pointed.value = order[Math.min(Math.max(at + by, 0), order.length - 1)]!;
              return true;
            },
          }}
        />
      </div>
      {count > MOST_PICTURES && (
        <p class="dim">
          The first {MOST_PICTURES} of {wholeText(count)}; the rows over the training show all.
        </p>
      )}
    </div>
  );
}

const MOVES: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

function shownOrder(picture: TilesPicture | null): readonly number[] {
  return picture?.order ?? [];
}
