// Whose matrix it is, and what can be taken along of it: a table, CSV, PNG, SVG.
import { useSignal } from "@preact/signals";
import { paintMatrix } from "../../charts/matrix.ts";
import type { Mounted } from "../../charts/mountPainting.ts";
import { pngFile, svgFile } from "../../charts/pictureFile.ts";
import type { Painting } from "../../charts/surface.ts";
import { useStore } from "../../store/context.ts";
import { QUANTITIES } from "../../store/quantities.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import { SlotBadge } from "../../ui/badge.tsx";
import { download } from "../../ui/download.ts";
import { RunName } from "../../ui/name.tsx";
import { csvOf } from "./csv.ts";
import type { Network } from "./network.ts";
import { NumbersTable } from "./numbersTable.tsx";

interface HeadProps {
  slot: SlotName;
  network: Network;
  /** What is painted, where it is a matrix. */
  element: () => Mounted | null;
}

export function PanelHead({ slot, network, element }: HeadProps) {
  const store = useStore();
  const open = useSignal(false);
  const isPair = QUANTITIES[network.options.value.quantity].of === "pair";
  const names = isPair ? (["a", "b"] as const) : [slot];
  const nameOf = (ending: string): string => {
    const models = names.map((one) => store.slots[one].name.peek() ?? "model");
    return `${models.join(" and ")} ${network.title.peek()}.${ending}`;
  };
  const savePicture = async (ending: "png" | "svg"): Promise<void> => {
    const size = element()?.size();
    if (size === undefined) return;
    const picture = network.pictures[slot].peek();
    const painting: Painting = (surface) => paintMatrix(surface, picture);
    const whole = { width: size.width, height: size.height };
    const make = ending === "png" ? pngFile : svgFile;
    download(nameOf(ending), await make(whole, picture.palette, painting));
  };
  return (
    <header class="whole-head">
      {names.map((one) => (
        <h2 key={one} class="whole-name">
          <SlotBadge slot={one} />
          <RunName text={store.slots[one].name.value ?? "no model"} />
        </h2>
      ))}
      <div class="frame-actions">
        <button
          type="button"
          class="quiet"
          data-testid={`network-table-${slot}`}
          onClick={() => (open.value = true)}
        >
          Table
        </button>
        <button
          type="button"
          class="quiet"
          data-testid={`network-csv-${slot}`}
          onClick={() => {
            const text = csvOf(network, slot);
            download(nameOf("csv"), new Blob([text], { type: "text/csv" }));
          }}
        >
          CSV
        </button>
        {network.options.value.picture === "matrix" &&
          (["png", "svg"] as const).map((ending) => (
            <button
              key={ending}
              type="button"
              class="quiet"
              data-testid={`network-${ending}-${slot}`}
              onClick={() => void savePicture(ending)}
            >
              {ending.toUpperCase()}
            </button>
          ))}
      </div>
      {open.value && <NumbersTable network={network} close={() => (open.value = false)} />}
    </header>
  );
}
