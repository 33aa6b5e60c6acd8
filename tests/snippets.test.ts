// The README's snippets: those in Python are the ones that wrote the fixtures, that for TensorFlow.js is run here.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { distributions, follow, temporary } from "./server/logdir/followed.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const README = readFileSync(join(ROOT, "README.md"), "utf8");
/** By the title in the README, the fixture that its snippet wrote. */
const WRITTEN = {
  "From PyTorch": "from_pytorch",
  "From Keras": "from_keras",
  "Look inside your own Keras model": "look_inside",
  "From Hugging Face Trainer": "from_hugging_face",
  "From Lightning": "from_lightning",
};
const EPOCHS = 2;
/** What a program has before it comes to the snippet. */
const PROGRAM = `
import { ones } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { layers, sequential } from "@tensorflow/tfjs-layers";
const model = sequential({ layers: [layers.dense({ name: "only", units: 2, inputShape: [3] })] });
model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
const [x, y, epochs] = [ones([4, 3]), ones([4, 2]), ${EPOCHS}];
`;

/** The code under the title `title`. */
function snippet(title: string): string {
  const section = README.split(`<summary>${title}</summary>`)[1]?.split("</details>")[0] ?? "";
  return /```\w+\n([\s\S]*?)```/.exec(section)?.[1] ?? `nothing under ${title}`;
}

describe("the README's snippets", () => {
  it.each(Object.entries(WRITTEN))("%s is what wrote the fixture", (title, fixture) => {
    const ran = readFileSync(join(ROOT, "tests/fixtures", fixture, "snippet.py"), "utf8");
    expect(snippet(title)).toBe(ran);
  });

  it("From TensorFlow.js logs every layer before and after each epoch", async () => {
    const folder = temporary();
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(ROOT, join(folder, "node_modules/layerlapse"));
    symlinkSync(join(ROOT, "node_modules/@tensorflow"), join(folder, "node_modules/@tensorflow"));
    mkdirSync(join(folder, "runs"));
    writeFileSync(join(folder, "main.mjs"), PROGRAM + snippet("From TensorFlow.js"));
    const ran = spawnSync(process.execPath, ["main.mjs"], { cwd: folder, encoding: "utf8" });
    expect(ran.status, ran.stderr).toBe(0);
    const followed = follow(join(folder, "runs"));
    await followed.logdir.ready;
    for (const tag of ["only/kernel", "only/bias"]) {
      const logged = await distributions(followed, "my-run", tag);
      expect(logged.map(({ step }) => step)).toEqual([0, 1, EPOCHS]);
    }
  });
});
