// Scenes of single weights: Hinton diagrams near and from afar, kernels as tiles, and how values are spread in little room.
import { type HintonPicture, paintHinton } from "../../../client/charts/hinton.ts";
import { paintHintonMarks } from "../../../client/charts/hintonMarks.ts";
import type { Matrix } from "../../../client/charts/hintonPixels.ts";
import { paletteOf, type Theme } from "../../../client/charts/palette.ts";
import { diverging } from "../../../client/charts/ramps.ts";
import type { Painting } from "../../../client/charts/surface.ts";
import { paintTiles, paintTilesMarks, type TilesPicture } from "../../../client/charts/tiles.ts";
import { imagesIn } from "../../../client/charts/tileSet.ts";
import { paintValueHistogram, valueHistogram } from "../../../client/charts/valueHistogram.ts";

/** In waves, not in noise: a picture of noise is ten times as large a file. */
export function waves(rows: number, columns: number): Matrix {
  const values = Float32Array.from({ length: rows * columns }, (_, at) => {
    const [row, column] = [Math.floor(at / columns) / rows, (at % columns) / columns];
    return 0.4 * Math.sin(9 * row + 4 * column) * Math.cos(7 * column - 3 * row);
  });
  return { values, rows, columns, apart: { row: columns, column: 1 } };
}

export function hintonOf(matrix: Matrix, theme: Theme, most: number): HintonPicture {
  const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
  return {
    matrix,
    cells: { rows: upTo(matrix.rows), columns: upTo(matrix.columns) },
    first: { row: 0, column: 0 },
    most,
    blocks: "mean",
    titles: { rows: "sending units ↓", columns: "receiving units →" },
    palette: paletteOf(theme),
  };
}

function few(theme: Theme): Painting {
  const matrix = waves(16, 24);
  matrix.values[5 * 24 + 7] = NaN;
  const picture = hintonOf(matrix, theme, 0.5);
  return (surface) => {
    paintHinton(surface, picture);
    paintHintonMarks(surface, picture, { row: 9, column: 14 });
  };
}

function many(theme: Theme): Painting {
  const picture = hintonOf(waves(784, 512), theme, 0.5);
  return (surface) => paintHinton(surface, picture);
}

function kernels(theme: Theme): Painting {
  const side = 5;
  const count = 24;
  const values = Float32Array.from({ length: count * side * side }, (_, at) => {
    const [tile, row] = [Math.floor(at / 25), Math.floor((at % 25) / side)];
    return 0.3 * Math.sin(tile + (row - 2) * Math.cos(tile) + ((at % side) - 2) * Math.sin(tile));
  });
  values[25 * 4 + 12] = NaN;
  const picture: TilesPicture = {
    set: imagesIn(values, [side, side]),
    order: Array.from({ length: count }, (_, i) => i),
    colours: { ramp: diverging(theme), low: -0.3, high: 0.3 },
    captions: Array.from({ length: count }, (_, i) => `filter ${i}`),
    legend: "weight",
    crossed: new Set([7]),
    widest: null,
    columns: null,
    palette: paletteOf(theme),
  };
  return (surface) => {
    paintTiles(surface, picture);
    paintTilesMarks(surface, picture, { chosen: 2, pointed: 9 });
  };
}

function spread(theme: Theme): Painting {
  const palette = paletteOf(theme);
  const values = Float32Array.from({ length: 4000 }, (_, i) => Math.max(Math.sin(i ** 2) * 2.3, 0));
  const histogram = valueHistogram(values, 0, 2.3, 32);
  return (surface) => paintValueHistogram(surface, histogram, palette.slot.b, palette);
}

export const WEIGHT_SCENES = {
  "matrix of few weights": { height: 380, painting: few },
  "matrix of 784 by 512 weights": { height: 420, painting: many },
  "tiles of kernels": { height: 340, painting: kernels },
  "values in little room": { height: 60, painting: spread },
};
