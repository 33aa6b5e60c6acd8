// The matrix's column under the playhead as a table: what a picture cannot tell to who does not see it.
import { useStore } from "../../store/context.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import { valueText, wholeText } from "../../ui/format.ts";
import { Name } from "../../ui/name.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { nearestStep } from "../../charts/columns.ts";
import type { Network } from "./network.ts";

export function NumbersTable({ network, close }: { network: Network; close: () => void }) {
  const { playhead, unit, measures } = useStore();
  const { steps } = network.grids.a.value;
  const column = nearestStep(steps, playhead.at.value ?? 0);
  const slots = network.shown.value;
  return (
    <Sheet title={network.title.value} close={close} testId="network-numbers">
      <p>
        At {unit.value} {wholeText(steps[column] ?? NaN)}, the playhead’s. The CSV holds all{" "}
        {wholeText(steps.length)} {unit.value}s.
        {measures.wanted.value.length > 0 && " Some are still being measured."}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">parameter</th>
            {slots.map((slot) => (
              <th key={slot} scope="col">
                {slots.length > 1 ? slot.toUpperCase() : "value"}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {network.layers.value.map(({ key }, layer) => (
            <tr key={key}>
              <th scope="row">
                <Name text={key} longest={48} />
              </th>
              {slots.map((slot) => (
                <td key={slot}>{words(network, slot, layer, column)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  );
}

function words(network: Network, slot: SlotName, layer: number, column: number): string {
  const { values, known, estimated, steps } = network.grids[slot].value;
  const at = layer * steps.length + column;
  if (column < 0 || known[at] !== 1) return "not logged";
  const value = values[at]!;
  if (Number.isNaN(value)) return "not finite";
  return estimated[at] === 1 ? `≈ ${valueText(value)}` : valueText(value);
}
