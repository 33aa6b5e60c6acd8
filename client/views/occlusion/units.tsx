// The units of one layer as squares that are switched by a click or a key.
import { useComputed, useSignal } from "@preact/signals";
import { paletteOf } from "../../charts/palette.ts";
import type { Painting } from "../../charts/surface.ts";
import {
  paintUnitGrid,
  paintUnitMark,
  unitAt,
  unitGridHeight,
  unitGridLayout,
  type UnitGridPicture,
} from "../../charts/unitGrid.ts";
import { Painted } from "../../parts/painted.tsx";
import { useStore } from "../../store/context.ts";
import { wholeText } from "../../ui/format.ts";
import { useWidth } from "../../ui/useWidth.ts";
import { type Switchboard, toggled, unitsOff } from "./lesions.ts";
import type { Occlusions } from "./occlusions.ts";

interface UnitsProps {
  occlusions: Occlusions;
  board: Switchboard;
  /** Units that are above zero on no example. */
  dead: ReadonlySet<number>;
}

export function Units({ occlusions, board, dead }: UnitsProps) {
  const { theme } = useStore();
  const { options, lesion } = occlusions;
  const [root, width] = useWidth<HTMLDivElement>();
  const pointed = useSignal<number | null>(null);
  // Signals outlive one rendering: what is given to it is one, too.
  const given = useSignal({ board, dead });
  given.value = { board, dead };
  const picture = useComputed((): UnitGridPicture => {
    const { layer, units } = given.value.board;
    return {
      units,
      off: new Set(unitsOff(options.value.off, layer, units)),
      dead: given.value.dead,
      palette: paletteOf(theme.value),
    };
  });
  const painting = useComputed((): Painting => {
    const shown = picture.value;
    return (surface) => paintUnitGrid(surface, shown);
  });
  const marks = useComputed((): Painting => {
    const [shown, unit] = [picture.value, pointed.value];
    return (surface) => paintUnitMark(surface, shown, unit);
  });
  const flip = (unit: number | null): void => {
    if (unit === null) return;
    const { layer, units } = given.peek().board;
    lesion.change(toggled(options.peek().off, layer, unit, units));
  };
  const said = useComputed(() => {
    const [unit, shown] = [pointed.value, picture.value];
    if (unit === null || unit >= shown.units) return "";
    const state = shown.off.has(unit) ? "switched off" : "on";
    return `Unit ${wholeText(unit)}, ${state}${shown.dead.has(unit) ? ", dead" : ""}`;
  });
  const height = unitGridHeight(picture.value, Math.max(width.value, 60));
  return (
    <div class="unit-grid">
      <div ref={root} class="unit-grid-picture" style={{ height: `${height}px` }}>
        <Painted
          picture={painting}
          marks={marks}
          words={useComputed(() => {
            const { units, off } = picture.value;
            return `${wholeText(units)} units of ${given.value.board.layer}, ${wholeText(off.size)} switched off. Arrow keys walk, Enter switches.`;
          })}
          testId="unit-grid"
          hovered={(spot) => {
            pointed.value = spot && unitAt(picture.peek(), spot.size, spot.left, spot.top);
          }}
          clicked={(spot) => flip(unitAt(picture.peek(), spot.size, spot.left, spot.top))}
          cursor={{
            value: useComputed(() => pointed.value ?? 0),
            most: useComputed(() => Math.max(picture.value.units - 1, 0)),
            said,
            move(key) {
              if (key === "Enter" || key === " ") {
                flip(pointed.peek() ?? 0);
                return true;
              }
              const { columns } = unitGridLayout(picture.peek(), width.peek());
              const moves: Readonly<Record<string, number>> = {
                ArrowUp: -columns,
                ArrowDown: columns,
                ArrowLeft: -1,
                ArrowRight: 1,
              };
              const by = moves[key];
              if (by === undefined) return false;
              const next = pointed.peek() === null ? 0 : pointed.peek()! + by;
              if (next >= 0 && next < picture.peek().units) pointed.value = next;
              return true;
            },
          }}
        />
      </div>
      <p class="dim unit-grid-read" data-testid="unit-read">
        {said.value === "" ? "A click switches a unit off, another one on again." : said.value}
      </p>
    </div>
  );
}
