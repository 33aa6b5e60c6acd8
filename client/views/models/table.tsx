// The table of models: as many rows as there are, of which those in sight are on the page.
import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { RunSummary } from "#contract/protocol.ts";
import { css } from "../../charts/oklch.ts";
import { useStore } from "../../store/context.ts";
import type { FactColumn } from "../../store/modelFacts.ts";
import { letter, SLOTS } from "../../store/selectionRules.ts";
import { Name, RunName } from "../../ui/name.tsx";
import { OrderKept } from "../../ui/orderKept.tsx";
import { printable } from "../../ui/printable.ts";
import { BY_SCORE } from "./choices.ts";
import { factText } from "./facts.ts";
import { NAME_COLUMN, type SharedState } from "./shared.ts";

const ROW_PX = 36;
/** As models.css has it. */
const FACT_PX = 122;
/** More than the table is high, and some on both sides of it. */
const ROWS_DRAWN = 38;
const ROWS_BEFORE = 12;
const LEAP = 10;

export function Table({ shared }: { shared: SharedState }) {
  const box = useRef<HTMLDivElement>(null);
  const scrolled = useSignal(0);
  const active = useSignal(0);
  const isMoved = useSignal(false);
  const { selection } = useStore();
  const rows = shared.rows.value;
  const columns = shared.columns.value;
  // In steps of some rows, so that a scrolled pixel draws nothing.
  const from = useComputed(() => {
    const first = Math.floor(scrolled.value / ROW_PX / ROWS_BEFORE) * ROWS_BEFORE - ROWS_BEFORE;
    return Math.max(Math.min(first, shared.rows.value.length - ROWS_DRAWN), 0);
  }).value;
  const shown = rows.slice(from, from + ROWS_DRAWN);
  const stop = Math.min(active.value, rows.length - 1);
  const isStopShown = stop >= from && stop < from + shown.length;
  useSignalEffect(() => {
    const index = active.value;
    if (!isMoved.peek()) return;
    isMoved.value = false;
    const [root, top] = [box.current!, index * ROW_PX];
    const head = root.querySelector("thead")!.clientHeight;
    const room = root.clientHeight - head - ROW_PX;
    if (top < root.scrollTop) root.scrollTop = top;
    else if (top > root.scrollTop + room) root.scrollTop = top - room;
    scrolled.value = root.scrollTop;
    // The row may be drawn only now.
    requestAnimationFrame(() => {
      root.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true });
    });
  });
  const move = (to: number): void => {
    isMoved.value = true;
    active.value = Math.min(Math.max(to, 0), rows.length - 1);
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const run = rows[stop];
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: stop + 1,
      ArrowUp: stop - 1,
      PageDown: stop + LEAP,
      PageUp: stop - LEAP,
      Home: 0,
      End: rows.length - 1,
    };
    const slot = SLOTS.find((name) => name === event.key.toLowerCase());
    if (Object.hasOwn(moves, event.key)) move(moves[event.key]!);
    else if (slot !== undefined && run !== undefined) selection.put(slot, run.name);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={box}
      class="models-table"
      data-testid="models-table"
      onScroll={(event) => (scrolled.value = event.currentTarget.scrollTop)}
      onPointerLeave={() => shared.point(null)}
    >
      <table
        {...shared.order.hold}
        aria-rowcount={rows.length + 1}
        style={{ width: `calc(var(--models-named) + ${columns.length * FACT_PX}px)` }}
      >
        <colgroup>
          <col class="models-slots" />
          <col class="models-name" />
          {columns.map(({ id }) => (
            <col key={id} class="models-fact" />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col">
              <span class="sr-only">A or B</span>
              <OrderKept of={shared.order} />
            </th>
            <Head id={NAME_COLUMN.id} title="model" shared={shared} />
            {columns.map(({ id, title }) => (
              <Head key={id} id={id} title={title} shared={shared} />
            ))}
          </tr>
        </thead>
        <tbody data-own-keys onKeyDown={pressed}>
          <Space rows={from} />
          {shown.map((run, i) => (
            <Row
              key={run.id}
              run={run}
              index={from + i}
              columns={columns}
              isStop={isStopShown ? from + i === stop : i === 0}
              shared={shared}
              focus={() => (active.value = from + i)}
            />
          ))}
          <Space rows={rows.length - from - shown.length} />
        </tbody>
      </table>
    </div>
  );
}

/** Where rows are that are not on the page. */
function Space({ rows }: { rows: number }) {
  if (rows <= 0) return null;
  return (
    <tr aria-hidden="true">
      <td style={{ height: `${rows * ROW_PX}px`, padding: 0 }} />
    </tr>
  );
}

function Head({ id, title, shared }: { id: string; title: string; shared: SharedState }) {
  const { by, isDescending } = shared.choices.value;
  const isBy = by === id;
  const order = isBy ? (isDescending ? "descending" : "ascending") : "none";
  // First the highest, of names the first; then the other way; then as the list is.
  const isFirstDown = id !== NAME_COLUMN.id;
  const sort = (): void => {
    if (!isBy) shared.change({ by: id, isDescending: isFirstDown });
    else if (isDescending === isFirstDown) shared.change({ isDescending: !isFirstDown });
    else shared.change({ by: null, isDescending: false });
  };
  return (
    <th scope="col" aria-sort={order}>
      <button type="button" class="quiet" title={printable(title)} data-sort={id} onClick={sort}>
        <Name text={title} longest={40} />
        <span aria-hidden="true">{isBy ? (isDescending ? " ↓" : " ↑") : ""}</span>
      </button>
    </th>
  );
}

interface RowProps {
  run: RunSummary;
  index: number;
  columns: readonly FactColumn[];
  isStop: boolean;
  shared: SharedState;
  focus: () => void;
}

function Row({ run, index, columns, isStop, shared, focus }: RowProps) {
  const { selection } = useStore();
  const { value: isPointed } = useComputed(() => shared.pointed.value === run.name);
  return (
    <tr
      class={isPointed ? "models-pointed" : undefined}
      aria-rowindex={index + 2}
      data-index={index}
      data-run={run.name}
      data-testid="model-row"
      tabIndex={isStop ? 0 : -1}
      onFocus={focus}
      onPointerEnter={() => shared.point(run.name)}
    >
      <td>
        {SLOTS.map((slot) => {
          const isChosen = selection.chosen.value[slot] === run.name;
          return (
            <button
              key={slot}
              type="button"
              class={isChosen ? `badge badge-${slot}` : "badge badge-empty"}
              tabIndex={-1}
              aria-pressed={isChosen}
              aria-label={`${printable(run.name)} as ${letter(slot)}`}
              data-testid={`put-${slot}`}
              onClick={() => selection.put(slot, run.name)}
            >
              {letter(slot)}
            </button>
          );
        })}
      </td>
      <th scope="row">
        <span class="models-named">
          <span
            class="swatch"
            aria-hidden="true"
            style={{ background: css(shared.colouring.value.of(run)) }}
          />
          <RunName text={run.name} />
        </span>
      </th>
      {columns.map((column) => (
        <Cell key={column.id} run={run} column={column} />
      ))}
    </tr>
  );
}

function Cell({ run, column: { id, of, reads } }: { run: RunSummary; column: FactColumn }) {
  const fact = of(run);
  const text = factText(fact, reads);
  const isNumber = typeof fact === "number" || fact === null;
  const kind = Number.isNaN(fact) ? "models-bad" : isNumber ? "models-number" : "models-words";
  return (
    <td class={id === BY_SCORE ? `${kind} models-score` : kind} data-column={id}>
      {isNumber ? text : <Name text={text} longest={32} />}
    </td>
  );
}
