// What the lit cell says, in words and numbers: row, step, A's and B's value; as high with as without a pointer.
import { shownIn } from "../../charts/matrixPixels.ts";
import { useStore } from "../../store/context.ts";
import { QUANTITIES } from "../../store/quantities.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import { SlotBadge } from "../../ui/badge.tsx";
import { valueText, wholeText } from "../../ui/format.ts";
import { Name } from "../../ui/name.tsx";
import type { Network } from "./network.ts";

export function Readout({ network }: { network: Network }) {
  const { unit, settings, horizon } = useStore();
  const { quantity } = network.options.value;
  const cell = network.lit.value;
  const row = cell === null ? undefined : network.rows.value[cell.row];
  const isPair = QUANTITIES[quantity].of === "pair";
  const longest = `${unit.value} ${wholeText(horizon.value ?? 0)}`;
  return (
    <div class="whole-readout">
      <p id="network-readout" role="status" data-testid="network-readout">
        {cell === null || row === undefined ? (
          <span class="dim">Point at a cell: its layer, its {unit.value} and its value.</span>
        ) : (
          <>
            <strong>
              <Name text={row.block === "" ? row.name : `${row.block} · ${row.name}`} />
            </strong>
            <span class="dim" style={{ minWidth: `${longest.length}ch` }}>
              {unit.value} {wholeText(network.grids.a.value.steps[cell.step] ?? NaN)}
            </span>
            {network.shown.value.map((slot) => (
              <span key={slot}>
                {isPair ? <span class="dim">A to B </span> : <SlotBadge slot={slot} />}{" "}
                <CellValue network={network} slot={slot} />
              </span>
            ))}
          </>
        )}
      </p>
      <button
        type="button"
        class="quiet"
        data-testid="network-open"
        onClick={() => (settings.view.value = "distributions")}
      >
        Open the chosen layer
      </button>
    </div>
  );
}

/** Of a block, that of the layer that stands out most. */
function CellValue({ network, slot }: { network: Network; slot: SlotName }) {
  const { measures } = useStore();
  const cell = network.lit.value;
  const row = cell === null ? undefined : network.rows.value[cell.row];
  const grid = network.grids[slot].value;
  if (cell === null || row === undefined) return null;
  const shown = shownIn(grid, row.layers, cell.step, cell.step + 1);
  if (shown.kind === "missing") {
    return <span class="dim">{measures.wanted.value.length > 0 ? "…" : "not logged"}</span>;
  }
  const layer = row.layers.length > 1 ? network.layers.value[shown.layer] : undefined;
  const isEstimated = grid.estimated[shown.layer * grid.steps.length + shown.step] === 1;
  return (
    <>
      <strong>{shown.kind === "notFinite" ? "not finite" : valueText(shown.value)}</strong>
      {layer !== undefined && (
        <span class="dim">
          {" "}
          in <Name text={layer.name} longest={36} />
        </span>
      )}
      {isEstimated && <span class="dim"> estimated</span>}
    </>
  );
}
