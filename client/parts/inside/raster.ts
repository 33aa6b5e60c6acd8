// What is drawn by hand: a dark square on which soft strokes are left, or taken away.
import { fitted, type Image } from "../../network/fit.ts";

/** Finer than what small networks see, so that strokes stay smooth when they are made smaller. */
export const RASTER_SIDE = 112;

/** A place on the raster, from 0 to its side. */
export interface RasterSpot {
  x: number;
  y: number;
}

export class Raster {
  readonly #values = new Float32Array(RASTER_SIDE ** 2);

  /** Draws from one place to another; `value` 1 leaves a stroke of that width, 0 takes away what is there. */
  stroke(from: RasterSpot, to: RasterSpot, width: number, value: 0 | 1): void {
    const radius = width / 2;
    const [left, right] = [
      Math.min(from.x, to.x) - radius - 1,
      Math.max(from.x, to.x) + radius + 1,
    ];
    const [top, bottom] = [
      Math.min(from.y, to.y) - radius - 1,
      Math.max(from.y, to.y) + radius + 1,
    ];
    for (let y = Math.max(Math.floor(top), 0); y < Math.min(bottom, RASTER_SIDE); y++) {
      for (let x = Math.max(Math.floor(left), 0); x < Math.min(right, RASTER_SIDE); x++) {
        const share = radius + 0.5 - distance({ x: x + 0.5, y: y + 0.5 }, from, to);
        if (share <= 0) continue;
        const at = y * RASTER_SIDE + x;
        const own = this.#values[at]!;
        const part = Math.min(share, 1);
        this.#values[at] = value === 1 ? Math.max(own, part) : Math.min(own, 1 - part);
      }
    }
  }

  /** Begins with a drawing, whatever its size. */
  take(image: Image): void {
    this.#values.set(fitted(image, [RASTER_SIDE, RASTER_SIDE, 1], [0, 1]));
  }

  clear(): void {
    this.#values.fill(0);
  }

  /** What is drawn now; later strokes do not change it. */
  image(): Image {
    return { width: RASTER_SIDE, height: RASTER_SIDE, channels: 1, values: this.#values.slice() };
  }
}

/** From a place to the nearest of a line. */
function distance(spot: RasterSpot, from: RasterSpot, to: RasterSpot): number {
  const [alongX, alongY] = [to.x - from.x, to.y - from.y];
  const length = alongX ** 2 + alongY ** 2;
  const share =
    length === 0 ? 0 : ((spot.x - from.x) * alongX + (spot.y - from.y) * alongY) / length;
  const place = Math.min(Math.max(share, 0), 1);
  return Math.hypot(spot.x - from.x - place * alongX, spot.y - from.y - place * alongY);
}
