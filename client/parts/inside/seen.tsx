// The image as the networks see it: in their size, their colours, their scale.
import { useComputed } from "@preact/signals";
import type { ImageTile } from "../../charts/imageTile.ts";
import { SLOTS } from "../../store/selectionRules.ts";
import { SlotBadge } from "../../ui/badge.tsx";
import { seenTile } from "./seenTile.ts";
import { Tile } from "./tile.tsx";
import type { Inside } from "./useInside.ts";

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
  return {
    a: useComputed(() => seenTile(inside, inside.slots.a)),
    b: useComputed(() => seenTile(inside, inside.slots.b)),
  };
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
