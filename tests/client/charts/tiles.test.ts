import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paletteOf } from "../../../client/charts/palette.ts";
import { diverging, pixel } from "../../../client/charts/ramps.ts";
import {
  boxAt,
  tileAt,
  tilesHeight,
  tilesLayout,
  type TilesPicture,
} from "../../../client/charts/tiles.ts";
import { GREYS, tilePixels } from "../../../client/charts/tilePixels.ts";
import { channelsOf, imagesIn, tileValue } from "../../../client/charts/tileSet.ts";

function pictureOf(set: TilesPicture["set"], more: Partial<TilesPicture> = {}): TilesPicture {
  return {
    set,
    order: Array.from({ length: set.count }, (_, i) => i),
    colours: { ramp: GREYS, low: 0, high: 255 },
    captions: null,
    legend: null,
    crossed: new Set(),
    widest: null,
    columns: null,
    palette: paletteOf("dark"),
    ...more,
  };
}

/** The grey of each pixel, row by row; −1 where there is none. */
function greysOf(picture: TilesPicture, size: { width: number; height: number }, ratio = 1) {
  const layout = tilesLayout(picture, size);
  const mean = picture.palette.mean;
  const seen = tilePixels(picture.set, picture.order, layout, picture.colours, mean, ratio);
  const greys = Array.from({ length: seen.width * seen.height }, (_, at) =>
    seen.data[at * 4 + 3] === 0 ? -1 : seen.data[at * 4]!,
  );
  return { ...seen, greys, layout };
}

describe("tiles", () => {
  it("find their values in images, in channels and in kernels alike", () => {
    const images = imagesIn(
      Float32Array.from({ length: 24 }, (_, i) => i),
      [2, 2],
      3,
    );
    expect(images.count).toBe(2);
    expect(tileValue(images, 1, 1, 0, 2)).toBe(12 + 6 + 2);
    const maps = channelsOf(
      Float32Array.from({ length: 12 }, (_, i) => i),
      [2, 2],
      3,
    );
    expect(tileValue(maps, 2, 1, 1)).toBe(11);
  });

  it("make every value a square of whole pixels of its colour", () => {
    const set = imagesIn(Float32Array.of(0, 50, 100, 200), [2, 2]);
    const { width, height, greys } = greysOf(pictureOf(set, { widest: 8 }), {
      width: 14,
      height: 14,
    });
    expect([width, height]).toEqual([8, 8]);
    const at = (x: number, y: number): number => greys[y * width + x]!;
    expect([at(0, 0), at(3, 3), at(4, 0), at(0, 4), at(7, 7)]).toEqual([0, 0, 50, 100, 200]);
  });

  it("are the means of their values where there are fewer pixels", () => {
    const set = imagesIn(Float32Array.of(0, 100, 100, 200), [2, 2]);
    const { greys } = greysOf(pictureOf(set, { widest: 1 }), { width: 20, height: 20 });
    expect(greys).toEqual([100]);
  });

  it("show what is not finite in a colour of its own, and three channels as colours", () => {
    const palette = paletteOf("light");
    const lost = pictureOf(imagesIn(Float32Array.of(NaN), [1, 1]), { palette });
    const layout = tilesLayout(lost, { width: 20, height: 20 });
    const seen = tilePixels(lost.set, [0], layout, lost.colours, palette.mean, 1);
    expect(new Uint32Array(seen.data.buffer)[0]).toBe(pixel(palette.mean));
    const coloured = pictureOf(imagesIn(Float32Array.of(255, 0, 51), [1, 1], 3));
    const rgb = tilePixels(coloured.set, [0], layout, coloured.colours, palette.mean, 1);
    expect([...rgb.data.subarray(0, 4)]).toEqual([255, 0, 51, 255]);
  });

  it("put zero in the middle of a diverging ramp", () => {
    const colours = { ramp: diverging("dark"), low: -2, high: 2 };
    const picture = pictureOf(imagesIn(Float32Array.of(0), [1, 1]), { colours });
    const layout = tilesLayout(picture, { width: 20, height: 20 });
    const seen = tilePixels(picture.set, [0], layout, colours, picture.palette.mean, 1);
    expect(new Uint32Array(seen.data.buffer)[0]).toBe(colours.ramp.pixels[128]);
  });

  it("stay inside the picture, apart from each other, and are found where they are painted", () => {
    const counts = fc.integer({ min: 1, max: 60 });
    const sides = fc.integer({ min: 1, max: 28 });
    const sizes = fc.integer({ min: 260, max: 900 });
    fc.assert(
      fc.property(counts, sides, sides, sizes, sizes, (count, high, wide, width, height) => {
        const values = new Float32Array(count * high * wide);
        const picture = pictureOf(imagesIn(values, [high, wide]), { legend: "w" });
        const size = { width, height };
        const layout = tilesLayout(picture, size);
        expect(layout.columns * layout.rows).toBeGreaterThanOrEqual(count);
        for (const place of picture.order) {
          const box = boxAt(layout, place);
          expect(box.left + box.width).toBeLessThanOrEqual(width);
          expect(box.top + box.height).toBeLessThanOrEqual(height);
          const hit = tileAt(picture, size, box.left + box.width - 0.01, box.top + 0.01);
          expect(hit).toEqual({ tile: place, row: 0, column: wide - 1 });
        }
        const [across, down] = [
          layout.step.width - layout.tile.width,
          layout.step.height - layout.tile.height,
        ];
        expect(across).toBeGreaterThan(0);
        expect(down).toBe(across);
        // Half a value's width tells tiles from their values.
        if (wide > 1 && layout.tile.width >= 16)
          expect(across).toBeGreaterThanOrEqual(Math.floor(layout.tile.width / wide / 2));
        expect(tileAt(picture, size, 1, 1)).toBeNull();
      }),
    );
  });

  it("have narrow gaps where they are small, and fill the room all the same", () => {
    const units = pictureOf(imagesIn(new Float32Array(512), [1, 1]), { widest: 15 });
    const size = { width: 346, height: 140 };
    const { columns, rows, tile, step } = tilesLayout(units, size);
    expect(tile.width).toBe(8);
    expect(step.width - tile.width).toBe(1);
    expect(columns * rows).toBeGreaterThanOrEqual(512);
  });

  it("are as wide as asked for in a picture of the height that this takes", () => {
    const picture = pictureOf(imagesIn(new Float32Array(512 * 784), [28, 28]));
    const height = tilesHeight(picture, 600, 60);
    expect(tilesLayout(picture, { width: 600, height }).tile).toEqual({ width: 56, height: 56 });
    const filters = pictureOf(imagesIn(new Float32Array(64 * 9), [3, 3]));
    const tall = tilesHeight(filters, 600, 60);
    expect(tilesLayout(filters, { width: 600, height: tall }).tile.width).toBeGreaterThanOrEqual(
      60,
    );
  });
});
