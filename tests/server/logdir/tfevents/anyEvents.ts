// Events in every encoding that protocol buffers allow, and with wrong bytes in them, for properties.
import fc from "fast-check";
import { MessageWriter } from "#contract/eventlog/wire.ts";

export const double = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -1, 0, 1, 3));
const int = fc.oneof(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), fc.bigInt(0n, 20n));
const tag = fc.constantFrom(
  "a",
  "loss",
  "keras",
  "__proto__",
  "",
  "\uFFFD",
  "x".repeat(5000),
  "layer/kernel",
);
const packedDoubles = fc.array(double, { maxLength: 9 }).map((values) => ({ values }));

/** Numbers one by one, or packed with `width` bytes each (0: varints). */
const lists = [
  ...[5, 6].map((field) =>
    fc.tuple(fc.boolean(), fc.array(double, { maxLength: 7 })).map(([packed, values]) => {
      return (into: MessageWriter): void => {
        const one = (writer: MessageWriter, value: number): MessageWriter =>
          field === 5 ? writer.float(field, value) : writer.double(field, value);
        if (!packed) for (const value of values) one(into, value);
        else into.bytes(field, packedFixed(values, field === 5 ? 4 : 8));
      };
    }),
  ),
  ...[7, 10, 11, 13, 16, 17].map((field) =>
    fc.tuple(fc.boolean(), fc.array(int, { maxLength: 7 })).map(([packed, values]) => {
      return (into: MessageWriter): void => {
        if (!packed) for (const value of values) into.varint(field, value);
        else into.bytes(field, packedVarints(values));
      };
    }),
  ),
];

function packedFixed(values: readonly number[], width: 4 | 8): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * width));
  values.forEach((value, i) =>
    width === 4 ? view.setFloat32(i * 4, value, true) : view.setFloat64(i * 8, value, true),
  );
  return new Uint8Array(view.buffer);
}

function packedVarints(values: readonly bigint[]): Uint8Array {
  return Buffer.concat(
    values.map((value) => new MessageWriter().varint(1, value).finish().subarray(1)),
  );
}

const tensor = fc
  .record({
    dtype: fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 14, 17, 19, 22, 23, 8),
    shape: fc.option(
      fc.array(fc.constantFrom(0n, 1n, 2n, 3n, 70_000n, -1n, 2n ** 40n), { maxLength: 3 }),
    ),
    content: fc.option(fc.uint8Array({ maxLength: 50 })),
    lists: fc.array(fc.oneof(...lists), { maxLength: 2 }),
    strings: fc.array(fc.string(), { maxLength: 1 }),
    shapeFirst: fc.boolean(),
  })
  .map(({ dtype, shape, content, lists: listed, strings, shapeFirst }) => {
    const message = new MessageWriter();
    const writeShape = (): void => {
      if (!shape) return;
      const dims = new MessageWriter();
      for (const size of shape) dims.message(2, new MessageWriter().varint(1, size));
      message.message(2, dims);
    };
    if (shapeFirst) message.varint(1, dtype);
    if (shapeFirst) writeShape();
    if (content) message.bytes(4, content);
    for (const write of listed) write(message);
    for (const text of strings) message.text(8, text);
    if (!shapeFirst) message.varint(1, dtype);
    if (!shapeFirst) writeShape();
    return message;
  });

/** Single numbers and rows whose bytes do fill their shape. */
const filled = fc
  .record({
    dtype: fc.constantFrom(1, 2, 3, 4, 5, 6, 9, 10, 14, 17, 19, 22, 23),
    rows: fc.option(fc.integer({ min: 0, max: 5 })),
    seed: fc.uint8Array({ minLength: 120, maxLength: 120 }),
  })
  .map(({ dtype, rows, seed }) => {
    const width = {
      1: 4,
      2: 8,
      3: 4,
      4: 1,
      5: 2,
      6: 1,
      9: 8,
      10: 1,
      14: 2,
      17: 2,
      19: 2,
      22: 4,
      23: 8,
    }[dtype];
    const shape = new MessageWriter();
    if (rows !== null)
      for (const size of [rows, 3]) shape.message(2, new MessageWriter().varint(1, size));
    return new MessageWriter()
      .varint(1, dtype)
      .message(2, shape)
      .bytes(4, seed.subarray(0, width * (rows === null ? 1 : rows * 3)));
  });

const histogram = fc
  .tuple(
    double,
    fc.array(packedDoubles, { maxLength: 2 }),
    fc.array(packedDoubles, { maxLength: 2 }),
    fc.boolean(),
  )
  .map(([num, limits, counts, packed]) => {
    const message = new MessageWriter().double(1, 0).double(3, num);
    const write = (field: number, values: readonly number[]): void => {
      if (packed) message.doubles(field, values);
      else for (const value of values) message.double(field, value);
    };
    for (const { values } of limits) write(6, values);
    for (const { values } of counts) write(7, values);
    return message;
  });

const drawable = fc.array(fc.tuple(double, fc.nat(9)), { maxLength: 6 }).map((buckets) =>
  new MessageWriter()
    .double(3, 7)
    .doubles(
      6,
      buckets.map(([limit]) => (Number.isNaN(limit) ? 0 : limit)),
    )
    .doubles(
      7,
      buckets.map(([, count]) => count),
    ),
);

const saidOfTag = fc
  .record({
    plugin: fc.option(fc.constantFrom("scalars", "histograms", "graph_keras_model", "hparams", "")),
    content: fc.option(fc.uint8Array({ maxLength: 20 })),
    description: fc.option(fc.constantFrom("", "shape [2, 3]", "d".repeat(6000))),
    dataClass: fc.option(fc.nat(3)),
  })
  .map(({ plugin, content, description, dataClass }) => {
    const data = new MessageWriter();
    if (plugin !== null) data.text(1, plugin);
    if (content) data.bytes(2, content);
    const message = new MessageWriter().message(1, data);
    if (description !== null) message.text(3, description);
    if (dataClass !== null) message.varint(4, dataClass);
    return message;
  });

const value = fc
  .record({
    tag: fc.option(tag),
    data: fc.option(
      fc.oneof(
        double.map((number) => (into: MessageWriter) => into.float(2, number)),
        fc
          .oneof(tensor, filled)
          .map((message) => (into: MessageWriter) => into.message(8, message)),
        fc
          .oneof(histogram, drawable)
          .map((message) => (into: MessageWriter) => into.message(5, message)),
        fc
          .constantFrom(4, 6)
          .map((field) => (into: MessageWriter) => into.bytes(field, new Uint8Array(9))),
      ),
    ),
    metadata: fc.array(saidOfTag, { maxLength: 2 }),
    unknown: fc.boolean(),
    dataFirst: fc.boolean(),
  })
  .map(({ tag: name, data, metadata, unknown, dataFirst }) => {
    const message = new MessageWriter();
    if (dataFirst) data?.(message);
    if (name !== null) message.text(1, name);
    if (unknown) message.text(7, "node").varint(77, 5).double(78, 1);
    if (!dataFirst) data?.(message);
    for (const said of metadata) message.message(9, said);
    return message;
  });

/** An event as any writer may write it, and as none should. */
export const event = fc
  .record({
    wallTime: fc.option(double),
    step: fc.option(int),
    content: fc.array(
      fc.oneof(
        { weight: 6, arbitrary: fc.array(value, { maxLength: 4 }).map((values) => ({ values })) },
        {
          weight: 1,
          arbitrary: fc.constantFrom({ version: "brain.Event:2" }, { session: 1 }, { session: 2 }),
        },
      ),
      { maxLength: 2 },
    ),
  })
  .map(({ wallTime, step, content }) => {
    const message = new MessageWriter();
    if (wallTime !== null) message.double(1, wallTime);
    for (const one of content) {
      if ("values" in one) {
        const summary = new MessageWriter();
        for (const each of one.values) summary.message(1, each);
        message.message(5, summary);
      } else if ("version" in one) message.text(3, one.version);
      else message.message(7, new MessageWriter().varint(1, one.session));
    }
    if (step !== null) message.varint(2, step);
    return message.finish();
  });

/** One byte changed, added or the rest cut off. */
export const mutation = fc.record({
  at: fc.nat(),
  how: fc.oneof(
    fc.record({ to: fc.nat(255) }),
    fc.record({ insert: fc.nat(255) }),
    fc.constant({ cut: true }),
  ),
});

export function mutated(payload: Uint8Array, { at, how }: { at: number; how: object }): Uint8Array {
  if (payload.length === 0) return payload;
  const place = at % payload.length;
  const before = payload.subarray(0, place);
  if ("to" in how)
    return Buffer.concat([before, Uint8Array.of(how.to as number), payload.subarray(place + 1)]);
  if ("insert" in how)
    return Buffer.concat([before, Uint8Array.of(how.insert as number), payload.subarray(place)]);
  return before;
}
