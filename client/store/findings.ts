// What a careful colleague would point out in the two shown models: asked of the server, walked through one by one.
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type EvidenceView, type Finding, gravestFirst } from "#contract/findings/finding.ts";
import type { ParameterSummary, RunSummary } from "#contract/protocol.ts";
import { textOf, wordsFrom } from "./optionWords.ts";
import { parameterKey } from "./parameters.ts";
import type { Playhead } from "./playhead.ts";
import type { Settings } from "./settings.ts";

/** Which models are to be looked at, and how far they are: another answer may hold for another text. */
export interface FindingsQuestion {
  readonly runs: readonly string[];
  readonly text: string;
}

export interface Findings {
  /** Null before the first answer about the shown models. */
  readonly list: ReadonlySignal<readonly Finding[] | null>;
  /** Null when nothing is to be asked: no model is shown, or it would cost much and nobody looks. */
  readonly question: ReadonlySignal<FindingsQuestion | null>;
  /** The text of the question that the list answers. */
  readonly answered: ReadonlySignal<string | null>;
  /** Why there is no answer, in words. */
  readonly trouble: ReadonlySignal<string | null>;
  /** The finding whose evidence is shown; null while none is. */
  readonly at: Signal<number | null>;
  take(question: FindingsQuestion, findings: readonly Finding[]): void;
  /** What the page itself has found by running networks, instead of what it had found before. */
  takeOwn(findings: readonly Finding[]): void;
  fail(reason: string): void;
  /** Shows the evidence of the finding with that index. */
  show(index: number): void;
  /** Shows the evidence of the finding `by` further on, beginning again at the ends. */
  step(by: number): void;
}

export interface FindingsSources {
  /** A and B, as far as they are chosen. */
  shown: ReadonlySignal<readonly RunSummary[]>;
  settings: Settings;
  playhead: Playhead;
}

/** The view's folder. */
export const FINDINGS_VIEW = "findings";
/** Where each kind of evidence is best seen. */
export const EVIDENCE_VIEWS: Readonly<Record<EvidenceView, string>> = {
  distribution: "distributions",
  course: "overTime",
  distances: "distances",
  scalars: "scalars",
  activations: "activations",
};
/** The server measures some thousand distributions a second: more are measured only for who looks at the findings. */
const MOST_UNASKED = 4_000;

/** Makes the model of what is found. */
export function createFindings(sources: FindingsSources): Findings {
  const { shown, settings, playhead } = sources;
  const answer = signal<{ question: FindingsQuestion; findings: readonly Finding[] } | null>(null);
  const trouble = signal<string | null>(null);
  const at = signal<number | null>(null);
  const ids = computed(() => JSON.stringify(idsOf(shown.value)));
  const question = computed((): FindingsQuestion | null => {
    const runs = shown.value;
    const points = runs.reduce((sum, { parameters }) => sum + pointsOf(parameters), 0);
    const isLookedAt = settings.view.value === FINDINGS_VIEW;
    if (runs.length === 0 || (points > MOST_UNASKED && !isLookedAt)) return null;
    const state = runs.map(({ id, generation, parameters, scalars }) => {
      return `${id} ${generation} ${pointsOf(parameters)} ${pointsOf(scalars)}`;
    });
    return { runs: idsOf(runs), text: state.join("; ") };
  });
  const ownFindings = signal<readonly Finding[]>([]);
  const list = computed(() => {
    const given = answer.value;
    if (given === null || JSON.stringify(given.question.runs) !== ids.value) return null;
    const names = new Set(shown.value.map(({ name }) => name));
    const own = ownFindings.value.filter(({ models }) => models.every((name) => names.has(name)));
    return own.length === 0 ? given.findings : gravestFirst([...given.findings, ...own]);
  });

  function show(index: number): void {
    const finding = list.peek()?.[index];
    if (finding === undefined) return;
    batch(() => {
      at.value = index;
      settings.view.value = EVIDENCE_VIEWS[finding.view];
      const parameter = shown
        .peek()
        .find(({ name }) => name === finding.models[0])
        ?.parameters.find(({ tag }) => tag === finding.tag);
      if (parameter !== undefined) settings.parameter.value = parameterKey(parameter);
      if (finding.view === "scalars" && finding.tag !== null)
        lookFor([finding.tag, ...(finding.beside ?? [])]);
      playhead.moveTo(finding.steps[0]);
    });
  }

  /** Of hundreds of scalars, the view shows these. */
  function lookFor(tags: readonly string[]): void {
    const options = settings.options.peek();
    const words = new Map(wordsFrom(options.scalars ?? "")).set("find", [tags.join(" | ")]);
    settings.options.value = { ...options, scalars: textOf(words) };
  }

  /** The finding that is shown stays the one that is shown, wherever it stands in the new list. */
  function keepingPlace(change: () => void): void {
    batch(() => {
      const before = list.peek()?.[at.peek() ?? -1];
      change();
      const now = list.value?.findIndex((one) => before !== undefined && isSame(one, before)) ?? -1;
      at.value = now < 0 ? null : now;
    });
  }

  return {
    list,
    question,
    answered: computed(() => (list.value === null ? null : answer.value!.question.text)),
    trouble,
    at,
    take(asked, findings) {
      keepingPlace(() => {
        answer.value = { question: asked, findings };
        trouble.value = null;
      });
    },
    takeOwn(findings) {
      keepingPlace(() => (ownFindings.value = findings));
    },
    fail(reason) {
      trouble.value = reason;
    },
    show,
    step(by) {
      const count = list.peek()?.length ?? 0;
      if (count === 0) return;
      const from = at.peek() ?? (by > 0 ? -1 : 0);
      show((from + by + count) % count);
    },
  };
}

/** A model may be compared with itself. */
function idsOf(runs: readonly RunSummary[]): string[] {
  return [...new Set(runs.map(({ id }) => id))];
}

function pointsOf(series: readonly Pick<ParameterSummary, "points">[]): number {
  return series.reduce((sum, { points }) => sum + points, 0);
}

/** Whether two answers mean the same thing, which may have gone on meanwhile. */
function isSame(one: Finding, other: Finding): boolean {
  const keyOf = ({ rule, models, tag }: Finding) => JSON.stringify([rule, models, tag]);
  return keyOf(one) === keyOf(other);
}
