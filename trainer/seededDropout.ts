// Dropout whose masks can be repeated: tfjs's own, given a seed, draws the same mask for every batch.
import { mul, type Tensor, tensor, tidy } from "@tensorflow/tfjs-core";
import { layers } from "@tensorflow/tfjs-layers";
import type { Random } from "./random.ts";

/**
 * Sets each activation to 0 with probability `rate` while training and scales the others by 1/(1 − rate).
 *
 * The mask comes from the generator that {@link reseed} was given last. In a model's JSON it is a plain `Dropout`,
 * which every reader of Keras models knows.
 */
export class SeededDropout extends layers.Layer {
  static readonly className = "Dropout";
  readonly rate: number;
  #random: Random | null = null;

  constructor({ name, rate }: { name: string; rate: number }) {
    super({ name });
    if (!(rate >= 0 && rate < 1)) throw new RangeError(`a dropout rate of ${rate}`);
    this.rate = rate;
    this.supportsMasking = true;
  }

  /** Decides the masks to come; called before every batch, so that each has one of its own. */
  reseed(random: Random): void {
    this.#random = random;
  }

  override call(inputs: Tensor | Tensor[], kwargs: { training?: boolean }): Tensor {
    const input = Array.isArray(inputs) ? inputs[0]! : inputs;
    if (kwargs.training !== true || this.rate === 0) return input;
    if (this.#random === null) throw new Error(`${this.name} was not given a seed for this batch`);
    const mask = this.#mask(input.size, this.#random);
    return tidy(() => mul(input, tensor(mask, input.shape)));
  }

  #mask(length: number, random: Random): Float32Array {
    const scale = 1 / (1 - this.rate);
    const mask = new Float32Array(length);
    for (let i = 0; i < length; i++) if (random() >= this.rate) mask[i] = scale;
    return mask;
  }

  override getConfig(): ReturnType<layers.Layer["getConfig"]> {
    return { ...super.getConfig(), rate: this.rate, noiseShape: null, seed: null };
  }
}
