// One model's map beside the image, its numbers, what each layer did, and the same map at every checkpoint.
import { useComputed } from "@preact/signals";
import type { Painting } from "../../charts/surface.ts";
import { EpochStrip } from "../../parts/inside/epochStrip.tsx";
import type { InsideSlot } from "../../parts/inside/useInside.ts";
import { classWords } from "../../parts/inside/classWords.ts";
import { Painted } from "../../parts/painted.tsx";
import { useStore } from "../../store/context.ts";
import { letter, SLOTS } from "../../store/selectionRules.ts";
import { valueText } from "../../ui/format.ts";
import { printable } from "../../ui/printable.ts";
import { pixelAfter } from "./cursor.ts";
import { Layers } from "./layers.tsx";
import { planeOf } from "./mapPlane.ts";
import { mapTile, paintPixelMark, paintRelevance, pixelAt } from "./picture.ts";
import { pictureOf } from "./pictureOf.ts";
import type { Relevances } from "./relevances.ts";
import { SanityLine } from "./sanityLine.tsx";
import { factsOf, pixelWords, relevanceInWords } from "./words.ts";

interface BodyProps {
  slot: InsideSlot;
  relevances: Relevances;
}

export function Body(props: BodyProps) {
  return (
    <div class="relevance-body">
      <AtPlayhead {...props} />
      <Strip {...props} />
    </div>
  );
}

function AtPlayhead({ slot, relevances }: BodyProps) {
  const name = slot.slot.slot;
  const { value, trouble } = relevances.answers[name].value;
  return (
    <>
      {trouble !== null && (
        <p class="relevance-trouble" role="alert" data-testid={`trouble-${name}`}>
          {printable(trouble, 500)}
        </p>
      )}
      {value === null ? (
        <p class="dim relevance-waiting">{trouble === null ? "Sending relevance back …" : ""}</p>
      ) : (
        <>
          <Picture slot={slot} relevances={relevances} />
          <dl class="relevance-facts">
            {factsOf(relevances, slot, value).map(({ id, label, text, title }) => (
              <div key={id} title={title}>
                <dt>{label}</dt>
                <dd data-testid={`${id}-${name}`}>{text}</dd>
              </div>
            ))}
          </dl>
          <SanityLine slot={slot} relevances={relevances} />
          <Layers slot={slot} relevances={relevances} result={value} />
        </>
      )}
    </>
  );
}

function Picture({ slot, relevances }: BodyProps) {
  const store = useStore();
  const { slot: name } = slot.slot;
  const { pointed } = relevances;
  const picture = useComputed(() => pictureOf(store, relevances, slot));
  const painting = useComputed((): Painting => {
    const shown = picture.value;
    return (surface) => shown !== null && paintRelevance(surface, shown);
  });
  const marks = useComputed((): Painting => {
    const [shown, pixel] = [picture.value, pointed.value];
    return (surface) => shown !== null && pixel !== null && paintPixelMark(surface, shown, pixel);
  });
  const read = useComputed(() => {
    const [shown, pixel] = [picture.value, pointed.value];
    return shown === null || pixel === null ? "" : readout(relevances, pixel, shown.map.width);
  });
  const last = useComputed(() => (picture.value?.map.values.length ?? 1) - 1);
  return (
    <div class="relevance-picture">
      <Painted
        picture={painting}
        marks={marks}
        words={useComputed(() => relevanceInWords(relevances, slot))}
        testId={`relevance-${name}`}
        hovered={(spot) => {
          const shown = picture.peek();
          pointed.value =
            spot === null || shown === null ? null : pixelAt(shown, spot.size, spot.left, spot.top);
        }}
        cursor={{
          value: useComputed(() => pointed.value ?? 0),
          most: last,
          said: read,
          move(key) {
            const shown = picture.peek();
            const next = shown === null ? undefined : pixelAfter(key, pointed.peek(), shown.map);
            if (next !== undefined) pointed.value = next;
            return next !== undefined;
          },
        }}
      />
      {read.value !== "" && (
        <p class="plot-read relevance-read" data-testid={`read-${name}`}>
          {read.value}
        </p>
      )}
    </div>
  );
}

/** The pixel's relevance in both models, whatever B's map shows. */
function readout({ answers }: Relevances, pixel: number, width: number): string {
  const words = SLOTS.flatMap((name) => {
    const { value } = answers[name].value;
    if (value === null) return [];
    const relevance = planeOf(value.map, value.shape).values[pixel];
    return relevance === undefined ? [] : [`${letter(name)} ${valueText(relevance)}`];
  });
  return `${pixelWords(pixel, width)}: ${words.join(" · ")}`;
}

/** Ten epochs beside one another where both models are. */
const STRIP_PX = 42;

function Strip({ slot, relevances }: BodyProps) {
  const { names, isAmount } = slot;
  return (
    <EpochStrip<"relevance">
      slot={slot}
      ask={(at) => relevances.ask(slot, at)}
      tile={({ map, shape }) => mapTile(planeOf(map, shape), relevances.stripLimit.value)}
      caption={({ predicted, logit }) =>
        isAmount.value ? valueText(logit) : classWords(names.value, predicted)
      }
      words="Relevance at"
      px={STRIP_PX}
    />
  );
}
