// Which checkpoint is looked into, where it is not the playhead's own.
import { useStore } from "../../store/context.ts";
import { wholeText } from "../../ui/format.ts";
import { ownNetwork } from "./slotNetwork.ts";
import type { InsideSlot } from "./useInside.ts";

export function CheckpointNote({ slot }: { slot: InsideSlot }) {
  const store = useStore();
  const { unit } = store;
  const step = slot.at.value?.step ?? null;
  if (step === null || ownNetwork(store, slot.slot) !== null) return null;
  const asked = slot.slot.at.value;
  const isOwn = asked === null || asked === step;
  return (
    <span
      class={isOwn ? "dim" : "checkpoint-other"}
      data-testid={`checkpoint-${slot.slot.slot}`}
      title={isOwn ? undefined : "The last checkpoint before the playhead"}
    >
      {unit.value} {wholeText(step)}
    </span>
  );
}
