// The view "compare": A and B at the playhead in one plot with their difference, or one model now and at a pinned step.
import { useComputed } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { PictureActions } from "../../parts/pictureActions.tsx";
import { SlotState } from "../../parts/slotState.tsx";
import { useStore } from "../../store/context.ts";
import { SLOTS } from "../../store/selectionRules.ts";
import type { Slot } from "../../store/slot.ts";
import { wholeText } from "../../ui/format.ts";
import { Name } from "../../ui/name.tsx";
import { printable } from "../../ui/printable.ts";
import { type Compared, createCompared } from "./compared.ts";
import { Numbers } from "./numbers.tsx";
import { Overlay } from "./overlay.tsx";
import { takeawayOf } from "./takeaway.ts";
import { Toolbar } from "./toolbar.tsx";

export function View() {
  const store = useStore();
  const compared = useMemo(() => createCompared(store), [store]);
  useEffect(() => store.onScreen.show(compared.asked), [store, compared]);
  const questions = useComputed(() => [compared.question.value].filter((one) => one !== null));
  useEffect(() => store.measures.ask(questions), [store, questions]);
  return (
    <>
      <Toolbar compared={compared} />
      <section class="frame compare" data-testid="compare" aria-label="Comparison">
        <Body compared={compared} />
      </section>
    </>
  );
}

function Body({ compared }: { compared: Compared }) {
  const store = useStore();
  const { slots, parameterKey } = store;
  const { a, b } = compared.sides.value;
  const isDrawable = compared.picture.value !== null;
  const isAny = a.point !== null || b.point !== null;
  // With nothing at all to draw, what is said of one slot is said of the view.
  if (!isAny || !isDrawable) return <SlotState slot={slots[a.slot]} isDrawable={isDrawable} />;
  return (
    <>
      <header class="frame-head">
        <h2 class="frame-name">
          <Name text={parameterKey.value ?? ""} longest={60} />
        </h2>
        <Missing compared={compared} />
        <PictureActions id="compare" take={() => takeawayOf(store, compared)} />
      </header>
      <div class="compare-body">
        <Overlay compared={compared} />
        <Numbers compared={compared} />
      </div>
    </>
  );
}

/** Counts of models of different size say more of the size than of the weights. */
function sizes(compared: Compared): string[] {
  const { a, b } = compared.sides.value;
  const [ofA, ofB] = [a, b].map(({ point }) => point?.distribution.count ?? NaN);
  const areAlike = Number.isNaN(ofA! + ofB!) || ofA === ofB;
  if (areAlike || compared.options.value.heights !== "count") return [];
  return [
    `${wholeText(ofA!)} against ${wholeText(ofB!)} ${compared.noun.value}: Share compares them`,
  ];
}

/** What is not in the plot although one would look for it there: a model that has nothing, values that are not finite. */
function Missing({ compared }: { compared: Compared }) {
  const { slots, unit } = useStore();
  const { pin } = compared.options.value;
  const sides = compared.sides.value;
  const words: string[] = [];
  for (const which of SLOTS) {
    const { point, short } = sides[which];
    if (point === null) {
      words.push(pin === null ? absence(short, slots[which]) : `${short} has no snapshot`);
      continue;
    }
    const { count, nonFinite } = point.distribution;
    if (nonFinite === 0) continue;
    const share = nonFinite === count ? `all ${wholeText(count)}` : wholeText(nonFinite);
    words.push(`${short}: ${share} not finite at this ${unit.value}`);
  }
  return (
    <p class="compare-missing" data-testid="compare-missing">
      {[...words, ...sizes(compared)].join(" · ")}
    </p>
  );
}

function absence(short: string, { name, run, parameter, trouble }: Slot): string {
  if (name.value === null) return `no model ${short}: choose a second one`;
  if (run.value === null) return `${short} is not in the log directory`;
  if (parameter.value === null) return `${short} has no such parameter`;
  const why = parameter.value.unavailable ?? trouble.value;
  return why === null ? `${short} is loading …` : `${short}: ${printable(why, 200)}`;
}
