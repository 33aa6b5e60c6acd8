// One model's matrix: painted on a canvas, pointed at with the mouse, walked with the arrow keys.
import { computed } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import { matrixAt, type MatrixHit, paintMatrix, paintMatrixMarks } from "../../charts/matrix.ts";
import { movedCell } from "../../charts/matrixRows.ts";
import { type Mounted, mountPainting } from "../../charts/mountPainting.ts";
import type { Painting } from "../../charts/surface.ts";
import { useStore } from "../../store/context.ts";
import { letter, type SlotName } from "../../store/selectionRules.ts";
import { useMounted } from "../../ui/useMounted.ts";
import type { Network } from "./network.ts";

interface MatrixProps {
  slot: SlotName;
  network: Network;
}

/** Rows are that high where there is room, and never so low that one hides another. */
const ROW_PX = 44;
const LOWEST_ROW_PX = 2;
/** Legend above, steps below. */
const AROUND_PX = 64;

export function Matrix({ slot, network }: MatrixProps) {
  const store = useStore();
  const mounted = useRef<Mounted | null>(null);
  const [painting, marks] = useMemo(() => {
    const picture = network.pictures[slot];
    return [
      computed((): Painting => (surface) => paintMatrix(surface, picture.value)),
      computed((): Painting => {
        const shown = { step: store.slots[slot].at.value, cell: network.lit.value };
        return (surface) => paintMatrixMarks(surface, picture.value, shown);
      }),
    ];
  }, [network, slot]);
  const root = useMounted<HTMLDivElement>((element) => {
    mounted.current = mountPainting(element, painting, marks);
    return () => mounted.current?.remove();
  });
  const hitAt = (event: MouseEvent): MatrixHit | null => {
    const { left, top } = (event.currentTarget as Element).getBoundingClientRect();
    const size = mounted.current?.size() ?? { width: 1, height: 1 };
    const picture = network.pictures[slot].peek();
    return matrixAt(picture, size, event.clientX - left, event.clientY - top);
  };
  const rows = network.rows.value.length;
  const highest = rows * ROW_PX + AROUND_PX;
  const lowest = rows * LOWEST_ROW_PX + AROUND_PX;
  return (
    <div
      ref={root}
      class="whole-picture"
      style={{ "--highest": `${highest}px`, "--lowest": `${Math.min(lowest, highest)}px` }}
      tabIndex={0}
      role="application"
      aria-roledescription="matrix"
      aria-label={`${network.title.value} of ${rows} rows at every ${store.unit.value}, model ${letter(slot)}. Arrow keys walk, Enter opens a layer and its ${store.unit.value}, Space closes a block.`}
      aria-describedby="network-readout"
      data-own-keys
      data-testid={`matrix-${slot}`}
      onPointerMove={(event) => {
        const hit = hitAt(event);
        network.point(slot, hit?.kind === "cell" ? hit.cell : null);
        event.currentTarget.style.cursor = hit === null ? "" : "pointer";
      }}
      onPointerLeave={() => network.point(slot, null)}
      onBlur={() => network.point(slot, null)}
      onClick={(event) => {
        const hit = hitAt(event);
        if (hit?.kind === "cell") network.choose(slot, hit.cell);
        else if (hit !== null) chooseRow(network, slot, hit.row);
      }}
      onKeyDown={(event) => pressed(network, slot, event)}
    />
  );
}

/** A block opens or closes, a layer is chosen where the playhead is. */
function chooseRow(network: Network, slot: SlotName, row: number): void {
  const step = network.lit.peek()?.step ?? 0;
  if (network.rows.peek()[row]?.kind === "block") network.toggle(row);
  else network.choose(slot, { row, step });
}

function pressed(network: Network, slot: SlotName, event: KeyboardEvent): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const cell = network.lit.peek() ?? { row: 0, step: 0 };
  const last = {
    row: network.rows.peek().length - 1,
    step: network.grids.a.peek().steps.length - 1,
  };
  const moved = movedCell(cell, event.key, last);
  if (moved !== null) network.point(slot, moved);
  else if (event.key === "Enter") network.choose(slot, cell);
  else if (event.key === " " && network.rows.peek()[cell.row]?.kind === "block") {
    network.toggle(cell.row);
  } else return;
  event.preventDefault();
}
