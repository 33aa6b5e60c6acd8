// TensorBoard's addresses: the same answers as the real TensorBoard gave for the same files, whoever wrote them.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { metadata, scalarValue } from "#contract/eventlog/event.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { MessageWriter } from "#contract/eventlog/wire.ts";
import { encodeSafetensors } from "#contract/safetensors.ts";
import { followLogdir } from "../../../server/logdir/index.ts";
import { Runs } from "../../../server/runs/index.ts";
import { until } from "../../support/layerlapse.ts";
import { writeRun } from "../../support/writtenRun.ts";
import { type Started, start } from "./startedApp.ts";

const FIXTURES = fileURLToPath(new URL("../../fixtures/", import.meta.url));
const WRITERS = readdirSync(FIXTURES).filter((name) =>
  existsSync(join(FIXTURES, name, "tensorboard.json")),
);

/** As tests/fixtures/answers.py records it. */
interface Recorded {
  answers: Record<string, unknown>;
  types: Record<string, string>;
  refusals: Record<string, [status: number, type: string, text: string]>;
}

let started: Started;
afterEach(async () => {
  await started.stop();
  expect(started.reports).toEqual([]);
});

/** Serves `logdir` (null: the server's own empty one) and waits until it is read. */
async function serve(logdir: string | null = null): Promise<void> {
  if (logdir === null) {
    started = await start();
    return;
  }
  const runs = new Runs();
  const followed = followLogdir(logdir, runs);
  started = await start({ runs, logdir: followed, windowTitle: "" });
  await followed.ready;
}

const get = (route: string) => fetch(new URL(`data/${route}`, started.url));
const json = async (route: string) => (await get(route)).json() as Promise<unknown>;

describe.each(WRITERS)("what %s wrote", (writer) => {
  const { answers, types, refusals } = JSON.parse(
    readFileSync(join(FIXTURES, writer, "tensorboard.json"), "utf8"),
  ) as Recorded;

  test("is answered as TensorBoard answers it", async () => {
    await serve(join(FIXTURES, writer));
    for (const [route, expected] of Object.entries(answers)) {
      if (route === "environment") continue;
      const answer = await get(route);
      expect(answer.status, route).toBe(200);
      expect(answer.headers.get("cache-control")).toBe("no-store");
      const type = types[route.replace(/\?.*?(?=format=csv|$)/, route.endsWith("csv") ? "?" : "")]!;
      expect(answer.headers.get("content-type"), route).toContain(type);
      const body = await answer.text();
      expect(type.startsWith("text/csv") ? body : JSON.parse(body), route).toEqual(expected);
    }
    expect(Object.keys(answers).length).toBeGreaterThan(5);
  });

  test("what is missing is refused in TensorBoard's words", async () => {
    await serve(join(FIXTURES, writer));
    for (const [route, [status, type, text]] of Object.entries(refusals)) {
      const answer = await get(route);
      // Where TensorBoard breaks down for want of a tag, ours says what is wanted.
      expect(answer.status, route).toBe(status === 500 ? 400 : status);
      if (status === 500) continue;
      expect(answer.headers.get("content-type")).toBe(type);
      expect(await answer.text()).toBe(text);
    }
  });

  test("its environment names the same facts", async () => {
    await serve(join(FIXTURES, writer));
    const environment = answers["environment"] as Record<string, unknown>;
    expect(await json("environment")).toEqual({
      ...environment,
      version: "0.0.0",
      data_location: join(FIXTURES, writer),
      creation_time: 0,
    });
  });
});

describe("points that no writer among the fixtures logs", () => {
  test("tags and runs of any name are found, errors name them as Python would", async () => {
    await serve();
    const tag = "a b/&?=+%2f \u202e\"'é\n__proto__";
    for (const one of [tag, "__proto__", "", "constructor"]) append("odd run+&", 1, { [one]: 2 });
    const query = new URLSearchParams({ run: "odd run+&", tag });
    expect(await served(`plugin/scalars/scalars?${query.toString()}`)).toBe("[[0.5,1,2.0]]");
    for (const one of ["__proto__", "", "constructor"]) {
      const asked = new URLSearchParams({ run: "odd run+&", tag: one });
      expect(await served(`plugin/scalars/scalars?${asked.toString()}`)).toBe("[[0.5,1,2.0]]");
    }
    const tags = await json("plugin/scalars/tags");
    const described = Object.entries((tags as Record<string, object>)["odd run+&"]!);
    expect(described.map(([name]) => name).toSorted()).toEqual(
      [tag, "__proto__", "", "constructor"].toSorted(),
    );
    const missing = await get(`plugin/scalars/scalars?run=it's&tag=${encodeURIComponent(tag)}`);
    expect(await missing.text()).toBe(
      `Not found: No scalar data for run="it's", tag='a b/&?=+%2f \\u202e"\\'é\\n__proto__'`,
    );
  });

  test("every step is exact, what is not finite is a string, small and large floats are Python's", async () => {
    await serve();
    const steps = [-3n, 0n, 2n ** 53n + 1n, 2n ** 62n + 1n];
    const values = [NaN, -Infinity, 2 ** -30, 2 ** 60];
    steps.forEach((step, i) => append("run", step, { a: values[i]! }));
    expect(await served("plugin/scalars/scalars?run=run&tag=a")).toBe(
      '[[0.5,-3,"NaN"],[0.5,0,"-Infinity"],[0.5,9007199254740993,9.313225746154785e-10],' +
        "[0.5,4611686018427387905,1.152921504606847e+18]]",
    );
    const csv = await served("plugin/scalars/scalars?run=run&tag=a&format=csv");
    expect(csv.split("\r\n").slice(1, 3)).toEqual(["0.5,-3,nan", "0.5,0,-inf"]);
  });

  test("what a restarted job wrote again is left out", async () => {
    await serve();
    for (const [step, value] of [
      [0, 1],
      [1, 1],
      [2, 1],
      [1, 3],
    ] as const)
      append("run", step, { a: value });
    await until(async () => (await served("plugin/scalars/scalars?run=run&tag=a")).includes("3.0"));
    expect(await json("plugin/scalars/scalars?run=run&tag=a")).toEqual([
      [0.5, 0, 1],
      [0.5, 1, 3],
    ]);
  });

  test("a name is kept, a description is shown as text, whatever is in it", async () => {
    await serve();
    const value = scalarValue("a", 1).message(
      9,
      metadata("scalars", undefined, "<b>of</b> the &\n\n test data").text(2, "How <b>good</b>"),
    );
    append("run", 0, {}, [value]);
    await served("plugin/scalars/scalars?run=run&tag=a");
    expect(await json("plugin/scalars/tags")).toEqual({
      run: {
        a: {
          displayName: "How <b>good</b>",
          description: "<p>&lt;b&gt;of&lt;/b&gt; the &amp;</p>\n<p>test data</p>",
        },
      },
    });
  });

  test("runs come by their first event, without those that only have checkpoints", async () => {
    await serve();
    for (const [run, wallTime] of [
      ["b", 2],
      ["a", 3],
      ["c", 1],
    ] as const)
      append(run, 0, { x: 1 }, [], wallTime);
    mkdirSync(join(started.logdir, "only", "checkpoints"), { recursive: true });
    writeFileSync(
      join(started.logdir, "only", "checkpoints", "epoch-0001.safetensors"),
      encodeSafetensors([{ name: "w", shape: [1], values: Float32Array.of(1) }], {}),
    );
    await until(async () =>
      (await (await fetch(`${started.url}api/runs`)).text()).includes("only"),
    );
    await until(async () => ((await json("runs")) as string[]).length >= 3);
    expect(await json("runs")).toEqual(["c", "b", "a"]);
  });

  test("our trainer's histograms add up to every weight, and are found below a path prefix", async () => {
    started = await start({ pathPrefix: "/lapse" });
    writeRun(started.logdir, "run").epoch(0, 0.5);
    const address = `${started.url}lapse/data/plugin/histograms/histograms?run=run&tag=output/kernel`;
    const text = await until(async () => {
      const answer = await fetch(address);
      return answer.status === 200 ? answer.text() : undefined;
    });
    const [[, step, buckets]] = JSON.parse(text) as [[number, number, number[][]]];
    expect(step).toBe(0);
    expect(buckets.reduce((sum, [, , count]) => sum + count!, 0)).toBe(320);
    expect((await get("runs")).status).toBe(404);
  });
});

function append(
  run: string,
  step: number | bigint,
  scalars: Record<string, number>,
  values: MessageWriter[] = [],
  wallTime = 0.5,
): void {
  mkdirSync(join(started.logdir, run), { recursive: true });
  const all = [
    ...Object.entries(scalars).map(([tag, value]) => scalarValue(tag, value)),
    ...values,
  ];
  // A step beyond 2^53 cannot be said as a number.
  const summary = new MessageWriter();
  for (const value of all) summary.message(1, value);
  const event = new MessageWriter().double(1, wallTime).varint(2, step).message(5, summary);
  const file = join(started.logdir, run, "events.out.tfevents.1");
  appendFileSync(file, frameRecord(event.finish()));
}

/** The answer once there is one. */
function served(route: string): Promise<string> {
  return until(async () => {
    const answer = await get(route);
    return answer.status === 200 ? answer.text() : undefined;
  });
}
