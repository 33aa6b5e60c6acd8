import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellEdges, columnsOver } from "../../../client/charts/columns.ts";
import {
  cellBox,
  matrixAt,
  matrixLayout,
  type MatrixPicture,
  paintMatrix,
  symmetricEnds,
} from "../../../client/charts/matrix.ts";
import { namedRows } from "../../../client/charts/matrixNames.ts";
import { isInked, matrixPixels, shownIn } from "../../../client/charts/matrixPixels.ts";
import { matrixRows, movedCell } from "../../../client/charts/matrixRows.ts";
import { paletteOf } from "../../../client/charts/palette.ts";
import { pixel, sequential } from "../../../client/charts/ramps.ts";
import { linearScale } from "../../../client/charts/scales.ts";
import { recorded } from "./recorded.ts";

const PALETTE = paletteOf("dark");
const SIZE = { width: 800, height: 500 };
const LAYERS = [
  { name: "embed", block: "" },
  { name: "query", block: "encoder.0" },
  { name: "key", block: "encoder.0" },
  { name: "only", block: "pool" },
  { name: "head", block: "" },
  { name: "norm", block: "" },
];

function picture(layers = LAYERS, steps = 10, closed: readonly string[] = []): MatrixPicture {
  const values = Float64Array.from({ length: layers.length * steps }, (_, i) => i);
  const known = new Uint8Array(values.length).fill(1);
  const axis = Float64Array.from({ length: steps }, (_, i) => 5 * i);
  return {
    quantities: { values, known, steps: axis, isSigned: false },
    rows: matrixRows(layers, new Set(closed)),
    title: "std",
    scale: linearScale(0, values.length),
    ramp: sequential("dark", "a"),
    stepEdges: cellEdges(axis),
    unit: "epoch",
    palette: PALETTE,
  };
}

describe("the rows of the matrix", () => {
  it("are the layers in their order, a block's below the block", () => {
    const names = matrixRows(LAYERS, new Set()).map(({ name, kind }) => `${kind} ${name}`);
    expect(names).toEqual([
      "layer embed",
      "block encoder.0",
      "layer query",
      "layer key",
      "layer only",
      "layer head",
      "layer norm",
    ]);
  });

  it("hide the layers of a closed block, which stands for all of them", () => {
    const rows = matrixRows(LAYERS, new Set(["encoder.0"]));
    expect(rows.map(({ name }) => name)).toEqual(["embed", "encoder.0", "only", "head", "norm"]);
    expect(rows[1]).toMatchObject({ layers: [1, 2], isClosed: true });
  });
});

describe("a cell", () => {
  it("shows of several values the largest, or with a sign the farthest from zero", () => {
    const { quantities } = picture(LAYERS.slice(0, 1), 4);
    quantities.values.set([1, -9, 3, 2]);
    expect(shownIn(quantities, [0], 0, 4)).toMatchObject({ kind: "value", value: 3, step: 2 });
    const signed = { ...quantities, isSigned: true };
    expect(shownIn(signed, [0], 0, 4)).toMatchObject({ kind: "value", value: -9, step: 1 });
  });

  it("loses no NaN among a thousand epochs and 50 layers", () => {
    const many = Array.from({ length: 50 }, (_, i) => ({ name: `${i}`, block: "all" }));
    const { quantities } = picture(many, 1000);
    quantities.values[31 * 1000 + 777] = -Infinity;
    const shown = shownIn(quantities, Array.from(many.keys()), 0, 1000);
    expect(shown).toEqual({ kind: "notFinite", layer: 31, step: 777 });
  });

  it("is missing where nothing is logged, whatever the number there", () => {
    const { quantities } = picture(LAYERS, 3);
    quantities.known.fill(0);
    quantities.values.fill(NaN);
    expect(shownIn(quantities, [0, 1], 0, 3)).toEqual({ kind: "missing" });
  });

  it("is coloured, hatched, or empty", () => {
    const { quantities, rows, scale, ramp } = picture(LAYERS.slice(0, 1), 3);
    quantities.values.set([0, NaN, 2]);
    quantities.known[2] = 0;
    const columns = columnsOver(quantities.steps, linearScale(-2.5, 12.5), 6);
    const look = { scale, ramp, ground: PALETTE.ground, ink: PALETTE.text };
    const { data } = matrixPixels(quantities, rows, columns, { height: 6, ratio: 1 }, look);
    const pixels = new Uint32Array(data.buffer);
    const [ground, ink] = [pixel(PALETTE.ground), pixel(PALETTE.text)];
    for (let y = 0; y < 6; y++) {
      const hatch = [2, 3].map((x) => (isInked(x, y, 1) ? ink : ground));
      const wanted = [ramp.pixels[0], ramp.pixels[0], ...hatch, 0, 0];
      expect(Array.from(pixels.slice(6 * y, 6 * y + 6))).toEqual(wanted);
    }
    expect(new Set(pixels)).toContain(ink);
  });

  it("is found under its own middle, every one of them", () => {
    const shown = picture(LAYERS, 40, ["encoder.0"]);
    for (let row = 0; row < shown.rows.length; row++) {
      for (let step = 0; step < 40; step++) {
        const { left, top, width, height } = cellBox(shown, SIZE, { row, step });
        const hit = matrixAt(shown, SIZE, left + width / 2, top + height / 2);
        expect(hit).toMatchObject({ kind: "cell", cell: { row, step } });
      }
    }
  });

  it("of a column of many epochs is the one that is seen", () => {
    const shown = picture(LAYERS, 5000);
    shown.quantities.values.fill(1);
    shown.quantities.values[2501] = 2;
    const { left, top } = cellBox(shown, SIZE, { row: 0, step: 2501 });
    const hit = matrixAt(shown, SIZE, left, top + 2);
    expect(hit).toMatchObject({ cell: { row: 0, step: 2501 }, shown: { value: 2 } });
  });
});

describe("the names of the rows", () => {
  it("never overlap, and those of blocks come first", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 120, max: 900 }),
        (blocks, height) => {
          const layers = blocks.map((nth, i) => ({ name: `l${i}`, block: nth ? `b${nth}` : "" }));
          const shown = picture(layers, 1);
          const layout = matrixLayout(shown, { width: 600, height });
          const named = namedRows(shown.rows, layout);
          const places = named.map((row) => row * layout.rowPx).sort((a, b) => a - b);
          for (let i = 1; i < places.length; i++) {
            expect(places[i]! - places[i - 1]!).toBeGreaterThanOrEqual(13 - 1e-9);
          }
          const first = shown.rows.findIndex(({ kind }) => kind === "block");
          if (first >= 0) expect(named[0]).toBe(first);
        },
      ),
    );
  });

  it("are all there where there is room, and can be pointed at", () => {
    const shown = picture();
    const surface = recorded(SIZE);
    paintMatrix(surface, shown);
    const words = surface.texts.map((text) => text.words);
    for (const { name } of shown.rows) expect(words).toContain(name);
    const { top, height } = cellBox(shown, SIZE, { row: 1, step: 0 });
    expect(matrixAt(shown, SIZE, 20, top + height / 2)).toEqual({ kind: "name", row: 1 });
  });
});

describe("the cursor", () => {
  const last = { row: 30, step: 9 };

  it("goes where the key says, never beyond the ends", () => {
    expect(movedCell({ row: 3, step: 4 }, "ArrowDown", last)).toEqual({ row: 4, step: 4 });
    expect(movedCell({ row: 3, step: 4 }, "ArrowLeft", last)).toEqual({ row: 3, step: 3 });
    expect(movedCell({ row: 3, step: 4 }, "PageUp", last)).toEqual({ row: 0, step: 4 });
    expect(movedCell({ row: 28, step: 4 }, "PageDown", last)).toEqual({ row: 30, step: 4 });
    expect(movedCell({ row: 3, step: 4 }, "End", last)).toEqual({ row: 3, step: 9 });
    expect(movedCell({ row: 3, step: 0 }, "ArrowLeft", last)).toEqual({ row: 3, step: 0 });
  });

  it("leaves other keys alone", () => {
    expect(movedCell({ row: 0, step: 0 }, "a", last)).toBeNull();
    expect(movedCell({ row: 0, step: 0 }, "constructor", last)).toBeNull();
  });
});

it("a scale with a sign ends equally far on both sides, NaN and infinities aside", () => {
  expect(symmetricEnds([0.1, -3, NaN, Infinity, 2])).toEqual([-3, 3]);
  expect(symmetricEnds([0, NaN])).toEqual([-1, 1]);
});
