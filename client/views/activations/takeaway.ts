// The activations of all layers as files: the maps in one row, and figures of every unit.
import { css } from "../../charts/oklch.ts";
import { paletteOf } from "../../charts/palette.ts";
import { partOf } from "../../charts/part.ts";
import { paintTiles } from "../../charts/tiles.ts";
import type { Takeaway } from "../../parts/pictureActions.tsx";
import type { InsideSlot } from "../../parts/inside/useInside.ts";
import type { Store } from "../../store/store.ts";
import { figuresOf, type Looked, unitsIn, unitValues } from "./looked.ts";
import { layerPictureOf } from "./pictures.ts";
import { layerInWords } from "./words.ts";

const LAYER_PX = { width: 190, height: 260 };
const TITLE_PX = 22;
const NONE: ReadonlySet<number> = new Set();

export function activationsTakeaway(store: Store, looked: Looked, slot: InsideSlot): Takeaway {
  const name = slot.slot.slot;
  const result = looked.answers[name].peek().value!;
  const dead = looked.dead[name].peek();
  const theme = store.theme.peek();
  const units = result.layers.flatMap((layer, place) =>
    Array.from({ length: unitsIn(layer) }, (_, unit) => ({
      place,
      unit,
      places: layer.values.length / unitsIn(layer),
      ...figuresOf(unitValues(layer, unit)),
    })),
  );
  const column = (of: (one: (typeof units)[number]) => number): Float64Array =>
    Float64Array.from(units, of);
  const top = result.top.map(({ class: index, probability }) => `${index}: ${probability}`);
  return {
    name: `${slot.slot.name.peek() ?? "model"} activations`,
    words: result.layers
      .map((layer) => layerInWords(layer, dead.get(layer.layer)?.size ?? 0))
      .join(" "),
    numbers: {
      facts: {
        model: slot.slot.name.peek(),
        [store.unit.peek()]: slot.at.peek()?.step ?? null,
        layers: result.layers.map(({ layer }, place) => `${place} ${layer}`).join(", "),
        "most probable classes": top.join(", "),
      },
      columns: [
        { name: "layer", values: column(({ place }) => place) },
        { name: "unit", values: column(({ unit }) => unit) },
        { name: "largest", values: column(({ largest }) => largest) },
        { name: "mean", values: column(({ mean }) => mean) },
        { name: "share above zero", values: column(({ above, places }) => above / places) },
      ],
    },
    painting(surface) {
      const width = surface.width / result.layers.length;
      result.layers.forEach((layer, place) => {
        const scale = looked.scales.peek().get(layer.layer) ?? { low: 0, high: 0 };
        const picture = layerPictureOf(
          layer,
          { slot: name, theme, scale },
          dead.get(layer.layer) ?? NONE,
        );
        const left = place * width;
        const colour = css(paletteOf(theme).text);
        surface.text(layer.layer, left + 4, 4, { colour, bold: true, baseline: "top" });
        const box = {
          left,
          top: TITLE_PX,
          width: width - 8,
          height: surface.height - TITLE_PX,
        };
        paintTiles(partOf(surface, box), picture);
      });
    },
    size: { width: LAYER_PX.width * result.layers.length, height: LAYER_PX.height },
  };
}
