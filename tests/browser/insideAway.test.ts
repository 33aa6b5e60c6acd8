// Looking inside from another machine, below a prefix and in another page: the worker and all it fetches are let in.
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { layerlapse, until } from "../support/layerlapse.ts";
import { openPage } from "../support/page.ts";
import { TRAINED_EPOCHS, trainedLogdir } from "../support/trained.ts";
import { views } from "../support/views.ts";

const { browser } = views();
let logdir = "";
beforeAll(async () => {
  logdir = await trainedLogdir();
}, 240_000);

const QUERY = `view=relevance&a=cnn/kernel-5x5&b=paper/dropout-0.2&at=${TRAINED_EPOCHS - 1}`;

it("works with a token and a prefix, whole and embedded", async () => {
  const away = ["--bind_all", "--path_prefix", "/lapse"];
  const server = layerlapse(["--logdir", logdir, "--port", "0", ...away]);
  onTestFinished(async () => void (await server.stop()));
  const [, port, token] = await until(() =>
    /:(\d+)\/lapse\/?\?token=([\w-]+)/.exec(server.output()),
  );
  const root = `http://127.0.0.1:${port}/lapse/`;
  const { page, faults } = await openPage(browser(), `${root}?token=${token}&${QUERY}`);
  onTestFinished(() => page.context().close());
  const fetched: string[] = [];
  page.on("response", (response) => {
    if (!response.ok() && response.status() !== 304) fetched.push(response.url());
  });
  const seen = async (): Promise<string[]> => {
    const all = ["sum-a", "sum-b"].map((id) => page.getByTestId(id).textContent());
    return (await Promise.all(all)).map((words) => words ?? "");
  };
  const first = await seen();
  expect(first).not.toContain("");
  expect(page.url()).not.toContain(token);
  const workers = page.workers().map((worker) => worker.url());
  expect(workers).toHaveLength(1);
  expect(workers[0]).toContain("/lapse/");
  await page.goto(`${root}?embed=1&${QUERY}`);
  await until(async () => (await seen()).join() === first.join());
  await page.goto(`${root}?embed=1&${QUERY.replace("relevance", "activations")}`);
  await page.getByTestId("top-a").waitFor();
  expect(fetched).toEqual([]);
  expect(faults).toEqual([]);
});
