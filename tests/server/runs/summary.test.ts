import { describe, expect, it } from "vitest";
import { type EventToWrite, scalarValue, stringValue } from "#contract/eventlog/event.ts";
import { histogramValue } from "#contract/eventlog/histogram.ts";
import { sessionEndValue, sessionStartValue } from "#contract/eventlog/hparams.ts";
import { MessageWriter } from "#contract/eventlog/wire.ts";
import { summarise } from "#contract/distribution.ts";
import { encodeSafetensors } from "#contract/safetensors.ts";
import {
  append,
  EVENTS,
  follow,
  type Followed,
  record,
  scalars,
  seriesOf,
  summary,
  temporary,
  until,
} from "../logdir/followed.ts";

const weights = summarise(Float32Array.of(1, 2, 3));

/** A followed log directory whose root is a run with one record of these values. */
async function logged(...values: MessageWriter[]): Promise<Followed & { folder: string }> {
  const folder = temporary();
  append(folder, EVENTS, record({ wallTime: 5, step: 0, values }));
  const followed = follow(folder);
  await followed.logdir.ready;
  return { ...followed, folder };
}

const keras = (...layers: string[]): MessageWriter =>
  stringValue(
    "keras",
    "graph_keras_model",
    JSON.stringify({
      config: { layers: layers.map((name) => ({ class_name: "Dense", config: { name } })) },
    }),
  );

describe("parameters", () => {
  it("stand in the order of the architecture, kernel before bias", async () => {
    const tags = ["a10/bias", "a10/kernel", "zero/bias", "zero/kernel", "a9/kernel", "lost/kernel"];
    const followed = await logged(
      keras("zero", "a10", "a9"),
      ...tags.map((tag) => histogramValue(tag, weights, [3])),
    );
    expect(summary(followed).parameters.map(({ tag }) => tag)).toEqual([
      "zero/kernel",
      "zero/bias",
      "a10/kernel",
      "a10/bias",
      "a9/kernel",
      "lost/kernel",
    ]);
  });

  it("that come after the others were summed up are there too", async () => {
    const followed = await logged(histogramValue("early/kernel", weights, [3]));
    expect(summary(followed).parameters.map(({ tag }) => tag)).toEqual(["early/kernel"]);
    const values = [histogramValue("late/kernel", weights, [3])];
    append(followed.folder, EVENTS, record({ wallTime: 6, step: 1, values }));
    await until(() => summary(followed).lastStep === 1);
    const tags = summary(followed).parameters.map(({ tag }) => tag);
    expect(tags).toEqual(["early/kernel", "late/kernel"]);
  });

  it("of layers inside layers stand where the outermost one that is known stands", async () => {
    const tags = ["last/kernel", "both/forward_gru/gru_cell/bias", "net/memory/lstm_cell/kernel"];
    const followed = await logged(
      keras("memory", "both", "last"),
      ...tags.map((tag) => histogramValue(tag, weights, [3])),
    );
    expect(summary(followed).parameters.map(({ tag }) => tag)).toEqual(tags.toReversed());
  });

  it("stand in natural order when the architecture is not known", async () => {
    const tags = ["conv10.weight", "conv2.bias", "conv2.weight", "conv1.weight"];
    const followed = await logged(...tags.map((tag) => histogramValue(tag, weights, [3])));
    expect(summary(followed).parameters.map(({ tag }) => tag)).toEqual([
      "conv1.weight",
      "conv2.weight",
      "conv2.bias",
      "conv10.weight",
    ]);
  });

  it("have their shape from a checkpoint when the log has none", async () => {
    const proto = new MessageWriter().double(1, 1).double(2, 1).double(3, 6);
    const bare = proto.doubles(6, [1]).doubles(7, [6]);
    const value = new MessageWriter().text(1, "dense/kernel_0/histogram").message(5, bare);
    const followed = await logged(value);
    expect(summary(followed).parameters[0]).toMatchObject({ shape: null, count: 6, points: 1 });
    const tensor = { name: "dense.kernel", shape: [2, 3], values: new Float32Array(6) };
    append(followed.folder, "checkpoints/epoch-1.safetensors", encodeSafetensors([tensor], {}));
    await until(() => summary(followed).parameters[0]!.shape !== null);
    expect(summary(followed).parameters[0]!.shape).toEqual([2, 3]);
  });
});

describe("what is said of the whole model", () => {
  it("is its architecture, hyperparameters, planned steps and end", async () => {
    const followed = await logged(
      keras("dense"),
      sessionStartValue({ epochs: 15, optimiser: "sgd", nesterov: true }, "g", 1),
    );
    expect(summary(followed)).toMatchObject({
      architecture: [{ name: "dense", kind: "Dense", detail: "", variables: ["kernel", "bias"] }],
      hparams: { epochs: 15, optimiser: "sgd", nesterov: true },
      plannedSteps: 15,
      ended: null,
      lastStep: null,
      firstEventAt: 5,
      lastEventAt: 5,
    });
    const end: EventToWrite = { wallTime: 6, step: 15, values: [sessionEndValue("success", 6)] };
    append(followed.folder, EVENTS, record(end));
    await until(() => summary(followed).ended === "success");
    append(followed.folder, EVENTS, record({ wallTime: 7, step: 15, sessionStart: true }));
    await until(() => summary(followed).ended === null);
  });

  it("is refused with the reason when it is broken, and what follows is read", async () => {
    const followed = await logged(
      stringValue("keras", "graph_keras_model", "[".repeat(100_000)),
      stringValue("keras", "graph_keras_model", '{"config": {"__proto__": {"layers": []}}}'),
      scalarValue("loss", 1),
    );
    expect(summary(followed)).toMatchObject({ architecture: null, scalars: [{ tag: "loss" }] });
    expect(summary(followed).problems).toHaveLength(2);
    expect(summary(followed).problems[0]).toMatchObject({
      file: EVENTS,
      offset: 42,
      reason: expect.stringMatching(/^"keras": /),
    });
  });
});

describe("tags", () => {
  it("of any text are ordinary tags", async () => {
    const tags = ["__proto__", "constructor", "", "toString", "<i>x</i>", "\0", "x".repeat(10_000)];
    const followed = await logged(
      ...tags.map((tag, i) => scalarValue(tag, i)),
      ...tags.map((tag) => histogramValue(tag, weights, [3])),
    );
    expect(summary(followed).scalars.map(({ tag }) => tag)).toEqual(tags);
    expect(new Set(summary(followed).parameters.map(({ tag }) => tag))).toEqual(new Set(tags));
    expect(await scalars(followed, ".", "__proto__")).toEqual([[0, 0]]);
    expect(await scalars(followed, ".", "constructor")).toEqual([[0, 1]]);
  });

  it("keep what was said with their first value", async () => {
    const plugin = new MessageWriter().message(1, new MessageWriter().text(1, "scalars"));
    const tensor = (value: number): MessageWriter =>
      new MessageWriter().varint(1, 1).message(2, new MessageWriter()).float(5, value);
    const followed = await logged(
      new MessageWriter().text(1, "a").message(8, tensor(1)).message(9, plugin),
    );
    const later = {
      wallTime: 6,
      step: 1,
      values: [new MessageWriter().text(1, "a").message(8, tensor(2))],
    };
    append(followed.folder, "z.tfevents", record(later));
    await until(() => seriesOf(followed, ".", "a")?.length === 2);
    expect(await scalars(followed, ".", "a")).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });
});

describe("the metric", () => {
  it("is held-out accuracy before any other, with its last and best finite value", async () => {
    const followed = await logged(
      scalarValue("loss/test", 0.1),
      scalarValue("accuracy", 0.99),
      scalarValue("Val_Accuracy", 0.5),
    );
    for (const [step, value] of [
      [1, 0.75],
      [2, 0.625],
      [3, NaN],
      [4, Infinity],
    ] as const)
      append(
        followed.folder,
        EVENTS,
        record({ wallTime: 1, step, values: [scalarValue("Val_Accuracy", value)] }),
      );
    await until(() => summary(followed).lastStep === 4);
    expect(summary(followed).metric).toEqual({
      series: 2,
      tag: "Val_Accuracy",
      lowerIsBetter: false,
      last: 0.625,
      lastStep: 2,
      best: 0.75,
      bestStep: 1,
      diverged: true,
    });
  });

  it("is a loss, the lower the better, where there is no accuracy", async () => {
    const followed = await logged(scalarValue("eval/loss", 3), scalarValue("accuracy/test", NaN));
    append(
      followed.folder,
      EVENTS,
      record({ wallTime: 1, step: 1, values: [scalarValue("eval/loss", 4)] }),
    );
    await until(() => summary(followed).lastStep === 1);
    expect(summary(followed).metric).toMatchObject({
      tag: "eval/loss",
      lowerIsBetter: true,
      last: 4,
      best: 3,
      bestStep: 0,
      diverged: false,
    });
  });

  it("is none where nothing usual was logged", async () => {
    expect(summary(await logged(scalarValue("reward", 1))).metric).toBeNull();
  });
});
