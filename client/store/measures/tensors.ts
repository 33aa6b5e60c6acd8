// Weights themselves, of which those that were looked at last are kept.
import { tensorPath } from "#contract/protocol.ts";
import { HeldTensors } from "../heldTensors.ts";
import type { Answers, Held, MeasureDemand } from "./demand.ts";
import type { TensorQuestion } from "./questions.ts";

export class Tensors implements Held<"tensor"> {
  readonly #answers: Answers;
  readonly #held = new HeldTensors();

  constructor(answers: Answers) {
    this.#answers = answers;
  }

  /** In the order of the tensor's shape. */
  of(question: TensorQuestion): Float32Array | null {
    return this.#held.get(pathOf("", question));
  }

  troubleOf(question: TensorQuestion): string | null {
    return this.#answers.troubleOf(pathOf("", question));
  }

  demand(question: TensorQuestion): MeasureDemand | null {
    const key = pathOf("", question);
    if (this.#held.has(key)) return null;
    return this.#answers.bytes(
      (server) => pathOf(server, question),
      (bytes) => this.#held.put(key, new Float32Array(bytes)),
    );
  }

  clear(): void {
    this.#held.clear();
  }
}

function pathOf(server: string, { run, generation, step, name }: TensorQuestion): string {
  return tensorPath(server, run, generation, step, name);
}
