// What the whole network is looked at by: the quantity, the distance, which parameters, which picture.
import { DISTANCES, QUANTITIES, type Quantity } from "../../store/quantities.ts";
import { Hint } from "../../ui/hint.tsx";
import { Menu } from "../../ui/menu.tsx";
import { Toggle } from "../../ui/toggle.tsx";
import type { Network } from "./network.ts";

const KIND_WORDS = {
  kernels: { label: "Kernels" },
  weights: { label: "All weights" },
  gradients: { label: "Gradients" },
  activations: { label: "Activations" },
} as const;

export function NetworkToolbar({ network }: { network: Network }) {
  const { quantity, distance, picture, isShared } = network.options.value;
  const { about, isDistance }: Quantity = QUANTITIES[quantity];
  const kinds = network.kinds.value;
  const isMatrix = picture === "matrix";
  return (
    <div class="toolbar" role="group" aria-label="What is shown of the network">
      {isMatrix && (
        <div class="toolbar-group">
          <Menu
            label="Quantity"
            testId="quantity"
            value={quantity}
            options={QUANTITIES}
            change={(next) => network.change({ quantity: next })}
          />
          {isDistance && (
            <Menu
              label="Distance"
              testId="network-distance"
              value={distance}
              options={DISTANCES}
              change={(next) => network.change({ distance: next })}
            />
          )}
          <Hint label="What is this?" testId="quantity-about">
            {about}
          </Hint>
        </div>
      )}
      {kinds.length > 1 && network.kind.value !== null && (
        <Menu
          label="Parameters"
          testId="row-kind"
          value={network.kind.value}
          options={KIND_WORDS}
          offered={kinds}
          change={(next) => network.change({ kind: next })}
        />
      )}
      <div class="toolbar-group">
        <Toggle
          pressed={!isMatrix}
          change={(on) => network.change({ picture: on ? "multiples" : "matrix" })}
          title="The distribution of every layer at the playhead"
          testId="network-multiples"
        >
          All distributions
        </Toggle>
        {network.hasMultiples.value && (
          <Toggle
            pressed={isShared}
            change={(on) => network.change({ isShared: on })}
            title="One value axis and one height for all layers"
            testId="network-shared"
          >
            Same axes
          </Toggle>
        )}
        {isMatrix && <Blocks network={network} />}
      </div>
    </div>
  );
}

function Blocks({ network }: { network: Network }) {
  const blocks = network.rows.value.filter(({ kind }) => kind === "block");
  if (blocks.length === 0) return null;
  const areClosed = blocks.every(({ isClosed }) => isClosed);
  return (
    <Toggle
      pressed={areClosed}
      change={(on) => network.change({ closed: on ? blocks.map(({ name }) => name) : [] })}
      title="One row for each block: what stands out most in it"
      testId="network-blocks"
    >
      Blocks only
    </Toggle>
  );
}
