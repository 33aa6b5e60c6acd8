// The view "activations": what every layer makes of the image, from left to right, live; A above B.
import { useComputed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Asked } from "../../parts/inside/answer.ts";
import { InputBar } from "../../parts/inside/inputBar.tsx";
import { InsideFrames } from "../../parts/inside/insideFrames.tsx";
import { LateActions } from "../../parts/inside/lateActions.tsx";
import { useAnswer } from "../../parts/inside/useAnswer.ts";
import { type Inside, type InsideSlot, useInside } from "../../parts/inside/useInside.ts";
import { useStore } from "../../store/context.ts";
import { shareText, wholeText } from "../../ui/format.ts";
import { Frame } from "./frame.tsx";
import { createLooked, type Looked } from "./looked.ts";
import { activationsTakeaway } from "./takeaway.ts";

export function View() {
  const store = useStore();
  const inside = useInside();
  const answers = { a: useActivations(inside.slots.a), b: useActivations(inside.slots.b) };
  const activity = { a: useActivity(inside, "a"), b: useActivity(inside, "b") };
  const looked = useMemo(
    () => createLooked({ answers, activity }),
    [answers.a, answers.b, activity.a, activity.b],
  );
  return (
    <>
      <InputBar inside={inside} />
      <InsideFrames
        inside={inside}
        needsInput
        look="activations-frames"
        head={(slot) => <Head slot={slot} looked={looked} store={store} />}
        body={(slot) => <Frame inside={inside} slot={slot} looked={looked} />}
      />
    </>
  );
}

function useActivations({ at, input }: InsideSlot) {
  const question = useComputed((): Asked<"activations"> | null => {
    const [network, given] = [at.value, input.value];
    if (network === null || given === null) return null;
    return { method: "activations", params: { network, input: given } };
  });
  return useAnswer<"activations">(question, { urgent: true });
}

/** Over all examples, when there is time. */
function useActivity({ address, slots }: Inside, name: "a" | "b") {
  const { at } = slots[name];
  const question = useComputed((): Asked<"activity"> | null => {
    const [network, examples] = [at.value, address.value];
    if (network === null || examples === null) return null;
    return { method: "activity", params: { network, examples } };
  });
  return useAnswer<"activity">(question);
}

function Head({
  slot,
  looked,
  store,
}: {
  slot: InsideSlot;
  looked: Looked;
  store: ReturnType<typeof useStore>;
}) {
  const name = slot.slot.slot;
  const { value, isCurrent, progress } = looked.activity[name].value;
  return (
    <>
      <span class="dim activations-dead" role="status" data-testid={`activity-${name}`}>
        {progress !== null && !isCurrent
          ? `Looking for dead units: ${shareText(progress, 1)} …`
          : value === null
            ? ""
            : deadWords(looked.dead[name].value, value.images)}
      </span>
      <LateActions
        id={name}
        isThere={() => looked.answers[name].value.value !== null}
        take={() => activationsTakeaway(store, looked, slot)}
      />
    </>
  );
}

function deadWords(dead: ReadonlyMap<string, ReadonlySet<number>>, images: number): string {
  const count = [...dead.values()].reduce((sum, { size }) => sum + size, 0);
  const some =
    count === 0
      ? "No unit is dead"
      : count === 1
        ? "1 unit is dead"
        : `${wholeText(count)} units are dead`;
  return `${some} on ${wholeText(images)} examples`;
}
