// What can be taken away from a painted chart: its numbers as a table, CSV, JSON or NumPy, its picture as PNG or SVG.
import { useSignal } from "@preact/signals";
import { paletteOf } from "../charts/palette.ts";
import type { Painting, Size } from "../charts/surface.ts";
import { useStore } from "../store/context.ts";
import { download } from "../ui/download.ts";
import { valueText } from "../ui/format.ts";
import type { ChartNumbers } from "../ui/numbersText.ts";
import { printable } from "../ui/printable.ts";
import { Sheet } from "../ui/sheet.tsx";

export interface Takeaway {
  /** Name of the files, without their ending. */
  name: string;
  /** The picture in words. */
  words: string;
  numbers: ChartNumbers;
  /** What the table on the page holds, where that is less than the files do. */
  table?: ChartNumbers;
  painting: Painting;
  size: Size;
}

// Fetched when they are wanted: few who look take something along.
const numbersText = () => import("../ui/numbersText.ts");
const pictureFile = () => import("../charts/pictureFile.ts");

/** One of the actions. */
type Run = (taken: Takeaway) => unknown;

interface PictureActionsProps {
  /** Made when asked for: a table of a thousand epochs takes a while, and what draws a file may have to be fetched. */
  take: () => Takeaway | Promise<Takeaway>;
  /** Ends the test ids. */
  id: string;
}

export function PictureActions({ take, id }: PictureActionsProps) {
  const store = useStore();
  const table = useSignal<Takeaway | null>(null);
  const said = useSignal("");
  const save = ({ name }: Takeaway, ending: string, content: Blob): void =>
    download(`${name}.${ending}`, content);
  const saveText = (taken: Takeaway, ending: string, type: string, text: string): void =>
    save(taken, ending, new Blob([text], { type }));
  const palette = () => paletteOf(store.theme.peek());
  const copy = async (taken: Takeaway): Promise<void> => {
    const { numpyText } = await numbersText();
    const text = numpyText(taken.numbers);
    try {
      await navigator.clipboard.writeText(text);
      said.value = "Copied";
    } catch {
      // Over plain HTTP from another machine, browsers give no clipboard.
      saveText(taken, "py", "text/x-python", text);
      said.value = "Saved as a file: this page may not use the clipboard";
    }
  };
  const actions: readonly (readonly [id: string, label: string, run: Run])[] = [
    ["table", "Table", (taken) => (table.value = taken)],
    [
      "csv",
      "CSV",
      async (taken) => {
        const { csvText } = await numbersText();
        saveText(taken, "csv", "text/csv", csvText(taken.numbers));
      },
    ],
    [
      "json",
      "JSON",
      async (taken) => {
        const { jsonText } = await numbersText();
        saveText(taken, "json", "application/json", jsonText(taken.numbers));
      },
    ],
    ["numpy", "NumPy", copy],
    [
      "svg",
      "SVG",
      async (taken) => {
        const { svgFile } = await pictureFile();
        save(taken, "svg", svgFile(taken.size, palette(), taken.painting));
      },
    ],
    [
      "png",
      "PNG",
      async (taken) => {
        const { pngFile } = await pictureFile();
        save(taken, "png", await pngFile(taken.size, palette(), taken.painting));
      },
    ],
  ];
  const act = async (run: Run): Promise<void> => {
    try {
      await run(await take());
    } catch (error) {
      said.value = (error as Error).message;
    }
  };
  return (
    <div class="frame-actions">
      {actions.map(([name, label, run]) => (
        <button
          key={name}
          type="button"
          class="quiet"
          data-testid={`${name}-${id}`}
          title={name === "numpy" ? "Copy the numbers as NumPy arrays" : undefined}
          onClick={() => void act(run)}
        >
          {label}
        </button>
      ))}
      <span class="sr-only" role="status" data-testid={`said-${id}`}>
        {said.value}
      </span>
      {table.value !== null && (
        <NumbersTable taken={table.value} close={() => (table.value = null)} id={id} />
      )}
    </div>
  );
}

interface NumbersTableProps {
  taken: Takeaway;
  close: () => void;
  id: string;
}

/** As many rows as are read on a screen; the files have all. */
const MOST_ROWS = 400;

function NumbersTable({ taken, close, id }: NumbersTableProps) {
  const { words, numbers, table } = taken;
  const { columns } = table ?? numbers;
  const length = columns[0]?.values.length ?? 0;
  const shown = Math.min(length, MOST_ROWS);
  return (
    <Sheet title="Numbers of the picture" close={close} testId={`numbers-${id}`}>
      <p>{words}.</p>
      {table !== undefined && <p class="dim">The files have all; this is what stands out of it.</p>}
      {shown < length && (
        <p class="dim">
          The first {shown} of {length} rows; the CSV has all.
        </p>
      )}
      <table>
        <thead>
          <tr>
            {columns.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: shown }, (_, row) => (
            <tr key={row}>
              {columns.map(({ name, values }) => (
                <Cell key={name} value={values[row]!} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  );
}

/** A name is what the row is of. */
function Cell({ value }: { value: number | string }) {
  if (typeof value === "string") return <th scope="row">{printable(value, 60)}</th>;
  return <td>{Number.isNaN(value) ? "–" : valueText(value)}</td>;
}
