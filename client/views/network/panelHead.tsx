// Whose matrix it is, both models' where the quantity is of both, and what can be taken along of it.
import { PictureActions } from "../../parts/pictureActions.tsx";
import { useStore } from "../../store/context.ts";
import { QUANTITIES } from "../../store/quantities.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import { SlotBadge } from "../../ui/badge.tsx";
import { RunName } from "../../ui/name.tsx";
import type { Network } from "./network.ts";
import { matrixTakeaway } from "./takeaway.ts";

export function PanelHead({ slot, network }: { slot: SlotName; network: Network }) {
  const store = useStore();
  const { quantity, picture } = network.options.value;
  const names = QUANTITIES[quantity].of === "pair" ? (["a", "b"] as const) : [slot];
  return (
    <header class="whole-head">
      {names.map((one) => (
        <h2 key={one} class="whole-name">
          <SlotBadge slot={one} />
          <RunName text={store.slots[one].name.value ?? "no model"} />
        </h2>
      ))}
      {picture === "matrix" && (
        <PictureActions id={`network-${slot}`} take={() => matrixTakeaway(store, network, slot)} />
      )}
    </header>
  );
}
