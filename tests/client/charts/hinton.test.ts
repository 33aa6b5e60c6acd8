import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hintonLayout, type HintonPicture, paintHinton } from "../../../client/charts/hinton.ts";
import { hintonAt, hintonPart } from "../../../client/charts/hintonMarks.ts";
import {
  blockPixels,
  type Matrix,
  sideOf,
  squarePixels,
} from "../../../client/charts/hintonPixels.ts";
import { paletteOf } from "../../../client/charts/palette.ts";
import { recorded } from "./recorded.ts";

const PALETTE = paletteOf("dark");
const LOOK = { most: 1, notFinite: PALETTE.mean };

function matrixOf(rows: readonly (readonly number[])[]): Matrix {
  const columns = rows[0]!.length;
  const apart = { row: columns, column: 1 };
  return { values: Float32Array.from(rows.flat()), rows: rows.length, columns, apart };
}

function allOf({ rows, columns }: Matrix): HintonPicture["cells"] {
  const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
  return { rows: upTo(rows), columns: upTo(columns) };
}

function pictureOf(matrix: Matrix, most = 1): HintonPicture {
  return {
    matrix,
    cells: allOf(matrix),
    first: { row: 0, column: 0 },
    most,
    blocks: "mean",
    titles: { rows: "sending", columns: "receiving" },
    palette: PALETTE,
  };
}

/** The example of methods.md. */
const EXAMPLE = matrixOf([
  [1, -0.25],
  [0, 0.5],
]);

/** Every square that is painted: in which cell, how wide in cells, in which colour. */
function squaresOf(picture: HintonPicture) {
  const size = { width: 300, height: 300 };
  const { box, cell } = hintonLayout(picture, size);
  const surface = recorded(size);
  paintHinton(surface, picture);
  return surface.paths
    .filter(({ fill }) => fill === "rgb(255 255 255)" || fill === "rgb(0 0 0)")
    .flatMap(({ points, fill }) =>
      Array.from({ length: points.length / 2 }, (_, i) => {
        const [[left, top], [right]] = [points[2 * i]!, points[2 * i + 1]!];
        return { left, top, width: right - left, fill };
      }),
    )
    .filter(({ left, top }) => left >= box.left && top >= box.top)
    .map(({ left, top, width, fill }) => ({
      row: Math.floor((top + width / 2 - box.top) / cell.height),
      column: Math.floor((left + width / 2 - box.left) / cell.width),
      side: width / cell.width,
      isWhite: fill === "rgb(255 255 255)",
    }))
    .sort((a, b) => a.row - b.row || a.column - b.column);
}

/** The share of a picture's area that is white and that is black, in cells. */
function areas({ data, width, height }: ReturnType<typeof squarePixels>, cell: number) {
  let [white, black] = [0, 0];
  for (let at = 0; at < width * height * 4; at += 4) {
    const grey = data[at]! - 128;
    if (grey > 0) white += grey / 127;
    else black -= grey / 128;
  }
  return { white: white / cell ** 2, black: black / cell ** 2 };
}

describe("a Hinton diagram", () => {
  it("draws sides 1, .5 black, none and .7071 for the example", () => {
    const squares = squaresOf(pictureOf(EXAMPLE));
    expect(squares).toEqual([
      { row: 0, column: 0, side: expect.closeTo(1, 6), isWhite: true },
      { row: 0, column: 1, side: expect.closeTo(0.5, 6), isWhite: false },
      { row: 1, column: 1, side: expect.closeTo(Math.SQRT1_2, 6), isWhite: true },
    ]);
  });

  it("halves every area when the weight of a full square doubles", () => {
    const [once, twice] = [squaresOf(pictureOf(EXAMPLE)), squaresOf(pictureOf(EXAMPLE, 2))];
    once.forEach(({ side }, i) => expect(twice[i]!.side ** 2).toBeCloseTo(side ** 2 / 2, 6));
  });

  it("transposes with the matrix", () => {
    const transposed = { ...EXAMPLE, apart: { row: 1, column: 2 } };
    const turned = squaresOf(pictureOf(transposed)).map((square) => {
      return { ...square, row: square.column, column: square.row };
    });
    expect(turned.sort((a, b) => a.row - b.row || a.column - b.column)).toEqual(
      squaresOf(pictureOf(EXAMPLE)),
    );
  });

  it("has areas in proportion to magnitudes as pixels too, whatever their size", () => {
    const weights = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), {
      minLength: 6,
      maxLength: 6,
    });
    fc.assert(
      fc.property(weights, fc.integer({ min: 6, max: 40 }), (values, side) => {
        const matrix = matrixOf([values.slice(0, 3), values.slice(3)]);
        const seen = areas(squarePixels(matrix, allOf(matrix), side, LOOK), side);
        const sum = (sign: number): number =>
          values.reduce((all, value) => all + Math.max(sign * value, 0), 0);
        expect(seen.white).toBeCloseTo(sum(1), 1);
        expect(seen.black).toBeCloseTo(sum(-1), 1);
      }),
    );
  });

  it("is the signed grey of its squares from afar, or the strongest weight of each block", () => {
    const matrix = matrixOf([
      [1, 0, -0.5, -0.5],
      [0, 0, -1, 1],
    ]);
    const greys = (blocks: "mean" | "extreme"): number[] => {
      const size = { width: 2, height: 1 };
      const seen = blockPixels(matrix, allOf(matrix), size, blocks, LOOK);
      return [seen.data[0]!, seen.data[4]!];
    };
    expect(greys("mean")).toEqual([128 + Math.round(127 / 4), 128 - Math.round(128 / 4)]);
    expect(greys("extreme")).toEqual([255, 0]);
  });

  it("makes no pixel of cells that there are not, and shows what is not finite", () => {
    const matrix = matrixOf([[0.5, NaN, Infinity]]);
    const seen = blockPixels(matrix, allOf(matrix), { width: 90, height: 90 }, "mean", LOOK);
    expect([seen.width, seen.height]).toEqual([3, 1]);
    expect([...seen.data.subarray(4, 7)]).toEqual([...PALETTE.mean]);
    const strongest = blockPixels(matrix, allOf(matrix), { width: 1, height: 1 }, "extreme", LOOK);
    expect([...strongest.data.subarray(0, 3)]).toEqual([...PALETTE.mean]);
  });

  it("finds every cell where it is painted, and the part between two of them", () => {
    const counts = fc.integer({ min: 1, max: 900 });
    fc.assert(
      fc.property(counts, counts, (rows, columns) => {
        const matrix = {
          values: new Float32Array(rows * columns),
          rows,
          columns,
          apart: { row: columns, column: 1 },
        };
        const picture = { ...pictureOf(matrix), first: { row: 3, column: 5 } };
        const size = { width: 640, height: 480 };
        const { box, cell } = hintonLayout(picture, size);
        expect(box.left + box.width).toBeLessThanOrEqual(size.width);
        expect(box.top + box.height).toBeLessThanOrEqual(size.height);
        const at = { row: Math.floor(rows / 2), column: columns - 1 };
        const x = box.left + (at.column + 0.5) * cell.width;
        const y = box.top + (at.row + 0.5) * cell.height;
        expect(hintonAt(picture, size, x, y)).toEqual(at);
        expect(hintonAt(picture, size, box.left - 1, y)).toBeNull();
        const part = hintonPart(picture, at, { row: 0, column: 0 });
        if (rows * columns < 4) return;
        expect(part).toEqual({ rows: [3, 3 + at.row + 1], columns: [5, 5 + columns] });
      }),
    );
  });

  it("draws nothing for zero", () => {
    expect(sideOf(0, 1)).toBe(0);
    expect(squaresOf(pictureOf(matrixOf([[0, 0]]), 0))).toEqual([]);
  });
});
