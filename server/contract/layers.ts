// Tags → layers and parameters: `hidden1/kernel`, `dense/kernel_0/histogram` and `gradients/layer1.0.conv1.weight` mean the same kinds of things.
import { isNumber, type Piece, piecesOf, spelled } from "./namePath.ts";
import { type Role, roleOf } from "./roles.ts";

/** What was measured of a parameter; of activations, of a whole layer. */
export type Quantity = "weights" | "gradients" | "activations";

export interface ParameterName {
  /** The repeated part that the layer is in (`model.layers.10`, `layer1.0`); "" outside all of them. */
  block: string;
  /** Path of the layer in the writer's own spelling, without what wraps the model or says the quantity; "" for none. */
  layer: string;
  /** `activation` where the quantity is of the layer itself. */
  parameter: string;
  role: Role;
  /** Gradients bear the layer, the parameter and the role of the weights they belong to. */
  quantity: Quantity;
}

export const ACTIVATION = "activation";

/** Pieces that wrappers around a model put into its names: torch.compile, FSDP, checkpointing, DeepSpeed, PEFT. */
const WRAPPERS: ReadonlySet<string> = new Set([
  "_orig_mod",
  "_fsdp_wrapped_module",
  "_checkpoint_wrapped_module",
  "_forward_module",
  "base_layer",
]);
/** DistributedDataParallel's wrapper: an ordinary word elsewhere, so only where a name starts with it. */
const DISTRIBUTED = "module";
/** Folders that people log all parameters under. */
const FOLDERS: ReadonlySet<string> = new Set([
  "weight",
  "weights",
  "param",
  "params",
  "parameter",
  "parameters",
  "hist",
  "histogram",
  "histograms",
  "distributions",
  "batch_stats",
]);
/** Of these, the one that also names parameters. */
const AMBIGUOUS_FOLDER = "weight";
/** What writers put behind a name. */
const ENDINGS: ReadonlySet<string> = new Set(["histogram", "hist", "distribution"]);

const QUANTITIES: ReadonlyMap<string, Quantity> = new Map([
  ["grad", "gradients"],
  ["grads", "gradients"],
  ["gradient", "gradients"],
  ["gradients", "gradients"],
  ["activations", "activations"],
]);
/** These name a quantity only at the end, or before the first `/`: layers and outputs are called so too. */
const QUANTITIES_AT_RIMS: ReadonlyMap<string, Quantity> = new Map([
  ["act", "activations"],
  ["acts", "activations"],
  ["activation", "activations"],
]);
const QUANTITIES_AT_END: ReadonlyMap<string, Quantity> = new Map([
  ["output", "activations"],
  ["outputs", "activations"],
]);
const FIRST_WORD = /^(grad|grads|gradient|gradients)[_-](?=.)/i;
const LAST_WORD = /[_-](grad|grads|gradient|gradients|act|activation|activations)$/i;
/** What the TensorBoard callback of TensorFlow 1 puts behind a layer's name. */
const OUTPUT = "_out";
/** No word of the tables is longer; longer pieces are not searched. */
const LONGEST_WORD = 28;

/** Resolves the tag of any histogram, or the name of any tensor, in time linear in its length. Never throws. */
export function parameterName(tag: string): ParameterName {
  const { path, quantity } = measured(withoutEndings(piecesOf(tag)));
  if (quantity === "activations") {
    const layer = spelled(path);
    return { block: blockOf(path), layer, parameter: ACTIVATION, role: "other", quantity };
  }
  const layer = path.slice(0, -1);
  const parameter = withoutOutputNumber(path.at(-1)!.text);
  const role = roleOf(layer, parameter);
  return { block: blockOf(layer), layer: spelled(layer), parameter, role, quantity };
}

interface Measured {
  /** The layer, and but for activations the parameter; at least one piece. */
  path: readonly Piece[];
  quantity: Quantity;
}

function measured(pieces: readonly Piece[]): Measured {
  const path: Piece[] = [];
  let quantity: Quantity | null = null;
  for (const [i, piece] of pieces.slice(0, -1).entries()) {
    const next = pieces[i + 1]!;
    const word = wordOf(piece.text);
    const isFirst = path.length === 0;
    const named =
      QUANTITIES.get(word) ??
      (isFirst && next.separator === "/" ? QUANTITIES_AT_RIMS.get(word) : undefined);
    if (quantity === null && named !== undefined) quantity = named;
    else if (!isWrapper(word, next, isFirst) && !isFolder(word, next, i + 2 === pieces.length)) {
      path.push(piece);
    }
  }
  path.push(pieces.at(-1)!);
  return quantity === null ? measuredAtRims(path) : { path, quantity };
}

function isWrapper(word: string, next: Piece, isFirst: boolean): boolean {
  return WRAPPERS.has(word) || (isFirst && word === DISTRIBUTED && next.separator === ".");
}

/** A folder holds names; a number after a dot is an item of a list, and a word for a quantity is about the parameter. */
function isFolder(word: string, next: Piece, isNextLast: boolean): boolean {
  if (!FOLDERS.has(word)) return false;
  if (word === AMBIGUOUS_FOLDER) return next.separator === "/" && !isNextLast;
  if (isNumber(next.text)) return next.separator === "/" && !isNextLast;
  return !(isNextLast && quantityAtEnd(next.text) !== undefined);
}

function quantityAtEnd(text: string): Quantity | undefined {
  const word = wordOf(text);
  return QUANTITIES.get(word) ?? QUANTITIES_AT_RIMS.get(word) ?? QUANTITIES_AT_END.get(word);
}

/** The path where its last piece, or a word at either end of it, tells the quantity; else these are weights. */
function measuredAtRims(path: readonly Piece[]): Measured {
  const [first, last] = [path[0]!, path.at(-1)!];
  const end = path.length > 1 ? quantityAtEnd(last.text) : undefined;
  if (end !== undefined) return { path: withoutEndings(path.slice(0, -1)), quantity: end };
  const [suffix, word] = LAST_WORD.exec(last.text.slice(-LONGEST_WORD)) ?? [];
  if (suffix !== undefined && suffix.length < last.text.length) {
    return { path: shortened(path, suffix.length), quantity: quantityAtEnd(word!)! };
  }
  if (path.length === 1 && last.text.endsWith(OUTPUT) && last.text !== OUTPUT) {
    return { path: shortened(path, OUTPUT.length), quantity: "activations" };
  }
  const prefix = FIRST_WORD.exec(first.text.slice(0, LONGEST_WORD))?.[0];
  if (prefix === undefined) return { path, quantity: "weights" };
  const named = { ...first, text: first.text.slice(prefix.length) };
  return { path: [named, ...path.slice(1)], quantity: "gradients" };
}

/** The pieces without `/histogram` behind them; one at least stays. */
function withoutEndings(pieces: readonly Piece[]): readonly Piece[] {
  let length = pieces.length;
  while (length > 1 && ENDINGS.has(wordOf(pieces[length - 1]!.text))) length--;
  return pieces.slice(0, length);
}

/** TensorFlow numbers the outputs of an operation; a variable has one, `:0`, in Keras' tags `_0`. */
function withoutOutputNumber(text: string): string {
  let bare = text;
  while (true) {
    const end = bare.endsWith("_0") ? bare.length - 2 : bare.lastIndexOf(":");
    if (end < 1 || !isNumber(bare.slice(end + 1))) return bare;
    bare = bare.slice(0, end);
  }
}

function shortened(path: readonly Piece[], by: number): Piece[] {
  const last = path.at(-1)!;
  return [...path.slice(0, -1), { ...last, text: last.text.slice(0, -by) }];
}

function wordOf(text: string): string {
  return text.length > LONGEST_WORD ? "" : text.toLowerCase();
}

/**
 * The outermost numbered container above the layer: a number of its own (`layers.10`), else a name that ends in one
 * (`encoderblock_3`), else a name in the style of Keras that starts with one (`conv2_block1_1_conv`).
 */
function blockOf(layer: readonly Piece[]): string {
  const above = layer.slice(0, -1);
  let depth = above.findIndex(({ text }) => isNumber(text));
  if (depth < 0) depth = above.findIndex(({ text }) => /_\d{1,9}$/.test(text));
  if (depth >= 0) return spelled(layer.slice(0, depth + 1));
  const block = /^.*?block_?\d+[a-z]?(?=_)/i.exec(layer.at(-1)?.text ?? "");
  return block === null ? "" : spelled([...above, { ...layer.at(-1)!, text: block[0] }]);
}
