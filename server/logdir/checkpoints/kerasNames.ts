// What Keras calls the tensors of its HDF5 files: `layers/conv2d/vars/0` of a layer named `stem` is `stem/kernel`.

/** Groups that hold a model's layers, and say nothing of it. */
const CONTAINERS: ReadonlySet<string> = new Set(["layers", "_layer_checkpoint_dependencies"]);
const VARIABLES = "vars";
/** Of a whole model in the format of Keras 2, in which every layer has a group of its name in a group of its name. */
const MODEL_WEIGHTS = "model_weights";

/** What is saved with a model to train on; its variables have no names. */
const BESIDE_MODEL: ReadonlySet<string> = new Set(["optimizer", "optimizer_weights", "metrics"]);

const KERNEL = ["kernel", "bias"];
const CELL = ["kernel", "recurrent_kernel", "bias"];
const MOVING = ["moving_mean", "moving_variance"];

/**
 * Names of a layer's variables in Keras's order, by the end of its class in snake case and by how many there are; the
 * first pattern that matches counts.
 */
const NAMES: readonly [kind: RegExp, names: (count: number) => readonly string[]][] = [
  [/batch_normalization$/, (count) => [...["gamma", "beta"].slice(4 - count), ...MOVING]],
  [/normalization$/, () => ["gamma", "beta"]],
  [/embedding$/, () => ["embeddings"]],
  [/separable_conv\dd$/, () => ["depthwise_kernel", "pointwise_kernel", "bias"]],
  [/dense$|conv\dd(_transpose)?$/, () => KERNEL],
  [/(cell|lstm|gru|rnn)$/, () => CELL],
  [/p_re_lu$/, () => ["alpha"]],
];

/**
 * The name of every path of a data set. `layerNames` has the names of layers by the path of the group that holds their
 * variables (`layers/conv2d/vars`) or of the layer (`layers/conv2d`).
 */
export function kerasNames(
  paths: readonly string[],
  layerNames: ReadonlyMap<string, string>,
): Map<string, string> {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const group = path.slice(0, path.lastIndexOf("/"));
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return new Map(
    paths.map((path) => {
      const pieces = path.split("/");
      const count = counts.get(pieces.slice(0, -1).join("/"))!;
      if (BESIDE_MODEL.has(pieces[0]!)) return [path, path];
      if (pieces.at(-2) === VARIABLES) return [path, numbered(pieces, layerNames, count)];
      return [path, named(pieces)];
    }),
  );
}

/** Keras 3: a variable by its number, in groups named by class and number. */
function numbered(
  pieces: readonly string[],
  layerNames: ReadonlyMap<string, string>,
  count: number,
): string {
  const layer = pieces.slice(0, -2);
  const names = layer.flatMap((piece, i) => {
    const path = layer.slice(0, i + 1).join("/");
    const isContainer = CONTAINERS.has(piece);
    return isContainer
      ? []
      : (layerNames.get(`${path}/${VARIABLES}`) ?? layerNames.get(path) ?? piece);
  });
  const kind = layer.at(-1)?.replace(/_\d+$/, "") ?? "";
  const number = pieces.at(-1)!;
  const known = NAMES.find(([pattern]) => pattern.test(kind))?.[1](count) ?? [];
  return [...names, known[Number(number)] ?? number].join("/");
}

/** Keras 2, and whole models of Keras 3 in its format: names as they are, with TensorFlow's number of an output. */
function named(pieces: readonly string[]): string {
  const path = pieces[0] === MODEL_WEIGHTS ? pieces.slice(1) : pieces;
  const twice = path.length > 2 && path[0] === path[1];
  return (twice ? path.slice(1) : path).join("/").replace(/:\d+$/, "");
}

/**
 * The names of layers by the path of their group, from a model's JSON: Keras numbers the layers of one class, in their
 * order, within the model or layer that holds them. Empty when the JSON holds no layers.
 */
export function layerNamesFromJson(json: string): Map<string, string> {
  const names = new Map<string, string>();
  const visit = (model: unknown, above: string): void => {
    const layers = property(property(model, "config"), "layers");
    if (!Array.isArray(layers)) return;
    const counts = new Map<string, number>();
    for (const layer of layers) {
      const kind = snakeCase(String(property(layer, "class_name")));
      const number = counts.get(kind) ?? 0;
      counts.set(kind, number + 1);
      const path = `${above}layers/${kind}${number === 0 ? "" : `_${number}`}`;
      const name = property(property(layer, "config"), "name");
      if (typeof name === "string") names.set(path, name);
      if (path.split("/").length < DEEPEST) visit(layer, `${path}/`);
    }
  };
  visit(JSON.parse(json), "");
  return names;
}

const DEEPEST = 64;

/** As Keras spells a class in names: `BatchNormalization` is `batch_normalization`, `Conv2D` is `conv2d`. */
function snakeCase(name: string): string {
  return name
    .replaceAll(/\W+/g, "")
    .replaceAll(/(.)([A-Z][a-z]+)/g, "$1_$2")
    .replaceAll(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
