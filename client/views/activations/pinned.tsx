// The pinned unit, large: it stays in sight while the image and the playhead change.
import { useComputed, useSignal } from "@preact/signals";
import { paletteOf } from "../../charts/palette.ts";
import type { Painting } from "../../charts/surface.ts";
import { paintTiles, tileAt, type TilesPicture } from "../../charts/tiles.ts";
import { imagesIn } from "../../charts/tileSet.ts";
import { layersOfUnits } from "../../parts/inside/units.ts";
import type { InsideSlot } from "../../parts/inside/useInside.ts";
import { Painted } from "../../parts/painted.tsx";
import { useStore } from "../../store/context.ts";
import { valueText } from "../../ui/format.ts";
import { Name } from "../../ui/name.tsx";
import { figuresOf, type Looked, pinnedLayer, unitValues } from "./looked.ts";
import { coloursOf } from "./pictures.ts";
import { nounOf, unitInWords } from "./words.ts";

const NOTHING: Painting = () => undefined;
const NONE: ReadonlySet<number> = new Set();

export function Pinned({ inside, looked }: { inside: InsideSlot; looked: Looked }) {
  const store = useStore();
  const slot = inside.slot.slot;
  const { unit } = store.inside;
  const pointed = useSignal<{ row: number; column: number } | null>(null);
  const layer = useComputed(() => {
    const result = looked.answers[slot].value.value;
    return result === null ? null : pinnedLayer(result, unit.value);
  });
  const picture = useComputed((): TilesPicture | null => {
    const [one, chosen] = [layer.value, unit.value];
    if (one === null || chosen === null) return null;
    const theme = store.theme.value;
    const scale = looked.scales.value.get(one.layer) ?? { low: 0, high: 0 };
    const [height, width] = one.shape.length >= 3 ? one.shape : [1, 1];
    return {
      set: imagesIn(unitValues(one, chosen.index), [height!, width!]),
      order: [0],
      colours: coloursOf({ slot, theme, scale }),
      captions: null,
      legend: "activation",
      crossed: NONE,
      widest: null,
      columns: null,
      palette: paletteOf(theme),
    };
  });
  // What only passes on what it is given has no units of its own.
  const hasWeights = useComputed(() => {
    const network = inside.structure.value.value;
    const own = network === null ? [] : layersOfUnits(network);
    return own.some((one) => one.layer === layer.value?.layer);
  });
  const [one, chosen, shown] = [layer.value, unit.value, picture.value];
  if (one === null || chosen === null || shown === null) return null;
  const { largest, mean } = figuresOf(shown.set.values);
  const at = pointed.value;
  const value = at === null ? null : shown.set.values[at.row * shown.set.width + at.column];
  const isDead = looked.dead[slot].value.get(one.layer)?.has(chosen.index) ?? false;
  return (
    <section class="layer pinned" aria-label="Pinned unit" data-testid={`pinned-${slot}`}>
      <header class="layer-head pinned-head">
        <h3>
          <Name text={one.layer} longest={20} /> · {chosen.index}
        </h3>
        <button
          type="button"
          class="quiet"
          aria-label="Let go of the unit"
          onClick={() => (unit.value = null)}
        >
          ✕
        </button>
      </header>
      <div class="pinned-map">
        <Painted
          picture={useComputed((): Painting => {
            const tiles = picture.value;
            return tiles === null ? NOTHING : (surface) => paintTiles(surface, tiles);
          })}
          marks={useSignal(NOTHING)}
          words={useComputed(() =>
            layer.value === null || unit.value === null
              ? ""
              : unitInWords(layer.value, unit.value.index, isDead),
          )}
          testId={`pinned-map-${slot}`}
          hovered={(spot) => {
            const tiles = picture.peek();
            pointed.value =
              spot === null || tiles === null
                ? null
                : tileAt(tiles, spot.size, spot.left, spot.top);
          }}
        />
      </div>
      <p class="layer-foot">
        {value !== null && value !== undefined && at !== null ? (
          `row ${at.row}, column ${at.column}: ${valueText(value)}`
        ) : (
          <>
            <span>
              {nounOf(one)} {chosen.index}: at most <strong>{valueText(largest)}</strong>
            </span>
            <span class="dim">on average {valueText(mean)}</span>
            {isDead && <span class="layer-dead">dead</span>}
            {hasWeights.value && (
              <button
                type="button"
                class="quiet pinned-closer"
                title="What this unit responds to, and how it became so"
                data-testid={`about-${slot}`}
                onClick={() => (store.settings.view.value = "unit")}
              >
                Look closer
              </button>
            )}
          </>
        )}
      </p>
    </section>
  );
}
