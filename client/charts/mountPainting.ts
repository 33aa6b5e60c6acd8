// A picture on the page: what changes seldom on one canvas, what moves with the playhead and the pointer on another before it.
import { effect, type ReadonlySignal } from "@preact/signals";
import { canvasSurface } from "./canvasSurface.ts";
import type { Painting, Size, Surface } from "./surface.ts";

export interface Mounted {
  /** How large the picture is now, which hit tests want to know. */
  size(): Size;
  remove(): void;
}

/** Paints `picture` and `marks` into `root`, each when it changes and both when the root's size or the screen's ratio does. */
export function mountPainting(
  root: HTMLElement,
  picture: ReadonlySignal<Painting>,
  marks: ReadonlySignal<Painting>,
): Mounted {
  const back = sheetIn(root);
  const front = sheetIn(root);
  front.canvas.style.pointerEvents = "none";
  const size = (): Size => {
    return { width: Math.max(root.clientWidth, 1), height: Math.max(root.clientHeight, 1) };
  };
  const stopPicture = effect(() => picture.value(back.fresh(size())));
  const stopMarks = effect(() => marks.value(front.fresh(size())));
  const observer = new ResizeObserver(() => {
    picture.peek()(back.fresh(size()));
    marks.peek()(front.fresh(size()));
  });
  observer.observe(root);
  return {
    size,
    remove() {
      observer.disconnect();
      stopPicture();
      stopMarks();
      back.canvas.remove();
      front.canvas.remove();
    },
  };
}

/** A canvas over the whole of the root, which is positioned. */
function sheetIn(root: HTMLElement): { canvas: HTMLCanvasElement; fresh(size: Size): Surface } {
  const canvas = document.createElement("canvas");
  canvas.style.position = "absolute";
  canvas.style.inset = "0";
  canvas.style.width = "100%";
  canvas.style.height = "100%";
  root.append(canvas);
  const context = canvas.getContext("2d")!;
  return {
    canvas,
    fresh({ width, height }) {
      const ratio = window.devicePixelRatio;
      const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
      if (canvas.width !== wide || canvas.height !== high) {
        canvas.width = wide;
        canvas.height = high;
      } else {
        context.setTransform(1, 0, 0, 1, 0, 0);
        context.clearRect(0, 0, wide, high);
      }
      return canvasSurface(context, { width, height }, ratio);
    },
  };
}
