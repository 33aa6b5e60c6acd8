// What the table of models is set to: its columns, its order, and what models are coloured by; kept in the address as words.
import type { RunSummary } from "#contract/protocol.ts";
import { type FactColumn, tellsApart } from "../../store/modelFacts.ts";
import { type OptionWords, textOf, wordsFrom } from "../../store/optionWords.ts";

export interface Choices {
  /** Ids of the columns that are shown; null shows those that tell most. */
  show: readonly string[] | null;
  /** Id of the column that rows are sorted by; null keeps the list's order. */
  by: string | null;
  isDescending: boolean;
  /** Id of the column that models are coloured by. */
  colour: string;
}

export const BY_SCORE = "score";
const DOWN = "down";

export function choicesFrom(text: string): Choices {
  const words = wordsFrom(text);
  const [by = null, way] = words.get("by") ?? [];
  return {
    show: words.get("show") ?? null,
    by,
    isDescending: way === DOWN,
    colour: words.get("colour")?.[0] ?? BY_SCORE,
  };
}

/** The text with these choices; what else is in it stays. */
export function withChoices(text: string, choices: Choices): string {
  const { show, by, isDescending, colour } = choices;
  const others = [...wordsFrom(text)].filter(([word]) => !["show", "by", "colour"].includes(word));
  const words: OptionWords = new Map([
    ...others,
    ...(show === null ? [] : [["show", show] as const]),
    ...(by === null ? [] : [["by", isDescending ? [by, DOWN] : [by]] as const]),
    ...(colour === BY_SCORE ? [] : [["colour", [colour]] as const]),
  ]);
  return textOf(words);
}

type Tells = (column: FactColumn) => boolean;

/**
 * Whether a column tells the models apart, or has told these very models apart before: between the epochs of two that
 * train side by side a column would come and go.
 */
export function createTells(): (runs: readonly RunSummary[]) => Tells {
  let [models, told] = ["", new Set<string>()];
  return (runs) => {
    // However they are sorted.
    const now = runs
      .map(({ id }) => id)
      .sort()
      .join(" ");
    if (now !== models) [models, told] = [now, new Set()];
    return (column) => {
      if (!told.has(column.id) && tellsApart(column, runs)) told.add(column.id);
      return told.has(column.id);
    };
  };
}

/** Of many hyperparameters the first are shown unasked. */
const MOST_SETTINGS = 8;

/** Shown even where all models are alike. */
const ALWAYS = ["state", "score", "best", "steps", "duration"];

const SCORES: ReadonlySet<string> = new Set(["score", "best"]);

/** The scores, the hyperparameters in which the models differ, and whatever else they differ in, as `tells` says. */
export function usualColumns(columns: readonly FactColumn[], tells: Tells): FactColumn[] {
  const own = columns.filter((column) => {
    return column.kind === "model" && (ALWAYS.includes(column.id) || tells(column));
  });
  const settings = columns.filter(({ kind }) => kind === "hyperparameter");
  const apart = settings.filter(tells);
  const scores = own.filter(({ id }) => SCORES.has(id));
  const others = own.filter(({ id }) => !SCORES.has(id));
  return [...scores, ...apart.slice(0, MOST_SETTINGS), ...others];
}
