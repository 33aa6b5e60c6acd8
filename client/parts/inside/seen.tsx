// The image as the networks see it: in their size, their colours, their scale.
import { useComputed } from "@preact/signals";
import type { ImageTile } from "../../charts/imageTile.ts";
import { imageShape } from "../../network/fit.ts";
import { SLOTS } from "../../store/selectionRules.ts";
import { SlotBadge } from "../../ui/badge.tsx";
import { rangeOf } from "./fittedOnce.ts";
import { Tile } from "./tile.tsx";
import type { Inside, InsideSlot } from "./useInside.ts";

const PX = 56;

/** One picture where both see the same, else one of each. */
export function Seen({ inside }: { inside: Inside }) {
  const { a, b } = useSeen(inside);
  const isSame = a.value !== null && b.value !== null && isEqual(a.value, b.value);
  const shown = isSame ? (["a"] as const) : SLOTS.filter((name) => ({ a, b })[name].value !== null);
  if (shown.length === 0) return <span class="seen seen-empty" />;
  return (
    <span class="seen" data-testid="seen">
      {shown.map((name) => (
        <span key={name} class="seen-one">
          <Tile tile={{ a, b }[name].value!} words="The image as the network sees it" px={PX} />
          {!isSame && shown.length > 1 && <SlotBadge slot={name} />}
        </span>
      ))}
    </span>
  );
}

function useSeen(inside: Inside) {
  const of = (slot: InsideSlot): ImageTile | null => {
    const examples = inside.examples.value.value;
    const given = slot.input.value;
    const own = slot.structure.value.value?.nodes[0]?.shape;
    if (given === null || own === undefined) return null;
    // Own images are fitted to what the examples are, where the network takes as many values.
    const isOfExamples =
      examples !== null && examples.values.length / examples.count === product(own);
    const shape = imageShape(isOfExamples ? examples.shape : own);
    if (shape === null) return null;
    const [height, width, channels] = shape;
    const size = height * width * channels;
    const values =
      given.kind === "given"
        ? given.values
        : examples!.values.subarray(given.index * size, (given.index + 1) * size);
    const [low, high] = rangeOf(examples);
    return { height, width, channels: channels === 3 ? 3 : 1, values, look: "image", low, high };
  };
  return {
    a: useComputed(() => of(inside.slots.a)),
    b: useComputed(() => of(inside.slots.b)),
  };
}

function product(shape: readonly number[]): number {
  return shape.reduce((size, side) => size * side, 1);
}

function isEqual(one: ImageTile, other: ImageTile): boolean {
  return (
    one.height === other.height &&
    one.width === other.width &&
    one.channels === other.channels &&
    (one.values === other.values ||
      Array.prototype.every.call(one.values, (value, i) => value === other.values[i]))
  );
}
