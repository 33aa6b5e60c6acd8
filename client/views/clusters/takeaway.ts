// The picture and its numbers to take along: every neuron with its cluster, and what it responds to.
import type { Takeaway } from "../../parts/pictureActions.tsx";
import { letter } from "../../store/selectionRules.ts";
import type { Store } from "../../store/store.ts";
import { paintClusters } from "./paint.ts";
import { pictureWords } from "./said.ts";
import type { SlotClusters } from "./slotClusters.ts";

const SIZE = { width: 1200, height: 560 };

export function takeaway(store: Store, model: SlotClusters): Takeaway {
  const { slot, at } = model.inside;
  const columns = model.columns.peek() ?? [];
  const classes = model.classes.peek();
  const picture = model.picture.peek()!;
  const rows = columns.flatMap(({ column, labels }) => {
    return Array.from(column.shown, (neuron, place) => ({ column, place, neuron, labels }));
  });
  const step = at.peek()?.step ?? null;
  return {
    name: `clusters ${letter(slot.slot)} ${store.unit.peek()} ${step}`,
    words: pictureWords(model),
    numbers: {
      facts: { model: slot.name.peek(), [store.unit.peek()]: step },
      columns: [
        { name: "layer", values: rows.map(({ column }) => column.layer) },
        { name: "neuron", values: rows.map(({ neuron }) => neuron) },
        { name: "cluster", values: rows.map(({ labels, place }) => labels[place]! + 1) },
        {
          name: "mean activation",
          values: rows.map(({ column, place }) => column.activation[place]!),
        },
        {
          name: "best example",
          values: rows.map(({ column, place }) => column.best.example[place]!),
        },
        ...classes.map((name, c) => ({
          name: `mean for ${name}`,
          values: rows.map(({ column, place }) => column.classMeans[place * classes.length + c]!),
        })),
      ],
    },
    painting: (surface) => paintClusters(surface, picture),
    size: SIZE,
  };
}
