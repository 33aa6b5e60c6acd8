// What a model's colour says: its score, in the colours that scores have everywhere, or any other column in shades of grey.
import type { RunSummary } from "#contract/protocol.ts";
import { metricScale } from "../../charts/metricScale.ts";
import type { Rgb } from "../../charts/oklch.ts";
import { paletteOf, scoreColour, scoreGradient, type Theme } from "../../charts/palette.ts";
import { rampGradient, rampIndex, sequential } from "../../charts/ramps.ts";
import { presentScore, type SharedMetric } from "../../store/metric.ts";
import type { FactColumn } from "../../store/modelFacts.ts";
import { axisOf } from "./axes.ts";
import { BY_SCORE } from "./choices.ts";
import { factText } from "./facts.ts";

export interface Colouring {
  of(run: RunSummary): Rgb;
  /** CSS of the whole scale, and what stands at its ends. */
  gradient: string;
  ends: readonly [string, string];
}

/** The faintest shade that is still seen on the ground. */
const FAINTEST = 0.25;

export function colouring(
  column: FactColumn,
  runs: readonly RunSummary[],
  metric: SharedMetric | null,
  theme: Theme,
): Colouring {
  if (column.id === BY_SCORE) {
    const scale = metricScale(metric);
    const ticks = scale.ticks.map(({ text }) => text);
    return {
      of: (run) => scoreColour(scale.place(presentScore(run, metric)), theme),
      gradient: scoreGradient(theme),
      ends: [ticks[0] ?? "", ticks.at(-1) ?? ""],
    };
  }
  const axis = axisOf(column, runs);
  const ramp = sequential(theme, "neutral");
  const places = new Map(runs.map((run, i) => [run, axis.places[i]!]));
  const numbers = axis.facts.filter((fact) => typeof fact === "number" && Number.isFinite(fact));
  const ends: readonly [string, string] = axis.isNumeric
    ? [least(numbers as number[], column), most(numbers as number[], column)]
    : [axis.ticks[0]?.text ?? "", axis.ticks.at(-1)?.text ?? ""];
  return {
    of(run) {
      const place = places.get(run) ?? NaN;
      if (Number.isNaN(place)) return paletteOf(theme).unknown;
      return ramp.colours[rampIndex(FAINTEST + (1 - FAINTEST) * place)]!;
    },
    gradient: rampGradient({
      ...ramp,
      colours: ramp.colours.map((_, i) => {
        return ramp.colours[
          rampIndex(FAINTEST + ((1 - FAINTEST) * i) / (ramp.colours.length - 1))
        ]!;
      }),
    }),
    ends,
  };
}

function least(numbers: readonly number[], { reads }: FactColumn): string {
  return numbers.length === 0 ? "" : factText(Math.min(...numbers), reads);
}

function most(numbers: readonly number[], { reads }: FactColumn): string {
  return numbers.length === 0 ? "" : factText(Math.max(...numbers), reads);
}
