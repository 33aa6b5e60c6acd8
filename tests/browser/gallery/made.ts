// Numbers as large networks and long studies have them, the same every time.
import type { MatrixLayer } from "../../../client/charts/matrixRows.ts";
import type { Quantities } from "../../../client/charts/matrixPixels.ts";
import type { ParallelColumn } from "../../../client/charts/parallelAxes.ts";
import type { PowerLaw, Spectrum } from "../../../client/charts/spectrumPlot.ts";

/** Evenly between 0 and 1; the same for the same seed. */
function chance(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}

/** About normal: the sum of twelve even ones. */
function normal(random: () => number): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random();
  return sum;
}

const PARTS = ["query", "key", "value", "attention", "norm1", "mlp.in", "mlp.out", "norm2"];

interface Network {
  layers: MatrixLayer[];
  quantities: Quantities;
}

/** 200 layers over 1,000 epochs: one stops early, one goes NaN, one is not logged for a while. */
export function denseNetwork(): Network {
  const blocks = Array.from({ length: 24 }, (_, i) => `encoder.${i}`);
  const inner = blocks.flatMap((block) => PARTS.map((part) => ({ name: part, block })));
  const alone = (name: string): MatrixLayer => ({ name, block: "" });
  const first = ["embed.tokens", "embed.positions", "embed.norm"].map(alone);
  const last = ["norm", "pool", "head.dense", "head.norm", "head.output"].map(alone);
  const layers = [...first, ...inner, ...last];
  const count = 1000;
  const values = new Float64Array(layers.length * count);
  const known = new Uint8Array(values.length).fill(1);
  layers.forEach((_, layer) => {
    const random = chance(layer + 1);
    const [start, pace, end] = [0.01 + 0.05 * random(), 1 / (80 + 500 * random()), 0.2 + random()];
    for (let epoch = 0; epoch < count; epoch++) {
      const grown = start + end * (1 - Math.exp(-epoch * pace)) * (0.3 + (0.9 * layer) / 200);
      // In a wave, not in noise: a picture of noise is ten times as large a file.
      values[layer * count + epoch] = grown * (1 + 0.1 * Math.sin(layer + epoch / 60));
      if (layer >= 90 && layer < 94 && epoch >= 700) values[layer * count + epoch] = NaN;
      if (layer === 30 && epoch > 200) values[layer * count + epoch] = 0.02;
      if (layer >= 140 && layer < 148 && epoch < 250) known[layer * count + epoch] = 0;
    }
  });
  const steps = Float64Array.from({ length: count }, (_, i) => i);
  return { layers, quantities: { values, known, steps, isSigned: false } };
}

export function smallNetwork(): Network {
  const names = ["conv1", "conv2", "conv3", "dense1", "dense2", "output"];
  const layers = names.map((name) => ({ name, block: "" }));
  const count = 16;
  const random = chance(7);
  const values = new Float64Array(names.length * count);
  const known = new Uint8Array(values.length).fill(1);
  names.forEach((_, layer) => {
    let mean = 0;
    for (let epoch = 0; epoch < count; epoch++) {
      values[layer * count + epoch] = mean;
      mean += (normal(random) + (layer - 2.5) * 0.4) * 0.01;
    }
  });
  values.fill(NaN, 4 * count + 12, 5 * count);
  known.fill(0, 10, 13);
  const steps = Float64Array.from({ length: count }, (_, i) => i);
  return { layers, quantities: { values, known, steps, isSigned: true } };
}

/** Losses that fall, with noise, a spike each, and one that diverges. */
export function curves(count: number, points: number): Float64Array[] {
  return Array.from({ length: count }, (_, model) => {
    const random = chance(model + 11);
    const [floor, pace] = [0.015 + (0.2 * (count - model)) / count, 3 + 5 * random()];
    const values = Float64Array.from({ length: points }, (_, i) => {
      const fall = 2.2 * Math.exp((-i / points) * pace) + floor;
      return fall * Math.exp(0.18 * normal(random));
    });
    values[Math.floor(points * (0.3 + 0.5 * random()))] = 2.6;
    if (model === 1) values.fill(NaN, Math.floor(points * 0.85));
    return values;
  });
}

export function models(count: number): ParallelColumn[] {
  const random = chance(5);
  const rates = Array.from({ length: count }, () => 10 ** (-5 + 4 * random()));
  const dropouts = Array.from({ length: count }, () => Math.round(random() * 9) / 10);
  const kinds = ["adam", "sgd", "rmsprop"];
  const optimizers = Array.from({ length: count }, (_, i) => {
    return i % 17 === 5 ? null : kinds[Math.floor(random() * 3)]!;
  });
  const units = Array.from({ length: count }, () => 2 ** Math.round(5 + 5 * random()));
  const accuracies = rates.map((rate, i) => {
    const off = Math.abs(Math.log10(rate) + 3) * 0.02 + dropouts[i]! * 0.03;
    return 0.985 - off - 0.004 * random();
  });
  return [
    { name: "learning_rate", values: rates },
    { name: "dropout", values: dropouts },
    { name: "optimizer", values: optimizers },
    { name: "units", values: units },
    { name: "accuracy/test", values: accuracies },
  ];
}

/** A kernel whose spectrum grows a heavy tail while it trains. */
export function heavyTails(): { spectra: Spectrum[]; law: PowerLaw } {
  const ranks = 256;
  const spectra = Array.from({ length: 16 }, (_, step) => {
    const values = Float64Array.from({ length: ranks }, (_, i) => {
      const bulk = 1.1 * (1 - ((i + 0.5) / ranks) ** 0.8) + 0.05;
      const tail = (0.35 * step ** 0.6) / (i + 1) ** 0.4;
      return bulk + tail * Math.exp(-i / 40);
    });
    return { step, values };
  });
  const lit = spectra[9]!.values;
  const tail = 24;
  let sum = 0;
  for (let i = 0; i < tail; i++) sum += 2 * Math.log(lit[i]! / lit[tail - 1]!);
  const law = { exponent: 1 + tail / sum, from: lit[tail - 1]! ** 2, count: tail };
  return { spectra, law };
}
