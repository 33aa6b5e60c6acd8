// Tags and models from writers that have gone wrong: kept where they can be, told of where not, and nobody else suffers.
import { expect, it } from "vitest";
import { metadata, scalarValue, stringValue } from "#contract/eventlog/event.ts";
import { sessionStartValue } from "#contract/eventlog/hparams.ts";
import { KERAS_PLUGIN, KERAS_TAG } from "#contract/eventlog/keras.ts";
import { MessageWriter } from "#contract/eventlog/wire.ts";
import {
  append,
  EVENTS,
  follow,
  type Followed,
  record,
  scalar,
  scalars,
  summary,
  temporary,
  until,
} from "./followed.ts";

const MEGABYTE = 1_048_576;
const logs = (step: number, ...values: MessageWriter[]): Buffer =>
  record({ wallTime: step, step, values });

async function read(...records: Buffer[]): Promise<Followed> {
  const folder = temporary();
  append(folder, EVENTS, ...records, scalar(9, 9));
  const followed = follow(folder);
  await followed.logdir.ready;
  return followed;
}

it.each(["__proto__", "constructor", "toString", "", " ", "a\0b", "<b>x</b>", "\u202Egnp"])(
  "the tag %j is an ordinary tag of scalars, histograms and text",
  async (tag) => {
    const buckets = new MessageWriter().double(1, 0).double(2, 1).double(3, 2);
    const histogram = buckets.double(4, 1).double(5, 1).doubles(6, [0.5, 1]).doubles(7, [1, 1]);
    const followed = await read(
      logs(0, scalarValue(tag, 1)),
      logs(1, scalarValue(tag, 2)),
      logs(2, new MessageWriter().text(1, tag).message(5, histogram)),
      logs(3, stringValue(tag, "text", "words")),
    );
    expect(await scalars(followed, ".", tag)).toEqual([
      [0, 1],
      [1, 2],
    ]);
    const { parameters, blobs, problems } = summary(followed);
    expect(parameters.map((one) => [one.tag, one.points])).toEqual([[tag, 1]]);
    expect(blobs.map((one) => [one.tag, one.plugin, one.points])).toEqual([[tag, "text", 1]]);
    expect(problems).toEqual([]);
    expect(Object.hasOwn(Object.prototype, "points")).toBe(false);
  },
);

const DEEP = 100_000;
const layers = (rest: string): string =>
  `{"config":{"layers":[{"class_name":"Dense","config":{${rest}}}]}}`;

it.each([
  [
    "arrays that lie 10^5 deep",
    layers(`"kernel_size":[${"[".repeat(DEEP)}${"]".repeat(DEEP)}]`),
    /deep/,
  ],
  ["objects that lie 10^5 deep", `${'{"config":'.repeat(DEEP)}1${"}".repeat(DEEP)}`, /deep/],
  ["ten million brackets", "[".repeat(10_000_000), /deep/],
  ["no end", `{"config":{"layers":[`, /JSON/],
  [
    "brackets that lie deep in a text, and no layers",
    `{"x":"\\"${"[".repeat(DEEP)}"}`,
    /without a list of layers/,
  ],
  ["no layers", "{}", /without a list of layers/],
  ["more characters than a model has", `{"x":"${"x".repeat(25_000_000)}"}`, /refused/],
  ["a million layers", `{"config":[${Array<string>(1_000_000).fill("{}").join()}]}`, /layers/],
])(
  "a model's JSON with %s is refused with the reason, and the rest is read",
  async (_, json, reason) => {
    const started = performance.now();
    const followed = await read(logs(0, stringValue(KERAS_TAG, KERAS_PLUGIN, json)));
    expect(performance.now() - started).toBeLessThan(5000);
    expect(await scalars(followed)).toEqual([[9, 9]]);
    const { architecture, problems } = summary(followed);
    expect(architecture).toBeNull();
    expect(problems).toEqual([
      { file: EVENTS, offset: expect.any(Number), reason: expect.stringMatching(reason) },
    ]);
  },
);

it("a model's JSON of 200 MB is refused with the reason, and the rest is read in little memory", async () => {
  const json = `{"config":{"layers":[],"x":"${"x".repeat(200 * MEGABYTE)}"}}`;
  const folder = temporary();
  append(folder, EVENTS, scalar(0, 0), logs(0, stringValue(KERAS_TAG, KERAS_PLUGIN, json)));
  append(folder, EVENTS, scalar(9, 9));
  const before = process.memoryUsage().arrayBuffers;
  const followed = follow(folder);
  await followed.logdir.ready;
  await until(async () => (await scalars(followed)).length === 2);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(150 * MEGABYTE);
  await until(() => summary(followed).problems.length === 1);
  expect(summary(followed).architecture).toBeNull();
});

it("a model's JSON with __proto__ in it changes nothing but the model", async () => {
  const json = `{"__proto__":{"config":{"layers":[]}},"config":{"layers":[
    {"class_name":"__proto__","config":{"__proto__":{"units":7},"name":"__proto__"}}]}}`;
  const followed = await read(logs(0, stringValue(KERAS_TAG, KERAS_PLUGIN, json)));
  expect(summary(followed).architecture).toEqual([
    { name: "__proto__", kind: "__proto__", detail: "", variables: [] },
  ]);
  expect(({} as Record<string, unknown>)["units"]).toBeUndefined();
});

it("words of megabytes in a model are shortened", async () => {
  const long = "x".repeat(MEGABYTE);
  const numbers = Array<number>(MEGABYTE).fill(1).join();
  const json = layers(`"name":"${long}","activation":"${long}","kernel_size":[${numbers}]`);
  const followed = await read(logs(0, stringValue(KERAS_TAG, KERAS_PLUGIN, json)));
  expect(JSON.stringify(summary(followed)).length).toBeLessThan(10_000);
});

it("descriptions and contents of metadata of megabytes are not kept with every tag", async () => {
  const description = "x".repeat(MEGABYTE);
  const values = Array.from({ length: 200 }, (_, i) =>
    logs(
      1,
      new MessageWriter()
        .text(1, `t${i}`)
        .float(2, 1)
        .message(9, metadata("scalars", undefined, description)),
    ),
  );
  const folder = temporary();
  append(folder, EVENTS, ...values, scalar(9, 9));
  const before = process.memoryUsage().heapUsed;
  const followed = follow(folder);
  await followed.logdir.ready;
  expect(summary(followed).scalars).toHaveLength(201);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(100 * MEGABYTE);
});

it("a description that claims a shape of ten million sizes is passed over", async () => {
  const description = `shape [${"1, ".repeat(10_000_000)}1]`;
  const value = new MessageWriter().text(1, "t").float(2, 1);
  const followed = await read(
    logs(0, value.message(9, metadata("scalars", undefined, description))),
  );
  expect(await scalars(followed, ".", "t")).toEqual([[0, 1]]);
  expect(await scalars(followed)).toEqual([[9, 9]]);
});

it("a session with megabytes of hyperparameters is told of, and not kept", async () => {
  const hparams = { note: "x".repeat(2 * MEGABYTE) };
  const followed = await read(logs(0, sessionStartValue(hparams, "group", 0)));
  expect(summary(followed).hparams).toEqual({});
  expect(summary(followed).problems).toMatchObject([{ reason: expect.stringMatching(/bytes/) }]);
});

it("a hyperparameter called __proto__ is an ordinary one", async () => {
  const hparams = JSON.parse('{"__proto__":1,"lr":2}') as Record<string, number>;
  const followed = await read(logs(0, sessionStartValue(hparams, "group", 0)));
  expect(Object.entries(summary(followed).hparams)).toEqual([
    ["__proto__", 1],
    ["lr", 2],
  ]);
});

it("tags of megabytes are told of, and not kept", async () => {
  const long = "x".repeat(MEGABYTE);
  const followed = await read(
    ...Array.from({ length: 50 }, (_, i) => logs(1, scalarValue(`${i}${long}`, 1))),
  );
  expect(JSON.stringify(summary(followed)).length).toBeLessThan(MEGABYTE);
  expect(summary(followed).problems.length).toBeGreaterThan(0);
});
