// One model's image, its change and what comes of it, with the numbers beneath.
import { useComputed } from "@preact/signals";
import type { Painting } from "../../charts/surface.ts";
import { classWords } from "../../parts/inside/classWords.ts";
import type { InsideSlot } from "../../parts/inside/useInside.ts";
import { Painted } from "../../parts/painted.tsx";
import { useStore } from "../../store/context.ts";
import { letter } from "../../store/selectionRules.ts";
import type { Judgement } from "../../network/methods/adversarial.ts";
import { valueText, wholeText } from "../../ui/format.ts";
import { printable } from "../../ui/printable.ts";
import type { Attacks } from "./attacks.ts";
import { paintAttack } from "./picture.ts";
import { pictureOf } from "./pictureOf.ts";
import { isFooled, judgementWords, percentText, resultWords } from "./words.ts";

interface AttackedImageProps {
  attacks: Attacks;
  slot: InsideSlot;
}

export function AttackedImage({ attacks, slot }: AttackedImageProps) {
  const store = useStore();
  const name = slot.slot.slot;
  const { value: result, trouble } = attacks.images[name].value;
  const picture = useComputed(() => pictureOf(store, attacks, slot));
  const painting = useComputed((): Painting => {
    const shown = picture.value;
    return (surface) => shown !== null && paintAttack(surface, shown);
  });
  const marks = useComputed((): Painting => () => {});
  const words = useComputed(() => {
    const found = attacks.images[name].value.value;
    return found === null
      ? ""
      : resultWords(slot.names.value, found, attacks.options.value.epsilon);
  });
  if (trouble !== null) {
    return (
      <p class="adversarial-trouble" role="alert" data-testid={`trouble-${name}`}>
        {printable(trouble, 500)}
      </p>
    );
  }
  if (result === null) return <p class="adversarial-trouble dim">Looking for the change …</p>;
  const { norms, before, after, transferred } = result;
  const otherSlot = name === "a" ? "b" : "a";
  const isTargeted = attacks.options.value.towards !== null;
  const [other, { names: otherNames }] = [letter(otherSlot), attacks.inside.slots[otherSlot]];
  return (
    <div class="adversarial-body">
      {picture.value !== null && (
        <div class="adversarial-picture">
          <Painted
            picture={painting}
            marks={marks}
            words={words}
            testId={`attack-${name}`}
            hovered={() => {}}
          />
        </div>
      )}
      <div class="adversarial-tops">
        <Top title="Before" judgement={before} slot={slot} testId={`before-${name}`} />
        <Top title="After" judgement={after} slot={slot} testId={`after-${name}`} />
      </div>
      <dl class="relevance-facts adversarial-facts">
        <div>
          <dt>
            {isTargeted ? `Taken for ${classWords(slot.names.value, result.class)}` : "Fooled"}
          </dt>
          <dd data-testid={`fooled-${name}`}>
            {isFooled(result, after, isTargeted) ? "yes" : "no"}
          </dd>
        </div>
        <div title="Cross-entropy with the class, before and after">
          <dt>Loss</dt>
          <dd>
            {valueText(before.loss)} → {valueText(after.loss)}
          </dd>
        </div>
        <div title="The largest change of a pixel, and the Euclidean length of all of them">
          <dt>‖δ‖∞, ‖δ‖₂</dt>
          <dd data-testid={`norms-${name}`} data-largest={norms.largest}>
            {valueText(norms.largest)}, {valueText(norms.length)}
          </dd>
        </div>
        <div>
          <dt>Values changed</dt>
          <dd>
            {wholeText(norms.count)} of {wholeText(result.original.length)}
          </dd>
        </div>
        {transferred !== null && (
          <div title={`The changed image shown to ${other}`}>
            <dt>{other} sees</dt>
            <dd data-testid={`transfer-${name}`}>
              {judgementWords(otherNames.value, transferred)}
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}

interface TopProps {
  title: string;
  judgement: Judgement;
  slot: InsideSlot;
  testId: string;
}

/** The three most probable classes as bars. */
function Top({ title, judgement, slot, testId }: TopProps) {
  return (
    <table class="adversarial-top" data-testid={testId} data-predicted={judgement.predicted}>
      <caption>{title}</caption>
      <tbody>
        {judgement.top.map(({ class: index, probability }) => (
          <tr key={index}>
            <th scope="row">{classWords(slot.names.value, index)}</th>
            <td>
              <span class="adversarial-bar" style={{ width: `${100 * probability}%` }} />
            </td>
            <td>{percentText(probability)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
