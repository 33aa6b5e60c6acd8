// The program as people start it: addresses, ports, flags that contradict each other, and how it ends.
import { mkdirSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { exitCode, layerlapse, serve, temporaryFolder, until } from "../../support/layerlapse.ts";
import { writeRun } from "../../support/writtenRun.ts";
import { Page } from "../live/page.ts";

const folder = temporaryFolder();
const logdir = join(folder.path, "logs");
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  folder.remove();
});

async function serving(...args: string[]) {
  const running = await serve(logdir, ...args);
  ends.push(() => running.stop("SIGKILL"));
  return running;
}

/** Runs to the end; for what is refused, and for what prints and ends. */
async function ended(...args: string[]) {
  const running = layerlapse(args);
  ends.push(() => running.stop("SIGKILL"));
  return { code: await exitCode(running.process), output: running.output() };
}

function occupy(port: number, host: string): Promise<Server> {
  const server = createServer();
  ends.push(() => server.close());
  return new Promise((resolve) => server.listen(port, host, () => resolve(server)));
}

describe("what it prints", () => {
  test("--version", async () => {
    expect(await ended("--version")).toEqual({ code: 0, output: "0.1.0\n" });
  });

  test("--help, with examples", async () => {
    const { code, output } = await ended("--help");
    expect(code).toBe(0);
    for (const text of ["--logdir <path>", "layerlapse --logdir logs", "layerlapse train"]) {
      expect(output).toContain(text);
    }
  });

  test("nothing of a crash to one who stops reading", async () => {
    const running = layerlapse(["--help"]);
    running.process.stdout!.destroy();
    expect(await exitCode(running.process)).toBe(0);
    expect(running.output()).not.toContain("EPIPE");
  });

  test.for([
    [[], "--logdir"],
    [["--logdir"], "argument missing"],
    [["--logdir", "x", "--port", "x"], "whole number"],
    [["--logdir", "x", "--bind_all", "--host", "h"], "cannot be used with"],
    [["--logdir", "x", "--logdir_spec", "a:b"], "give one of them"],
    [["--logdir", "x", "--nonsense"], "unknown option"],
    [["--logdir", "x", "more"], "too many arguments"],
    [["logs"], "layerlapse --logdir logs"],
    [["constructor"], "no command"],
  ] as const)("%j is refused with the reason", async ([args, reason]) => {
    const { code, output } = await ended(...args);
    expect(code).toBe(1);
    expect(output).toContain(reason);
    expect(output).not.toContain("    at ");
  });
});

describe("where it listens", () => {
  test("on a port of the system's choice, in one line that says how to stop", async () => {
    const running = await serving();
    expect(running.output()).toMatch(
      /^Layerlapse 0\.1\.0 at http:\/\/localhost:\d+\/ \(Press Ctrl\+C to quit\)\n/,
    );
    expect((await fetch(new URL("api/runs", running.url))).status).toBe(200);
  });

  test("a port that is asked for and busy is an error", async () => {
    const { url } = await serving();
    const { port } = new URL(url);
    const { code, output } = await ended("--logdir", logdir, "--port", port);
    expect(code).toBe(1);
    expect(output).toMatch(`Port ${port} is in use.`);
  });

  test("without --port it takes the next free one from 6006, on both loopbacks", async () => {
    const first = layerlapse(["--logdir", logdir]);
    ends.push(() => first.stop("SIGKILL"));
    const port = Number(await until(() => /localhost:(\d+)/.exec(first.output())?.[1]));
    expect(port).toBeGreaterThanOrEqual(6006);
    await occupy(port + 1, "127.0.0.1").catch(() => {});
    const second = layerlapse(["--logdir", logdir]);
    ends.push(() => second.stop("SIGKILL"));
    const next = Number(await until(() => /localhost:(\d+)/.exec(second.output())?.[1]));
    expect(next).toBeGreaterThan(port + 1);
    expect(next).toBeLessThanOrEqual(6105);
  });

  test("beyond loopback it prints a token, and without it there is nothing to see", async () => {
    const running = await serving("--host", "0.0.0.0");
    const address = new URL(/http:\S+/.exec(running.output())![0]);
    expect(address.searchParams.get("token")).toMatch(/^[\w-]{32}$/);
    address.hostname = "127.0.0.1";
    expect((await fetch(address, { redirect: "manual" })).status).toBe(303);
    address.search = "";
    expect((await fetch(address)).status).toBe(401);
  });

  test("--no-token opens it to everybody, with a warning", async () => {
    const running = await serving("--bind_all", "--no-token");
    const { port } = new URL(running.url);
    expect((await fetch(`http://127.0.0.1:${port}/api/runs`)).status).toBe(200);
    await until(() => running.output().includes("Anybody"));
  });

  test("below a path prefix", async () => {
    const { url } = await serving("--path_prefix", "/lapse");
    expect(url).toMatch(/\/lapse\/$/);
    expect((await fetch(new URL("api/runs", url))).status).toBe(200);
    expect((await fetch(new URL("/api/runs", url))).status).toBe(404);
  });
});

describe("what it follows", () => {
  test("a directory that comes later, pushed to the page", async () => {
    const { url } = await serving("--window_title", "mine");
    const page = new Page();
    await page.connect(url);
    ends.push(() => page.leave());
    await until(() => page.messages.length > 0);
    expect(page.messages[0]).toMatchObject({ windowTitle: "mine", logdir: { exists: false } });
    mkdirSync(logdir, { recursive: true });
    writeRun(logdir, "run").epoch(0, 0.5);
    await page.run("run");
    await until(() => page.messages.some((m) => m.type === "runs" && m.logdir.exists));
  });

  test("several directories, each under its name", async () => {
    const other = join(folder.path, "other");
    writeRun(logdir, "run").epoch(0, 0.5);
    writeRun(other, ".").epoch(0, 0.5);
    const running = layerlapse(["--logdir_spec", `a:${logdir},b:${other}`, "--port", "0"]);
    ends.push(() => running.stop("SIGKILL"));
    const url = await until(() => /http:\S+/.exec(running.output())?.[0]);
    await until(async () => {
      const { runs } = (await (await fetch(new URL("api/runs", url))).json()) as {
        runs: { name: string }[];
      };
      return (
        runs
          .map(({ name }) => name)
          .sort()
          .join() === "a/run,b"
      );
    });
  });
});

test("models are compared by the scalar that --metric names, else by a usual one", async () => {
  writeRun(logdir, "run").epoch(0, 0.25);
  const metricOf = async (...args: string[]): Promise<unknown> => {
    const { url } = await serving(...args);
    return until(async () => {
      const { runs } = (await (await fetch(`${url}api/runs`)).json()) as {
        runs: { metric: { tag: string; best: number } | null }[];
      };
      return runs[0]?.metric;
    });
  };
  expect(await metricOf()).toMatchObject({ tag: "accuracy/test", best: 0.25 });
  expect(await metricOf("--metric", "loss/test")).toMatchObject({ tag: "loss/test", best: 0.75 });
  expect(await metricOf("--metric", "none")).toMatchObject({ tag: "accuracy/test" });
});

describe("how it ends", () => {
  test.for(["SIGTERM", "SIGINT"] as const)("%s: pages are told, exit code 0", async (signal) => {
    const running = await serving();
    const page = new Page();
    await page.connect(running.url);
    await until(() => page.messages.length > 0);
    expect(await running.stop(signal)).toBe(0);
    expect((await until(() => page.closed)).code).toBe(1001);
  });
});
