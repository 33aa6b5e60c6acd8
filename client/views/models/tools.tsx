// Over the table: what models are coloured by, which columns are shown, what narrows the list, and the table as a file.
import { useSignal } from "@preact/signals";
import type { FactBrush } from "../../store/brushes.ts";
import { useStore } from "../../store/context.ts";
import type { FactColumn } from "../../store/modelFacts.ts";
import { download } from "../../ui/download.ts";
import { wholeText } from "../../ui/format.ts";
import { Name } from "../../ui/name.tsx";
import { printable } from "../../ui/printable.ts";
import { Sheet } from "../../ui/sheet.tsx";
import { brushWords, factsCsv } from "./facts.ts";
import type { SharedState } from "./shared.ts";

export function Tools({ shared }: { shared: SharedState }) {
  const { runs, facts } = useStore();
  const isChoosing = useSignal(false);
  const rows = shared.rows.value;
  return (
    <div class="toolbar" role="group" aria-label="What the table shows">
      <p data-testid="models-listed" role="status">
        {rows.length === runs.all.value.length
          ? `${wholeText(rows.length)} models`
          : `${wholeText(rows.length)} of ${wholeText(runs.all.value.length)} models`}
      </p>
      <Colour shared={shared} />
      <div class="toolbar-group">
        <button
          type="button"
          data-testid="choose-columns"
          onClick={() => (isChoosing.value = true)}
        >
          Columns {wholeText(shared.columns.value.length)} of {wholeText(facts.value.length)}
        </button>
        <button
          type="button"
          class="quiet"
          data-testid="csv-models"
          onClick={() => {
            const text = factsCsv(shared.rows.peek(), shared.columns.peek());
            download("models.csv", new Blob([text], { type: "text/csv" }));
          }}
        >
          CSV
        </button>
      </div>
      {shared.brushes.value.map((brush) => (
        <BrushChip key={brush.column} brush={brush} shared={shared} />
      ))}
      {isChoosing.value && <Chooser shared={shared} close={() => (isChoosing.value = false)} />}
    </div>
  );
}

function Colour({ shared }: { shared: SharedState }) {
  const { facts } = useStore();
  const { gradient, ends } = shared.colouring.value;
  const chosen = shared.colouredBy.value.id;
  return (
    <label class="models-colour">
      <span class="dim">Coloured by</span>
      <select
        data-testid="colour-by"
        value={chosen}
        onChange={(event) => shared.change({ colour: event.currentTarget.value })}
      >
        {facts.value.map(({ id, title }) => (
          <option key={id} value={id}>
            {printable(title, 40)}
          </option>
        ))}
      </select>
      <span class="models-scale">
        <span>{printable(ends[0], 16)}</span>
        <span class="models-gradient" aria-hidden="true" style={{ background: gradient }} />
        <span>{printable(ends[1], 16)}</span>
      </span>
    </label>
  );
}

/** A stretch that narrows the list, in words, and the way to be rid of it. */
function BrushChip({ brush, shared }: { brush: FactBrush; shared: SharedState }) {
  const { facts } = useStore();
  const column = facts.value.find(({ id }) => id === brush.column);
  if (column === undefined) return null;
  return (
    <button
      type="button"
      class="models-chip"
      data-testid="brush"
      title="Show all again"
      onClick={() => shared.brush(shared.brushes.peek().filter((other) => other !== brush))}
    >
      <Name text={column.title} longest={28} /> {brushWords(brush, column)}{" "}
      <span aria-hidden="true">×</span>
    </button>
  );
}

const KIND_TITLES: Readonly<Record<FactColumn["kind"], string>> = {
  model: "Of every model",
  hyperparameter: "Hyperparameters",
  scalar: "Scalars, as they stand",
};

/** So many of a kind are listed; a word in the filter finds the others. */
const MOST_OFFERED = 200;

function Chooser({ shared, close }: { shared: SharedState; close: () => void }) {
  const { facts } = useStore();
  const find = useSignal("");
  const shown = new Set(shared.columns.value.map(({ id }) => id));
  const change = (id: string, isShown: boolean): void => {
    const next = facts.peek().filter((one) => (one.id === id ? isShown : shown.has(one.id)));
    shared.change({ show: next.map((one) => one.id) });
  };
  const found = facts.value.filter(({ title }) => {
    return title.toLowerCase().includes(find.value.toLowerCase());
  });
  return (
    <Sheet title="Columns" close={close} testId="columns">
      <div class="toolbar">
        <input
          type="search"
          placeholder="Filter columns"
          aria-label="Columns with this in their name"
          value={find.value}
          onInput={(event) => (find.value = event.currentTarget.value)}
        />
        <button type="button" class="quiet" onClick={() => shared.change({ show: null })}>
          As at first
        </button>
      </div>
      {Object.entries(KIND_TITLES).map(([kind, title]) => {
        const ofKind = found.filter((column) => column.kind === kind);
        if (ofKind.length === 0) return null;
        return (
          <fieldset key={kind} class="models-columns">
            <legend>{title}</legend>
            {ofKind.slice(0, MOST_OFFERED).map((column) => (
              <label key={column.id}>
                <input
                  type="checkbox"
                  data-column={column.id}
                  checked={shown.has(column.id)}
                  onChange={(event) => change(column.id, event.currentTarget.checked)}
                />
                <Name text={column.title} longest={48} />
              </label>
            ))}
            {ofKind.length > MOST_OFFERED && (
              <p class="dim">
                shown {MOST_OFFERED} of {wholeText(ofKind.length)}: type to find the others
              </p>
            )}
          </fieldset>
        );
      })}
    </Sheet>
  );
}
