// A slot's kernels as small images, on one symmetric scale; the one that is pointed at in either model is framed in both.
import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { partOf } from "../../charts/part.ts";
import type { Painting, Surface } from "../../charts/surface.ts";
import {
  boxAt,
  type InSight,
  paintTiles,
  paintTilesMarks,
  tileAt,
  tilesHeight,
  tilesLayout,
} from "../../charts/tiles.ts";
import { Painted } from "../../parts/painted.tsx";
import { useStore } from "../../store/context.ts";
import type { Slot } from "../../store/slot.ts";
import { useWidth } from "../../ui/useWidth.ts";
import { placeAfter, strongestIn } from "./galleryCursor.ts";
import { galleryPictureOf, pointedIn, tileOf } from "./pictures.ts";
import type { Weights } from "./weights.ts";
import { connectionInWords, weightsInWords } from "./words.ts";

const NOTHING: Painting = () => undefined;
/** Of an image of a unit's inputs, and of a filter of a few weights. */
const IMAGE_PX = 56;
const FILTER_PX = 30;
const LARGEST_FILTER = 12;

export function KernelGallery({ slot, weights }: { slot: Slot; weights: Weights }) {
  const store = useStore();
  const own = weights.of[slot.slot];
  const { pointed, scrolled, options } = weights;
  const [root, width] = useWidth<HTMLDivElement>();
  const picture = useComputed(() => galleryPictureOf(store, weights, slot));
  const sight = useSignal<InSight>({ top: 0, height: 0 });
  const look = (): void => {
    const { scrollTop: top, clientHeight, scrollHeight } = root.current!;
    // The shorter one stays at its end while the other goes on.
    const led = Math.min(scrolled.peek(), scrollHeight - clientHeight);
    if (Math.abs(top - led) > 1) scrolled.value = top;
    const before = sight.peek();
    if (before.top === top && before.height === clientHeight) return;
    sight.value = { top, height: clientHeight };
  };
  useSignalEffect(() => {
    const top = scrolled.value;
    if (root.current !== null) root.current.scrollTop = top;
  });
  useLayoutEffect(() => {
    const observer = new ResizeObserver(look);
    observer.observe(root.current!);
    return () => observer.disconnect();
  }, []);
  const height = useComputed(() => {
    const shown = picture.value;
    if (shown === null || width.value === 0) return 0;
    const tilePx = shown.set.width > LARGEST_FILTER ? IMAGE_PX : FILTER_PX;
    return tilesHeight(shown, width.value, tilePx);
  });
  /** Of all of them, whatever is in sight. */
  const whole = useComputed(() => {
    return { width: width.value, height: Math.max(height.value, sight.value.height) };
  });
  /** The canvas is a window onto the whole: that may be many screens high. */
  const throughWindow = (paint: (surface: Surface, seen: InSight) => void): Painting => {
    const [seen, size] = [sight.value, whole.value];
    return (surface) => paint(partOf(surface, { left: 0, top: -seen.top, ...size }), seen);
  };
  const framed = useComputed(() => {
    const [shown, drawn, at] = [picture.value, own.drawn.value, pointed.value];
    if (shown === null || drawn === null || at === null) return null;
    return tileOf(shown, drawn.kernel, options.value.unit, at);
  });
  const place = useComputed(() => {
    const tile = framed.value;
    return tile === null ? -1 : (picture.value?.order.indexOf(tile) ?? -1);
  });
  const walk = (key: string): boolean => {
    const [shown, drawn, element] = [picture.peek(), own.drawn.peek(), root.current];
    if (shown === null || drawn === null || element === null) return false;
    const layout = tilesLayout(shown, whole.peek());
    const here = place.peek() < 0 ? null : place.peek();
    const next = placeAfter(key, here, shown.order.length, layout);
    if (next === null) return false;
    const tile = shown.order[next]!;
    const hit = { tile, ...strongestIn(shown.set, tile) };
    pointed.value = pointedIn(shown, drawn.kernel, options.peek().unit, hit);
    const box = boxAt(layout, next);
    const [above, below] = [box.top, box.top + box.height - element.clientHeight];
    element.scrollTop = Math.max(Math.min(element.scrollTop, above), below);
    return true;
  };
  const said = useComputed(() => {
    const [drawn, at] = [own.drawn.value, pointed.value];
    if (drawn === null || at === null) return "";
    return connectionInWords(drawn, at, options.value.slice);
  });
  return (
    <div class="weights-kernels">
      <div class="weights-gallery" ref={root} onScroll={look}>
        <div class="weights-tiles" style={{ height: `${height.value}px` }}>
          <div class="weights-window" style={{ height: `${sight.value.height}px` }}>
            <Painted
              picture={useComputed((): Painting => {
                const shown = picture.value;
                if (shown === null) return NOTHING;
                return throughWindow((surface, seen) => paintTiles(surface, shown, seen));
              })}
              marks={useComputed((): Painting => {
                const [shown, tile] = [picture.value, framed.value];
                if (shown === null || tile === null) return NOTHING;
                return throughWindow((surface) =>
                  paintTilesMarks(surface, shown, { chosen: null, pointed: tile }),
                );
              })}
              words={useComputed(() => weightsInWords(store, weights, slot))}
              testId={`kernels-${slot.slot}`}
              hovered={(spot) => {
                const [shown, drawn] = [picture.peek(), own.drawn.peek()];
                const hit =
                  spot === null || shown === null
                    ? null
                    : tileAt(shown, whole.peek(), spot.left, spot.top + sight.peek().top);
                pointed.value =
                  hit === null || drawn === null || shown === null
                    ? null
                    : pointedIn(shown, drawn.kernel, options.peek().unit, hit);
              }}
              cursor={{
                value: useComputed(() => Math.max(place.value, 0)),
                most: useComputed(() => Math.max((picture.value?.order.length ?? 1) - 1, 0)),
                said,
                move: walk,
              }}
            />
          </div>
        </div>
      </div>
      <p class="weights-read" data-testid={`read-${slot.slot}`}>
        {said.value}
      </p>
    </div>
  );
}
