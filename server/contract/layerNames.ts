// Short names of a model's layers: without the pieces in front that they share, and never two alike.
import { isNumber, type Piece, piecesOf, spelled } from "./namePath.ts";

/** A first piece that nearly all layers share is left out where the others stay apart: `model.` beside `lm_head`. */
const NEARLY_ALL = 0.8;
/** No more are left out, however deep the names are. */
const MOST_PIECES = 6;

/** What to call each of the layers where there is little room; a layer that has no short name keeps its own. */
export function shortLayerNames(layers: Iterable<string>): Map<string, string> {
  const names = new Map(Array.from(new Set(layers), (layer) => [layer, piecesOf(layer)]));
  let shorter = withoutFirst(names, NEARLY_ALL);
  for (let piece = 1; piece < MOST_PIECES; piece++) shorter = withoutFirst(shorter, 1);
  return new Map(Array.from(shorter, ([layer, pieces]) => [layer, spelled(pieces)]));
}

type Names = ReadonlyMap<string, readonly Piece[]>;

/** The names without their commonest first piece, where so large a share of them has it; else the same names. */
function withoutFirst(names: Names, share: number): Names {
  // Parameters of no layer have no piece in front.
  const named = [...names].filter(([layer]) => layer !== "");
  const times = new Map<string, number>();
  for (const [, [piece]] of named) times.set(piece!.text, (times.get(piece!.text) ?? 0) + 1);
  const [first, most] = [...times].reduce((max, one) => (one[1] > max[1] ? one : max), ["", 0]);
  if (most < 2 || most < share * named.length) return names;
  // A bare number says nothing of what it numbers.
  const isTold = named.every(
    ([, [piece, next]]) => piece!.text !== first || (next !== undefined && !isNumber(next.text)),
  );
  if (!isTold) return names;
  const shorter = new Map(names);
  for (const [layer, pieces] of named) {
    if (pieces[0]!.text === first) shorter.set(layer, pieces.slice(1));
  }
  return new Set(Array.from(shorter.values(), spelled)).size === names.size ? shorter : names;
}
