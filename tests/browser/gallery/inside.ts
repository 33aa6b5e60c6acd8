// Scenes of what is seen inside networks: confusion, answers over the training, a sliding square, units switched off.
import type { StripsPicture } from "../../../client/charts/answerStrips.ts";
import { paintStrips, paintStripsMarks } from "../../../client/charts/answerStripsPainting.ts";
import {
  type ConfusionPicture,
  paintConfusion,
  paintConfusionMarks,
} from "../../../client/charts/confusionMatrix.ts";
import {
  paintScatter,
  paintScatterMarks,
  type ScatterPicture,
} from "../../../client/charts/scatter.ts";
import type { ImageTile } from "../../../client/charts/imageTile.ts";
import { paletteOf, type Theme } from "../../../client/charts/palette.ts";
import { sequential } from "../../../client/charts/ramps.ts";
import {
  paintSquare,
  paintSquareMarks,
  type SquareLook,
  type SquarePicture,
} from "../../../client/charts/slidingSquare.ts";
import type { Painting } from "../../../client/charts/surface.ts";
import { paintUnitGrid, paintUnitMark } from "../../../client/charts/unitGrid.ts";

const CLASSES = 10;
const NAMES = Array.from({ length: CLASSES }, (_, digit) => String(digit));

function confusion(theme: Theme, kind: ConfusionPicture["kind"]): Painting {
  const sign = (i: number): number => (kind === "changes" && i % 3 === 0 ? -1 : 1);
  const values = Array.from({ length: CLASSES * CLASSES }, (_, i) => {
    const [row, column] = [Math.floor(i / CLASSES), i % CLASSES];
    if (row === column) return kind === "changes" ? -(row % 4) : 80 + row;
    return (row * 7 + column * 3) % 4 === 0 ? sign(i) * ((row * column) % 9) : 0;
  });
  const picture: ConfusionPicture = {
    names: NAMES,
    taken: NAMES,
    values,
    kind,
    most: 8,
    recalls: NAMES.map((_, row) => (kind === "changes" ? `9${row}→8${row}%` : `9${row}%`)),
    text: (value) => (kind === "changes" && value > 0 ? `+${value}` : String(value)),
    hue: "a",
    palette: paletteOf(theme),
  };
  return (surface) => {
    paintConfusion(surface, picture);
    paintConfusionMarks(surface, picture, {
      pointed: { row: 2, column: 4 },
      chosen: { row: 6, column: 2 },
      example: { row: 7, column: 7 },
    });
  };
}

/** A ring, brighter the further round. */
function ring(side: number): ImageTile {
  const values = Float32Array.from({ length: side * side }, (_, at) => {
    const [y, x] = [Math.floor(at / side) - (side - 1) / 2, (at % side) - (side - 1) / 2];
    const isOn = Math.abs(Math.hypot(x, y) - side / 3.2) < side / 12;
    return isOn ? 0.4 + 0.3 * (1 + Math.sin(Math.atan2(y, x))) : 0;
  });
  return { height: side, width: side, channels: 1, values, look: "image", low: 0, high: 1 };
}

function strips(theme: Theme): Painting {
  const [count, epochs] = [24, 11];
  const labels = Array.from({ length: count }, (_, i) => i % CLASSES);
  const answersOf = (luck: number) =>
    Array.from({ length: epochs }, (_, epoch) => {
      if (luck === 3 && epoch > 8) return null;
      return labels.map((label, i) =>
        (i * luck + epoch * 5) % 7 < epoch ? label : (label + luck) % 10,
      );
    });
  const steps = Array.from({ length: epochs }, (_, epoch) => epoch);
  const picture: StripsPicture = {
    rows: labels.map((_, i) => (i * 5) % count),
    scrolled: 43,
    labels,
    names: NAMES,
    image: () => ring(12),
    blocks: [
      { hue: "a", title: "A one", steps, predicted: answersOf(2), taken: NAMES },
      { hue: "b", title: "B two", steps, predicted: answersOf(3), taken: NAMES },
    ],
    palette: paletteOf(theme),
  };
  return (surface) => {
    paintStrips(surface, picture);
    paintStripsMarks(surface, picture, { row: 4, example: 15, current: [6, 2], pointed: [] });
  };
}

function square(theme: Theme, look: SquareLook, title: string): Painting {
  const picture: SquarePicture = {
    image: ring(28),
    rows: 11,
    columns: 11,
    height: 7,
    width: 7,
    stride: 2,
    values: Float32Array.from({ length: 121 }, (_, i) => {
      const [row, column] = [Math.floor(i / 11) - 5, (i % 11) - 5];
      const depth = Math.hypot(row, column) / 7;
      return look.kind === "classes" ? Math.floor(depth * 3) : depth;
    }),
    look,
    title,
    palette: paletteOf(theme),
  };
  return (surface) => {
    paintSquare(surface, picture);
    paintSquareMarks(surface, picture, 38);
  };
}

function units(theme: Theme): Painting {
  const picture = {
    units: 48,
    off: new Set([3, 4, 17]),
    dead: new Set([4, 9, 30, 31]),
    palette: paletteOf(theme),
  };
  return (surface) => {
    paintUnitGrid(surface, picture);
    paintUnitMark(surface, picture, 20);
  };
}

function scatter(theme: Theme): Painting {
  const count = 160;
  const truth = Array.from({ length: count }, (_, i) => 10 + 40 * ((i * 0.618) % 1));
  const picture: ScatterPicture = {
    truth,
    answers: truth.map((is, i) => 6 + 0.8 * is + 9 * Math.sin(i * 12.9898) * Math.cos(i * 4.1)),
    edges: [4, 48],
    hue: "b",
    palette: paletteOf(theme),
  };
  return (surface) => {
    paintScatter(surface, picture);
    paintScatterMarks(surface, picture, { pointed: 12, chosen: 41 });
  };
}

export const INSIDE_SCENES = {
  "answers against what is true": { height: 320, painting: scatter },
  "confusion matrix": { height: 340, painting: (theme: Theme) => confusion(theme, "amounts") },
  "changes of a confusion matrix": {
    height: 340,
    painting: (theme: Theme) => confusion(theme, "changes"),
  },
  "answers over the training": { height: 300, painting: strips },
  "map of a sliding square": {
    height: 300,
    painting: (theme: Theme) =>
      square(theme, { kind: "amount", ramp: sequential(theme, "b"), low: 0, high: 1 }, "P(0)"),
  },
  "classes under a sliding square": {
    height: 300,
    painting: (theme: Theme) => square(theme, { kind: "classes", names: NAMES }, "Answer"),
  },
  "units switched off": { height: 110, painting: units },
};
