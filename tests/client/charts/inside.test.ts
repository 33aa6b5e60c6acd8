// Where the pictures of what is inside networks have their cells: what is pointed at is what is painted there.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  scrolledTo,
  STRIP_ROW_PX,
  stripsAt,
  stripsHeight,
  stripsLayout,
  type StripsPicture,
} from "../../../client/charts/answerStrips.ts";
import { classColour } from "../../../client/charts/classColours.ts";
import {
  confusionAt,
  confusionLayout,
  type ConfusionPicture,
  paintConfusion,
} from "../../../client/charts/confusionMatrix.ts";
import { paletteOf } from "../../../client/charts/palette.ts";
import { sequential } from "../../../client/charts/ramps.ts";
import {
  squareAt,
  squareLayout,
  type SquarePicture,
} from "../../../client/charts/slidingSquare.ts";
import { svgOf } from "../../../client/charts/svgSurface.ts";
import {
  paintScatter,
  scatterAt,
  scatterLayout,
  type ScatterPicture,
} from "../../../client/charts/scatter.ts";
import { xOf, yOf } from "../../../client/charts/axes.ts";
import { unitAt, unitGridHeight, unitGridLayout } from "../../../client/charts/unitGrid.ts";

const PALETTE = paletteOf("dark");
const sizes = fc.record({
  width: fc.integer({ min: 260, max: 1200 }),
  height: fc.integer({ min: 200, max: 700 }),
});

function confusionOf(classes: number, values: number[]): ConfusionPicture {
  const names = Array.from({ length: classes }, (_, i) => `class ${i}`);
  return {
    names,
    taken: names.map((_, i) => `c${i}`),
    values,
    kind: "amounts",
    most: 4,
    recalls: names.map(() => "97%"),
    text: String,
    hue: "a",
    palette: PALETTE,
  };
}

describe("a confusion matrix", () => {
  it("lies within its picture, and gives each cell the place it is painted at", () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 2, max: 30 }), fc.nat(), (size, classes, seed) => {
        const picture = confusionOf(classes, []);
        const { box, side } = confusionLayout(picture, size);
        expect(box.left).toBeGreaterThanOrEqual(0);
        expect(box.left + box.width).toBeLessThanOrEqual(size.width);
        expect(box.top + box.height).toBeLessThanOrEqual(size.height);
        const [row, column] = [seed % classes, Math.floor(seed / classes) % classes];
        const [x, y] = [box.left + (column + 0.5) * side, box.top + (row + 0.5) * side];
        expect(confusionAt(picture, size, x, y)).toEqual({ row, column });
        expect(confusionAt(picture, size, box.left - 1, y)).toBeNull();
      }),
    );
  });

  it("writes every number that is not zero, and none where there is no room", () => {
    const values = [12, 0, 3, 40];
    const svg = (width: number, height: number): string =>
      svgOf(
        { width, height },
        "white",
        (surface) => paintConfusion(surface, confusionOf(2, values)),
        () => "",
      );
    for (const value of [12, 3, 40]) expect(svg(400, 300)).toContain(`>${value}</text>`);
    expect(svg(400, 60)).not.toContain(">12</text>");
  });

  it("calls its columns as the model does, and its rows as the examples do", () => {
    const svg = svgOf(
      { width: 400, height: 300 },
      "white",
      (surface) => paintConfusion(surface, confusionOf(2, [1, 0, 0, 1])),
      () => "",
    );
    for (const name of ["class 1", "c1"]) expect(svg.split(`>${name}</text>`)).toHaveLength(2);
  });
});

describe("answers against what is true", () => {
  const picture = (truth: number[], answers: number[]): ScatterPicture => ({
    truth,
    answers,
    edges: [0, 10],
    hue: "a",
    palette: PALETTE,
  });

  it("are found where they are painted; what is right lies on the diagonal", () => {
    const inside = fc.double({ min: 0, max: 10, noNaN: true });
    fc.assert(
      fc.property(sizes, inside, inside, (size, is, answer) => {
        const shown = picture([is, is], [answer, NaN]);
        const plot = scatterLayout(shown, size);
        expect(scatterAt(shown, size, xOf(plot, is), yOf(plot, answer))).toBe(0);
        expect(plot.x.place(is)).toBeCloseTo(plot.y.place(is), 9);
      }),
    );
  });

  it("stand at the edge where they lie beyond it, and nowhere where they are no numbers", () => {
    const size = { width: 500, height: 400 };
    const shown = picture([5, 5, 2], [1e9, NaN, 2]);
    const plot = scatterLayout(shown, size);
    expect(scatterAt(shown, size, xOf(plot, 5), plot.box.top)).toBe(0);
    const svg = svgOf(
      size,
      "white",
      (surface) => paintScatter(surface, shown),
      () => "",
    );
    expect(svg.match(/a2\.6 2\.6 0 1 0 5\.2 0/g)).toHaveLength(2);
    expect(svg).not.toContain("NaN");
  });
});

describe("rows of answers", () => {
  const picture = (rows: number, scrolled: number): StripsPicture => ({
    rows: Array.from({ length: rows }, (_, i) => rows - 1 - i),
    scrolled,
    labels: Array.from({ length: rows }, () => 0),
    names: ["0"],
    image: () => null,
    blocks: [
      { hue: "a", title: "A", steps: [0, 1, 2, 3], predicted: [null, null, null, null], taken: [] },
      { hue: "b", title: "B", steps: [0, 5], predicted: [null, null], taken: [] },
    ],
    palette: PALETTE,
  });

  it("are found where they are painted, however far they are scrolled", () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 300 }), fc.nat(), (size, rows, seed) => {
        const most = Math.max(stripsHeight(rows) - size.height, 0);
        const shown = picture(rows, seed % (most + 1));
        const { first, last, blocks } = stripsLayout(shown, size);
        expect(last).toBeGreaterThan(first);
        expect(last - first).toBeLessThanOrEqual(size.height / STRIP_ROW_PX + 1);
        for (const [block, { left, cell }] of blocks.entries()) {
          const row = Math.min(first + 1, last - 1);
          const top = stripsHeight(row) + STRIP_ROW_PX / 2 - shown.scrolled;
          if (top > size.height) continue;
          expect(stripsAt(shown, size, left + 1.5 * cell, top)).toEqual({
            row,
            cell: { block, checkpoint: 1 },
          });
        }
        expect(stripsAt(shown, size, 10, 5)).toBeNull();
      }),
    );
  });

  it("are scrolled no further than brings a row in sight", () => {
    fc.assert(
      fc.property(
        fc.nat(300),
        fc.nat(9000),
        fc.integer({ min: 120, max: 700 }),
        (row, from, height) => {
          const to = scrolledTo(row, from, height);
          const room = height - stripsHeight(0);
          expect(row * STRIP_ROW_PX).toBeGreaterThanOrEqual(to);
          expect((row + 1) * STRIP_ROW_PX).toBeLessThanOrEqual(to + room);
          expect(scrolledTo(row, to, height)).toBe(to);
        },
      ),
    );
  });
});

describe("the map of a sliding square", () => {
  it("gives each of its cells, and each place of the image, the square that stands there", () => {
    fc.assert(
      fc.property(
        sizes,
        fc.integer({ min: 6, max: 32 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(),
        (size, side, square, stride, seed) => {
          const own = Math.min(square, side);
          const places = Math.floor((side - own) / stride) + 1;
          const picture: SquarePicture = {
            image: {
              height: side,
              width: side,
              channels: 1,
              values: [],
              look: "image",
              low: 0,
              high: 1,
            },
            rows: places,
            columns: places,
            height: own,
            width: own,
            stride,
            values: null,
            look: { kind: "amount", ramp: sequential("dark", "a"), low: 0, high: 1 },
            title: "",
            palette: PALETTE,
          };
          const { map, image, zoom } = squareLayout(picture, size);
          const [row, column] = [seed % places, Math.floor(seed / places) % places];
          // The middle of the square in the image, and the same place of the map.
          const across = (at: number): number => (at * stride + own / 2) * zoom;
          for (const panel of [map, image]) {
            const [x, y] = [panel.left + across(column), panel.top + across(row)];
            expect(squareAt(picture, size, x, y)).toBe(row * places + column);
          }
          expect(squareAt(picture, size, map.left - 3, map.top + 2)).toBeNull();
        },
      ),
    );
  });

  it("has another colour for each of a dozen classes, in both themes", () => {
    for (const theme of ["dark", "light"] as const) {
      const colours = Array.from({ length: 12 }, (_, index) => classColour(index, theme).join());
      expect(new Set(colours).size).toBe(12);
    }
  });
});

describe("a grid of units", () => {
  it("has room for all of them, and finds each where it is painted", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4096 }),
        fc.integer({ min: 120, max: 1200 }),
        fc.nat(),
        (units, width, seed) => {
          const picture = {
            units,
            off: new Set<number>(),
            dead: new Set<number>(),
            palette: PALETTE,
          };
          const { columns, rows, side } = unitGridLayout(picture, width);
          expect(columns * rows).toBeGreaterThanOrEqual(units);
          expect(columns * side).toBeLessThanOrEqual(width);
          const size = { width, height: unitGridHeight(picture, width) };
          const unit = seed % units;
          const [x, y] = [
            (unit % columns) * side + side / 2,
            Math.floor(unit / columns) * side + side / 2,
          ];
          expect(unitAt(picture, size, x, y)).toBe(unit);
          expect(unitAt(picture, size, x, size.height + 1)).toBeNull();
        },
      ),
    );
  });
});
