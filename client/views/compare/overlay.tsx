// The plot: both distributions, their difference, the bin that is pointed at or walked to, and its numbers.
import { useComputed, useSignal } from "@preact/signals";
import { paintOverlay, paintOverlayBin } from "../../charts/overlay.ts";
import { overlayAt, type OverlayHit, overlayLayout } from "../../charts/overlayLayout.ts";
import { sharedBins } from "../../charts/sharedBins.ts";
import type { Painting } from "../../charts/surface.ts";
import { Painted, type Spot } from "../../parts/painted.tsx";
import { useStore } from "../../store/context.ts";
import { letter, SLOTS } from "../../store/selectionRules.ts";
import type { Compared } from "./compared.ts";
import { cursorAfter } from "./cursor.ts";
import { comparisonInWords, differenceIn, placeOf, readingOf } from "./words.ts";

/** The layout of any size has the same bins; the tip is placed by its own. */
const ANY_SIZE = { width: 1000, height: 500 };

export function Overlay({ compared }: { compared: Compared }) {
  const { picture, sides, options, noun } = compared;
  /** By its number, so that it stays where it is while the playhead moves. */
  const bin = useSignal<number | null>(null);
  const drag = useSignal<readonly [number, number] | null>(null);
  const painting = useComputed((): Painting => {
    const shown = picture.value;
    return (surface) => shown !== null && paintOverlay(surface, shown);
  });
  const marks = useComputed((): Painting => {
    const [shown, lit, dragged] = [picture.value, bin.value, drag.value];
    return (surface) => {
      if (shown === null) return;
      if (lit !== null) paintOverlayBin(surface, shown, lit);
      if (dragged === null) return;
      surface.rect(dragged[0], 0, dragged[1] - dragged[0], surface.height);
      surface.fill(`rgb(${shown.palette.text.join(" ")} / 0.14)`);
    };
  });
  const hit = useComputed((): OverlayHit | null => {
    const [shown, lit] = [picture.value, bin.value];
    const layout = shown === null ? null : overlayLayout(shown, ANY_SIZE);
    if (layout === null || lit === null || lit >= layout.bins.edges.length - 1) return null;
    const { edges } = layout.bins;
    const { box, x } = { box: layout.plot, x: layout.x };
    const middle = (edges[lit]! + edges[lit + 1]!) / 2;
    return overlayAt(layout, box.left + x.place(middle) * box.width);
  });
  const bins = useComputed(() => {
    const shown = picture.value;
    if (shown === null) return 0;
    const { pair, range, unit } = shown;
    return (sharedBins(pair, range, unit)?.edges.length ?? 1) - 1;
  });
  const said = useComputed(() => {
    const at = hit.value;
    if (at === null) return "no bin";
    const { a, b } = sides.value;
    const of = (side: typeof a, which: "a" | "b"): string =>
      `${side.short} ${readingOf(at, side, which)?.text ?? "nothing"}`;
    const unit = picture.value?.unit ?? "value";
    return `${placeOf(at, unit)}: ${of(a, "a")}, ${of(b, "b")}`;
  });
  const layoutAt = (spot: Spot) => {
    const shown = picture.peek();
    return shown === null ? null : overlayLayout(shown, spot.size);
  };
  return (
    <div class="compare-plot">
      <Painted
        picture={painting}
        marks={marks}
        words={useComputed(() => comparisonInWords([sides.value.a, sides.value.b], noun.value))}
        testId="overlay"
        hovered={(spot) => {
          const layout = spot === null ? null : layoutAt(spot);
          bin.value = layout === null ? null : (overlayAt(layout, spot!.left)?.bin ?? null);
        }}
        dragged={(from, to, isDone) => {
          const ends: [number, number] = [from.left, to.left];
          ends.sort((one, two) => one - two);
          drag.value = isDone ? null : ends;
          const layout = layoutAt(to);
          if (!isDone || layout === null) return;
          const { plot, x } = layout;
          const [low, high] = ends.map((left) => x.at((left - plot.left) / plot.width));
          const [first, last] = [Math.max(low!, x.low), Math.min(high!, x.high)];
          if (first < last) compared.choose([first, last]);
        }}
        doubleClicked={() => compared.choose(null)}
        cursor={{
          value: useComputed(() => bin.value ?? 0),
          most: useComputed(() => Math.max(bins.value - 1, 0)),
          said,
          move(key) {
            const next = cursorAfter(key, bin.peek(), bins.peek());
            if (next === undefined) return false;
            bin.value = next;
            return true;
          },
        }}
      />
      <Held compared={compared} />
      {hit.value !== null && (
        <Tip compared={compared} hit={hit.value} heights={options.value.heights} />
      )}
    </div>
  );
}

/** That one has no snapshot of this step: over the plot, since it comes and goes with every epoch while both train. */
function Held({ compared }: { compared: Compared }) {
  const { slots, unit } = useStore();
  if (compared.options.value.pin !== null) return null;
  const held = SLOTS.filter((slot) => slots[slot].standing.value.kind === "past");
  return (
    <p class="compare-held" data-testid="compare-held">
      {held.map((slot) => `${letter(slot)} is held at its last ${unit.value}`).join(" · ")}
    </p>
  );
}

interface TipProps {
  compared: Compared;
  hit: OverlayHit;
  heights: "count" | "share" | "density";
}

/** On the side where the bin is not. */
function Tip({ compared, hit, heights }: TipProps) {
  const picture = compared.picture.value;
  if (picture === null) return null;
  const { a, b } = compared.sides.value;
  const isLeft = (hit.from + hit.to) / 2 < (picture.range[0] + picture.range[1]) / 2;
  const difference = differenceIn(hit, heights);
  return (
    <div
      class={isLeft ? "tip compare-tip compare-tip-right" : "tip compare-tip"}
      data-testid="overlay-tip"
    >
      <p class="dim">{placeOf(hit, picture.unit)}</p>
      {(["a", "b"] as const).map((which) => {
        const side = which === "a" ? a : b;
        const reading = readingOf(hit, side, which);
        if (reading === null) return null;
        const colour = `rgb(${picture.hues[which].join(" ")})`;
        return (
          <p key={which}>
            <span class="swatch" aria-hidden="true" style={{ background: colour }} />
            {side.short} {reading.isEstimated ? "≈ " : ""}
            <strong>{reading.text}</strong>
          </p>
        );
      })}
      {difference !== "" && (
        <p>
          {picture.differenceTitle} <strong>{difference}</strong>
        </p>
      )}
    </div>
  );
}
