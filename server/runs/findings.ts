// What is found in models: their series are measured, what was measured is kept while points are only added, then looked at.
import type { DistributionPoint } from "#contract/distributionColumns.ts";
import type {
  Finding,
  ModelEvidence,
  PairEvidence,
  ParameterDistance,
  ParameterEvidence,
  ScalarEvidence,
} from "#contract/findings/finding.ts";
import { findingsOf } from "#contract/findings/index.ts";
import { type Course, joinedCourse } from "#contract/measures/course.ts";
import { distancesBetween } from "#contract/measures/distances.ts";
import { piecesOf } from "#contract/namePath.ts";
import type { ParameterSummary } from "#contract/protocol.ts";
import { isOfOptimizer } from "#contract/roles.ts";
import { type MeasuredSeries, measuredSeries } from "./measuredSeries.ts";
import { courseOver } from "./measures.ts";
import type { Run } from "./run.ts";
import type { ScalarSeries } from "./scalars.ts";

interface KeptCourse {
  generation: number;
  length: number;
  course: Course;
}

/** A model's evidence, and the newest points of its parameters. */
interface Measured {
  evidence: ModelEvidence;
  newest: ReadonlyMap<string, DistributionPoint>;
}

export class Findings {
  /** By run, then by the number of the series. */
  readonly #courses = new WeakMap<Run, Map<number, KeptCourse>>();

  /** What is found in the models, and between every two of them. Rejects as a series' `frame` does. */
  async of(runs: readonly Run[]): Promise<Finding[]> {
    const measured: Measured[] = [];
    for (const run of runs) measured.push(await this.#measure(run));
    const pairs = measured.flatMap((a, i) => measured.slice(i + 1).map((b) => pairOf(a, b)));
    return findingsOf(
      measured.map(({ evidence }) => evidence),
      pairs,
    );
  }

  async #measure(run: Run): Promise<Measured> {
    const { parameters, scalars } = run.summary();
    const newest = new Map<string, DistributionPoint>();
    const evidence: ParameterEvidence[] = [];
    for (const parameter of parameters) {
      const series = measuredSeries(run.series(parameter.series));
      if (series === null || series.length === 0 || !isLookedAt(parameter)) continue;
      const course = await this.#course(run, parameter.series, series);
      const [last] = await series.at([series.length - 1]);
      newest.set(parameter.tag, last!);
      evidence.push({ ...parameter, course, newest: last!.distribution });
    }
    const courses = scalars.flatMap(({ series: number }): ScalarEvidence[] => {
      const series = run.series(number);
      return series?.kind === "scalars" ? [scalarOf(series as ScalarSeries)] : [];
    });
    return { evidence: { model: run.name, parameters: evidence, scalars: courses }, newest };
  }

  async #course(run: Run, number: number, series: MeasuredSeries): Promise<Course> {
    const { generation } = run;
    const ofRun = this.#courses.get(run) ?? new Map<number, KeptCourse>();
    this.#courses.set(run, ofRun);
    const kept = ofRun.get(number);
    const known = kept?.generation === generation ? kept : null;
    const { length } = series;
    if (known?.length === length) return known.course;
    const { course: tail } = await courseOver(series, known?.length ?? 0, length);
    const course = known === null ? tail : joinedCourse(known.course, tail);
    ofRun.set(number, { generation, length, course });
    return course;
  }
}

/** What an optimiser keeps beside the weights is not the model; what cannot be drawn cannot be measured. */
function isLookedAt({ layer, parameter, unavailable }: ParameterSummary): boolean {
  return unavailable === null && !isOfOptimizer([...piecesOf(layer), ...piecesOf(parameter)]);
}

function scalarOf(series: ScalarSeries): ScalarEvidence {
  const { tag, length } = series;
  return { tag, steps: series.times(0, length).steps, values: series.values(0, length) };
}

/** The two at their newest points. */
function pairOf(a: Measured, b: Measured): PairEvidence {
  const parameters = a.evidence.parameters.flatMap((one): ParameterDistance[] => {
    const other = b.evidence.parameters.find(({ tag }) => tag === one.tag);
    if (other === undefined || one.newest === null || other.newest === null) return [];
    const { mean, variance } = one.newest;
    return [
      {
        ...one,
        ...distancesBetween(one.newest, other.newest),
        counts: [one.count, other.count],
        size: Math.hypot(mean, Math.sqrt(variance)),
      },
    ];
  });
  const lastOf = ({ newest }: Measured): number =>
    Math.max(0, ...Array.from(newest.values(), ({ step }) => step));
  return {
    models: [a.evidence.model, b.evidence.model],
    steps: [lastOf(a), lastOf(b)],
    parameters,
  };
}
