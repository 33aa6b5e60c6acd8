// Records whose framing is right and whose message is not: each is told of with its place, and the next one is read.
import { expect, it } from "vitest";
import { metadata, scalarValue } from "#contract/eventlog/event.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { MessageWriter } from "#contract/eventlog/wire.ts";
import {
  append,
  EVENTS,
  follow,
  type Followed,
  record,
  scalar,
  scalars,
  seriesOf,
  summary,
  temporary,
} from "./followed.ts";

const MEGABYTES = 1_048_576;
const before = scalar(0, 0);

/** Reads a file with good records around the hostile ones. */
async function read(...records: Uint8Array[]): Promise<Followed> {
  const folder = temporary();
  append(folder, EVENTS, before, ...records, scalar(9, 9));
  const followed = follow(folder);
  await followed.logdir.ready;
  expect((await scalars(followed)).map(([step]) => step)).toEqual([0, 9]);
  return followed;
}

/** Bytes in memory of the buffers that stand after `work`, beyond those before. */
async function bytesKept(work: () => Promise<unknown>): Promise<number> {
  const kept = process.memoryUsage().arrayBuffers;
  await work();
  return process.memoryUsage().arrayBuffers - kept;
}

const inSummary = (...value: number[]): number[] => [
  0x2a,
  value.length + 2,
  0x0a,
  value.length,
  ...value,
];
const VARINT_OF_ELEVEN = [...Array<number>(10).fill(0x80), 1];

it.each([
  ["a group", [0x0b, 0x0c], /wire type 3/],
  ["the end of a group", [0x0c], /wire type 4/],
  ["wire type 7", [0x0f], /wire type 7/],
  ["field 0", [0x02, 0x00], /field number 0/],
  ["a varint of eleven bytes", [0x10, ...VARINT_OF_ELEVEN], /more than ten/],
  ["a varint that ends nowhere", [0x10, 0x80, 0x80], /past the end/],
  ["a key of eleven bytes", VARINT_OF_ELEVEN, /more than ten/],
  ["a double cut short", [0x09, 0, 0, 0], /past the end/],
  ["a summary longer than the event", [0x2a, 5, 0x0a], /past the end/],
  ["a summary of 2^63 bytes", [0x2a, ...Array<number>(9).fill(0xff), 1], /past the end/],
  ["a value longer than its summary", [0x2a, 2, 0x0a, 5, 0x22, 3, 0, 0, 0], /past the end/],
  ["a tag longer than its value", inSummary(0x0a, 3, 0x61), /past the end/],
  ["a number longer than its value", inSummary(0x15, 0), /past the end/],
  ["a histogram longer than its value", inSummary(0x0a, 1, 0x61, 0x2a, 9, 0), /past the end/],
  [
    "metadata with a field past its end",
    inSummary(0x0a, 1, 0x61, 0x4a, 2, 0x0a, 5),
    /past the end/,
  ],
  ["a group in a value", inSummary(0x0a, 1, 0x61, 0x0b), /wire type 3/],
])("%s costs its record only, and is told of with its place", async (_, payload, reason) => {
  const followed = await read(frameRecord(Uint8Array.from(payload)));
  expect(summary(followed).problems).toEqual([
    { file: EVENTS, offset: before.length + 12, reason: expect.stringMatching(reason) },
  ]);
});

it("fields that nobody knows are passed over, wherever they stand", async () => {
  const unknown = (message: MessageWriter): MessageWriter =>
    message.varint(100, 1).double(101, 2).float(102, 3).text(103, "four").varint(536_870_911, 5);
  const value = unknown(new MessageWriter()).text(1, "loss").float(2, 7);
  const message = unknown(unknown(new MessageWriter()).double(1, 1).varint(2, 5));
  const whole = message.message(5, unknown(new MessageWriter()).message(1, unknown(value)));
  const folder = temporary();
  append(folder, EVENTS, before, frameRecord(whole.finish()), scalar(9, 9));
  const followed = follow(folder);
  await followed.logdir.ready;
  expect(await scalars(followed)).toEqual([
    [0, 0],
    [5, 7],
    [9, 9],
  ]);
  expect(summary(followed).problems).toEqual([]);
});

it("a megabyte of empty values in one record is read, and kept nowhere", async () => {
  const values = Buffer.alloc(MEGABYTES, Uint8Array.of(0x0a, 0x00));
  const payload = new MessageWriter().double(1, 1).varint(2, 1).bytes(5, values).finish();
  const kept = await bytesKept(async () => {
    const followed = await read(frameRecord(payload));
    expect(summary(followed)).toMatchObject({ problems: [], blobs: [], parameters: [] });
  });
  expect(kept).toBeLessThan(64 * MEGABYTES);
});

const rows = (shape: readonly (number | bigint)[], write: (tensor: MessageWriter) => void) => {
  const tensor = new MessageWriter().varint(1, 2);
  const sizes = new MessageWriter();
  for (const size of shape) sizes.message(2, new MessageWriter().varint(1, size));
  tensor.message(2, sizes);
  write(tensor);
  return tensor;
};
const content =
  (...numbers: number[]) =>
  (tensor: MessageWriter) =>
    tensor.bytes(4, new Uint8Array(Float64Array.from(numbers).buffer));
const one = (tensor: MessageWriter): MessageWriter => tensor.double(6, 1);
const nothing = (tensor: MessageWriter): MessageWriter => tensor;

it.each<[string, string, MessageWriter, RegExp]>([
  ["a negative count", "histograms", rows([1, 3], content(0, 1, -1)), /negative/],
  ["a count of NaN", "histograms", rows([1, 3], content(0, 1, NaN)), /negative or non-finite/],
  ["rows of two", "histograms", rows([2, 2], content(0, 1, 2, 3)), /rows of three/],
  ["too few bytes", "histograms", rows([2, 3], content(0, 1, 2)), /rows of three/],
  ["too many bytes", "histograms", rows([1, 3], content(0, 1, 2, 3)), /rows of three/],
  ["a million rows of one number", "histograms", rows([1e6, 3], one), /too many rows/],
  ["a size of 2^62", "histograms", rows([2n ** 62n, 3], one), /rows of three/],
  ["sizes whose product is 2^64", "histograms", rows([2n ** 61n, 8, 3], one), /rows of three/],
  ["a negative size", "histograms", rows([-1, 3], one), /rows of three/],
  ["a negative size", "scalars", rows([-1], one), /not one number/],
  ["more bytes than one", "scalars", rows([], content(1, 2)), /not one number/],
  ["a size of 2^63 - 1", "scalars", rows([2n ** 63n - 1n], one), /not one number/],
  ["no bytes for two", "scalars", rows([2], nothing), /not one number/],
])(
  "a tensor with %s for %s is told of, and the next value is read",
  async (_, plugin, tensor, reason) => {
    const value = new MessageWriter().text(1, "t").message(8, tensor).message(9, metadata(plugin));
    const followed = await read(record({ wallTime: 1, step: 1, values: [value] }));
    expect(seriesOf(followed, ".", "t")?.length ?? 0).toBe(0);
    expect(summary(followed).problems).toEqual([
      { file: EVENTS, offset: expect.any(Number), reason: expect.stringMatching(reason) },
    ]);
  },
);

it("thousands of tensors that repeat one number sixteen million times cost no memory and no time", async () => {
  const tensor = rows([16_777_216], one);
  const value = new MessageWriter().text(1, "t").message(8, tensor);
  const small = record({ wallTime: 1, step: 1, values: [value] });
  const started = performance.now();
  const kept = await bytesKept(async () => {
    await read(...Array.from({ length: 5000 }, () => small));
  });
  expect(kept).toBeLessThan(64 * MEGABYTES);
  expect(performance.now() - started).toBeLessThan(5000);
});

it("a value of every kind under one tag is kept by its kind", async () => {
  const values = [
    new MessageWriter().text(1, "t").float(2, 1),
    new MessageWriter().text(1, "t").message(8, rows([2, 2], content(1, 2, 3, 4))),
    new MessageWriter().text(1, "t").message(4, new MessageWriter().varint(1, 1)),
    new MessageWriter().text(1, "t"),
    scalarValue("t", 2),
  ];
  const followed = await read(
    ...values.map((value, step) => record({ wallTime: 1, step, values: [value] })),
  );
  expect((await scalars(followed, ".", "t")).map(([step]) => step)).toEqual([0, 4]);
  expect(summary(followed).blobs).toMatchObject([{ tag: "t", points: 2 }]);
});
