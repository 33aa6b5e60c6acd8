// One model's part of the view: whose it is, its matrix, and where these are wanted or there is room, its distributions.
import { QUANTITIES } from "../../store/quantities.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import { Matrix } from "./matrix.tsx";
import { Multiples } from "./multiples.tsx";
import type { Network } from "./network.ts";
import { PanelHead } from "./panelHead.tsx";

export function Panel({ slot, network }: { slot: SlotName; network: Network }) {
  const { picture, quantity } = network.options.value;
  const isMatrix = picture === "matrix";
  // What is of both models has neither's hue.
  const hue = QUANTITIES[quantity].of === "pair" ? "" : `frame-${slot}`;
  return (
    <section class={`whole-panel ${hue}`} data-testid={`network-${slot}`}>
      <PanelHead slot={slot} network={network} />
      {isMatrix && <Matrix slot={slot} network={network} />}
      {network.hasMultiples.value && <Multiples slot={slot} network={network} />}
    </section>
  );
}
