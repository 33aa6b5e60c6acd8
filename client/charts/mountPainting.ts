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
  const measured = (): Size => {
    return { width: Math.max(root.clientWidth, 1), height: Math.max(root.clientHeight, 1) };
  };
  // Measured only when it may have changed: to ask at every painting would have the page laid out each time.
  let known = measured();
  const size = (): Size => known;
  const stopPicture = effect(() => picture.value(back.fresh(size())));
  const stopMarks = effect(() => marks.value(front.fresh(size())));
  // It also tells of the size that everything has been painted at.
  const observer = new ResizeObserver(() => {
    known = measured();
    if (back.fits(known)) return;
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

interface Sheet {
  canvas: HTMLCanvasElement;
  fits(size: Size): boolean;
  /** Empty, and as large as asked for. */
  fresh(size: Size): Surface;
}

/** A canvas over the whole of the root, which is positioned. */
function sheetIn(root: HTMLElement): Sheet {
  const canvas = document.createElement("canvas");
  canvas.style.position = "absolute";
  canvas.style.inset = "0";
  canvas.style.width = "100%";
  canvas.style.height = "100%";
  root.append(canvas);
  const context = canvas.getContext("2d")!;
  const pixelsOf = ({ width, height }: Size): Size => {
    const ratio = window.devicePixelRatio;
    return { width: Math.round(width * ratio), height: Math.round(height * ratio) };
  };
  const fits = (size: Size): boolean => {
    const { width, height } = pixelsOf(size);
    return canvas.width === width && canvas.height === height;
  };
  return {
    canvas,
    fits,
    fresh(size) {
      if (fits(size)) {
        context.setTransform(1, 0, 0, 1, 0, 0);
        context.clearRect(0, 0, canvas.width, canvas.height);
      } else Object.assign(canvas, pixelsOf(size));
      return canvasSurface(context, size, window.devicePixelRatio);
    },
  };
}
