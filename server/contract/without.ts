// Units that a model is trained without, and how a command line, a run's hyperparameters and the page name them.

/** By the layer's name: numbers of units (of a convolution: of filters), ascending, each once. */
export type Without = Readonly<Record<string, readonly number[]>>;

/** One word for each layer: "hidden1:3,17-20", "hidden2:5". */
export function withoutWords(without: Without): string[] {
  return Object.entries(without).map(([layer, units]) => `${layer}:${rangesOf(units)}`);
}

function rangesOf(units: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const unit of units) {
    const last = ranges.at(-1);
    if (last?.[1] === unit - 1) last[1] = unit;
    else ranges.push([unit, unit]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(",");
}
