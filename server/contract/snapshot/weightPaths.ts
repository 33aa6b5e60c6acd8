// What a recording holds that is computed from whole weights: spectra, and the distances between two models, as far as patience reaches.
import { RunningGram } from "../measures/gram.ts";
import { chosenSteps } from "../measures/chosenSteps.ts";
import { kernelShape, matrixSize } from "../measures/kernelShape.ts";
import {
  exactDistancesPath,
  type ParameterSummary,
  type RunSummary,
  spectrumPath,
} from "../protocol.ts";

/** Multiplications for all spectra: about half a minute of one core. */
const MOST_MULTIPLICATIONS = 1.5e10;
/** Weights that are put in order for all exact distances: some ten seconds of one core. */
const MOST_SORTED = 5e7;

/** A model, and those of its parameters that are recorded. */
export interface Recorded {
  run: RunSummary;
  /** What is looked at first. */
  parameters: readonly ParameterSummary[];
}

/** Of the kernels of all models in turn, as many as there is patience for. */
export function spectrumPaths(server: string, models: readonly Recorded[]): string[] {
  let left = MOST_MULTIPLICATIONS;
  return inTurn(models).flatMap(({ run, parameter }) => {
    const { shape, parameter: name, quantity, tag } = parameter;
    const kernel = shape === null || quantity !== "weights" ? null : kernelShape(shape, name);
    const steps = chosenSteps(run.checkpoints, null);
    if (kernel === null || shape!.includes(0) || steps.length === 0) return [];
    const work = RunningGram.workOf(matrixSize(kernel)) * steps.length;
    if (work > left) return [];
    left -= work;
    return steps.map((step) => spectrumPath(server, run.id, run.generation, step, tag));
  });
}

/** Between two models at the same step, of as many parameters as there is patience for. */
export function exactPaths(server: string, [a, b]: readonly Recorded[]): string[] {
  if (a === undefined || b === undefined) return [];
  const steps = a.run.checkpoints.filter((step) => b.run.checkpoints.includes(step));
  const others = new Map(b.parameters.map((parameter) => [nameOf(parameter), parameter]));
  let left = MOST_SORTED;
  return a.parameters.flatMap((parameter) => {
    const other = others.get(nameOf(parameter));
    if (other === undefined || parameter.quantity !== "weights") return [];
    const work = (parameter.count + other.count) * steps.length;
    if (work > left) return [];
    left -= work;
    const at = ({ run }: Recorded, step: number, { tag: name }: ParameterSummary) => {
      return { run: run.id, generation: run.generation, step, name };
    };
    return steps.map((step) => {
      return exactDistancesPath(server, at(a, step, parameter), at(b, step, other));
    });
  });
}

/** A's first, B's first, A's second … */
function inTurn(models: readonly Recorded[]): { run: RunSummary; parameter: ParameterSummary }[] {
  const most = Math.max(0, ...models.map(({ parameters }) => parameters.length));
  return Array.from({ length: most }, (_, i) =>
    models.flatMap(({ run, parameters }) => {
      const parameter = parameters[i];
      return parameter === undefined ? [] : [{ run, parameter }];
    }),
  ).flat();
}

function nameOf({ layer, parameter, quantity }: ParameterSummary): string {
  return JSON.stringify([layer, parameter, quantity]);
}
