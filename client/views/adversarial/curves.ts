// Error against the size of the change, and over the training, as lines.
import type { Line } from "../../charts/lines.ts";
import { mixed } from "../../charts/ramps.ts";
import { type Palette, paletteOf } from "../../charts/palette.ts";
import type { NamedLine, NamedLines } from "../../parts/inside/linesFigure.tsx";
import { letter, SLOTS, type SlotName } from "../../store/selectionRules.ts";
import type { Store } from "../../store/store.ts";
import type { Attacks } from "./attacks.ts";
import { EPSILONS, MOST_EPSILON } from "./options.ts";

const EDGES = [0, 1] as const;
/** How far the hue of the other model's error on foreign images steps back. */
const FOREIGN = 0.5;

/** At the playhead: both models on their own images, and each on those made to fool the other. */
export function errorCurves(store: Store, attacks: Attacks): NamedLines {
  const palette = paletteOf(store.theme.value);
  const lines = SLOTS.flatMap((slot): NamedLine[] => {
    const { result } = attacks.curves[slot].value;
    if (result === null) return [];
    const other: SlotName = slot === "a" ? "b" : "a";
    const own = lineOf(letter(slot), EPSILONS, result.errors, palette.slot[slot]);
    if (result.transferred === null) return [own];
    const name = `${letter(slot)} → ${letter(other)}`;
    const colour = mixed(palette.slot[other], palette.ground, FOREIGN);
    return [own, lineOf(name, EPSILONS, result.transferred, colour)];
  });
  return { ...picture(palette, lines), stepEdges: [0, MOST_EPSILON], unit: "ε" };
}

/** At one ε over the checkpoints. */
export function errorCourses(store: Store, attacks: Attacks): NamedLines {
  const palette = paletteOf(store.theme.value);
  const { epsilon } = attacks.options.value;
  const lines = SLOTS.flatMap((slot): NamedLine[] => {
    const course = attacks.courses[slot].value;
    if (course.length === 0) return [];
    const steps = course.map(({ step }) => step);
    const values = course.map(({ result }) => errorAt(result.errors, epsilon));
    return [lineOf(letter(slot), steps, values, palette.slot[slot])];
  });
  const all = lines.flatMap(({ steps }) => Array.from(steps));
  const last = Math.max(...all, 1);
  const first = Math.min(...all, last - 1);
  return { ...picture(palette, lines), stepEdges: [first, last], unit: store.unit.value };
}

function lineOf(
  name: string,
  steps: ArrayLike<number>,
  values: ArrayLike<number>,
  colour: Line["colour"],
): NamedLine {
  return { name, steps, values, smooth: null, colour };
}

function picture(palette: Palette, lines: readonly NamedLine[]) {
  return { lines, edges: EDGES, isLog: false, title: "error", palette };
}

/** Between two sizes that were tried, on the straight line between their errors. */
export function errorAt(errors: ArrayLike<number>, epsilon: number): number {
  const above = EPSILONS.findIndex((one) => one >= epsilon);
  if (above <= 0) return errors[Math.max(above, 0)]!;
  const [low, high] = [EPSILONS[above - 1]!, EPSILONS[above]!];
  const share = (epsilon - low) / (high - low);
  return errors[above - 1]! + share * (errors[above]! - errors[above - 1]!);
}
