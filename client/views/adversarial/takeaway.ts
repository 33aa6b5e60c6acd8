// The pictures and their numbers as files: the image's values, and the errors.
import { paintLines } from "../../charts/lines.ts";
import type { NamedLines } from "../../parts/inside/linesFigure.tsx";
import type { InsideSlot } from "../../parts/inside/useInside.ts";
import type { Takeaway } from "../../parts/pictureActions.tsx";
import { letter } from "../../store/selectionRules.ts";
import type { Store } from "../../store/store.ts";
import type { Attacks } from "./attacks.ts";
import { errorCourses, errorCurves } from "./curves.ts";
import { ATTACKS } from "./options.ts";
import { paintAttack } from "./picture.ts";
import { pictureOf } from "./pictureOf.ts";
import { resultWords } from "./words.ts";

const IMAGE_SIZE = { width: 720, height: 280 };
const LINES_SIZE = { width: 720, height: 320 };

export function imageTakeaway(store: Store, attacks: Attacks, slot: InsideSlot): Takeaway {
  const result = attacks.images[slot.slot.slot].peek().value!;
  const picture = pictureOf(store, attacks, slot);
  const { epsilon, kind } = attacks.options.peek();
  const unit = store.unit.peek();
  const step = slot.at.peek()?.step ?? null;
  return {
    name: `adversarial ${letter(slot.slot.slot)} ${unit} ${step}`,
    words: resultWords(slot.names.peek(), result, epsilon),
    numbers: {
      facts: {
        model: slot.slot.name.peek(),
        [unit]: step,
        way: ATTACKS[kind].label,
        epsilon,
        class: result.class,
        "predicted before": result.before.predicted,
        "predicted after": result.after.predicted,
      },
      columns: [
        { name: "image", values: result.original },
        { name: "changed", values: result.changed },
      ],
    },
    painting: (surface) => picture !== null && paintAttack(surface, picture),
    size: IMAGE_SIZE,
  };
}

export function curvesTakeaway(store: Store, attacks: Attacks): Takeaway {
  return linesTakeaway("adversarial errors", "Error against ε", errorCurves(store, attacks));
}

export function coursesTakeaway(store: Store, attacks: Attacks): Takeaway {
  const { epsilon } = attacks.options.peek();
  const picture = errorCourses(store, attacks);
  return linesTakeaway(
    "adversarial courses",
    `Error at ε ${epsilon} over ${picture.unit}s`,
    picture,
  );
}

/** A row for each point of each line: models have checkpoints at steps of their own. */
function linesTakeaway(name: string, words: string, picture: NamedLines): Takeaway {
  const { lines, unit } = picture;
  return {
    name,
    words,
    numbers: {
      facts: {},
      columns: [
        {
          name: "model",
          values: lines.flatMap((line) => Array.from(line.steps, () => line.name)),
        },
        { name: unit, values: lines.flatMap(({ steps }) => Array.from(steps)) },
        { name: "error", values: lines.flatMap(({ values }) => Array.from(values)) },
      ],
    },
    painting: (surface) => paintLines(surface, picture),
    size: LINES_SIZE,
  };
}
