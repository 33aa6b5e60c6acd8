// What Keras calls the variables that its weight files only number: `layers/dense/vars/0` is `dense/kernel`.
import { isNumber, type Piece } from "./namePath.ts";

const DENSE = ["kernel", "bias"];
const RECURRENT = ["kernel", "recurrent_kernel", "bias"];

/** By the layer's class in snake case, for classes whose first variables are always the same ones. */
const VARIABLES: ReadonlyMap<string, readonly string[]> = new Map([
  ["dense", DENSE],
  ["einsum_dense", DENSE],
  ["conv1d", DENSE],
  ["conv2d", DENSE],
  ["conv3d", DENSE],
  ["conv1d_transpose", DENSE],
  ["conv2d_transpose", DENSE],
  ["conv3d_transpose", DENSE],
  ["depthwise_conv1d", DENSE],
  ["depthwise_conv2d", DENSE],
  ["embedding", ["embeddings"]],
  ["cell", RECURRENT],
  ["simple_rnn_cell", RECURRENT],
  ["gru_cell", RECURRENT],
  ["lstm_cell", RECURRENT],
]);

/** Folders that say nothing of the model. */
const CONTAINERS: ReadonlySet<string> = new Set(["layers", "_layer_checkpoint_dependencies"]);

/** The path of layer and variable behind a path that ends in `vars` and a number; null for any other path. */
export function kerasVariable(pieces: readonly Piece[]): Piece[] | null {
  const number = pieces.at(-1)!;
  if (pieces.at(-2)?.text !== "vars" || !isNumber(number.text)) return null;
  const layer = pieces.slice(0, -2).filter(({ text }) => !CONTAINERS.has(text));
  const kind = (layer.at(-1)?.text ?? "").replace(/_\d+$/, "");
  return [...layer, { ...number, text: VARIABLES.get(kind)?.[Number(number.text)] ?? number.text }];
}
