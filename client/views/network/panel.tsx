// One model's part of the view: whose it is, its matrix, and where these are wanted or there is room, its distributions.
import { useRef } from "preact/hooks";
import type { Mounted } from "../../charts/mountPainting.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import { Matrix } from "./matrix.tsx";
import { Multiples } from "./multiples.tsx";
import type { Network } from "./network.ts";
import { PanelHead } from "./panelHead.tsx";

export function Panel({ slot, network }: { slot: SlotName; network: Network }) {
  const mounted = useRef<Mounted | null>(null);
  const isMatrix = network.options.value.picture === "matrix";
  return (
    <section class={`whole-panel frame-${slot}`} data-testid={`network-${slot}`}>
      <PanelHead slot={slot} network={network} element={() => mounted.current} />
      {isMatrix && (
        <Matrix slot={slot} network={network} painted={(one) => (mounted.current = one)} />
      )}
      {network.hasMultiples.value && <Multiples slot={slot} network={network} />}
    </section>
  );
}
