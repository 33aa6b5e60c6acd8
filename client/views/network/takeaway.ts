// The pictures of the whole network as files: a matrix with all its numbers, or all layers' distributions at the playhead.
import { nearestStep } from "../../charts/columns.ts";
import { paintMatrix, paintMatrixMarks } from "../../charts/matrix.ts";
import { multiplesGrid, paintMultiples } from "../../charts/smallMultiples.ts";
import { multiplesNumbers } from "../../parts/multiplesNumbers.ts";
import type { Takeaway } from "../../parts/pictureActions.tsx";
import { QUANTITIES } from "../../store/quantities.ts";
import { letter, type SlotName } from "../../store/selectionRules.ts";
import type { Store } from "../../store/store.ts";
import type { ChartNumbers } from "../../ui/numbersText.ts";
import { multiplesPicture } from "./multiplesPicture.ts";
import type { Network } from "./network.ts";

const WIDTH_PX = 960;
/** Legend above, steps below. */
const AROUND_PX = 64;
const ROW_PX = 18;
const LEAST_PX = 220;
const MOST_PX = 1400;

export function matrixTakeaway(store: Store, network: Network, slot: SlotName): Takeaway {
  const picture = network.pictures[slot].peek();
  const { title } = picture;
  const models = modelsOf(store, network, slot);
  const rows = AROUND_PX + picture.rows.length * ROW_PX;
  const facts = { models: models.join(" and "), quantity: title };
  const at = store.slots[slot].at.peek();
  return {
    name: `${models.join(" and ")} ${title}`,
    words: `${title} of ${network.layers.peek().length} parameters over all ${store.unit.peek()}s, ${models.join(" and ")}; in the table at the playhead`,
    numbers: { facts, columns: allColumns(network, slot, store.unit.peek()) },
    table: { facts, columns: columnsNow(store, network) },
    painting(surface) {
      paintMatrix(surface, picture);
      paintMatrixMarks(surface, picture, { step: at, cell: null });
    },
    size: { width: WIDTH_PX, height: Math.min(Math.max(rows, LEAST_PX), MOST_PX) },
  };
}

export function multiplesTakeaway(store: Store, network: Network, slot: SlotName): Takeaway {
  const picture = multiplesPicture(store, network, slot);
  const [model, unit] = [store.slots[slot].name.peek() ?? "model", store.unit.peek()];
  const step = store.slots[slot].at.peek();
  return {
    name: `${model} all distributions ${step ?? ""}`,
    words: `The distributions of ${picture.multiples.length} parameters of ${model} at ${unit} ${step ?? "?"}`,
    ...multiplesNumbers(picture, "parameter", { model, [unit]: step }),
    painting: (surface) => paintMultiples(surface, picture),
    size: { width: WIDTH_PX, height: multiplesGrid(picture.multiples.length, WIDTH_PX).height },
  };
}

function modelsOf(store: Store, network: Network, slot: SlotName): string[] {
  const isPair = QUANTITIES[network.options.peek().quantity].of === "pair";
  const slots = isPair ? (["a", "b"] as const) : [slot];
  return slots.map((one) => store.slots[one].name.peek() ?? "model");
}

/** A row for everything that is logged; a value that is not finite is NaN. */
function allColumns(network: Network, slot: SlotName, unit: string): ChartNumbers["columns"] {
  const { values, known, estimated, steps } = network.grids[slot].peek();
  const layers = network.layers.peek();
  const places = Array.from(known.keys()).filter((at) => known[at] === 1);
  return [
    { name: "parameter", values: places.map((at) => layers[Math.floor(at / steps.length)]!.key) },
    { name: unit, values: places.map((at) => steps[at % steps.length]!) },
    { name: "value", values: places.map((at) => values[at]!) },
    { name: "how", values: places.map((at) => (estimated[at] === 1 ? "estimated" : "exact")) },
  ];
}

/** A row for each layer, a column for each model: as it stands at the playhead. */
function columnsNow({ playhead }: Store, network: Network): ChartNumbers["columns"] {
  const { steps } = network.grids.a.peek();
  const column = nearestStep(steps, playhead.at.peek() ?? 0);
  const layers = network.layers.peek();
  return [
    { name: "parameter", values: layers.map(({ key }) => key) },
    ...network.shown.peek().map((slot) => {
      const { values, known } = network.grids[slot].peek();
      const valueOf = (layer: number): number => {
        const at = layer * steps.length + column;
        return column < 0 || known[at] !== 1 ? NaN : values[at]!;
      };
      return { name: letter(slot), values: layers.map((_, layer) => valueOf(layer)) };
    }),
  ];
}
