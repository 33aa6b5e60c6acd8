// All layers' distributions at the playhead, each small; a click opens its layer.
import { computed } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import { type Mounted, mountPainting } from "../../charts/mountPainting.ts";
import {
  multipleAt,
  multiplesGrid,
  paintMultipleLit,
  paintMultiples,
} from "../../charts/smallMultiples.ts";
import type { Painting } from "../../charts/surface.ts";
import { PictureActions } from "../../parts/pictureActions.tsx";
import { useStore } from "../../store/context.ts";
import { letter, type SlotName } from "../../store/selectionRules.ts";
import { useMounted } from "../../ui/useMounted.ts";
import { useWidth } from "../../ui/useWidth.ts";
import { multiplesPicture } from "./multiplesPicture.ts";
import type { Network } from "./network.ts";
import { multiplesTakeaway } from "./takeaway.ts";

/** Steps of the arrow keys through the multiples, by how many stand in a line. */
const MOVES: Readonly<Record<string, (columns: number) => number>> = {
  ArrowLeft: () => -1,
  ArrowRight: () => 1,
  ArrowUp: (columns) => -columns,
  ArrowDown: (columns) => columns,
};

export function Multiples({ slot, network }: { slot: SlotName; network: Network }) {
  const store = useStore();
  const { hover, settings } = store;
  const mounted = useRef<Mounted | null>(null);
  const [frame, width] = useWidth<HTMLDivElement>();
  const { picture, painting, marks } = useMemo(() => {
    const picture = computed(() => multiplesPicture(store, network, slot));
    return {
      picture,
      painting: computed((): Painting => (surface) => paintMultiples(surface, picture.value)),
      marks: computed((): Painting => {
        const index = network.litLayer.value;
        return (surface) => index >= 0 && paintMultipleLit(surface, picture.value, index);
      }),
    };
  }, [network, slot]);
  const root = useMounted<HTMLDivElement>((element) => {
    mounted.current = mountPainting(element, painting, marks);
    return () => mounted.current?.remove();
  });
  const at = (event: MouseEvent): number | null => {
    const { left, top } = (event.currentTarget as Element).getBoundingClientRect();
    const size = mounted.current?.size() ?? { width: 1, height: 1 };
    return multipleAt(picture.peek(), size, event.clientX - left, event.clientY - top);
  };
  const point = (index: number | null): void => {
    const layer = network.layers.peek()[index ?? -1];
    if (layer === undefined) hover.leave();
    else hover.pointIn(slot, { parameter: layer.key });
  };
  const choose = (index: number | null): void => {
    const layer = network.layers.peek()[index ?? -1];
    if (layer !== undefined) settings.parameter.value = layer.key;
  };
  const { columns, height } = multiplesGrid(network.layers.value.length, width.value || 320);
  const { done, all } = network.snapshots.value;
  return (
    <>
      <header class="whole-head">
        <h3>
          At the playhead
          <span class="dim">{done < all ? ` · ${all - done} on their way …` : ""}</span>
        </h3>
        <PictureActions
          id={`multiples-${slot}`}
          take={() => multiplesTakeaway(store, network, slot)}
        />
      </header>
      <div ref={frame} class="whole-scroll">
        <div
          ref={root}
          class="whole-multiples"
          style={{ height: `${height}px` }}
          tabIndex={0}
          role="application"
          aria-roledescription="small multiples"
          aria-label={`Distributions of ${network.layers.value.length} parameters at the playhead, model ${letter(slot)}. Arrow keys walk, Enter opens one.`}
          data-own-keys
          data-testid={`multiples-${slot}`}
          onPointerMove={(event) => point(at(event))}
          onPointerLeave={() => point(null)}
          onBlur={() => point(null)}
          onClick={(event) => choose(at(event))}
          onKeyDown={(event) => {
            const by = Object.hasOwn(MOVES, event.key) ? MOVES[event.key]!(columns) : null;
            const here = Math.max(network.litLayer.peek(), 0);
            const last = network.layers.peek().length - 1;
            if (by !== null) point(Math.min(Math.max(here + by, 0), last));
            else if (event.key === "Enter") choose(here);
            else return;
            event.preventDefault();
          }}
        />
      </div>
    </>
  );
}
