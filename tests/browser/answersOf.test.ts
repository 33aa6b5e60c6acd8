// What answers are called: amounts where a network tells no classes apart, and each model's own names of its classes.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { encodeEvent, type EventToWrite, stringValue } from "#contract/eventlog/event.ts";
import { KERAS_PLUGIN, KERAS_TAG } from "#contract/eventlog/keras.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { encodeSafetensors } from "#contract/safetensors.ts";
import { until } from "../support/layerlapse.ts";
import { savedBy, views } from "../support/views.ts";

const { open } = views();

const SIZE = 64;
const COUNT = 4;

interface Written {
  units: number;
  activation: "linear" | "softmax";
  kernel: (input: number, unit: number) => number;
  labels: Float32Array | Int32Array;
  classes?: string[];
}

/** A dense layer on 8 × 8 images with examples of its own; example i is one of brightness (i + 1) / 4. */
function write(logdir: string, name: string, written: Written): void {
  const { units, activation, kernel, labels, classes } = written;
  const folder = join(logdir, name);
  mkdirSync(folder, { recursive: true });
  const input = { class_name: "InputLayer", config: { name: "in", batch_shape: [null, SIZE] } };
  const last = { class_name: "Dense", config: { name: "last", units, activation } };
  const model = { class_name: "Sequential", config: { name, layers: [input, last] } };
  const values = [stringValue(KERAS_TAG, KERAS_PLUGIN, JSON.stringify(model))];
  const events: readonly EventToWrite[] = [
    { wallTime: 1_780_000_000, step: 0, fileVersion: "brain.Event:2" },
    { wallTime: 1_780_000_000, step: 0, values },
  ];
  writeFileSync(
    join(folder, "events.out.tfevents.1780000000.host.1.0"),
    Buffer.concat(events.map((event) => frameRecord(encodeEvent(event)))),
  );
  const weights = Float32Array.from({ length: SIZE * units }, (_, i) =>
    kernel(Math.floor(i / units), i % units),
  );
  writeFileSync(
    join(folder, "epoch-0000.safetensors"),
    encodeSafetensors(
      [
        { name: "last/kernel", shape: [SIZE, units], values: weights },
        { name: "last/bias", shape: [units], values: new Float32Array(units) },
      ],
      {},
    ),
  );
  const images = Float32Array.from(
    { length: COUNT * SIZE },
    (_, i) => (Math.floor(i / SIZE) + 1) / COUNT,
  );
  writeFileSync(
    join(folder, "examples.safetensors"),
    encodeSafetensors(
      [
        { name: "x", shape: [COUNT, 8, 8, 1], values: images },
        { name: "y", shape: [COUNT], values: labels },
      ],
      classes === undefined ? {} : { classes: JSON.stringify(classes) },
    ),
  );
}

it("a network with one linear unit answers with a value, and is judged by how far it is off", async () => {
  // The mean of the image: 0.25, 0.5, 0.75 and 1; off by 0, 0, 0.25 and −0.5.
  const seen = await open("view=activations&a=amount&x=3", (logdir) => {
    write(logdir, "amount", {
      units: 1,
      activation: "linear",
      kernel: () => 1 / SIZE,
      labels: Float32Array.of(0.25, 0.5, 0.5, 1.5),
    });
  });
  const { page, words } = seen;
  await page.getByTestId("top-a").waitFor();
  await until(async () => Number(await words("top-a")) === 1);
  expect(await page.getByLabel("Answer").first().textContent()).toContain("true value 1.5");
  const go = (view: string) => page.goto(`${seen.server.url}?view=${view}&a=amount&x=3`);
  await go("relevance");
  await until(async () => Number(await words("logit-a")) === 1);
  expect(await page.getByTestId("decision-a").count()).toBe(0);
  expect(await page.getByTestId("target").count()).toBe(0);
  await go("predictions");
  await page.getByTestId("squared-a").waitFor();
  expect(Number(await words("squared-a"))).toBeCloseTo((0.25 ** 2 + 0.5 ** 2) / 4, 3);
  expect(Number(await words("absolute-a"))).toBeCloseTo(0.75 / 4, 3);
  const dots = page.getByTestId("scatter-a");
  expect(await dots.getAttribute("aria-label")).toContain(
    "example 3: 1.000 for 1.500, off by −0.5000",
  );
  await dots.focus();
  await page.keyboard.press("End");
  await until(
    async () => (await words("scatter-read-a")) === "Example 3: 1.000 for 1.500, off by −0.5000",
  );
  const { bytes } = await savedBy(seen, "csv-scatter-a");
  expect(bytes.toString().trim().split("\n").slice(-2)).toEqual([
    "2,0.5,0.75,0.25",
    "3,1.5,1,-0.5",
  ]);
  await page.keyboard.press("Escape");
  await page.getByTestId("worst-a").click();
  await until(() => new URL(page.url()).searchParams.get("x") === "3");
  await go("occlusion");
  await until(async () => Number((await words("whole-a")).replace("Uncovered: ", "")) === 1);
  await until(async () => (await words("lesion-score-a")).includes("0.1875 off on average"));
  await page.getByTestId("input-examples").click();
  await page.getByTestId("example-filter").selectOption({ label: "Farthest off by A first" });
  await until(async () => (await words("input-words")).includes("4: farthest off by A first"));
  await page.getByTestId("input-words").getByLabel("The example after").click();
  await until(() => new URL(page.url()).searchParams.get("x") === "2");
  await go("adversarial");
  await until(async () => (await words("amount-a")).includes("answers with an amount"));
  expect(seen.faults).toEqual([]);
});

it("each model's classes have the names of its own examples", async () => {
  const kernel = (input: number, unit: number): number => (input % 3 === unit ? 1 : 0);
  const labels = Int32Array.of(0, 1, 2, 0);
  const common = { units: 3, activation: "softmax", kernel, labels } as const;
  const seen = await open("view=activations&a=numbers&b=beasts", (logdir) => {
    write(logdir, "numbers", { ...common, classes: ["one", "two", "three"] });
    write(logdir, "beasts", { ...common, classes: ["cat", "dog", "emu"] });
    write(logdir, "few", { ...common, classes: ["lone", "pair"] });
  });
  const { words } = seen;
  await until(async () => /one.*two.*three/.test(await words("top-a")));
  await until(async () => /cat.*dog.*emu/.test(await words("top-b")));
  await until(async () => (await words("input-words")).includes("A’s examples, given to B too"));
  await seen.page.goto(`${seen.server.url}?view=predictions&a=numbers&b=beasts`);
  await until(async () => (await words("names-b")).includes("called cat, dog, emu:"));
  expect(await seen.page.getByTestId("names-a").count()).toBe(0);
  const matrix = await seen.page.getByTestId("confusion-b").getAttribute("aria-label");
  expect(matrix).toContain("two taken for cat: 1");
  await seen.page.goto(`${seen.server.url}?view=relevance&a=few&b=beasts`);
  await until(async () => (await words("decision-b")).startsWith("cat"));
  // Names of two classes are not those of three.
  await until(async () => (await words("decision-a")).startsWith("0"));
  expect(seen.faults).toEqual([]);
});
