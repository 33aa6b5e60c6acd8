// A model's JSON as Keras and TensorFlow.js write it: which layers, of what kind, in what order.

/** One layer of an architecture, in words for a person. */
export interface ArchitectureLayer {
  name: string;
  /** The class, as Keras spells it: Dense, Conv2D, BatchNormalization … */
  kind: string;
  /** What sets it apart: "512 · relu", "32 · 3×3 · relu", "rate 0.2". */
  detail: string;
  /** Its weights as Keras names them, in Keras's order; empty for a layer without, or of a kind that is not known. */
  variables: readonly string[];
}

export const KERAS_TAG = "keras";
export const KERAS_PLUGIN = "graph_keras_model";
/** A model's JSON beyond this is refused before it is parsed. */
const LONGEST_JSON = 20_000_000;
/** Lists and objects in one another; the models of models that there are stay below a hundred. */
const DEEPEST_JSON = 1000;
const MOST_LAYERS = 10_000;
/** Every page is told them: longer ones are shortened. */
const LONGEST_WORD = 1000;
/** More dimensions than any layer's window has. */
const MOST_SIZES = 8;

/** The layers named in a Keras model JSON; throws an Error that says what is wrong with it. */
export function architectureFromJson(json: string): ArchitectureLayer[] {
  if (json.length > LONGEST_JSON)
    throw new Error(`model JSON of ${json.length} characters is refused`);
  if (isDeeperThan(DEEPEST_JSON, json))
    throw new Error(`model JSON more than ${DEEPEST_JSON} lists and objects deep is refused`);
  const model = JSON.parse(json) as unknown;
  const config = property(model, "config");
  const layers = Array.isArray(config) ? config : property(config, "layers");
  if (!Array.isArray(layers)) throw new Error("model JSON without a list of layers");
  if (layers.length > MOST_LAYERS)
    throw new Error(`a model of ${layers.length} layers is refused: more than ${MOST_LAYERS}`);
  return layers.map((layer) => {
    const settings = property(layer, "config");
    const kind = textOr(property(layer, "class_name"), "Layer");
    const name = textOr(property(settings, "name"), kind);
    return { name, kind, detail: detailOf(settings), variables: variablesOf(kind, settings) };
  });
}

/** Whether lists and objects lie in one another more often than `most` times. */
function isDeeperThan(most: number, json: string): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < json.length && depth <= most; at++) {
    const character = json[at]!;
    if (inText && character === "\\") at++;
    else if (character === '"') inText = !inText;
    else if (!inText) depth += DEPTH[character] ?? 0;
  }
  return depth > most;
}

const DEPTH: Readonly<Record<string, number>> = { "[": 1, "{": 1, "]": -1, "}": -1 };

/** The layers that own a variable of that name, once for each that they own, in the model's order. */
export function ownersOf(architecture: readonly ArchitectureLayer[], variable: string): string[] {
  return architecture.flatMap(({ name, variables }) =>
    variables.filter((one) => one === variable).map(() => name),
  );
}

const BIAS = "bias";
const CELL = ["kernel", "recurrent_kernel", BIAS];
const NORM = ["gamma", "beta"];
/** Attention's query, key, value and output, each with a kernel and a bias. */
const ATTENTION = Array.from({ length: 4 }, () => ["kernel", BIAS]).flat();

/** Variables by kind of layer; the first pattern that matches counts. */
const VARIABLES: readonly [pattern: RegExp, variables: readonly string[]][] = [
  [/^BatchNormalization$/, [...NORM, "moving_mean", "moving_variance"]],
  [/Normalization$/, NORM],
  [/^SeparableConv/, ["depthwise_kernel", "pointwise_kernel", BIAS]],
  [/^(Dense|EinsumDense|Conv|DepthwiseConv)/, ["kernel", BIAS]],
  [/^(LSTM|GRU|SimpleRNN)/, CELL],
  [/^Bidirectional$/, [...CELL, ...CELL]],
  [/^MultiHeadAttention$/, ATTENTION],
  [/^Embedding$/, ["embeddings"]],
  [/^PReLU$/, ["alpha"]],
];

function variablesOf(kind: string, settings: unknown): string[] {
  const without = new Set<string>();
  if (property(settings, "use_bias") === false) without.add(BIAS);
  if (property(settings, "center") === false) without.add("beta");
  if (property(settings, "scale") === false) without.add("gamma");
  const [, variables = []] = VARIABLES.find(([pattern]) => pattern.test(kind)) ?? [];
  return variables.filter((variable) => !without.has(variable));
}

function detailOf(settings: unknown): string {
  const parts: string[] = [];
  const units = property(settings, "units") ?? property(settings, "filters");
  if (typeof units === "number") parts.push(String(units));
  const kernel = property(settings, "kernel_size") ?? property(settings, "pool_size");
  if (isSizes(kernel)) parts.push(kernel.join("×"));
  const rate = property(settings, "rate");
  if (typeof rate === "number") parts.push(`rate ${rate}`);
  const activation = property(settings, "activation");
  if (typeof activation === "string" && activation !== "linear") parts.push(shortened(activation));
  return parts.join(" · ");
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === "string" ? shortened(value) : otherwise;
}

function isSizes(value: unknown): value is number[] {
  if (!Array.isArray(value) || value.length > MOST_SIZES) return false;
  return value.every((size) => typeof size === "number");
}

function shortened(word: string): string {
  return word.length > LONGEST_WORD ? `${word.slice(0, LONGEST_WORD)}…` : word;
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
