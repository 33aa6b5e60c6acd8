// What can be taken away from a frame: its numbers as a table or CSV, its picture as PNG.
import { useSignal } from "@preact/signals";
import { css } from "../../charts/oklch.ts";
import { paletteOf } from "../../charts/palette.ts";
import { nounOf } from "../../parts/nouns.ts";
import { statisticsOf, wordsOf } from "../../parts/statistics.ts";
import { useStore } from "../../store/context.ts";
import type { Slot } from "../../store/slot.ts";
import type { Store } from "../../store/store.ts";
import { download } from "../../ui/download.ts";
import { shareText, valueText, wholeText } from "../../ui/format.ts";
import { printable } from "../../ui/printable.ts";
import { Sheet } from "../../ui/sheet.tsx";
import type { FrameBars } from "./comparison.ts";
import { pictureInWords } from "./words.ts";

interface ActionProps {
  slot: Slot;
  bars: FrameBars;
}

export function FrameActions({ slot, bars }: ActionProps) {
  const store = useStore();
  const open = useSignal(false);
  const { slot: name } = slot;
  return (
    <div class="frame-actions">
      <button
        type="button"
        class="quiet"
        data-testid={`table-${name}`}
        onClick={() => (open.value = true)}
      >
        Table
      </button>
      <button
        type="button"
        class="quiet"
        data-testid={`csv-${name}`}
        onClick={() => saveCsv(store, slot, bars)}
      >
        CSV
      </button>
      <button
        type="button"
        class="quiet"
        data-testid={`png-${name}`}
        onClick={(event) => {
          const canvas = event.currentTarget
            .closest(".frame")
            ?.querySelector<HTMLCanvasElement>(".histogram canvas");
          if (canvas) savePicture(store, slot, canvas);
        }}
      >
        PNG
      </button>
      {open.value && <BarTable slot={slot} bars={bars} close={() => (open.value = false)} />}
    </div>
  );
}

/** The bars as rows of (from, to, count). */
function rowsOf(slot: Slot, bars: FrameBars): [from: number, to: number, count: number][] {
  const [shown, grid] = [slot.shown.peek(), bars.grid.peek()];
  if (shown === null || grid === null) return [];
  const width = 2 ** grid.level;
  return Array.from(bars.windowOf(shown.distribution).counts, (count, i) => {
    return [(grid.first + i) * width, (grid.first + i + 1) * width, count];
  });
}

function BarTable({ slot, bars, close }: ActionProps & { close: () => void }) {
  const store = useStore();
  const distribution = slot.shown.value?.distribution ?? null;
  const count = distribution?.count ?? 0;
  const statistics = distribution === null ? [] : statisticsOf(distribution);
  const origins = new Set(statistics.map(({ origin }) => wordsOf(origin)));
  return (
    <Sheet title={`Bars of ${slot.slot.toUpperCase()}`} close={close} testId={`bars-${slot.slot}`}>
      <p>{pictureInWords(store, slot)}.</p>
      {[...origins].map((words) => (
        <p key={words} class="dim">
          {words}
        </p>
      ))}
      <table>
        <thead>
          <tr>
            <th scope="col">from</th>
            <th scope="col">to</th>
            <th scope="col">{nounOf(slot).many}</th>
            <th scope="col">share</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(slot, bars).map(([from, to, held]) => (
            <tr key={from}>
              <td>{valueText(from)}</td>
              <td>{valueText(to)}</td>
              <td>{wholeText(held)}</td>
              <td>{shareText(held, count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  );
}

function fileName({ parameterKey }: Store, slot: Slot, ending: string): string {
  const step = slot.shown.peek()?.step ?? 0;
  return `${slot.name.peek() ?? "model"} ${parameterKey.peek() ?? ""} ${step}.${ending}`;
}

function saveCsv(store: Store, slot: Slot, bars: FrameBars): void {
  const shown = slot.shown.peek();
  if (shown === null) return;
  const statistics = statisticsOf(shown.distribution).map(({ id, value, origin }) => {
    return `# ${id},${value},${origin.kind}`;
  });
  const rows = rowsOf(slot, bars).map((row) => row.join(","));
  const text = [...statistics, "from,to,count", ...rows, ""].join("\n");
  download(fileName(store, slot, "csv"), new Blob([text], { type: "text/csv" }));
}

const HEADING_PX = 34;

function savePicture(store: Store, slot: Slot, chart: HTMLCanvasElement): void {
  const palette = paletteOf(store.theme.peek());
  const ratio = window.devicePixelRatio;
  const canvas = document.createElement("canvas");
  canvas.width = chart.width;
  canvas.height = chart.height + HEADING_PX * ratio;
  const context = canvas.getContext("2d");
  if (context === null) return;
  context.fillStyle = css(palette.ground);
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = css(palette.text);
  context.font = `600 ${13 * ratio}px system-ui, sans-serif`;
  const step = `${store.unit.peek()} ${slot.shown.peek()?.step ?? 0}`;
  const heading = [slot.name.peek() ?? "", store.parameterKey.peek() ?? "", step].map((part) =>
    printable(part, 60),
  );
  context.fillText(heading.join("  ·  "), 12 * ratio, 22 * ratio);
  context.drawImage(chart, 0, HEADING_PX * ratio);
  canvas.toBlob((blob) => blob && download(fileName(store, slot, "png"), blob));
}
