// The view "predictions": what A and B answer to every example, at the playhead as a matrix and over the training as rows.
import { type ClassNames, classWords } from "../../parts/inside/classWords.ts";
import { InsideFrames } from "../../parts/inside/insideFrames.tsx";
import { LateActions } from "../../parts/inside/lateActions.tsx";
import { NeedsExamples, takesExamples } from "../../parts/inside/needsExamples.tsx";
import { type InsideSlot, useInside } from "../../parts/inside/useInside.ts";
import { PictureActions } from "../../parts/pictureActions.tsx";
import { useStore } from "../../store/context.ts";
import { SLOTS } from "../../store/selectionRules.ts";
import { wholeText } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import { printable } from "../../ui/printable.ts";
import { Toggle } from "../../ui/toggle.tsx";
import { ListCount, Lists } from "./lists.tsx";
import { Matrix } from "./matrix.tsx";
import { shownSlots } from "./picture.ts";
import { Pictures } from "./pictures.tsx";
import { type Predictions, usePredictions } from "./predictions.ts";
import { Strips } from "./strips.tsx";
import { confusionTakeaway, stripsTakeaway } from "./takeaway.ts";
import { Amounts } from "./amounts.tsx";
import { AmountLines } from "./amountLines.tsx";
import { scatterTakeaway } from "./amountPicture.ts";
import { learningInWords, progressInWords } from "./words.ts";

export function View() {
  const store = useStore();
  const inside = useInside();
  const predictions = usePredictions(inside);
  const { options, labels } = predictions;
  const hasCourse = SLOTS.some(
    (name) => (predictions.slots[name].course.value?.steps.length ?? 0) > 1,
  );
  const isListed = labels.value !== null && shownSlots(predictions).length > 0;
  return (
    <div class="predictions">
      <InsideFrames
        inside={inside}
        needsInput={false}
        look="predictions-beside"
        head={(slot) => <Head predictions={predictions} slot={slot} />}
        body={(slot) => <Body predictions={predictions} slot={slot} />}
      />
      {hasCourse && <AmountLines predictions={predictions} />}
      {isListed && (
        <section class="frame predictions-list" aria-label="Examples">
          <header class="frame-head">
            <h2 class="frame-name">Examples</h2>
            <ListCount predictions={predictions} />
            <Progress predictions={predictions} />
            <PictureActions id="strips" take={() => stripsTakeaway(store, predictions)} />
          </header>
          <Lists predictions={predictions} />
          {options.value.shown === "strips" ? (
            <Strips predictions={predictions} />
          ) : (
            <Pictures predictions={predictions} />
          )}
        </section>
      )}
    </div>
  );
}

interface SlotProps {
  predictions: Predictions;
  slot: InsideSlot;
}

function Head({ predictions, slot }: SlotProps) {
  const store = useStore();
  const name = slot.slot.slot;
  const { options, change } = predictions;
  const { confusion, errors, now } = predictions.slots[name];
  if (errors.value !== null) {
    const take = () => scatterTakeaway(store, predictions, name);
    return <PictureActions id={`scatter-${name}`} take={take} />;
  }
  const { inside, labels } = predictions;
  if (labels.value === null || slot.isAmount.value || !takesExamples(inside, slot)) return null;
  const { right, total } = confusion.value ?? { right: 0, total: 0 };
  const isThere = (): boolean => confusion.value !== null;
  return (
    <>
      <span
        class={now.value.isCurrent ? "predictions-score" : "predictions-score waiting"}
        data-testid={isThere() ? `score-${name}` : undefined}
      >
        {isThere() ? (
          <>
            <strong>{((100 * right) / total).toFixed(1)}%</strong> right of {wholeText(total)}
          </>
        ) : (
          now.value.trouble === null && "asking …"
        )}
      </span>
      <Toggle
        pressed={options.value.inShares}
        change={(inShares) => change({ inShares })}
        title="Cells as shares of their row, instead of numbers of examples"
        testId={`in-shares-${name}`}
      >
        Shares
      </Toggle>
      <LateActions
        id={`confusion-${name}`}
        isThere={isThere}
        take={() => confusionTakeaway(store, predictions, name)}
      />
    </>
  );
}

function Body({ predictions, slot }: SlotProps) {
  const { inside, slots, labels } = predictions;
  const name = slot.slot.slot;
  const own = slots[name];
  if (!takesExamples(inside, slot)) return <NeedsExamples inside={inside} slot={slot} />;
  if (slot.isAmount.value) return <Amounts predictions={predictions} slot={slot} />;
  if (labels.value === null) {
    return (
      <Notice title="The examples have no classes." testId={`labels-state-${name}`}>
        <p>
          What is right can be told of labelled examples only: save their classes with them as{" "}
          <code>y</code>.
        </p>
      </Notice>
    );
  }
  if (own.confusion.value === null) {
    const { trouble } = own.now.value;
    return trouble === null ? (
      <Notice title="Asking the network about every example …" testId={`asking-${name}`} />
    ) : (
      <Notice title="This network gave no answers." testId={`trouble-${name}`}>
        <p>{printable(trouble, 500)}</p>
      </Notice>
    );
  }
  const learning = own.learning.value;
  const otherNames = namesUnlike(inside.examples.value.value, slot.names.value);
  return (
    <>
      <Matrix predictions={predictions} slot={name} />
      <p class="plot-notes" data-testid={`learning-${name}`}>
        {learning !== null && learning.known > 1 && <span>{learningInWords(learning)}</span>}
        {otherNames !== null && (
          <span data-testid={`names-${name}`}>
            Its own classes are called {otherNames}: what is right here goes by their numbers.
          </span>
        )}
        {own.trouble.value !== null && <span>{printable(own.trouble.value, 200)}</span>}
      </p>
    </>
  );
}

const MOST_NAMES = 4;

/** What the classes of a network are called, where the examples call theirs otherwise; null where they do not. */
function namesUnlike(examples: ClassNames, own: ClassNames): string | null {
  const [given, named] = [examples?.classes, own?.classes];
  if (!given || !named || given.join("\n") === named.join("\n")) return null;
  const first = named.slice(0, MOST_NAMES).map((_, index) => classWords(own, index));
  return first.join(", ") + (named.length > MOST_NAMES ? " …" : "");
}

function Progress({ predictions }: { predictions: Predictions }) {
  const shown = shownSlots(predictions).map((name) => predictions.slots[name]);
  return (
    <span class="dim predictions-progress" role="status" data-testid="asked">
      {progressInWords(shown)}
    </span>
  );
}
