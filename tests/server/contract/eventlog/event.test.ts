import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeEvent, encodeEvent, scalarValue, stringValue } from "#contract/eventlog/event.ts";
import { decodeHparams, sessionEndValue, sessionStartValue } from "#contract/eventlog/hparams.ts";
import { architectureFromJson } from "#contract/eventlog/keras.ts";
import { decodeTensor } from "#contract/eventlog/tensor.ts";
import { MalformedMessage, MessageWriter } from "#contract/eventlog/wire.ts";

function valuesOf(payload: Uint8Array) {
  const { content } = decodeEvent(payload);
  if (content.kind !== "summary") throw new Error(content.kind);
  return content.values;
}

describe("an event", () => {
  it("keeps wall time, step, tag and scalar of any value", () => {
    fc.assert(
      fc.property(
        fc.double(),
        fc.maxSafeInteger(),
        fc.string({ unit: "grapheme" }),
        fc.float(),
        (wallTime, step, tag, value) => {
          const payload = encodeEvent({ wallTime, step, values: [scalarValue(tag, value)] });
          const event = decodeEvent(payload);
          expect(event.step).toBe(step + 0);
          expect(event.wallTime).toBe(wallTime);
          expect(valuesOf(payload)).toMatchObject([
            { tag, plugin: "scalars", data: { kind: "scalar", value } },
          ]);
        },
      ),
    );
  });

  it("starts a file and a session", () => {
    const version = encodeEvent({ wallTime: 1, step: 0, fileVersion: "brain.Event:2" });
    expect(decodeEvent(version).content).toEqual({ kind: "fileVersion", version: "brain.Event:2" });
    expect(decodeEvent(encodeEvent({ wallTime: 1, step: 7, sessionStart: true }))).toMatchObject({
      step: 7,
      content: { kind: "sessionStart" },
    });
  });

  it("is refused, never misread, when cut or mutated", () => {
    const payload = encodeEvent({
      wallTime: 1,
      step: 3,
      values: [scalarValue("a", 1), stringValue("b", "text", "c")],
    });
    fc.assert(
      fc.property(
        fc.nat(payload.length),
        fc.nat(payload.length - 1),
        fc.nat(255),
        (length, at, byte) => {
          const bytes = payload.slice(0, length);
          if (at < length) bytes[at] = byte;
          try {
            decodeEvent(bytes);
          } catch (error) {
            expect(error).toBeInstanceOf(MalformedMessage);
          }
        },
      ),
    );
  });

  it("refuses a length past its parent, field 0 and an eleven-byte varint", () => {
    for (const bytes of [
      [0x2a, 0x05, 0x0a, 0x10, 0, 0, 0],
      [0x02, 0x00],
      [0x10, ...Array<number>(10).fill(0x80), 1],
    ]) {
      expect(() => decodeEvent(Uint8Array.from(bytes))).toThrow(MalformedMessage);
    }
  });
});

describe("a logged tensor", () => {
  const tensor = (write: (message: MessageWriter) => void): ReturnType<typeof decodeTensor> => {
    const message = new MessageWriter();
    write(message);
    const bytes = message.finish();
    return decodeTensor(bytes, 0, bytes.length);
  };
  const shape = (...sizes: number[]): MessageWriter => {
    const message = new MessageWriter();
    for (const size of sizes) message.message(2, new MessageWriter().varint(1, size));
    return message;
  };

  it("is read from content, from one repeated element, and from a scalar without a shape", () => {
    const content = new Uint8Array(Float64Array.of(1, 2, 3).buffer);
    expect(tensor((m) => m.varint(1, 2).message(2, shape(3)).bytes(4, content)).numbers).toEqual(
      Float64Array.of(1, 2, 3),
    );
    expect(tensor((m) => m.varint(1, 1).message(2, shape(2, 2)).float(5, 0.5)).numbers).toEqual(
      new Float64Array(4).fill(0.5),
    );
    expect(tensor((m) => m.varint(1, 1).float(5, 0.25)).numbers).toEqual(Float64Array.of(0.25));
  });

  it("is refused when its shape overflows or outruns its bytes", () => {
    expect(() =>
      tensor((m) => m.varint(1, 2).message(2, shape(4)).bytes(4, new Uint8Array(8))),
    ).toThrow(MalformedMessage);
    expect(() =>
      tensor((m) =>
        m
          .varint(1, 1)
          .message(2, shape(2 ** 40, 2 ** 40))
          .float(5, 1),
      ),
    ).toThrow(MalformedMessage);
  });
});

describe("hyperparameters", () => {
  it("come back as they went", () => {
    const hparams = { optimizer: "rmsprop", learning_rate: 0.001, batch_norm: false, epochs: 15 };
    const [start] = valuesOf(
      encodeEvent({ wallTime: 0, step: 0, values: [sessionStartValue(hparams, "paper", 5)] }),
    );
    expect(start!.plugin).toBe("hparams");
    expect(decodeHparams(start!.pluginContent!)).toEqual({ kind: "start", hparams });
    const [end] = valuesOf(
      encodeEvent({ wallTime: 0, step: 0, values: [sessionEndValue("failure", 9)] }),
    );
    expect(decodeHparams(end!.pluginContent!)).toEqual({ kind: "end", status: "failure" });
  });
});

describe("a model's JSON", () => {
  it("names its layers in order with what sets them apart", () => {
    const layer = (class_name: string, config: object): object => ({ class_name, config });
    const json = JSON.stringify({
      class_name: "Sequential",
      config: {
        layers: [
          layer("Conv2D", { name: "conv1", filters: 16, kernel_size: [3, 3], activation: "relu" }),
          layer("Dropout", { name: "drop", rate: 0.2 }),
          layer("Dense", { name: "out", units: 10, activation: "softmax" }),
        ],
      },
    });
    expect(architectureFromJson(json)).toEqual([
      {
        name: "conv1",
        kind: "Conv2D",
        detail: "16 · 3×3 · relu",
        variables: ["kernel", "bias"],
      },
      { name: "drop", kind: "Dropout", detail: "rate 0.2", variables: [] },
      { name: "out", kind: "Dense", detail: "10 · softmax", variables: ["kernel", "bias"] },
    ]);
  });

  it("is refused in words when it is none", () => {
    expect(() => architectureFromJson("{}")).toThrow("without a list of layers");
    expect(() => architectureFromJson("[")).toThrow();
    expect(() => architectureFromJson(`{"__proto__":{"config":[]}}`)).toThrow(
      "without a list of layers",
    );
  });
});
