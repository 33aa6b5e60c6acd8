// One model's map of the sliding square beside the image: pointed at in either, walked with the keys.
import { type ReadonlySignal, useComputed } from "@preact/signals";
import {
  paintSquare,
  paintSquareMarks,
  squareAt,
  type SquarePicture,
} from "../../charts/slidingSquare.ts";
import type { Painting } from "../../charts/surface.ts";
import { classWords } from "../../parts/inside/classWords.ts";
import type { InsideSlot } from "../../parts/inside/useInside.ts";
import { Painted } from "../../parts/painted.tsx";
import { useStore } from "../../store/context.ts";
import { Notice } from "../../ui/notice.tsx";
import { printable } from "../../ui/printable.ts";
import { valueText, wholeText } from "../../ui/format.ts";
import { deepest, mapFor, valuesOf } from "./maps.ts";
import type { Occlusions } from "./occlusions.ts";
import { squarePicture } from "./picture.ts";
import { answerInWords, mapInWords, placeInWords, probabilityText } from "./words.ts";

interface FrameProps {
  occlusions: Occlusions;
  slot: InsideSlot;
}

export function Frame({ occlusions, slot }: FrameProps) {
  const store = useStore();
  const name = slot.slot.slot;
  const { maps } = occlusions.slots[name];
  const picture = useComputed(() => squarePicture(store, occlusions, name));
  const { value: result, trouble, progress, isCurrent } = maps.value;
  if (picture.value === null) {
    return <Notice title="This input is no image." testId={`no-image-${name}`} />;
  }
  if (trouble !== null) {
    return (
      <Notice title="The square could not be slid over it." testId={`map-trouble-${name}`}>
        <p>{printable(trouble, 500)}</p>
      </Notice>
    );
  }
  return (
    <>
      <div class={isCurrent ? "square-plot" : "square-plot waiting"}>
        <Map
          occlusions={occlusions}
          slot={slot}
          picture={picture as ReadonlySignal<SquarePicture>}
        />
      </div>
      <p class="plot-notes" data-testid={`map-notes-${name}`}>
        {result === null ? (
          <span>Covering one place after the other …</span>
        ) : (
          <Notes occlusions={occlusions} slot={slot} />
        )}
        {progress !== null && (
          <progress max={1} value={progress} aria-label="Share of the places that are done" />
        )}
      </p>
    </>
  );
}

function Map({
  occlusions,
  slot,
  picture,
}: FrameProps & { picture: ReadonlySignal<SquarePicture> }) {
  const name = slot.slot.slot;
  const { pointed, inside, options } = occlusions;
  const { maps } = occlusions.slots[name];
  const called = (index: number): string => classWords(inside.slots[name].names.value, index);
  const painting = useComputed((): Painting => {
    const shown = picture.value;
    return (surface) => paintSquare(surface, shown);
  });
  const marks = useComputed((): Painting => {
    const [shown, place] = [picture.value, pointed.value];
    return (surface) => paintSquareMarks(surface, shown, place);
  });
  const count = useComputed(() => picture.value.rows * picture.value.columns);
  return (
    <Painted
      picture={painting}
      marks={marks}
      words={useComputed(() => {
        const result = maps.value.value;
        if (result === null) return "The map is on its way";
        const isAmount = slot.isAmount.value;
        const least = deepest(valuesOf(result, mapFor(options.value.map, isAmount)));
        return mapInWords(result, options.value, least, called, isAmount);
      })}
      testId={`map-${name}`}
      hovered={(spot) => {
        pointed.value = spot && squareAt(picture.peek(), spot.size, spot.left, spot.top);
      }}
      cursor={{
        value: useComputed(() => pointed.value ?? 0),
        most: useComputed(() => Math.max(count.value - 1, 0)),
        said: useComputed(() => {
          const [result, place] = [maps.value.value, pointed.value];
          if (result === null || place === null || place >= result.logit.length) return "";
          const where = placeInWords(result, place);
          const answer = slot.isAmount.value
            ? valueText(result.logit[place]!)
            : answerInWords(result, place, called);
          return `${where}: ${answer}`;
        }),
        move(key) {
          const { rows, columns } = picture.peek();
          const moves: Readonly<Record<string, number>> = {
            ArrowUp: -columns,
            ArrowDown: columns,
            ArrowLeft: -1,
            ArrowRight: 1,
          };
          const by = moves[key];
          if (by === undefined) return false;
          const next = pointed.peek() === null ? 0 : pointed.peek()! + by;
          if (next >= 0 && next < rows * columns) pointed.value = next;
          return true;
        },
      }}
    />
  );
}

/** What is answered without the square, and where it is pointed at, or else where the map is lowest. */
function Notes({ occlusions, slot }: FrameProps) {
  const { inside, pointed } = occlusions;
  const name = slot.slot.slot;
  const result = occlusions.slots[name].maps.value.value;
  if (result === null) return null;
  const called = (index: number): string => classWords(inside.slots[name].names.value, index);
  const { whole, target, predicted } = result;
  const isAmount = slot.isAmount.value;
  const place = pointed.value ?? deepest(isAmount ? result.logit : result.probability);
  const others = new Set(predicted);
  others.delete(whole.predicted);
  const isIn = place !== null && place < result.logit.length;
  return (
    <>
      <span data-testid={`whole-${name}`}>
        {isAmount ? (
          <>
            Uncovered: <strong>{valueText(whole.logit)}</strong>
          </>
        ) : (
          <>
            Uncovered: P({called(target)}) <strong>{probabilityText(whole.probability)}</strong>,
            answer <strong>{called(whole.predicted)}</strong>
          </>
        )}
      </span>
      <span data-testid={`covered-${name}`}>
        {isIn && (
          <>
            {pointed.value === null ? "lowest with " : ""}
            {placeInWords(result, place)} covered:{" "}
            {isAmount ? valueText(result.logit[place]!) : answerInWords(result, place, called)}
          </>
        )}
      </span>
      <span hidden={isAmount}>
        {others.size === 0
          ? "no place changes the answer"
          : `${wholeText(predicted.filter((one) => one !== whole.predicted).length)} of ${wholeText(predicted.length)} places change the answer, to ${[...others].slice(0, 4).map(called).join(", ")}`}
      </span>
    </>
  );
}
