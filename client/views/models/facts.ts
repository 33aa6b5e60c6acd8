// Facts about models as a table has room for them: sorted, in words, and as CSV.
import type { RunSummary } from "#contract/protocol.ts";
import { shortValue } from "../../charts/axisText.ts";
import { elapsedText } from "../../charts/timeScale.ts";
import type { FactBrush } from "../../store/brushes.ts";
import type { Fact, FactColumn } from "../../store/modelFacts.ts";
import { naturally } from "../../store/runs.ts";
import { scoreText, wholeText } from "../../ui/format.ts";
import { printable } from "../../ui/printable.ts";

const NUMBER_WORDS: Readonly<Record<FactColumn["reads"], (value: number) => string>> = {
  plain: (value) =>
    Number.isInteger(value) ? wholeText(value) : shortValue(Number(value.toPrecision(4))),
  share: (value) => scoreText(value, true),
  count: wholeText,
  seconds: (value) => elapsedText(value),
};

export function factText(fact: Fact, reads: FactColumn["reads"]): string {
  if (fact === null) return "–";
  if (typeof fact !== "number") return String(fact);
  return Number.isFinite(fact) ? NUMBER_WORDS[reads](fact) : "not finite";
}

/** The runs by a column, those of which it is not known or not finite last; equal ones stay in their order. */
export function sortedBy(
  runs: readonly RunSummary[],
  column: Pick<FactColumn, "of">,
  isDescending: boolean,
): RunSummary[] {
  const sign = isDescending ? -1 : 1;
  const facts = runs.map((run) => column.of(run));
  const ranks = ranksOf(facts);
  return runs
    .map((run, i) => ({ run, rank: ranks[i]! }))
    .sort((one, two) => {
      const missing = Number(Number.isNaN(one.rank)) - Number(Number.isNaN(two.rank));
      return missing !== 0 || Number.isNaN(one.rank) ? missing : sign * (one.rank - two.rank);
    })
    .map(({ run }) => run);
}

/** Numbers that are ordered as the facts are; NaN where one is missing. Names are compared once each, not once a row. */
function ranksOf(facts: readonly Fact[]): Float64Array {
  if (facts.every((fact) => typeof fact === "number" || fact === null)) {
    return Float64Array.from(facts, (fact) => fact ?? NaN);
  }
  const known = [...new Set(facts.filter((fact) => !isMissing(fact)))].sort(compared);
  const ranks = new Map<Fact, number>();
  let rank = -1;
  known.forEach((fact, i) => {
    if (i === 0 || compared(known[i - 1]!, fact) !== 0) rank++;
    ranks.set(fact, rank);
  });
  return Float64Array.from(facts, (fact) => ranks.get(fact) ?? NaN);
}

function isMissing(fact: Fact): boolean {
  return fact === null || Number.isNaN(fact);
}

function compared(one: Fact, two: Fact): number {
  if (typeof one === "number" && typeof two === "number") return one - two;
  return naturally(String(one), String(two));
}

/** What a brush lets pass, in words. */
export function brushWords(brush: FactBrush, { reads }: FactColumn): string {
  return brush.kind === "names"
    ? brush.names.map((name) => printable(name, 24)).join(", ")
    : `${factText(brush.low, reads)} … ${factText(brush.high, reads)}`;
}

/** A line of titles, then one for each model; what is not known stays empty. */
export function factsCsv(runs: readonly RunSummary[], columns: readonly FactColumn[]): string {
  const rows = runs.map((run) => [run.name, ...columns.map(({ of }) => of(run) ?? "")]);
  const lines = [["model", ...columns.map(({ title }) => title)], ...rows];
  return `${lines.map((line) => line.map((cell) => quoted(String(cell))).join(",")).join("\n")}\n`;
}

function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
