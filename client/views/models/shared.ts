// What table, axes and pictures of the models have in common: rows, columns, colours, and the model that is pointed at.
import { computed, type ReadonlySignal } from "@preact/signals";
import type { RunSummary } from "#contract/protocol.ts";
import { type FactBrush, withBrushes } from "../../store/brushes.ts";
import type { FactColumn } from "../../store/modelFacts.ts";
import { steady } from "../../parts/steady.ts";
import { textOf, wordsFrom } from "../../store/optionWords.ts";
import type { Store } from "../../store/store.ts";
import {
  BY_SCORE,
  type Choices,
  choicesFrom,
  createTells,
  usualColumns,
  withChoices,
} from "./choices.ts";
import { createHeldOrder, type HeldOrder } from "../../ui/heldOrder.ts";
import { type Colouring, colouring } from "./colours.ts";
import { sortedBy } from "./facts.ts";

export interface SharedState {
  readonly choices: ReadonlySignal<Choices>;
  readonly brushes: ReadonlySignal<readonly FactBrush[]>;
  /** The columns that are shown. */
  readonly columns: ReadonlySignal<readonly FactColumn[]>;
  readonly rows: ReadonlySignal<readonly RunSummary[]>;
  /** They stay where they are while somebody is in the table, or among the pictures in its order. */
  readonly order: Pick<HeldOrder<RunSummary>, "isKept" | "hold">;
  readonly colouredBy: ReadonlySignal<FactColumn>;
  readonly colouring: ReadonlySignal<Colouring>;
  /** Name of the model that is pointed at, anywhere on the page. */
  readonly pointed: ReadonlySignal<string | null>;
  point(name: string | null): void;
  change(part: Partial<Choices>): void;
  brush(brushes: readonly FactBrush[]): void;
}

export function createShared(store: Store): SharedState {
  const { settings, facts, found, listed, runs, metric, theme } = store;
  const text = computed(() => settings.options.value.models ?? "");
  const choices = computed(() => choicesFrom(text.value));
  const show = steady(() => choices.value.show, sameIds);
  const tellsOf = createTells();
  const columns = computed(() => {
    const ids = show.value;
    if (ids === null) return usualColumns(facts.value, tellsOf(runs.all.value));
    return facts.value.filter(({ id }) => ids.includes(id));
  });
  // By their place in the natural order, which is known: to compare thousands of names takes longer than all else.
  const places = computed(() => new Map(runs.all.value.map((run, place) => [run, place])));
  const byName = { of: (run: RunSummary): number => places.value.get(run) ?? NaN };
  const write = (models: string): void => {
    settings.options.value = { ...settings.options.peek(), models };
  };
  const colouredBy = computed(() => {
    const { colour } = choices.value;
    const all = facts.value;
    return all.find(({ id }) => id === colour) ?? all.find(({ id }) => id === BY_SCORE)!;
  });
  const sorted = computed(() => {
    const { by, isDescending } = choices.value;
    if (by === NAME_COLUMN.id) return sortedBy(listed.value, byName, isDescending);
    const column = facts.value.find(({ id }) => id === by);
    return column === undefined ? listed.value : sortedBy(listed.value, column, isDescending);
  });
  const asked = computed(() => `${store.listedBy.value} ${text.value}`);
  const order = createHeldOrder({ sorted, asked, nameOf: ({ name }) => name });
  return {
    choices,
    brushes: store.brushes,
    columns,
    rows: order.shown,
    order,
    colouredBy,
    colouring: computed(() => colouring(colouredBy.value, found.value, metric.value, theme.value)),
    pointed: store.hover.model,
    point: (model) => store.hover.point({ model }),
    change: (part) => write(withChoices(text.peek(), { ...choices.peek(), ...part })),
    brush: (brushes) => write(textOf(withBrushes(wordsFrom(text.peek()), brushes))),
  };
}

function sameIds(one: readonly string[] | null, two: readonly string[] | null): boolean {
  return one === two || (one !== null && two !== null && one.join("\n") === two.join("\n"));
}

/** Always there, and the first. */
export const NAME_COLUMN: Pick<FactColumn, "id" | "of"> = { id: "name", of: ({ name }) => name };
