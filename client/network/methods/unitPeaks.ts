// How strongly every unit responds to every example, where it does most: measured once for all that is asked about units.
import { unitNodesOf, type UnitNodes } from "../graph/unitNodes.ts";
import type { LoadedNetwork } from "../engine/loaded.ts";
import { inTurns } from "../inTurns.ts";
import { fittingExamples } from "./inputOf.ts";
import { peaksIn } from "./peaks.ts";
import type { MethodContext } from "./method.ts";

/** Images × units of one layer. */
export interface LayerPeaks extends UnitNodes {
  images: number;
  values: Float32Array;
  /** Where on its map each is; empty of what has no maps. */
  rows: Uint16Array;
  columns: Uint16Array;
}

interface Kept {
  address: string;
  layers: readonly LayerPeaks[];
}

/** Nothing of a network ever changes, nor do the examples at an address. What was used last is at the end. */
const kept = new Map<LoadedNetwork, Kept>();
/** 1,000 examples of a network of 1,034 units take 4 MB. */
const MOST_BYTES = 96 * 2 ** 20;

/** All layers with units, from the input to the output; `done` is told the share that is done. */
export async function unitPeaks(
  context: MethodContext,
  loaded: LoadedNetwork,
  address: string,
  done: (share: number) => void,
): Promise<readonly LayerPeaks[]> {
  const before = kept.get(loaded);
  if (before?.address === address) {
    keep(loaded, before);
    return before.layers;
  }
  const examples = await fittingExamples(context, loaded.network, address);
  const { count } = examples;
  const layers = unitNodesOf(loaded.network).map((nodes): LayerPeaks => {
    const length = count * nodes.units;
    const hasMaps = loaded.network.nodes[nodes.says]!.shape.length > 1;
    const places = hasMaps ? length : 0;
    const found = { rows: new Uint16Array(places), columns: new Uint16Array(places) };
    return { ...nodes, images: count, values: new Float32Array(length), ...found };
  });
  const asked = layers.map(({ layer, says, units }) => {
    return { layer, stands: [layer], kind: "units" as const, node: says, neurons: units };
  });
  await inTurns(count, context, (from, some) => {
    const to = from + some;
    peaksIn(loaded, asked, examples, from, to).forEach((peaks, at) => {
      const layer = layers[at]!;
      layer.values.set(peaks.values, from * layer.units);
      if (layer.rows.length === 0) return;
      layer.rows.set(peaks.rows, from * layer.units);
      layer.columns.set(peaks.columns, from * layer.units);
    });
    done(to / count);
  });
  keep(loaded, { address, layers });
  return layers;
}

/** The newest stays, whatever it takes. */
function keep(loaded: LoadedNetwork, newest: Kept): void {
  kept.delete(loaded);
  kept.set(loaded, newest);
  let bytes = [...kept.values()].reduce((sum, one) => sum + bytesOf(one), 0);
  for (const [old, one] of kept) {
    if (bytes <= MOST_BYTES || old === loaded) return;
    kept.delete(old);
    bytes -= bytesOf(one);
  }
}

function bytesOf({ layers }: Kept): number {
  return layers.reduce((sum, { values, rows }) => sum + values.byteLength + 2 * rows.byteLength, 0);
}

/** One unit's peaks on all images. */
export function peaksOfUnit({ values, units, images }: LayerPeaks, unit: number): Float32Array {
  return Float32Array.from({ length: images }, (_, image) => values[image * units + unit]!);
}
