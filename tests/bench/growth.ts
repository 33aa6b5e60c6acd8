// What a few new points of a curve cost the page: as much whether a thousand or a million are there already.
import { createPoints } from "../../client/store/points.ts";
import { type CurvesOf, curvesOf } from "../../client/views/scalars/curves.ts";
import { smoothed } from "../../client/charts/smoothing.ts";
import { run as model, scalar } from "../client/support.ts";

const NEW_POINTS = 10;
const MESSAGES = 200;
const LENGTHS = [1_000, 100_000, 1_000_000];

/** Prints microseconds a message, and how many times as long the whole curve would take. */
export async function run(print: (line: string) => void): Promise<void> {
  const logged = model("logged", { firstEventAt: 0, scalars: [scalar("loss", 1)] });
  const place = { run: logged.id, generation: 1, series: 1 };
  const asked: CurvesOf = {
    tag: "loss",
    drawn: [{ run: logged, slot: "a", colour: [0, 0, 0] }],
    axis: "relative",
    smooth: 0.9,
    showsOld: false,
    paler: (colour) => colour,
  };
  for (const length of LENGTHS) {
    const points = createPoints();
    const append = (from: number, count: number): void => {
      const steps = Float64Array.from({ length: count }, (_, i) => from + i);
      points.appendScalars(place, { steps, wallTimes: steps, values: steps.map(Math.sin) });
    };
    append(0, length);
    curvesOf(points, asked);
    const start = performance.now();
    for (let i = 0; i < MESSAGES; i++) {
      append(length + i * NEW_POINTS, NEW_POINTS);
      curvesOf(points, asked);
    }
    const took = ((performance.now() - start) / MESSAGES) * 1000;
    const { values } = points.scalars(place).value;
    const wholeStart = performance.now();
    smoothed(values, 0.9);
    const whole = (performance.now() - wholeStart) * 1000;
    print(
      `${NEW_POINTS} more behind ${length.toLocaleString("en")} points: ${took.toFixed(0)} µs; ` +
        `smoothing them all: ${(whole / took).toFixed(0)} times as long`,
    );
  }
}
