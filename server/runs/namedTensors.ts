// A checkpoint's tensors by the tags that their histograms are logged under.
import { type ParameterName, parameterName, type Quantity } from "#contract/layers.ts";
import { meaningInside, meaningOf } from "#contract/parameterNames.ts";

/** A tensor by its name. */
export interface Shaped {
  name: string;
  shape: readonly number[];
  /** What the name says, where that is known already. */
  readonly meaning?: ParameterName;
}

/** Finds a checkpoint's tensors by the tags that their histograms are logged under. */
export class NamedTensors<Tensor extends Shaped> {
  readonly #tensors: readonly Tensor[];
  readonly #byName: ReadonlyMap<string, Tensor>;
  /** From the strictest reading of a name to the freest; made when a name is not a tensor's own. */
  #readings: readonly Reading<Tensor>[] | null = null;

  constructor(tensors: readonly Tensor[]) {
    this.#tensors = tensors;
    this.#byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  }

  /** The tensor of exactly this name, else the only one that means the same parameter of the same layer. */
  find(name: string): Tensor | null {
    return this.#byName.get(name) ?? this.#findMeaning(name, "weights");
  }

  /** Shape of the tensor of this name; a gradient has that of its weights. */
  shapeOf(name: string): readonly number[] | null {
    return (this.find(name) ?? this.#findMeaning(name, "gradients"))?.shape ?? null;
  }

  #findMeaning(name: string, quantity: Quantity): Tensor | null {
    const asked = parameterName(name);
    if (asked.quantity !== quantity) return null;
    this.#readings ??= readingsOf(this.#tensors);
    for (const { meaning, tensors } of this.#readings) {
      const found = tensors.get(meaning(asked));
      if (found) return found;
    }
    return null;
  }
}

/** Tensors by one reading of their names; null where several tensors are read alike. */
interface Reading<Tensor> {
  meaning: (name: ParameterName) => string;
  tensors: ReadonlyMap<string, Tensor | null>;
}

function readingsOf<Tensor extends Shaped>(tensors: readonly Tensor[]): Reading<Tensor>[] {
  const named = tensors
    .map((tensor) => ({ tensor, name: tensor.meaning ?? parameterName(tensor.name) }))
    .filter(({ name }) => name.quantity === "weights");
  return [meaningOf, meaningInside].map((meaning) => {
    const read = new Map<string, Tensor | null>();
    for (const { tensor, name } of named) {
      const key = meaning(name);
      read.set(key, read.has(key) ? null : tensor);
    }
    return { meaning, tensors: read };
  });
}
