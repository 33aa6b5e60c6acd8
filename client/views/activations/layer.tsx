// One layer on the way from the image to the answer: its maps or units, and how its activations are spread.
import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { paletteOf } from "../../charts/palette.ts";
import type { Painting } from "../../charts/surface.ts";
import { paintTiles, paintTilesMarks, tileAt } from "../../charts/tiles.ts";
import { paintValueHistogram, valueHistogram } from "../../charts/valueHistogram.ts";
import type { ActivationsResult, LayerActivations } from "../../network/methods/activations.ts";
import { Painted } from "../../parts/painted.tsx";
import { steady } from "../../parts/steady.ts";
import { useStore } from "../../store/context.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import { shapeText, shareText, wholeText } from "../../ui/format.ts";
import { Name } from "../../ui/name.tsx";
import { stepAfter } from "./cursor.ts";
import { figuresOf, type Looked, unitsIn } from "./looked.ts";
import { layerPictureOf, type Shown } from "./pictures.ts";
import { layerInWords, unitInWords } from "./words.ts";

interface LayerProps {
  slot: SlotName;
  looked: Looked;
  /** Its place among the layers of the answer. */
  place: number;
}

const NOTHING: Painting = () => undefined;
const NONE: ReadonlySet<number> = new Set();
const BINS = 32;

export function Layer({ slot, looked, place }: LayerProps) {
  const store = useStore();
  const { unit } = store.inside;
  const layer = useComputed(() => looked.answers[slot].value.value?.layers[place] ?? null);
  // The other network's answer need not change the scale that both share.
  const shown = useMemo(
    () =>
      steady((): Shown => {
        const scale = looked.scales.value.get(layer.value?.layer ?? "") ?? { low: 0, high: 0 };
        return { slot, theme: store.theme.value, scale };
      }, isSame),
    [looked, layer, store, slot],
  );
  const dead = useComputed(() => looked.dead[slot].value.get(layer.value?.layer ?? "") ?? NONE);
  const picture = useComputed(() =>
    layer.value === null ? null : layerPictureOf(layer.value, shown.value, dead.value),
  );
  const pointed = useSignal<number | null>(null);
  const pinned = useComputed(() =>
    unit.value?.layer === layer.value?.layer ? (unit.value?.index ?? null) : null,
  );
  const said = useComputed(() => {
    const [one, at] = [layer.value, pointed.value];
    return one === null || at === null || at >= unitsIn(one)
      ? ""
      : unitInWords(one, at, dead.value.has(at));
  });
  const most = useComputed(() => (layer.value === null ? 0 : unitsIn(layer.value) - 1));
  const pin = (index: number | null): void => {
    const name = layer.peek()?.layer;
    if (name === undefined || index === null) return;
    unit.value = pinned.peek() === index ? null : { layer: name, index };
  };
  const at = (spot: { left: number; top: number; size: { width: number; height: number } }) => {
    const tiles = picture.peek();
    return tiles === null ? null : (tileAt(tiles, spot.size, spot.left, spot.top)?.tile ?? null);
  };
  const one = layer.value;
  if (one === null) return null;
  return (
    <section
      class="layer"
      style={{ flexGrow: roomOf(one) }}
      aria-label={one.layer}
      data-testid={`layer-${slot}-${one.layer}`}
    >
      <header class="layer-head">
        <h3>
          <Name text={one.layer} longest={24} />
        </h3>
        <p class="dim">{shapeText(one.shape)}</p>
        <p class="dim" title={one.what}>
          {one.what}
        </p>
      </header>
      <div class="layer-maps">
        <Painted
          picture={useComputed((): Painting => {
            const tiles = picture.value;
            return tiles === null ? NOTHING : (surface) => paintTiles(surface, tiles);
          })}
          marks={useComputed((): Painting => {
            const marked = { chosen: pinned.value, pointed: pointed.value };
            // Where nothing is marked, no new picture has the marks painted anew.
            if (marked.chosen === null && marked.pointed === null) return NOTHING;
            const tiles = picture.value;
            return tiles === null ? NOTHING : (surface) => paintTilesMarks(surface, tiles, marked);
          })}
          words={useComputed(() =>
            layer.value === null ? "" : layerInWords(layer.value, dead.value.size),
          )}
          testId={`maps-${slot}-${one.layer}`}
          hovered={(spot) => (pointed.value = spot === null ? null : at(spot))}
          clicked={(spot) => pin(at(spot))}
          cursor={{
            value: useComputed(() => pointed.value ?? pinned.value ?? 0),
            most,
            said,
            move(key) {
              if (key === "Enter" || key === " ") {
                pin(pointed.peek());
                return true;
              }
              const next = stepAfter(key, pointed.peek(), most.peek());
              if (next === null) return false;
              pointed.value = next;
              return true;
            },
          }}
        />
      </div>
      <Spread layer={layer} shown={shown} />
      <p class="layer-foot">
        {said.value === "" ? <Share layer={one} dead={dead.value.size} /> : said.value}
      </p>
    </section>
  );
}

function isSame(one: Shown, other: Shown): boolean {
  const [before, now] = [one.scale, other.scale];
  return one.theme === other.theme && before.low === now.low && before.high === now.high;
}

/** The side of a square of all its values: so wide a layer is among the others. A unit takes as much as some pixels. */
function roomOf({ shape, values }: LayerActivations): number {
  return Math.sqrt(values.length * (shape.length < 3 ? UNIT_PIXELS : 1));
}
const UNIT_PIXELS = 40;

function Share({ layer, dead }: { layer: LayerActivations; dead: number }) {
  const { values } = layer;
  return (
    <>
      <span class="dim">{shareText(figuresOf(values).above, values.length)} above 0</span>
      {dead > 0 && (
        <span class="layer-dead" data-testid={`dead-${layer.layer}`}>
          {wholeText(dead)} of {wholeText(unitsIn(layer))} dead
        </span>
      )}
    </>
  );
}

interface SpreadProps {
  layer: ReadonlySignal<ActivationsResult["layers"][number] | null>;
  shown: ReadonlySignal<Shown>;
}

function Spread({ layer, shown }: SpreadProps) {
  const picture = useComputed((): Painting => {
    const { slot, theme, scale } = shown.value;
    if (layer.value === null) return NOTHING;
    const palette = paletteOf(theme);
    const bars = valueHistogram(layer.value.values, scale.low, scale.high, BINS);
    return (surface) => paintValueHistogram(surface, bars, palette.slot[slot], palette);
  });
  const words = useComputed(() => {
    const values = layer.value?.values ?? new Float32Array(0);
    return `Histogram of the activations; ${shareText(figuresOf(values).zeros, values.length)} are exactly zero and in no bar`;
  });
  return (
    <div class="layer-spread">
      <Painted
        picture={picture}
        marks={useSignal(NOTHING)}
        words={words}
        testId={`spread-${shown.peek().slot}-${layer.peek()?.layer}`}
        hovered={() => undefined}
      />
    </div>
  );
}
