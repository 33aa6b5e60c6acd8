// Which units of another network respond to the same examples as one of this, and how alike whole layers are.
import { type Tensor2D, tensor2d, tidy } from "@tensorflow/tfjs-core";
import { linearCka } from "../explain/cka.ts";
import { unitNodes } from "../graph/unitNodes.ts";
import type { Method, NetworkAt } from "./method.ts";
import { type LayerPeaks, peaksOfUnit, unitPeaks } from "./unitPeaks.ts";

export interface MatchesParams {
  network: NetworkAt;
  layer: string;
  unit: number;
  /** The network that is searched. */
  other: NetworkAt;
  /** Address of the examples. */
  examples: string;
}

export interface Match {
  layer: string;
  unit: number;
  /** Pearson's, of the largest activations on each example. */
  correlation: number;
}

export interface MatchesResult {
  /** The best first, at most five. */
  matches: readonly Match[];
  /** Linear CKA of this unit's layer with each of the other network's, 0 … 1. */
  layers: readonly { layer: string; cka: number }[];
}

const MOST = 5;

export const matches: Method<MatchesParams, MatchesResult> = async (context, params) => {
  const { layer, unit, examples } = params;
  const network = await context.network(params.network);
  unitNodes(network.network, layer, unit);
  const other = await context.network(params.other);
  const own = await unitPeaks(context, network, examples, (share) => context.progress(share / 2));
  const others = await unitPeaks(context, other, examples, (share) =>
    context.progress((1 + share) / 2),
  );
  const layerPeaks = own.find((one) => one.layer === layer)!;
  const peaks = peaksOfUnit(layerPeaks, unit);
  const found = others.flatMap((one) =>
    Array.from({ length: one.units }, (_, at) => {
      const correlated = correlation(peaks, peaksOfUnit(one, at));
      return { layer: one.layer, unit: at, correlation: correlated };
    }),
  );
  const layers: { layer: string; cka: number }[] = [];
  for (const one of others) {
    await context.breathe();
    layers.push({ layer: one.layer, cka: ckaOf(layerPeaks, one) });
  }
  return {
    matches: found
      .filter((match) => Number.isFinite(match.correlation))
      .sort((one, two) => two.correlation - one.correlation)
      .slice(0, MOST),
    layers,
  };
};

function ckaOf(one: LayerPeaks, other: LayerPeaks): number {
  let cka = NaN;
  tidy(() => {
    const matrix = ({ values, images, units }: LayerPeaks): Tensor2D =>
      tensor2d(values, [images, units]);
    cka = linearCka(matrix(one), matrix(other));
  });
  return cka;
}

/** NaN where either is the same on all examples. */
export function correlation(one: Float32Array, other: Float32Array): number {
  const mean = (values: Float32Array): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [middle, otherMiddle] = [mean(one), mean(other)];
  let [both, own, others] = [0, 0, 0];
  for (let i = 0; i < one.length; i++) {
    const [a, b] = [one[i]! - middle, other[i]! - otherMiddle];
    both += a * b;
    own += a * a;
    others += b * b;
  }
  return own === 0 || others === 0 ? NaN : both / Math.sqrt(own * others);
}
