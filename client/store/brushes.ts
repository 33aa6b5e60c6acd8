// Stretches of what is known of the models, which narrow every list of them: from the axes of the parallel plot, kept in the address.
import type { RunSummary } from "#contract/protocol.ts";
import type { FactColumn } from "./modelFacts.ts";
import { type OptionWords, textOf, wordsFrom } from "./optionWords.ts";

/** Keeps the models whose number lies within, or whose value has one of the names. */
export type FactBrush =
  | { kind: "range"; column: string; low: number; high: number }
  | { kind: "names"; column: string; names: readonly string[] };

/** Words before the column's id. */
const IN = "in.";
const OF = "of.";

export function brushesFrom(words: OptionWords): FactBrush[] {
  return [...words].flatMap(([word, values]): FactBrush[] => {
    const column = word.slice(IN.length);
    if (word.startsWith(OF)) return [{ kind: "names", column, names: values }];
    const [low, high] = values.map(Number);
    if (!word.startsWith(IN) || low === undefined || high === undefined) return [];
    return low <= high ? [{ kind: "range", column, low, high }] : [];
  });
}

/** Of what the view of all models is set to, the part that is brushes. */
export function brushWords(text: string): string {
  return textOf(withBrushes(new Map(), brushesFrom(wordsFrom(text))));
}

/** The words with these brushes instead of any others. */
export function withBrushes(words: OptionWords, brushes: readonly FactBrush[]): OptionWords {
  const others = [...words].filter(([word]) => !word.startsWith(IN) && !word.startsWith(OF));
  const own = brushes.map((brush): [string, readonly string[]] =>
    brush.kind === "range"
      ? [`${IN}${brush.column}`, [String(brush.low), String(brush.high)]]
      : [`${OF}${brush.column}`, brush.names],
  );
  return new Map([...others, ...own]);
}

/** The runs that every brush keeps; one of a column that no run has keeps all. */
export function brushed(
  runs: readonly RunSummary[],
  columns: readonly FactColumn[],
  brushes: readonly FactBrush[],
): readonly RunSummary[] {
  const tests = brushes.flatMap((brush) => {
    const column = columns.find(({ id }) => id === brush.column);
    return column === undefined ? [] : [(run: RunSummary) => keeps(brush, column.of(run))];
  });
  return tests.length === 0 ? runs : runs.filter((run) => tests.every((test) => test(run)));
}

function keeps(brush: FactBrush, fact: ReturnType<FactColumn["of"]>): boolean {
  if (fact === null) return false;
  if (brush.kind === "names") return brush.names.includes(String(fact));
  return typeof fact === "number" && fact >= brush.low && fact <= brush.high;
}
