// Every data set by name; a new one is a file beside this and a line here.
import type { Dataset } from "./dataset.ts";
import { fashionMnist } from "./fashionMnist.ts";
import { mnist } from "./mnist.ts";

export type { Dataset, LabelledImages } from "./dataset.ts";

const datasets = { mnist, "fashion-mnist": fashionMnist } satisfies Record<string, () => Dataset>;

export type DatasetName = keyof typeof datasets;
export const datasetNames = Object.keys(datasets) as DatasetName[];

/** Reads the images from the installed package into memory, 55 MB of them. */
export function loadDataset(name: DatasetName): Dataset {
  return datasets[name]();
}
