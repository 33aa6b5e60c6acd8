// The test images that a training leaves beside its runs.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { headerLength, parseSafetensorsHeader } from "#contract/safetensors.ts";
import { type Dataset, loadDataset } from "../../trainer/datasets/index.ts";
import { leaveExamples } from "../../trainer/examples.ts";
import { follow, summary, temporary } from "../server/logdir/followed.ts";
import { train } from "./trainedRun.ts";

const FILE = "examples.safetensors";
const COUNT = 1000;

let mnist: Dataset;
beforeAll(() => {
  mnist = loadDataset("mnist");
});

const never = (): Dataset => {
  throw new Error("they were there already");
};

describe("examples", () => {
  it("are another of every ten test images, and as many of each class as there are in all", async () => {
    const folder = temporary();
    const run = join(folder, "paper", "one");
    leaveExamples(run, "mnist", () => mnist);
    expect(readdirSync(join(folder, "paper"))).toEqual([FILE]);
    // A run, so that the server has something to show them with.
    mkdirSync(run);
    writeFileSync(join(run, "epoch-1.safetensors"), readFileSync(join(folder, "paper", FILE)));
    const followed = follow(folder);
    await followed.logdir.ready;
    const { examples } = summary(followed, "paper/one");
    expect(examples).toMatchObject({ count: COUNT, shape: [28, 28, 1], hasLabels: true });
    const read = await followed.runs.examplesOf(examples!.id)!.read();
    expect(read).toMatchObject({ scale: 1 / 255, classes: Array.from("0123456789") });
    const pixels = 28 * 28;
    for (let i = 0; i < COUNT; i++) {
      const from = 10 * i + (i % 10);
      expect(read.labels[i]).toBe(mnist.test.labels[from]);
      const [image, original] = [read.values, mnist.test.pixels].map((values, which) => {
        const at = [i, from][which]! * pixels;
        return Buffer.from(values.slice(at, at + pixels));
      });
      expect(image!.equals(original!)).toBe(true);
    }
  });

  it("of a data set that goes round the classes are as many of each class", () => {
    const labels = Uint8Array.from({ length: 200 }, (_, i) => i % 10);
    const some = { count: 200, pixels: new Uint8Array(200 * 784), labels };
    const folder = temporary();
    leaveExamples(join(folder, "run"), "fashion-mnist", () => ({ ...mnist, test: some }));
    const file = readFileSync(join(folder, FILE));
    const { tensors } = parseSafetensorsHeader(file.subarray(8, 8 + headerLength(file)));
    const { start, end } = tensors.find(({ name }) => name === "y")!;
    const left = new Int32Array(Uint8Array.from(file.subarray(start, end)).buffer);
    expect([...left]).toEqual([...labels.subarray(0, 20)]);
  });

  it("that are there stay, and those of another data set get company in the run's own directory", () => {
    const folder = temporary();
    const [one, two] = [join(folder, "one"), join(folder, "two")];
    leaveExamples(one, "mnist", () => mnist);
    const { mtimeMs } = statSync(join(folder, FILE));
    leaveExamples(two, "mnist", never);
    leaveExamples(two, "fashion-mnist", () => mnist);
    leaveExamples(two, "fashion-mnist", never);
    expect(statSync(join(folder, FILE)).mtimeMs).toBe(mtimeMs);
    expect(existsSync(join(two, FILE))).toBe(true);
    expect(existsSync(one)).toBe(false);
  });

  it("that nobody knows stay", () => {
    const folder = temporary();
    writeFileSync(join(folder, FILE), "mine");
    leaveExamples(join(folder, "one"), "mnist", () => mnist);
    expect(readFileSync(join(folder, FILE), "utf8")).toBe("mine");
    expect(existsSync(join(folder, "one", FILE))).toBe(true);
  });

  it("are left by every training, and again where they are missing when it is resumed", async () => {
    const folder = temporary();
    const short = ["--epochs", "0", "--backend", "cpu"];
    await train(folder, ...short);
    const path = join(folder, "tiny", FILE);
    rmSync(path);
    await train(folder, ...short, "--resume");
    expect(existsSync(path)).toBe(true);
  });
});
