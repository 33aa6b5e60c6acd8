// What a unit takes in: its own weights, as the maps or the image that they look at.
import { useComputed, useSignal } from "@preact/signals";
import { largestMagnitude } from "../../charts/imageTile.ts";
import { paletteOf } from "../../charts/palette.ts";
import { diverging } from "../../charts/ramps.ts";
import type { Painting } from "../../charts/surface.ts";
import { paintTiles, tileAt, type TileHit, type TilesPicture } from "../../charts/tiles.ts";
import { channelsOf, imagesIn, nearSquare, type TileSet, tileValue } from "../../charts/tileSet.ts";
import type { UnitWeightsResult } from "../../network/methods/unitWeights.ts";
import type { Asked } from "../../parts/inside/answer.ts";
import { useAnswer } from "../../parts/inside/useAnswer.ts";
import { Painted } from "../../parts/painted.tsx";
import { useStore } from "../../store/context.ts";
import { shapeText, valueText } from "../../ui/format.ts";
import type { LookedUnit } from "./looked.ts";
import { Section } from "./section.tsx";

const NOTHING: Painting = () => undefined;
const NONE: ReadonlySet<number> = new Set();
const WIDEST_PX = 130;

export function UnitWeights({ looked }: { looked: LookedUnit }) {
  const store = useStore();
  const { slot } = looked;
  const name = slot.slot.slot;
  const answer = useAnswer<"unitWeights">(
    useComputed((): Asked<"unitWeights"> | null => {
      const [network, unit] = [slot.at.value, looked.unit.value];
      if (network === null || unit === null) return null;
      return { method: "unitWeights", params: { network, layer: unit.layer, unit: unit.index } };
    }),
    { urgent: true },
  );
  const picture = useComputed((): TilesPicture | null => {
    const { value } = answer.value;
    if (value === null) return null;
    const set = setOf(value, looked.image.value);
    const most = largestMagnitude(value.values) || 1;
    return {
      set,
      order: Array.from({ length: set.count }, (_, i) => i),
      colours: { ramp: diverging(store.theme.value), low: -most, high: most },
      captions: null,
      legend: "weight",
      crossed: NONE,
      widest: WIDEST_PX,
      columns: null,
      palette: paletteOf(store.theme.value),
    };
  });
  const pointed = useSignal<TileHit | null>(null);
  const { value } = answer.value;
  const [hit, tiles] = [pointed.value, picture.value];
  return (
    <Section
      title="Its weights"
      about="All that the unit takes in, before its activation: a small map for each channel of a convolution, or for each map before a dense layer."
      state={
        value === null
          ? ""
          : hit !== null && tiles !== null
            ? hitInWords(tiles, hit)
            : `${shapeText(value.shape)}${value.bias === null ? "" : `, bias ${valueText(value.bias)}`}`
      }
      testId={`unit-weights-${name}`}
    >
      <div class="unit-weights">
        <Painted
          picture={useComputed((): Painting => {
            const tiles = picture.value;
            return tiles === null ? NOTHING : (surface) => paintTiles(surface, tiles);
          })}
          marks={useSignal(NOTHING)}
          words={useComputed(() => {
            const weights = answer.value.value;
            return weights === null
              ? "Weights of the unit"
              : `Weights of the unit, ${shapeText(weights.shape)}, at most ${valueText(largestMagnitude(weights.values))} in magnitude`;
          })}
          testId={`unit-weights-map-${name}`}
          hovered={(spot) => {
            const shown = picture.peek();
            pointed.value =
              spot === null || shown === null
                ? null
                : tileAt(shown, spot.size, spot.left, spot.top);
          }}
        />
      </div>
    </Section>
  );
}

/** "map 3, row 2, column 0: −0.0313". */
function hitInWords({ set }: TilesPicture, { tile, row, column }: TileHit): string {
  const values = Array.from({ length: set.channels }, (_, channel) =>
    valueText(tileValue(set, tile, row, column, channel)),
  );
  const map = set.count > 1 ? `map ${tile}, ` : "";
  return `${map}row ${row}, column ${column}: ${values.join(", ")}`;
}

/** A dense unit that looks at the input is shown as the image that it looks at. */
function setOf({ shape, values }: UnitWeightsResult, image: readonly number[] | null): TileSet {
  const [height, width, channels] = shape;
  if (shape.length === 3) return channelsOf(values, [height!, width!], channels!);
  const [imageHeight, imageWidth, depth] = image ?? [];
  const inputs = (image ?? [0]).reduce((all, side) => all * side, 1);
  const isInput = inputs === values.length;
  if (isInput) return imagesIn(values, [imageHeight!, imageWidth!], depth === 3 ? 3 : 1);
  const wide = nearSquare(values.length);
  return imagesIn(values, [values.length / wide, wide]);
}
