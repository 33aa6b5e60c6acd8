// What the corpora are written with is what PyTorch would write, as a decoder that shares no code with it reads them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { temporaryFolder } from "../../support/layerlapse.ts";
import { plainEvents } from "../../support/plainDecoder.ts";
import { EventFileWriter } from "./eventFileWriter.ts";
import { writeCorpusRun } from "./recipes.ts";

const folder = temporaryFolder();
afterAll(() => folder.remove());

const text = (written: string): Uint8Array => new TextEncoder().encode(written);
const SIZE = {
  runs: 1,
  scalarTags: 3,
  scalarSteps: 200,
  histogramTags: 2,
  histogramSteps: 150,
  tensorTags: 1,
  tensorSteps: 9,
};

test("every value comes back, framed with right checksums", () => {
  const path = join(folder.path, "run", "events.out.tfevents.1.host.1.0");
  const writer = new EventFileWriter(path, 12.5);
  const limits = Float64Array.of(-1, 0, 2);
  const counts = Float64Array.of(0, 4, 6);
  const sums = { min: -0.5, max: 1.5, num: 10, sum: 3, sumSquares: 7 };
  writer.scalar(13, 0, text("loss"), 0.25);
  writer.histogram(14, 300, text("weight"), { ...sums, limits, counts });
  writer.tensor(15, 70_000, text("embedding"), new Uint8Array(400));
  writer.close();
  const [version, scalar, histogram, tensor, ...more] = plainEvents(readFileSync(path));
  expect(more).toEqual([]);
  expect(version).toMatchObject({ wallTime: 12.5, step: 0, fileVersion: "brain.Event:2" });
  expect(scalar).toMatchObject({ wallTime: 13, step: 0, values: [{ tag: "loss", scalar: 0.25 }] });
  expect(histogram).toMatchObject({
    wallTime: 14,
    step: 300,
    values: [{ tag: "weight", histogram: { ...sums, limits: [...limits], counts: [...counts] } }],
  });
  expect(tensor).toMatchObject({
    wallTime: 15,
    step: 70_000,
    values: [{ tag: "embedding", plugin: "tensor" }],
  });
});

test("a run holds as many values as its size says, and the same bytes every time", () => {
  const written = ["one", "two"].map((name) => {
    const path = join(folder.path, name);
    return { counts: writeCorpusRun(path, 7, SIZE).written, bytes: readFileSync(path) };
  });
  expect(written[0]!.bytes.equals(written[1]!.bytes)).toBe(true);
  expect(written[0]!.counts).toEqual({
    scalars: 600,
    histograms: 300,
    tensors: 9,
    bytes: written[0]!.bytes.length,
  });
});
