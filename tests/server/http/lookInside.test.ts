// What looking inside needs over HTTP: a model's JSON as it was logged, and the examples of its directory as one frame.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unpackFrame } from "#contract/frames.ts";
import { examplesPath, networkPath, type RunSummary } from "#contract/protocol.ts";
import { encodeSafetensors, type EncodableTensor } from "#contract/safetensors.ts";
import { until } from "../../support/layerlapse.ts";
import { writeRun } from "../../support/writtenRun.ts";
import { type Started, start } from "./startedApp.ts";

const FOR_EVER = "private, max-age=31536000, immutable";
const X: EncodableTensor = { name: "x", shape: [2, 1, 2], values: Uint8Array.of(0, 51, 102, 255) };
const Y: EncodableTensor = { name: "y", shape: [2], values: Int32Array.of(1, 0) };

let started: Started;
let server: string;
const get = (path: string) => fetch(new URL(path, started.url));
const fileOf = (folder: string): string => join(started.logdir, folder, "examples.safetensors");

async function run(name: string): Promise<RunSummary> {
  const { runs } = (await (await get("api/runs")).json()) as { runs: RunSummary[] };
  return runs.find((one) => one.name === name)!;
}

async function refusal(path: string): Promise<{ status: number; error: string }> {
  const answer = await get(path);
  const { error, remedy } = (await answer.json()) as { error: string; remedy: string };
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(remedy).not.toBe("");
  return { status: answer.status, error };
}

beforeAll(async () => {
  started = await start();
  for (const name of ["whole", "broken"]) writeRun(started.logdir, name).epoch(0, 0.5);
  writeFileSync(join(started.logdir, "bare.safetensors"), encodeSafetensors([X], {}));
  const metadata = { classes: '["no","yes"]', origin: "by hand" };
  writeFileSync(fileOf("whole"), encodeSafetensors([Y, X], metadata));
  writeFileSync(
    fileOf("broken"),
    encodeSafetensors([{ ...Y, values: Int32Array.of(-1, 0) }, X], {}),
  );
  await until(async () => (await run("broken"))?.examples && (await run("whole"))?.examples);
  ({ server } = (await (await get("api/runs")).json()) as { server: string });
});
afterAll(async () => {
  await started.stop();
  expect(started.reports).toEqual([]);
});

describe("api/network", () => {
  test("is the JSON as it was logged, asked for again each time", async () => {
    const { id, generation } = await run("whole");
    const answer = await get(networkPath(server, id, generation));
    expect(answer.headers.get("cache-control")).toBe("no-cache");
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
    const { class_name: kind, config } = (await answer.json()) as {
      class_name: string;
      config: { layers: { config: object }[] };
    };
    expect(kind).toBe("Sequential");
    expect(config.layers.map((layer) => layer.config)).toEqual([
      { name: "hidden1", units: 32 },
      { name: "output", units: 10 },
    ]);
  });

  test("of a run that logged none is refused in words", async () => {
    const { id, generation, architecture } = await run(".");
    expect(architecture).toBeNull();
    expect(await refusal(networkPath(server, id, generation))).toEqual({
      status: 404,
      error: "The model's structure was not logged.",
    });
  });

  test("of another generation, run or server is refused", async () => {
    const { id, generation } = await run("whole");
    expect((await refusal(networkPath(server, id, generation + 1))).status).toBe(410);
    expect((await refusal(networkPath(server, "0".repeat(16), 1))).status).toBe(404);
    expect((await refusal(networkPath("earlier", id, generation))).status).toBe(410);
  });
});

describe("api/examples", () => {
  test("is one frame that never changes: values, labels, and what they are", async () => {
    const { examples } = await run("whole");
    expect(examples).toMatchObject({ count: 2, shape: [1, 2, 1], hasLabels: true });
    const answer = await get(examplesPath(server, examples!.id));
    expect(answer.headers.get("cache-control")).toBe(FOR_EVER);
    expect(unpackFrame(await answer.arrayBuffer())).toEqual({
      meta: {
        type: "examples",
        count: 2,
        shape: [1, 2, 1],
        scale: 1 / 255,
        classes: ["no", "yes"],
        origin: "by hand",
      },
      columns: [X.values, Y.values],
    });
  });

  test("that are none are refused with their file and the reason", async () => {
    const { examples } = await run("broken");
    expect(await refusal(examplesPath(server, examples!.id))).toEqual({
      status: 422,
      error: "broken/examples.safetensors: the label of example 0 is -1, no class counted from 0.",
    });
  });

  test("of another id or server are refused", async () => {
    expect((await refusal(examplesPath(server, "0".repeat(16)))).status).toBe(404);
    expect((await refusal(examplesPath(server, "..%2f..%2fsecret.txt"))).status).toBe(404);
    const { examples } = await run("whole");
    expect((await refusal(examplesPath("earlier", examples!.id))).status).toBe(410);
  });

  test("whose file is gone are gone", async () => {
    const { examples } = await run("broken");
    rmSync(fileOf("broken"));
    await until(async () => (await run("broken")).examples === null);
    expect((await refusal(examplesPath(server, examples!.id))).status).toBe(404);
  });
});
