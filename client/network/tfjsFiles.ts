// A model as TensorFlow.js saves it: `model.json` and the `.bin` files with its weights, as a person drops them.
import { type Dtype, isDrawn, valuesOf, widthOf } from "#contract/dtypes.ts";

/** A network that no server knows. */
export interface GivenNetwork {
  json: string;
  weights: readonly { name: string; shape: readonly number[]; values: Float32Array }[];
}

/** One tensor in the manifest; quantised ones are small integers, each worth `scale`, from `min` on. */
interface ManifestWeight {
  name: string;
  shape: number[];
  dtype: string;
  quantization?: { dtype: string; scale?: number; min?: number };
}

interface ManifestGroup {
  paths: string[];
  weights: ManifestWeight[];
}

const DTYPES: Readonly<Record<string, Dtype>> = {
  float32: "F32",
  float16: "F16",
  int32: "I32",
  uint16: "U16",
  uint8: "U8",
  bool: "BOOL",
};

/**
 * Reads the one model among the files. Rejects with an error whose message is for people: what is missing, or what else
 * the file is.
 */
export async function givenNetwork(files: readonly File[]): Promise<GivenNetwork> {
  const described = files.find(({ name }) => name.endsWith(".json"));
  if (described === undefined) {
    throw new Error("There is no model.json among these files: drop it with its .bin files.");
  }
  const json = await described.text();
  const manifest = manifestIn(json, described.name);
  const weights = await Promise.all(manifest.map((group) => weightsOf(group, described, files)));
  return { json, weights: weights.flat() };
}

function manifestIn(json: string, name: string): readonly ManifestGroup[] {
  let model: { format?: unknown; weightsManifest?: unknown };
  try {
    model = JSON.parse(json) as typeof model;
  } catch {
    throw new Error(`${name} is no JSON.`);
  }
  if (model.format === "graph-model") {
    throw new Error(
      `${name} is a graph model, whose layers are gone: convert the model to a TensorFlow.js layers model instead.`,
    );
  }
  if (!Array.isArray(model.weightsManifest)) {
    throw new Error(`${name} is no model of TensorFlow.js: it names no weights.`);
  }
  return model.weightsManifest as ManifestGroup[];
}

async function weightsOf(
  { paths, weights }: ManifestGroup,
  described: File,
  files: readonly File[],
): Promise<GivenNetwork["weights"]> {
  const parts = paths.map((path) => {
    const file = files.find(({ name }) => name === path.split("/").at(-1));
    if (file !== undefined) return file;
    throw new Error(`${described.name} keeps weights in ${path}: drop that file with it.`);
  });
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  let at = 0;
  return weights.map((weight) => {
    const stored = weight.quantization?.dtype ?? weight.dtype;
    const dtype = DTYPES[stored];
    if (dtype === undefined || !isDrawn(dtype)) {
      throw new Error(`${weight.name} in ${described.name} is of ${stored}, which is not read.`);
    }
    const length = weight.shape.reduce((product, size) => product * size, widthOf(dtype));
    if (at + length > bytes.length) {
      throw new Error(`${paths.join(", ")} ends before ${weight.name}: the file is not whole.`);
    }
    const values = Float32Array.from(valuesOf(dtype, bytes.slice(at, at + length)));
    at += length;
    const { scale, min } = weight.quantization ?? {};
    const isScaled = scale !== undefined && min !== undefined;
    return {
      name: weight.name,
      shape: weight.shape,
      values: isScaled ? values.map((value) => value * scale + min) : values,
    };
  });
}
