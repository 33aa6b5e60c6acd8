import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { serve, temporaryFolder, until } from "../support/layerlapse.ts";
import { openPage } from "../support/page.ts";
import { views } from "../support/views.ts";
import { writeRun } from "../support/writtenRun.ts";

const { open, browser } = views();

describe("the page says in words", () => {
  it("that the directory is empty, what was looked for, and what to type", async () => {
    const { page, logdir } = await open("", () => {});
    const words = await page.getByTestId("state-empty").textContent();
    expect(words).toContain(logdir);
    expect(words).toContain("tfevents");
    expect(words).toContain("npm run train");
    for (const kind of [".safetensors", ".keras", ".h5", ".npz", "save_model"])
      expect(words, kind).toContain(kind);
  });

  it("that a run waits for its first epoch, and shows it when it comes", async () => {
    const { page, logdir } = await open("", (path) => writeRun(path, "waiting"));
    await until(async () => /first/i.test((await page.locator("main").textContent()) ?? ""));
    const run = writeRun(logdir, "waiting", { startedAt: 1_780_000_001 });
    run.epoch(0, 0.1);
    await page.getByTestId("mean-a").waitFor();
  });

  it("which file is bad, at which byte and why, while the good runs are shown", async () => {
    const { page, faults } = await open("", (path) => {
      for (const name of ["good", "bad"]) writeRun(path, name).epoch(0, 0.5);
      const bad = writeRun(path, "bad", { startedAt: 1_780_000_500 });
      appendFileSync(bad.file, Buffer.from("not a record at all, but long enough to be one"));
      bad.epoch(1, 0.6);
    });
    await page.getByTestId("problems").click();
    const words = (await page.getByTestId("problem-list").textContent()) ?? "";
    expect(words).toMatch(/bad\/events\.out\.tfevents.* at byte [\d,]+.*checksum/s);
    expect(await page.getByTestId("circle").count()).toBe(2);
    expect(faults).toEqual([]);
  });

  it("hostile names as they are, without running them", async () => {
    const hostile = "<img src=x onerror=alert(1)>\u202e";
    const { page, faults, circle } = await open("", (path) =>
      writeRun(path, hostile).epoch(0, 0.5),
    );
    await page.getByTestId("circle").waitFor();
    expect(await page.locator("img[src=x]").count()).toBe(0);
    expect(await circle(hostile).count()).toBe(1);
    expect(faults).toEqual([]);
  });

  it("that a deleted run is gone", async () => {
    const { page, logdir } = await open("", (path) => {
      for (const name of ["keeps", "goes"]) writeRun(path, name).epoch(0, 0.5);
    });
    await page.getByTestId("circle").nth(1).waitFor();
    rmSync(join(logdir, "goes"), { recursive: true });
    await until(async () => (await page.getByTestId("circle").count()) === 1);
    mkdirSync(join(logdir, "goes"));
  });
});

describe("two models of different lengths", () => {
  it("stay right under one playhead: the shorter holds its last snapshot and says so", async () => {
    const { page } = await open("", (path) => {
      for (const [name, epochs] of [
        ["long", 8],
        ["short", 3],
      ] as const) {
        const run = writeRun(path, name, { epochs });
        for (let step = 0; step <= epochs; step++) run.epoch(step, 0.1 * step);
        run.end();
      }
    });
    await page.getByTestId("mean-b").waitFor();
    await page.getByTestId("slider").press("End");
    await until(async () => {
      const steps = ["a", "b"].map((slot) => page.getByTestId(`step-${slot}`).textContent());
      return /epoch 3, its last.*epoch 8|epoch 8.*epoch 3, its last/.test(
        (await Promise.all(steps)).join(" "),
      );
    });
  });
});

describe("a directory that is still being read", () => {
  it("shows what has been read, with a line that says how much, until all is", async () => {
    const folder = temporaryFolder();
    onTestFinished(() => folder.remove());
    writeRun(folder.path, "read", { startedAt: 1_780_000_000 }).epoch(0, 0.5);
    const server = await serve(folder.path);
    onTestFinished(async () => void (await server.stop()));
    const { page, faults } = await openPage(browser(), "about:blank");
    onTestFinished(() => page.context().close());
    // What takes seconds is said by the server's own words, held at a quarter.
    let reading: object | null = { done: 5.1e9, total: 20.4e9 };
    await page.routeWebSocket(/api\/live/, (socket) => {
      const behind = socket.connectToServer();
      behind.onMessage((message) => {
        if (typeof message !== "string") return socket.send(message);
        const said = JSON.parse(message) as { logdir: object };
        socket.send(JSON.stringify({ ...said, logdir: { ...said.logdir, reading } }));
      });
    });
    await page.goto(server.url);
    await page.getByTestId("mean-a").waitFor();
    const line = page.getByTestId("reading");
    expect(await line.textContent()).toBe(
      "reading 5.1 of 20.4 GB, 25%; the newest and the biggest in turns",
    );
    expect(await line.getByRole("progressbar").getAttribute("value")).toBe("5100000000");
    reading = null;
    writeRun(folder.path, "waits").epoch(0, 0.4);
    await until(async () => (await line.count()) === 0);
    expect(faults).toEqual([]);
  });
});

describe("a list of hundreds", () => {
  it("shows a hundred rows, and the next with a click", async () => {
    const { page, faults } = await open("", (path) => {
      for (let i = 0; i < 230; i++) writeRun(path, `run-${i}`, { parameters: [] });
    });
    const rows = page.getByTestId("row");
    const more = page.getByTestId("more-rows");
    await page.getByTestId("circle").nth(229).waitFor();
    expect([await rows.count(), await more.textContent()]).toEqual([100, "Show 100 more of 130"]);
    await more.focus();
    await page.keyboard.press("Enter");
    await until(async () => (await rows.count()) === 200);
    expect(await more.textContent()).toBe("Show 30 more of 30");
    await more.click();
    await until(async () => (await rows.count()) === 230);
    expect(await more.count()).toBe(0);
    expect(faults).toEqual([]);
  });
});

describe("a sweep of many models", () => {
  it("packs the circles so that each is hit at its own place, and filters them by name", async () => {
    const models = 60;
    const { page } = await open("", (path) => {
      for (let i = 0; i < models; i++) {
        writeRun(path, `sweep/seed-${i}`, { seed: i }).epoch(0, 0.9 + (i % 7) * 0.001);
      }
    });
    const circles = page.getByTestId("circle");
    await circles.nth(models - 1).waitFor();
    // Circles slide to their places: the pointer is asked once none moves any more.
    await until(async () => {
      return page.evaluate(() =>
        document.getAnimations().every(({ playState }) => playState !== "running"),
      );
    });
    const missed = await circles.evaluateAll(
      (all) =>
        all.filter((circle) => {
          const { x, y, width, height } = circle
            .querySelector(".circle-body")!
            .getBoundingClientRect();
          const hit = document.elementFromPoint(x + width / 2, y + height / 2);
          return hit?.closest("[data-testid=circle]") !== circle;
        }).length,
    );
    expect(missed).toBe(0);
    await page.getByTestId("filter").fill("seed-5");
    await until(async () => (await circles.count()) === 11);
    expect(await page.getByTestId("model-count").textContent()).toBe("11 of 60");
  });
});
