// All layers' distributions at the playhead, each small; a click opens its layer.
import { computed, signal } from "@preact/signals";
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
  const { parameterKey, settings } = store;
  const mounted = useRef<Mounted | null>(null);
  const [frame, width] = useWidth<HTMLDivElement>();
  const { picture, painting, marks, pointed } = useMemo(() => {
    const pointed = signal<number | null>(null);
    const picture = computed(() => multiplesPicture(store, network, slot));
    const lit = computed(() => {
      const chosen = network.layers.value.findIndex(({ key }) => key === parameterKey.value);
      return pointed.value ?? (chosen < 0 ? null : chosen);
    });
    return {
      pointed,
      picture,
      painting: computed((): Painting => (surface) => paintMultiples(surface, picture.value)),
      marks: computed((): Painting => {
        const index = lit.value;
        return (surface) => index !== null && paintMultipleLit(surface, picture.value, index);
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
          onPointerMove={(event) => (pointed.value = at(event))}
          onPointerLeave={() => (pointed.value = null)}
          onBlur={() => (pointed.value = null)}
          onClick={(event) => choose(at(event))}
          onKeyDown={(event) => {
            const by = Object.hasOwn(MOVES, event.key) ? MOVES[event.key]!(columns) : null;
            const here = pointed.peek() ?? 0;
            const last = network.layers.peek().length - 1;
            if (by !== null) pointed.value = Math.min(Math.max(here + by, 0), last);
            else if (event.key === "Enter") choose(here);
            else return;
            event.preventDefault();
          }}
        />
      </div>
    </>
  );
}
