// Scenes of pictures that are only taken along: on the page they are elements, or another library's.
import { quantile } from "#contract/distribution.ts";
import { fittingSwarm } from "../../../client/charts/beeswarm.ts";
import { type LearningPicture, paintLearning } from "../../../client/charts/learningCurve.ts";
import { metricScale } from "../../../client/charts/metricScale.ts";
import { paletteOf, scoreColour, type Theme } from "../../../client/charts/palette.ts";
import type { SpreadPicture } from "../../../client/charts/spread.ts";
import { paintSpread } from "../../../client/charts/spreadPainting.ts";
import type { Painting } from "../../../client/charts/surface.ts";
import { paintSwarm, swarmHeight, type SwarmPicture } from "../../../client/charts/swarm.ts";
import { course } from "./paper.ts";

const EPOCHS = 15;
const STEPS = Float64Array.from({ length: EPOCHS + 1 }, (_, i) => i);
const SCALE = metricScale({ values: [0.9, 0.978], direction: "higher", isShare: true });

function learning(theme: Theme): Painting {
  const palette = paletteOf(theme);
  const values = (best: number, pace: number): Float64Array =>
    STEPS.map((step) => best - (best - 0.1) * Math.exp(-step / pace) - 0.004 * (step % 3));
  const broken = values(0.92, 2).fill(NaN, 9, 11);
  const again = { steps: STEPS.subarray(4, 8), values: values(0.8, 2).subarray(4, 8) };
  const picture: LearningPicture = {
    curves: [
      {
        name: "A dropout-0.2",
        hue: palette.slot.a,
        own: { steps: STEPS, values: values(0.978, 1) },
        old: [again],
        at: 9,
      },
      {
        name: "B dropout-0.9",
        hue: palette.slot.b,
        own: { steps: STEPS, values: broken },
        old: [],
        at: 9,
      },
    ],
    scale: SCALE,
    stepEdges: [0, EPOCHS],
    title: "test accuracy over epochs",
    unit: "epoch",
    palette,
  };
  return (surface) => paintLearning(surface, picture);
}

const SHARES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

function spread(theme: Theme): Painting {
  const palette = paletteOf(theme);
  const points = course("dropout-0.2", "output/kernel");
  const [p5, p25, median, p75, p95] = SHARES.map((share) =>
    points.map(({ distribution }) => quantile(distribution, share)),
  );
  const picture: SpreadPicture = {
    steps: points.map(({ step }) => step),
    mean: points.map(({ distribution }) => distribution.mean),
    deviation: points.map(({ distribution }) => Math.sqrt(distribution.variance)),
    quantiles: [p5!, p25!, median!, p75!, p95!],
    stepEdges: [0, EPOCHS],
    edges: [Math.min(...p5!) * 1.1, Math.max(...p95!) * 1.1],
    hue: palette.slot.a,
    palette,
  };
  const head = { title: "dropout-0.2  ·  output/kernel", unit: "epoch", at: 9 };
  return (surface) => paintSpread(surface, picture, head);
}

const SWARM_PX = 132;
const SCORES = [0.52, 0.81, 0.9, 0.915, 0.95, 0.961, 0.964, 0.971, 0.977];

function swarm(theme: Theme): Painting {
  const palette = paletteOf(theme);
  return (surface) => {
    const axis = { left: 26, width: surface.width - 52 };
    const places = SCORES.map((score) => SCALE.place(score));
    const dots = places.map((place, i) => {
      return { x: axis.left + place * axis.width, radius: 10 + (i % 3) * 3 };
    });
    const { xs, ys, scale } = fittingSwarm(dots, 12, SWARM_PX);
    const picture: SwarmPicture = {
      circles: dots.map(({ radius }, i) => ({
        x: xs[i]!,
        y: SWARM_PX / 2 + ys[i]!,
        radius: radius * scale,
        colour: scoreColour(i === 0 ? NaN : places[i]!, theme),
        isDiverged: i === 0,
        slot: i === 8 ? "a" : i === 3 ? "b" : null,
      })),
      height: SWARM_PX,
      axis: { ...axis, ticks: SCALE.ticks },
      title: "test accuracy, higher is better; size: parameters",
      names: {
        a: "dropout-0.2",
        b: "a model with a name that is longer than its half of the picture",
      },
      palette,
    };
    paintSwarm(surface, picture);
  };
}

export const TAKEN_SCENES = {
  "learning curve": { height: 300, painting: learning },
  "spread over the training": { height: 300, painting: spread },
  "models by their score": { height: swarmHeight({ height: SWARM_PX }), painting: swarm },
};
