// Opens a model of the person's own in a slot's place, and puts the slot's model back.
import { useStore } from "../../store/context.ts";
import type { Slot } from "../../store/slot.ts";
import { ownNetwork } from "./slotNetwork.ts";

interface OwnNetworkToolsProps {
  slot: Slot;
  take: (files: readonly File[]) => void;
}

export function OwnNetworkTools({ slot, take }: OwnNetworkToolsProps) {
  const store = useStore();
  const own = ownNetwork(store, slot);
  return (
    <>
      {own !== null && (
        <button
          type="button"
          class="quiet"
          data-testid={`own-back-${slot.slot}`}
          onClick={() => (store.inside.own[slot.slot].value = null)}
        >
          Back to {own.insteadOf === null ? "no model" : "the model"}
        </button>
      )}
      {own?.key == null && <Opener slot={slot} take={take} />}
    </>
  );
}

function Opener({ slot, take }: OwnNetworkToolsProps) {
  return (
    <label
      class="own-open"
      title="Look into a TensorFlow.js model of your own instead: choose or drop its model.json and .bin files"
    >
      Open …
      <input
        type="file"
        multiple
        accept=".json,.bin"
        class="sr-only"
        aria-label="Open a model.json and its .bin files"
        data-testid={`own-open-${slot.slot}`}
        onChange={(event) => {
          take([...(event.currentTarget.files ?? [])]);
          // The same files may be chosen again.
          event.currentTarget.value = "";
        }}
      />
    </label>
  );
}
