// A model.json of the person's own, opened in a slot's place and put back.
import { expect, it, onTestFinished } from "vitest";
import { networkPath, type RunSummary, tensorPath } from "#contract/protocol.ts";
import { networkFromJson } from "../../client/network/graph/fromJson.ts";
import { until } from "../support/layerlapse.ts";
import { openPage } from "../support/page.ts";
import { trainedViews } from "../support/trainedViews.ts";

const { browser, url } = trainedViews();

interface Upload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** The trained run at a step, as TensorFlow.js would have saved it. */
async function filesOf(name: string, step: number): Promise<Upload[]> {
  const { server: id, runs } = (await (await fetch(`${url()}api/runs`)).json()) as {
    server: string;
    runs: RunSummary[];
  };
  const run = runs.find((one) => one.name === name)!;
  const json = await (await fetch(url() + networkPath(id, run.id, run.generation))).text();
  const specs = networkFromJson(json).nodes.flatMap(({ weights }) => weights);
  const bytes = await Promise.all(
    specs.map(async ({ tensor }) => {
      const path = tensorPath(id, run.id, run.generation, step, tensor);
      return Buffer.from(await (await fetch(url() + path)).arrayBuffer());
    }),
  );
  const weights = specs.map(({ tensor, shape }) => ({ name: tensor, shape, dtype: "float32" }));
  const model = {
    format: "layers-model",
    modelTopology: JSON.parse(json) as unknown,
    weightsManifest: [{ paths: ["weights.bin"], weights }],
  };
  return [
    {
      name: "model.json",
      mimeType: "application/json",
      buffer: Buffer.from(JSON.stringify(model)),
    },
    { name: "weights.bin", mimeType: "application/octet-stream", buffer: Buffer.concat(bytes) },
  ];
}

it("answers as the run that it was saved of, until the slot's model is put back or changed", async () => {
  const query = "a=cnn/batch-norm&b=paper/dropout-0.9&view=activations&at=1&x=8";
  const { page, faults, circle } = await openPage(browser(), `${url()}?${query}`);
  onTestFinished(() => page.context().close());
  const answer = async (slot: string): Promise<string> =>
    (await page.getByTestId(`top-${slot}`).textContent()) ?? "";
  const frame = page.getByTestId("frame-b");
  const before = await until(async () => answer("b"));
  const files = await filesOf("cnn/batch-norm", 1);
  await page.getByTestId("own-open-b").setInputFiles(files);
  await until(async () => (await frame.getAttribute("aria-label"))?.includes("model.json"));
  await until(async () => (await answer("b")) === (await answer("a")));
  const own = await answer("b");
  await page.getByTestId("own-back-b").click();
  await until(async () => (await answer("b")) === before);
  await page.getByTestId("own-open-b").setInputFiles(files);
  await until(async () => (await answer("b")) === own);
  await circle("cnn/kernel-5x5").click();
  await circle("paper/dropout-0.2").click();
  await until(
    async () => (await frame.getAttribute("aria-label"))?.includes("model.json") === false,
  );
  expect(faults).toEqual([]);
});

it("is looked at weight by weight, in every view until it is put back, and asked for again after a reload", async () => {
  const query = "a=cnn/batch-norm&b=cnn/kernel-5x5&view=activations&at=1";
  const { page, faults } = await openPage(browser(), `${url()}?${query}`);
  onTestFinished(() => page.context().close());
  const files = await filesOf("cnn/batch-norm", 1);
  await page.getByTestId("own-open-b").setInputFiles(files);
  const frame = page.getByTestId("frame-b");
  await until(async () => (await frame.getAttribute("aria-label"))?.includes("model.json"));
  const words = async (id: string): Promise<string> =>
    (await page.getByTestId(id).textContent()) ?? "";
  await page.getByTestId("top-b").waitFor();
  await page.getByRole("button", { name: "Weights", exact: true }).click();
  await until(async () => (await words("lit-b")).startsWith("as in the file"));
  const most = (slot: string) => page.getByTestId(`most-${slot}`).getAttribute("data-value");
  await page.getByTestId("weights-scale").selectOption("matrix");
  // The file was saved of what A shows.
  await until(async () => (await most("a")) === (await most("b")));
  const dense = await page
    .getByTestId("own-tensor-b")
    .locator("option")
    .last()
    .getAttribute("value");
  await page.getByTestId("own-tensor-b").selectOption(dense);
  await until(async () => (await most("a")) !== (await most("b")));
  await page.getByRole("button", { name: "Activations", exact: true }).click();
  await page.getByTestId("top-b").waitFor();
  expect(await frame.getAttribute("aria-label")).toContain("model.json");
  await until(() => {
    const { searchParams } = new URL(page.url());
    return searchParams.get("ownB") === "model.json" && searchParams.get("view") === "activations";
  });
  await page.reload();
  await until(async () => (await words("inside-state-b")).includes("has to be opened again"));
  await page.getByTestId("own-open-b").setInputFiles(files);
  await page.getByTestId("top-b").waitFor();
  await page.getByTestId("own-back-b").click();
  await until(() => !new URL(page.url()).searchParams.has("ownB"));
  expect(faults).toEqual([]);
});

it("says what is wrong with files that are no model", async () => {
  const query = "a=cnn/batch-norm&view=activations";
  const { page, faults } = await openPage(browser(), `${url()}?${query}`);
  onTestFinished(() => page.context().close());
  const [model] = await filesOf("cnn/batch-norm", 1);
  await page.getByTestId("own-open-a").setInputFiles([model!]);
  await until(async () =>
    (await page.getByRole("alert").textContent())?.includes("keeps weights in weights.bin"),
  );
  await page.getByTestId("top-a").waitFor();
  expect(faults).toEqual([]);
});
