// The singular values of kernels.
import type { Column } from "#contract/frames.ts";
import { type MeasuresFrame, spectrumPath } from "#contract/protocol.ts";
import type { Answers, Held, MeasureDemand } from "./demand.ts";
import type { SpectrumQuestion } from "./questions.ts";

/** Singular values in descending order, and the sizes of the matrix that the kernel was taken for. */
export interface HeldSpectrum {
  values: Float64Array;
  rows: number;
  columns: number;
}

export class Spectra implements Held<"spectrum"> {
  readonly #answers: Answers;
  readonly #held = new Map<string, HeldSpectrum>();

  constructor(answers: Answers) {
    this.#answers = answers;
  }

  of(question: SpectrumQuestion): HeldSpectrum | null {
    return this.#held.get(pathOf("", question)) ?? null;
  }

  troubleOf(question: SpectrumQuestion): string | null {
    return this.#answers.troubleOf(pathOf("", question));
  }

  demand(question: SpectrumQuestion): MeasureDemand | null {
    const key = pathOf("", question);
    if (this.#held.has(key)) return null;
    return this.#answers.frame(
      (server) => pathOf(server, question),
      ({ meta, columns }) => this.#held.set(key, spectrumFrom(meta, columns)),
    );
  }

  clear(): void {
    this.#held.clear();
  }
}

/** Its address, which is another one for every question. */
function pathOf(server: string, { run, generation, step, name }: SpectrumQuestion): string {
  return spectrumPath(server, run, generation, step, name);
}

function spectrumFrom(meta: MeasuresFrame, [values]: readonly Column[]): HeldSpectrum {
  if (meta.type !== "spectrum") throw new TypeError("not a spectrum");
  return { values: values as Float64Array, rows: meta.rows, columns: meta.columns };
}
