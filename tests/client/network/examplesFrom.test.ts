import { expect, it } from "vitest";
import { packFrame } from "#contract/frames.ts";
import type { ExamplesFrame } from "#contract/protocol.ts";
import { examplesFrom } from "../../../client/network/examplesFrom.ts";

const META: ExamplesFrame = {
  type: "examples",
  count: 3,
  shape: [1, 2, 1],
  scale: 0.5,
  classes: ["dark", "bright"],
  origin: null,
};
const bytesOf = (...frame: Parameters<typeof packFrame>): ArrayBuffer =>
  Uint8Array.from(packFrame(...frame)).buffer;

it("examples come in the scale that networks were trained on, with their labels", () => {
  const columns = [Uint8Array.of(0, 2, 4, 6, 8, 10), Int32Array.of(0, 0, 1)];
  expect(examplesFrom(bytesOf(META, columns))).toEqual({
    count: 3,
    left: 0,
    shape: [1, 2, 1],
    values: Float32Array.of(0, 1, 2, 3, 4, 5),
    labels: Int32Array.of(0, 0, 1),
    classes: ["dark", "bright"],
  });
  const amounts = Float32Array.of(0.5, -1, 2);
  const measured = examplesFrom(bytesOf(META, [columns[0]!, amounts]));
  expect(measured).toMatchObject({ labels: null, amounts });
  const unlabelled = examplesFrom(bytesOf(META, [columns[0]!, new Int32Array()]));
  expect(unlabelled.labels).toBeNull();
});

it("of more than there is room for the first are taken, and the others counted", () => {
  const columns = [Float32Array.of(0, 2, 4, 6, 8, 10), Int32Array.of(5, 6, 7)];
  const some = examplesFrom(bytesOf(META, columns), 16);
  expect(some).toMatchObject({ count: 2, left: 1, labels: Int32Array.of(5, 6) });
  expect([...some.values]).toEqual([0, 1, 2, 3]);
  expect(examplesFrom(bytesOf(META, columns), 1)).toMatchObject({ count: 1, left: 2 });
});
