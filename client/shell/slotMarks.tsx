// The rings and letters of the two chosen models and the ring of the one that is pointed at, over all circles so that no neighbour hides them.
import { contrast, css, type Rgb } from "../charts/oklch.ts";
import { paletteOf } from "../charts/palette.ts";
import { useStore } from "../store/context.ts";
import { letter, type SlotName, SLOTS } from "../store/selectionRules.ts";

/** A chosen model's circle. */
export interface Marked {
  x: number;
  y: number;
  radius: number;
  colour: Rgb;
  isDiverged: boolean;
}

/** Radius from which a letter fits into a circle. */
const ROOM_FOR_LETTER = 8;
/** Nearer than this, a letter above one circle would be written over the other. */
const NEAR_PX = 44;

/** Both marks; on their own, so that a choice among thousands draws no circle again. */
export function SlotMarks({ placeOf }: { placeOf: (name: string | null) => Marked | null }) {
  const { a, b } = useStore().selection.chosen.value;
  const places = { a: placeOf(a), b: placeOf(b) };
  return (
    <>
      {SLOTS.map((slot) => {
        const place = places[slot];
        const isBelow = place !== null && isUnder(place, places[slot === "a" ? "b" : "a"]);
        return place && <SlotMark key={slot} slot={slot} isBelow={isBelow} {...place} />;
      })}
    </>
  );
}

/** Outside of the ring that a chosen model has already. */
const HOVER_RING_PX = 7;

/** The model that is pointed at here, in the list or in a picture of it. */
export function HoverMark({ placeOf }: { placeOf: (name: string | null) => Marked | null }) {
  const place = placeOf(useStore().hover.model.value);
  if (place === null) return null;
  return (
    <circle
      class="hover-ring"
      data-testid="hover-ring"
      aria-hidden="true"
      cx={place.x}
      cy={place.y}
      r={place.radius + HOVER_RING_PX}
    />
  );
}

function isUnder(place: Marked, other: Marked | null): boolean {
  if (other === null || other.y >= place.y) return false;
  return place.y - other.y < NEAR_PX && Math.abs(place.x - other.x) < NEAR_PX / 2;
}

interface SlotMarkProps extends Marked {
  slot: SlotName;
  /** Whether a letter that has no room in the circle goes below it. */
  isBelow: boolean;
}

function SlotMark({ slot, x, y, radius, colour, isDiverged, isBelow }: SlotMarkProps) {
  const { theme } = useStore();
  const { ground, text } = paletteOf(theme.value);
  const ink = contrast(colour, ground) > contrast(colour, text) ? ground : text;
  // The cross of a diverged one has the circle for itself.
  const isRoomy = radius >= ROOM_FOR_LETTER && !isDiverged;
  const reach = Math.max(radius + 3.5, 7);
  return (
    <g class="slot-mark" aria-hidden="true" style={{ transform: `translate(${x}px, ${y}px)` }}>
      <circle class={`circle-ring ring-${slot}`} r={reach} />
      {isRoomy ? (
        <text class="circle-letter" dy="0.36em" style={{ fill: css(ink) }}>
          {letter(slot)}
        </text>
      ) : (
        <text class={`circle-letter letter-${slot}`} y={isBelow ? reach + 14 : -reach - 5}>
          {letter(slot)}
        </text>
      )}
    </g>
  );
}
