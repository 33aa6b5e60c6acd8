// What a lesion did to one model: before and after, and the matrix of what is taken for what now and was not before.
import type { ConfusionPicture } from "../../charts/confusionMatrix.ts";
import { paletteOf } from "../../charts/palette.ts";
import { classNames } from "../../parts/inside/classWords.ts";
import { type Confusion, confusionOf, rowTotals } from "../../parts/inside/confusion.ts";
import { type SlotName, SLOTS } from "../../store/selectionRules.ts";
import type { Store } from "../../store/store.ts";
import type { Occlusions } from "./occlusions.ts";

export interface LesionEffect {
  before: Confusion;
  after: Confusion;
  /** After less before, cell by cell. */
  changes: Int32Array;
  /** Examples that are answered otherwise, and those of them that were right and are wrong, or the reverse. */
  changed: number;
  lost: number;
  won: number;
}

export function effectOf(
  labels: ArrayLike<number>,
  classes: number,
  before: ArrayLike<number>,
  after: ArrayLike<number>,
): LesionEffect {
  const [one, other] = [before, after].map((answers) => confusionOf(answers, labels, classes));
  let [changed, lost, won] = [0, 0, 0];
  for (let i = 0; i < labels.length; i++) {
    if (before[i] === after[i]) continue;
    changed++;
    if (before[i] === labels[i]) lost++;
    if (after[i] === labels[i]) won++;
  }
  const changes = Int32Array.from(other!.counts, (count, i) => count - one!.counts[i]!);
  return { before: one!, after: other!, changes, changed, lost, won };
}

/** Null while it is not known, or nothing is switched off. */
export function slotEffect({ inside, slots }: Occlusions, slot: SlotName): LesionEffect | null {
  const labels = inside.examples.value.value?.labels ?? null;
  if (inside.slots[slot].isAmount.value) return null;
  const [before, after] = [slots[slot].before.value.value, slots[slot].after.value.value];
  if (labels === null || before === null || after === null) return null;
  return effectOf(labels, before.classes, before.predicted, after.predicted);
}

/** Changes of A and of B on one scale. */
export function lesionPicture(
  store: Store,
  occlusions: Occlusions,
  slot: SlotName,
): ConfusionPicture | null {
  const own = slotEffect(occlusions, slot);
  if (own === null) return null;
  const all = SLOTS.flatMap((name) => Array.from(slotEffect(occlusions, name)?.changes ?? []));
  const { inside } = occlusions;
  const { before, after, changes } = own;
  const totals = rowTotals(before);
  const recall = ({ counts, classes }: Confusion, row: number): string =>
    String(Math.round((100 * counts[row * classes + row]!) / totals[row]!));
  return {
    names: classNames(inside.examples.value.value, before.classes),
    taken: classNames(inside.slots[slot].names.value, before.classes),
    values: changes,
    kind: "changes",
    most: all.reduce((most, change) => Math.max(most, Math.abs(change)), 0),
    recalls: totals.map((total, row) => {
      return total === 0 ? "" : `${recall(before, row)}→${recall(after, row)}%`;
    }),
    text: (change) => (change > 0 ? `+${change}` : `−${-change}`),
    hue: slot,
    palette: paletteOf(store.theme.value),
  };
}
