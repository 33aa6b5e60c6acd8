// How strongly every unit responds to every example, where it does most: measured once for all that is asked about units.
import { unitNodesOf, type UnitNodes } from "../graph/unitNodes.ts";
import type { LoadedNetwork } from "../engine/loaded.ts";
import type { Peaks } from "../cluster/responses.ts";
import { peaksIn } from "./peaks.ts";
import type { MethodContext } from "./method.ts";

/** Images × units of one layer. */
export interface LayerPeaks extends Peaks, UnitNodes {
  images: number;
}

/** What is more urgent waits no longer than this takes. */
const BATCH = 50;

/** Nothing of a network ever changes, nor do the examples at an address. */
const known = new WeakMap<LoadedNetwork, { address: string; layers: readonly LayerPeaks[] }>();

/** All layers with units, from the input to the output; `done` is told the share that is done. */
export async function unitPeaks(
  context: MethodContext,
  loaded: LoadedNetwork,
  address: string,
  done: (share: number) => void,
): Promise<readonly LayerPeaks[]> {
  const before = known.get(loaded);
  if (before?.address === address) return before.layers;
  const examples = await context.examples(address);
  const { count } = examples;
  const layers = unitNodesOf(loaded.network).map((nodes): LayerPeaks => {
    const length = count * nodes.units;
    const places = { rows: new Int32Array(length), columns: new Int32Array(length) };
    return { ...nodes, images: count, values: new Float32Array(length), ...places };
  });
  const asked = layers.map(({ layer, says, units }) => {
    return { layer, stands: [layer], kind: "units" as const, node: says, neurons: units };
  });
  for (let from = 0; from < count; from += BATCH) {
    await context.breathe();
    const to = Math.min(from + BATCH, count);
    peaksIn(loaded, asked, examples, from, to).forEach((peaks, at) => {
      const layer = layers[at]!;
      layer.values.set(peaks.values, from * layer.units);
      layer.rows.set(peaks.rows, from * layer.units);
      layer.columns.set(peaks.columns, from * layer.units);
    });
    done(to / count);
  }
  known.set(loaded, { address, layers });
  return layers;
}

/** One unit's peaks on all images. */
export function peaksOfUnit({ values, units, images }: LayerPeaks, unit: number): Float32Array {
  return Float32Array.from({ length: images }, (_, image) => values[image * units + unit]!);
}
