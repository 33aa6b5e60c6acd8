// What the whole network is looked at by: the quantity, the distance, which parameters, which picture.
import { DistanceMenu, RowKindMenu } from "../../parts/measuring.tsx";
import { QUANTITIES, type Quantity } from "../../store/quantities.ts";
import { Hint } from "../../ui/hint.tsx";
import { Menu } from "../../ui/menu.tsx";
import { Toggle } from "../../ui/toggle.tsx";
import type { Network } from "./network.ts";

export function NetworkToolbar({ network }: { network: Network }) {
  const { quantity, distance, picture, isShared } = network.options.value;
  const { about, isDistance }: Quantity = QUANTITIES[quantity];
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
            <DistanceMenu
              distance={distance}
              choose={(next) => network.change({ distance: next })}
            />
          )}
          <Hint label="What is this?" testId="quantity-about">
            {about}
          </Hint>
        </div>
      )}
      <RowKindMenu
        kind={network.kind.value}
        kinds={network.kinds.value}
        choose={(kind) => network.change({ kind })}
      />
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
