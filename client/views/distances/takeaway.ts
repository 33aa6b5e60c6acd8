// The ranked layers as files: all distances over all steps, on the page those at the playhead, and the list as a picture.
import { paletteOf } from "../../charts/palette.ts";
import {
  paintRanked,
  type RankedBar,
  rankedHeight,
  type RankedPicture,
} from "../../charts/ranked.ts";
import type { Takeaway } from "../../parts/pictureActions.tsx";
import { DISTANCES } from "../../store/quantities.ts";
import { letter, SLOTS, type SlotName } from "../../store/selectionRules.ts";
import type { Store } from "../../store/store.ts";
import type { ChartNumbers } from "../../ui/numbersText.ts";
import { printable } from "../../ui/printable.ts";
import type { DistancesModel, RankedRow } from "./distances.ts";
import { BETWEEN } from "./options.ts";
import { largest, sourceAt } from "./ranking.ts";
import { toldWords } from "./words.ts";

const WIDTH_PX = 960;
const LONGEST_NAME = 60;

export function distancesTakeaway(store: Store, model: DistancesModel): Takeaway {
  const { symbol } = DISTANCES[model.options.peek().distance];
  const between = BETWEEN[model.between.peek()].label;
  const title = `${symbol}, ${between}`;
  const [nameOfA, nameOfB] = SLOTS.map((slot) => store.slots[slot].name.peek());
  const names = [nameOfA, nameOfB].filter((name) => name !== null);
  const facts = { distance: symbol, between, A: nameOfA!, B: nameOfB! };
  const picture = pictureOf(store, model, title);
  return {
    name: `distances ${title}`,
    words: `${title}, of ${model.rows.peek().length} layers, ${names.join(" and ")}; in the table at the playhead`,
    numbers: { facts, columns: allColumns(store, model) },
    table: { facts, columns: columnsNow(model) },
    painting: (surface) => paintRanked(surface, picture),
    size: { width: WIDTH_PX, height: rankedHeight(picture) },
  };
}

/** "A to B" where the distance is between both. */
function whose(model: DistancesModel, slot: SlotName): string {
  return model.between.peek() === "ab" ? "A to B" : letter(slot);
}

/** A row for everything that is logged; a distance of weights that are not finite is NaN. */
function allColumns(store: Store, model: DistancesModel): ChartNumbers["columns"] {
  const rows = model.rows.peek().flatMap((row) =>
    model.shown.peek().flatMap((slot) => {
      const own = row.values[slot];
      if (own === null) return [];
      return Array.from(own.steps, (step, i) => ({
        model: whose(model, slot),
        parameter: row.key,
        step,
        value: own.values[i]!,
        how: sourceAt(own, i),
        isKnown: own.known[i] === 1,
      })).filter(({ isKnown }) => isKnown);
    }),
  );
  return [
    { name: "model", values: rows.map((row) => row.model) },
    { name: "parameter", values: rows.map((row) => row.parameter) },
    { name: store.unit.peek(), values: rows.map((row) => row.step) },
    { name: "value", values: rows.map((row) => row.value) },
    { name: "measured on", values: rows.map((row) => row.how) },
  ];
}

/** A row for each layer, a column for each model. */
function columnsNow(model: DistancesModel): ChartNumbers["columns"] {
  const rows = model.rows.peek();
  return [
    { name: "parameter", values: rows.map(({ key }) => key) },
    ...model.shown.peek().map((slot) => ({
      name: whose(model, slot),
      values: rows.map((row) => {
        const told = model.told(row, slot);
        return told.kind === "value" ? told.value : NaN;
      }),
    })),
  ];
}

function pictureOf(store: Store, model: DistancesModel, title: string): RankedPicture {
  const palette = paletteOf(store.theme.peek());
  const [at, end, shown] = [model.at.peek(), model.end.peek(), model.shown.peek()];
  const isPair = model.between.peek() === "ab";
  const barOf = (row: RankedRow, slot: SlotName): RankedBar => {
    const told = model.told(row, slot);
    return {
      hue: isPair ? palette.dim : palette.slot[slot],
      length: told.kind === "value" ? told.value / end : null,
      words: toldWords(told),
      course: row.values[slot],
      at: at[slot],
    };
  };
  return {
    rows: model.rows.peek().map((row) => ({
      name: printable(row.block === "" ? row.name : `${row.block} · ${row.name}`, LONGEST_NAME),
      bars: shown.map((slot) => barOf(row, slot)),
      most: Math.max(largest(row.values.a), largest(row.values.b)) || end,
    })),
    title,
    stepEdges: model.stepEdges.peek(),
    unit: store.unit.peek(),
    palette,
  };
}
