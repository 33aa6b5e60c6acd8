// What a few new points of a curve cost the page, by time and by epoch: as much whether a thousand or a million are there already.
import { positionsOf } from "#contract/alignment.ts";
import { createPoints } from "../../client/store/points.ts";
import { type CurvesOf, curvesOf } from "../../client/views/scalars/curves.ts";
import { positionEdges, valueEdges } from "../../client/views/scalars/edges.ts";
import { notFinite } from "../../client/views/scalars/numbers.ts";
import { smoothed } from "../../client/charts/smoothing.ts";
import { run as model, scalar } from "../client/support.ts";

const NEW_POINTS = 10;
const MESSAGES = 200;
const LENGTHS = [1_000, 100_000, 1_000_000];
const STEPS_AN_EPOCH = 500;
const UNKNOWN = { wallTimes: [], score: null, plannedSteps: null };

/** Prints microseconds a message, and how many times as long the whole curve would take. */
export async function run(print: (line: string) => void): Promise<void> {
  const scalars = [
    { ...scalar("loss", 1), series: 1 },
    { ...scalar("epoch", 1), series: 2 },
  ];
  const logged = model("logged", { firstEventAt: 0, scalars });
  const [loss, epoch] = [1, 2].map((series) => ({ run: logged.id, generation: 1, series }));
  for (const axis of ["relative", "epoch"] as const) {
    const asked: CurvesOf = {
      tag: "loss",
      drawn: [{ run: logged, slot: "a", colour: [0, 0, 0] }],
      axis,
      smooth: 0.9,
      showsOld: false,
      paler: (colour) => colour,
    };
    for (const length of LENGTHS) {
      const points = createPoints();
      const append = (from: number, count: number): void => {
        const steps = Float64Array.from({ length: count }, (_, i) => from + i);
        points.appendScalars(loss!, { steps, wallTimes: steps, values: steps.map(Math.sin) });
        const values = steps.map((step) => step / STEPS_AN_EPOCH);
        points.appendScalars(epoch!, { steps, wallTimes: steps, values });
      };
      // As a live message does: the curves, the ends of both axes, and what is told of them.
      const follow = (): void => {
        const curves = curvesOf(points, asked);
        valueEdges(curves, positionEdges(curves, null), false);
        for (const curve of curves) notFinite(curve);
      };
      append(0, length);
      follow();
      const start = performance.now();
      for (let i = 0; i < MESSAGES; i++) {
        append(length + i * NEW_POINTS, NEW_POINTS);
        follow();
      }
      const took = ((performance.now() - start) / MESSAGES) * 1000;
      const { steps, values } = points.scalars(loss!).value;
      const epochs = points.scalars(epoch!).value;
      const wholeStart = performance.now();
      smoothed(values, 0.9);
      if (axis === "epoch") positionsOf({ ...UNKNOWN, steps, epochs }, "epoch");
      const whole = (performance.now() - wholeStart) * 1000;
      print(
        `by ${axis}, ${NEW_POINTS} more behind ${length.toLocaleString("en")} points: ` +
          `${took.toFixed(0)} µs; placing and smoothing them all: ${(whole / took).toFixed(0)} times as long`,
      );
    }
  }
}
