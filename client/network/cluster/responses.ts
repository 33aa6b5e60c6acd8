// What every neuron responds to: how strongly on average, by class, and to which image most.
import type { Examples } from "../examples.ts";
import type { LayerColumn } from "./columns.ts";

/** Of one batch: images × neurons, each neuron's maximum and where on its map it is. */
export interface Peaks {
  values: Float32Array;
  rows: Int32Array;
  columns: Int32Array;
}

export interface Responses {
  readonly classes: number;
  /** Images of each class so far. */
  readonly counts: Int32Array;
  readonly isPredicted: boolean;
  /** Takes in what the images from `first` on brought forth, column by column. */
  add(first: number, peaks: readonly Peaks[]): void;
  /** Neurons of a column that are told of, ascending: all, or `most` with the highest means. */
  mostActive(column: number, most: number): Int32Array;
  classMeans(column: number, neurons: Int32Array): Float32Array;
  activation(column: number, neurons: Int32Array): Float32Array;
  best(
    column: number,
    neurons: Int32Array,
  ): { example: Int32Array; row: Int32Array; column: Int32Array };
}

/** The last column is the answer: of images without a known class, it tells the class. */
export function measureResponses(
  layers: readonly LayerColumn[],
  { labels, classes: names }: Examples,
): Responses {
  const answers = layers.at(-1)!.neurons;
  const known = labels === null ? 0 : labels.reduce((most, label) => Math.max(most, label + 1), 0);
  const classes = labels === null ? answers : Math.max(known, names?.length ?? 0);
  const counts = new Int32Array(classes);
  const held = layers.map(({ neurons }) => ({
    sums: new Float64Array(classes * neurons),
    most: new Float32Array(neurons).fill(-Infinity),
    example: new Int32Array(neurons),
    row: new Int32Array(neurons),
    column: new Int32Array(neurons),
  }));
  const seen = (): number =>
    Math.max(
      counts.reduce((sum, count) => sum + count, 0),
      1,
    );
  const activation = (at: number, neurons: Int32Array): Float32Array => {
    const { sums } = held[at]!;
    return Float32Array.from(neurons, (neuron) => {
      let sum = 0;
      for (let c = 0; c < classes; c++) sum += sums[c * layers[at]!.neurons + neuron]!;
      return sum / seen();
    });
  };
  return {
    classes,
    counts,
    isPredicted: labels === null,
    add(first, peaks) {
      const images = peaks.at(-1)!.values.length / answers;
      for (let image = 0; image < images; image++) {
        const label = labels?.[first + image] ?? largestIn(peaks.at(-1)!.values, image, answers);
        if (label < 0) continue;
        counts[label]!++;
        peaks.forEach(({ values, rows, columns }, at) => {
          const { neurons } = layers[at]!;
          const own = held[at]!;
          for (let neuron = 0; neuron < neurons; neuron++) {
            const place = image * neurons + neuron;
            const value = values[place]!;
            own.sums[label * neurons + neuron]! += value;
            if (!(value > own.most[neuron]!)) continue;
            own.most[neuron] = value;
            own.example[neuron] = first + image;
            own.row[neuron] = rows[place]!;
            own.column[neuron] = columns[place]!;
          }
        });
      }
    },
    mostActive(at, most) {
      const all = Int32Array.from({ length: layers[at]!.neurons }, (_, i) => i);
      if (all.length <= most) return all;
      const means = activation(at, all);
      return all
        .sort((one, other) => means[other]! - means[one]!)
        .slice(0, most)
        .sort();
    },
    classMeans(at, neurons) {
      const means = new Float32Array(neurons.length * classes);
      neurons.forEach((neuron, i) => {
        for (let c = 0; c < classes; c++) {
          const sum = held[at]!.sums[c * layers[at]!.neurons + neuron]!;
          means[i * classes + c] = sum / Math.max(counts[c]!, 1);
        }
      });
      return means;
    },
    activation,
    best(at, neurons) {
      const { example, row, column } = held[at]!;
      const of = (values: Int32Array): Int32Array => neurons.map((neuron) => values[neuron]!);
      return { example: of(example), row: of(row), column: of(column) };
    },
  };
}

function largestIn(values: Float32Array, image: number, width: number): number {
  let best = 0;
  for (let i = 1; i < width; i++) {
    if (values[image * width + i]! > values[image * width + best]!) best = i;
  }
  return best;
}
