// What a parameter does in its layer, as far as its name and its shape tell.
import { isNumber, type Piece } from "./namePath.ts";

/** What a parameter does in its layer; a norm's weight is a scale, and what training only keeps count of a statistic. */
export type Role = "kernel" | "bias" | "scale" | "embedding" | "statistic" | "other";

/** In the order in which they stand inside a layer. */
export const ROLES: readonly Role[] = [
  "kernel",
  "embedding",
  "scale",
  "bias",
  "other",
  "statistic",
];

/** Whole names that say more, or something else, than their words. */
const NAMES: ReadonlyMap<string, Role> = new Map([
  ["num_batches_tracked", "statistic"],
  ["mean", "statistic"],
  ["var", "statistic"],
  ["exp_avg", "statistic"],
  ["exp_avg_sq", "statistic"],
  ["max_exp_avg_sq", "statistic"],
  ["momentum_buffer", "statistic"],
  ["square_avg", "statistic"],
  ["weight_g", "scale"],
  ["weight_mask", "other"],
  ["original", "kernel"],
  ["original0", "scale"],
  ["original1", "kernel"],
  ["cls_token", "embedding"],
  ["mask_token", "embedding"],
]);

/** Words between the `_` of a name; of several, the first here decides: `weight_scale` is a scale. */
const WORDS: readonly (readonly [role: Role, words: ReadonlySet<string>])[] = [
  ["statistic", new Set(["running", "moving"])],
  ["bias", new Set(["bias", "biases", "beta", "b"])],
  ["scale", new Set(["scale", "gamma"])],
  ["kernel", new Set(["kernel", "kernels", "weight", "weights", "w"])],
  ["embedding", new Set(["embedding", "embeddings", "embed"])],
];

/** Pieces of a path below which an optimiser keeps its moments. */
const OPTIMIZERS: ReadonlySet<string> = new Set([
  "optimizer",
  "optimizer_state",
  "optimizer_weights",
  "opt_state",
  "exp_avg",
  "exp_avg_sq",
  "momentum_buffer",
]);

/** `bn1`, `ln_f`, `conv1_bn`, `LayerNorm`, `batch_normalization_3`, but neither `normal` nor `bnet`. */
const NORM = /norm(?!al(?!i[sz]))|(?:^|_)(?:bn|ln|gn)s?(?:$|[_\d])/i;
const EMBEDDING = /embed(?!_out$)|^wte$|^wpe$|^shared$|(?:^|_)emb(?:$|[_\d])/i;
/** A longer piece is nobody's naming convention, and is not searched. */
const LONGEST_PIECE = 64;
/** A convolution that makes embeddings of patches has more dimensions than a table of embeddings. */
const EMBEDDING_RANK = 2;

/** Role of the parameter called `parameter` in the layer at the path `layer`, by name. */
export function roleOf(layer: readonly Piece[], parameter: string): Role {
  if (parameter.length > LONGEST_PIECE) return "other";
  if (isOfOptimizer(layer)) return "statistic";
  const role = roleByName(parameter.toLowerCase());
  if (role !== "kernel") return role;
  if (isNorm(layer.findLast(({ text }) => !isNumber(text))?.text ?? "")) return "scale";
  return matches(EMBEDDING, layer.at(-1)?.text ?? "") ? "embedding" : "kernel";
}

/** Whether what lies below `path` is kept by an optimiser beside the weights: moments, counters. */
export function isOfOptimizer(path: readonly Piece[]): boolean {
  return path.some(({ text }) => OPTIMIZERS.has(text));
}

function roleByName(parameter: string): Role {
  const whole = NAMES.get(parameter);
  if (whole !== undefined) return whole;
  const words = parameter.split(/[_-]/).map((word) => word.replace(/^([a-z]+)\d+$/, "$1"));
  return WORDS.find(([, known]) => words.some((word) => known.has(word)))?.[0] ?? "other";
}

function isNorm(layer: string): boolean {
  return matches(NORM, layer);
}

function matches(pattern: RegExp, piece: string): boolean {
  return piece.length <= LONGEST_PIECE && pattern.test(piece);
}

/**
 * The role once more is known: the shape, and whether the layer keeps running statistics, as only a norm does.
 * A weight for each channel scales, whatever its name; null stands for a shape that is not known.
 */
export function refinedRole(role: Role, shape: readonly number[] | null, isRunning: boolean): Role {
  if (role === "kernel") return shape === null ? (isRunning ? "scale" : role) : rankRole(shape);
  if (role === "embedding" && shape !== null && shape.length > EMBEDDING_RANK) return "kernel";
  return role;
}

function rankRole(shape: readonly number[]): Role {
  return shape.length > 1 ? "kernel" : "scale";
}
