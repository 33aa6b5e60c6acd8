// What is asked for, what is fetched for it, and what is known once it has arrived.
import { signal } from "@preact/signals";
import { expect, it } from "vitest";
import { packFrame } from "#contract/frames.ts";
import { courseColumns, courseOf } from "#contract/measures/course.ts";
import { createMeasures, type Question } from "../../../../client/store/measures/index.ts";
import { snapshot, weights } from "../../support.ts";

const PLACE = { run: "r", generation: 1, series: 2 };
const POINTS = [0, 1, 2, 3].map((step) => snapshot(step, weights(50, step, 0.1 + step)));

function measuring(...first: Question[]) {
  const ticks: (() => void)[] = [];
  const measures = createMeasures((_, callback) => {
    ticks.push(callback);
    return () => ticks.splice(ticks.indexOf(callback), 1);
  });
  const questions = signal<readonly Question[]>(first);
  const stop = measures.ask(questions);
  const paths = (): string[] => measures.wanted.value.map((one) => one.path("s"));
  return { measures, questions, stop, paths, tick: () => ticks.forEach((one) => one()) };
}

function frameOf(from: number, to: number): ArrayBuffer {
  const whole = courseOf(POINTS.slice(0, to));
  const [columns] = [courseColumns(whole).map((column) => column.slice(from))];
  return packFrame({ type: "course", ...PLACE, from, to, byChange: true }, columns)
    .buffer as ArrayBuffer;
}

it("of a course only what is new is fetched, and put behind what is here", () => {
  const { measures, questions, paths } = measuring({ kind: "course", place: PLACE, known: 3 });
  expect(paths()).toEqual(["api/measures/s/r/1/2/0-3"]);
  measures.wanted.value[0]!.arrived(frameOf(0, 3));
  expect(paths()).toEqual([]);
  questions.value = [{ kind: "course", place: PLACE, known: 4 }];
  expect(paths()).toEqual(["api/measures/s/r/1/2/3-4"]);
  measures.wanted.value[0]!.arrived(frameOf(3, 4));
  const held = measures.course(PLACE)!;
  expect([...held.course.columns.step]).toEqual([0, 1, 2, 3]);
  expect([...held.course.columns.deviation]).toEqual([...courseOf(POINTS).columns.deviation]);
  expect(held.to).toBe(4);
});

it("of distances only pairs that are not here are fetched, whatever pairs are asked for next", () => {
  const [a, b] = [PLACE, { ...PLACE, run: "q" }];
  const ask = (pairs: [number, number][]): Question => ({ kind: "distances", a, b, pairs });
  const { measures, questions, paths } = measuring(
    ask([
      [0, 0],
      [1, 1],
    ]),
  );
  expect(paths()).toEqual(["api/distances/s/r/1/2/q/1/2/0.0.2"]);
  const columns = [Float64Array.of(1, 2), Float64Array.of(3, 4), Float64Array.of(5, 6)];
  const frame = packFrame({ type: "distances" }, [...columns, Uint8Array.of(0, 1)]);
  measures.wanted.value[0]!.arrived(frame.buffer as ArrayBuffer);
  questions.value = [
    ask([
      [1, 1],
      [2, 1],
    ]),
  ];
  expect(paths()).toEqual(["api/distances/s/r/1/2/q/1/2/2.1"]);
  const known = { wasserstein: 2, jensenShannon: 4, kolmogorovSmirnov: 6, isEstimated: true };
  expect(measures.distances(a, b, [1, 1])).toEqual(known);
  expect(measures.distances(b, a, [1, 1])).toBeNull();
});

it("what cannot be measured exactly is not asked for again, and no trouble", () => {
  const a = { run: "r", generation: 1, step: 3, name: "hidden/kernel" };
  const question: Question = { kind: "exact", a, b: { ...a, step: 4 } };
  const { measures, paths } = measuring(question);
  expect(paths()).toEqual(["api/exact/s/r/1/3/hidden%2Fkernel/r/1/4/hidden%2Fkernel"]);
  measures.wanted.value[0]!.failed("too large");
  expect(paths()).toEqual([]);
  expect([measures.exact(question), measures.trouble.value]).toEqual([null, null]);
  measures.clear();
  const columns = [Float64Array.of(1), Float64Array.of(0.5)];
  measures.wanted.value[0]!.arrived(
    packFrame({ type: "exactDistances" }, columns).buffer as ArrayBuffer,
  );
  expect(measures.exact(question)).toEqual({ wasserstein: 1, kolmogorovSmirnov: 0.5 });
});

it("movements are asked for from the last checkpoint on, and not again where the newest lacks the tensor", () => {
  const ask = (steps: number[]): Question => {
    return { kind: "movements", run: "r", generation: 1, name: "a/kernel", steps };
  };
  const { measures, questions, paths } = measuring(ask([0, 10, 20]));
  expect(paths()).toEqual(["api/movements/s/r/1/0/20/a%2Fkernel"]);
  const column = (...values: number[]) => Float64Array.from(values);
  const frame = packFrame({ type: "movements" }, [
    column(0),
    column(10),
    column(4),
    column(5),
    column(1),
    column(1),
    column(1),
  ]);
  measures.wanted.value[0]!.arrived(frame.buffer as ArrayBuffer);
  expect(measures.movements("r", 1, "a/kernel").get(10)).toBe(0.25);
  expect(paths()).toEqual([]);
  questions.value = [ask([0, 10, 20, 30])];
  expect(paths()).toEqual(["api/movements/s/r/1/20/30/a%2Fkernel"]);
});

it("a spectrum is asked for once, and why it could not be had is known of it alone", () => {
  const ask = (step: number) =>
    ({ kind: "spectrum", run: "r", generation: 1, name: "a/kernel", step }) as const;
  const { measures, questions, paths } = measuring(ask(3));
  questions.value = [ask(3), ask(4)];
  expect(paths()).toEqual(["api/spectra/s/r/1/3/a%2Fkernel", "api/spectra/s/r/1/4/a%2Fkernel"]);
  const [three, four] = measures.wanted.value;
  four!.failed("It is no matrix.");
  const of = { run: "r", generation: 1, name: "a/kernel", step: 3, rows: 4, columns: 2 };
  const frame = packFrame({ type: "spectrum", ...of }, [Float64Array.of(5, 2)]);
  three!.arrived(frame.buffer as ArrayBuffer);
  expect(measures.spectrum(ask(3))).toEqual({
    values: Float64Array.of(5, 2),
    rows: 4,
    columns: 2,
  });
  expect(measures.spectrum(ask(4))).toBeNull();
  expect(measures.spectrumTrouble(ask(3))).toBeNull();
  expect(measures.spectrumTrouble(ask(4))).toBe("It is no matrix.");
  expect(paths()).toEqual(["api/spectra/s/r/1/4/a%2Fkernel"]);
});

it("views are told at once of the first answer, and of those that pour in behind it together", () => {
  const { measures, tick } = measuring({ kind: "course", place: PLACE, known: 3 });
  const before = measures.version.value;
  const [one] = measures.wanted.value;
  one!.arrived(frameOf(0, 3));
  const first = measures.version.value;
  expect(first).toBeGreaterThan(before);
  one!.arrived(frameOf(0, 3));
  one!.arrived(frameOf(0, 3));
  expect(measures.version.value).toBe(first);
  tick();
  expect(measures.version.value).toBe(first + 2);
});

it("what could not be had is said until it could, and nothing is fetched for a view that has gone", () => {
  const { measures, stop, paths, tick } = measuring({ kind: "course", place: PLACE, known: 3 });
  const [one] = measures.wanted.value;
  one!.failed("The disk is on fire.");
  expect(measures.trouble.value).toBe("The disk is on fire.");
  expect(paths()).toHaveLength(1);
  one!.arrived(frameOf(0, 3));
  tick();
  expect(measures.trouble.value).toBeNull();
  measures.clear();
  expect(paths()).toHaveLength(1);
  stop();
  expect(paths()).toEqual([]);
});

it("of weights the steps that are looked at are fetched, and why one cannot be had is told", () => {
  const at = (step: number) =>
    ({ kind: "tensor", run: "r", generation: 1, name: "conv/kernel", step }) as const;
  const { measures, paths } = measuring(at(3), at(4));
  expect(paths()).toEqual([
    "api/tensors/s/r/1/3/conv%2Fkernel",
    "api/tensors/s/r/1/4/conv%2Fkernel",
  ]);
  measures.wanted.value[0]!.arrived(Float32Array.of(1, -2).buffer);
  expect(paths()).toEqual(["api/tensors/s/r/1/4/conv%2Fkernel"]);
  expect([...measures.tensor(at(3))!]).toEqual([1, -2]);
  measures.wanted.value[0]!.failed("It is gone.");
  expect([measures.tensor(at(4)), measures.tensorTrouble(at(4))]).toEqual([null, "It is gone."]);
});
