// The pictures of networks that answer with amounts, in shape, words and files: answers against what is true, and errors over the training.
import { paintLines } from "../../charts/lines.ts";
import { paletteOf } from "../../charts/palette.ts";
import { paintScatter, type ScatterPicture } from "../../charts/scatter.ts";
import { type AmountErrors, amountsOf } from "../../parts/inside/amounts.ts";
import type { NamedLine, NamedLines } from "../../parts/inside/linesFigure.tsx";
import type { Takeaway } from "../../parts/pictureActions.tsx";
import { letter, type SlotName, SLOTS } from "../../store/selectionRules.ts";
import type { Store } from "../../store/store.ts";
import { valueText, wholeText } from "../../ui/format.ts";
import { type AmountCourse, amountEdges } from "./amountCourse.ts";
import type { Predictions } from "./predictions.ts";

const SCATTER_SIZE = { width: 560, height: 480 };
const LINES_SIZE = { width: 720, height: 320 };
/** Above the highest error. */
const HEADROOM = 1.06;

/** Null while the answers are not known. */
export function scatterPicture(
  store: Store,
  { inside, slots }: Predictions,
  slot: SlotName,
): ScatterPicture | null {
  const truth = amountsOf(inside.examples.value.value);
  const answers = slots[slot].now.value.value?.probabilities;
  if (truth === null || answers === undefined) return null;
  const courses = SLOTS.flatMap((name) => slots[name].course.value ?? []);
  return {
    truth,
    answers,
    edges: amountEdges(truth, courses),
    hue: slot,
    palette: paletteOf(store.theme.value),
  };
}

export function scatterInWords({ answers, truth }: ScatterPicture, errors: AmountErrors): string {
  const { absolute, explained, worst } = errors;
  const share = Number.isFinite(explained) ? `, R² ${explained.toFixed(3).replace("-", "−")}` : "";
  return (
    `Answers against true values of ${wholeText(truth.length)} examples: ` +
    `mean absolute error ${valueText(absolute)}${share}. Farthest off is example ${worst}: ` +
    `${pairInWords(answers[worst]!, truth[worst]!)}.`
  );
}

/** "3.2 for 4, off by −0.8". */
export function pairInWords(answer: number, truth: number): string {
  return `${valueText(answer)} for ${valueText(truth)}, off by ${valueText(answer - truth)}`;
}

export function scatterTakeaway(store: Store, predictions: Predictions, slot: SlotName): Takeaway {
  const picture = scatterPicture(store, predictions, slot)!;
  const own = predictions.slots[slot];
  const errors = own.errors.peek()!;
  const { truth, answers } = picture;
  const model = own.slot.slot.name.peek();
  return {
    name: `${model ?? "model"} answers`,
    words: scatterInWords(picture, errors),
    numbers: {
      facts: {
        model,
        [store.unit.peek()]: own.slot.at.peek()?.step ?? null,
        "mean squared error": errors.squared,
        "mean absolute error": errors.absolute,
        "R²": errors.explained,
      },
      columns: [
        { name: "example", values: Float64Array.from(truth, (_, i) => i) },
        { name: "true", values: Float64Array.from(truth) },
        { name: "answered", values: Float64Array.from(answers) },
        { name: "off by", values: Float64Array.from(truth, (value, i) => answers[i]! - value) },
      ],
    },
    painting: (surface) => paintScatter(surface, picture),
    size: SCATTER_SIZE,
  };
}

/** Of each slot that has one; a model beside itself has one training. */
function coursesOf({ slots }: Predictions): { slot: SlotName; course: AmountCourse }[] {
  const [a, b] = SLOTS.map((slot) => slots[slot].slot.at.value?.source.key);
  return SLOTS.flatMap((slot) => {
    const course = slots[slot].course.value;
    const isAgain = slot === "b" && a === b && slots.a.course.value !== null;
    return course === null || course.steps.length === 0 || isAgain ? [] : { slot, course };
  });
}

export function errorLines(store: Store, predictions: Predictions): NamedLines {
  const palette = paletteOf(store.theme.value);
  const lines = coursesOf(predictions).map(({ slot, course }): NamedLine => ({
    name: letter(slot),
    steps: course.steps,
    values: course.errors.map(({ absolute }) => absolute),
    smooth: null,
    colour: palette.slot[slot],
  }));
  const steps = lines.flatMap((line) => Array.from(line.steps));
  const values = lines.flatMap((line) => Array.from(line.values)).filter(Number.isFinite);
  const last = Math.max(...steps, 1);
  return {
    lines,
    stepEdges: [Math.min(...steps, last - 1), last],
    edges: [0, Math.max(...values, 0) * HEADROOM || 1],
    isLog: false,
    title: "mean absolute error",
    unit: store.unit.value,
    palette,
  };
}

export function linesInWords({ lines, unit }: NamedLines): string {
  const parts = lines.map(({ name, steps, values }) => {
    const told = [...new Set([0, steps.length - 1])].map(
      (i) => `${unit} ${wholeText(steps[i]!)} ${valueText(values[i]!)}`,
    );
    return `${name}: ${told.join(", ")}`;
  });
  return `Mean absolute error over ${unit}s. ${parts.join("; ")}`;
}

export function linesTakeaway(store: Store, predictions: Predictions): Takeaway {
  const picture = errorLines(store, predictions);
  const courses = coursesOf(predictions);
  const all = courses.flatMap(({ slot, course: { steps, errors } }) =>
    errors.map((one, i) => ({ ...one, name: letter(slot), step: steps[i]! })),
  );
  const column = (name: string, of: (one: (typeof all)[number]) => number) => ({
    name,
    values: Float64Array.from(all, of),
  });
  return {
    name: "error over the training",
    words: linesInWords(picture),
    numbers: {
      facts: Object.fromEntries(
        courses.map(({ slot }) => [letter(slot), predictions.slots[slot].slot.slot.name.peek()]),
      ),
      columns: [
        { name: "model", values: all.map(({ name }) => name) },
        column(picture.unit, ({ step }) => step),
        column("mean absolute error", ({ absolute }) => absolute),
        column("mean squared error", ({ squared }) => squared),
        column("R²", ({ explained }) => explained),
        column("farthest off", ({ worst }) => worst),
      ],
    },
    painting: (surface) => paintLines(surface, picture),
    size: LINES_SIZE,
  };
}
