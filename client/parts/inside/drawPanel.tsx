// Drawing the image by hand: pen, eraser, clear; every stroke is given to the networks at once.
import { type Signal, useComputed, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { ImageTile } from "../../charts/imageTile.ts";
import type { Image } from "../../network/fit.ts";
import { useStore } from "../../store/context.ts";
import type { Store } from "../../store/store.ts";
import { Choice } from "../../ui/choice.tsx";
import { Toggle } from "../../ui/toggle.tsx";
import { prepared } from "./prepared.ts";
import { Raster, RASTER_SIDE, type RasterSpot } from "./raster.ts";
import { Tile } from "./tile.tsx";

const SHEET_PX = 196;
const PENS = [
  { value: "4", label: "Fine" },
  { value: "9", label: "Medium" },
  { value: "16", label: "Bold" },
] as const;
type Pen = (typeof PENS)[number]["value"];

export function DrawPanel() {
  const store = useStore();
  const raster = useMemo(() => begun(store), [store]);
  const drawn = useSignal<Image>(raster.image());
  const pen = useSignal<Pen>("9");
  const erases = useSignal(false);
  const inverted = useSignal(false);
  const centred = useSignal(true);
  const isEmpty = useSignal(!drawn.peek().values.some((value) => value > 0));

  const give = (): void => {
    drawn.value = raster.image();
    const how = { inverted: inverted.value, grey: false, centred: centred.value };
    store.inside.give({ kind: "made", by: "drawn", image: prepared(drawn.value, how) });
  };
  const turn = (how: Signal<boolean>, isOn: boolean): void => {
    how.value = isOn;
    if (!isEmpty.value) give();
  };
  const tile = useComputed((): ImageTile => ({
    height: RASTER_SIDE,
    width: RASTER_SIDE,
    channels: 1,
    values: drawn.value.values,
    look: "image",
    low: inverted.value ? 1 : 0,
    high: inverted.value ? 0 : 1,
  }));
  const hand = useHand(raster, {
    width: () => Number(pen.peek()),
    erases: () => erases.peek(),
    drew: () => {
      isEmpty.value = false;
      give();
    },
  });
  return (
    <div class="input-panel draw">
      <div
        class="draw-sheet"
        role="img"
        aria-label="Sheet to draw on, with the pointer"
        data-testid="draw-sheet"
        {...hand}
      >
        <Tile tile={tile.value} words="" px={SHEET_PX} />
        {isEmpty.value && <p class="draw-hint">Draw here</p>}
      </div>
      <div class="draw-tools">
        <Choice name="Pen" options={PENS} value={pen.value} choose={(next) => (pen.value = next)} />
        <Toggle pressed={erases.value} change={(on) => (erases.value = on)} testId="erase">
          Eraser
        </Toggle>
        <button
          type="button"
          data-testid="draw-clear"
          onClick={() => {
            raster.clear();
            isEmpty.value = true;
            give();
          }}
        >
          Clear
        </button>
        <Toggle
          pressed={centred.value}
          change={(on) => turn(centred, on)}
          title="Made as large and put where MNIST’s digits are"
          testId="draw-centred"
        >
          Centred
        </Toggle>
        <Toggle
          pressed={inverted.value}
          change={(on) => turn(inverted, on)}
          title="Dark on a bright ground"
          testId="draw-inverted"
        >
          Inverted
        </Toggle>
      </div>
    </div>
  );
}

/** With what was drawn before, in this page or in the one that its link is from: it can be gone on with. */
function begun({ inside }: Store): Raster {
  const raster = new Raster();
  const input = inside.input.peek();
  if (input.kind === "made" && input.by === "drawn") raster.take(input.image);
  return raster;
}

interface Hand {
  width(): number;
  erases(): boolean;
  drew(): void;
}

/** Turns the pointer's way into strokes. */
function useHand(raster: Raster, hand: Hand) {
  return useMemo(() => {
    let last: RasterSpot | null = null;
    const spotOf = (event: PointerEvent): RasterSpot => {
      const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
      const along = (place: number, side: number): number => (place / side) * RASTER_SIDE;
      return {
        x: along(event.clientX - box.left, box.width),
        y: along(event.clientY - box.top, box.height),
      };
    };
    const draw = (event: PointerEvent): void => {
      const spot = spotOf(event);
      raster.stroke(last ?? spot, spot, hand.width(), hand.erases() ? 0 : 1);
      last = spot;
      hand.drew();
    };
    const lift = (): void => {
      last = null;
    };
    return {
      onPointerDown(event: PointerEvent) {
        if (event.button !== 0) return;
        (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
        draw(event);
      },
      onPointerMove(event: PointerEvent) {
        if (last !== null) draw(event);
      },
      onPointerUp: lift,
      onPointerCancel: lift,
    };
  }, [raster]);
}
