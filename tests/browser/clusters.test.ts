// Neuron clusters on the page, of networks that really were trained.
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";
import { seriousFaults } from "../support/axe.ts";
import { until } from "../support/layerlapse.ts";
import { type Look, NARROW } from "../support/page.ts";
import { TRAINED_EPOCHS } from "../support/trained.ts";
import { trainedViews } from "../support/trainedViews.ts";
import { overflowOf, savedBy, type Seen } from "../support/views.ts";

const { open, openTrained, copyTrained } = trainedViews();

const QUERY = "view=clusters&a=cnn/kernel-5x5&b=paper/dropout-0.2";

interface Clusters extends Seen {
  picture: Locator;
  /** Clusters of each column of A. */
  counts: () => Promise<number[]>;
}

async function openOn(query = QUERY, look?: Look): Promise<Clusters> {
  const seen = await openTrained(query, look);
  const picture = seen.page.getByTestId("clusters-picture-a");
  await isMeasured(seen);
  const counts = async (): Promise<number[]> =>
    ((await picture.getAttribute("data-columns")) ?? "").split(" ").map(Number);
  return { ...seen, picture, counts };
}

async function isMeasured({ page }: Seen): Promise<void> {
  for (const slot of ["a", "b"]) {
    await page.locator(`[data-testid=clusters-picture-${slot}][aria-busy=false]`).waitFor();
  }
}

interface Row {
  layer: string;
  neuron: number;
  cluster: number;
  means: number[];
}

async function rowsOf(seen: Seen, slot: string): Promise<Row[]> {
  const { bytes } = await savedBy(seen, `csv-clusters-${slot}`);
  const lines = bytes.toString("utf8").trim().split("\n");
  return lines
    .filter((line) => !line.startsWith("#"))
    .slice(1)
    .map((line) => {
      const [layer, neuron, cluster, , , ...means] = line.split(",");
      return {
        layer: layer!,
        neuron: Number(neuron),
        cluster: Number(cluster),
        means: means.map(Number),
      };
    });
}

describe("the view of neuron clusters", () => {
  it("has every neuron of every layer in one of six clusters, and the answer's units by themselves", async () => {
    const seen = await openOn();
    expect(await seen.counts()).toEqual([6, 6, 6, 10]);
    const rows = await rowsOf(seen, "a");
    const layers = [...new Set(rows.map(({ layer }) => layer))];
    const inLayer = (layer: string): Row[] => rows.filter((row) => row.layer === layer);
    expect(layers.map((layer) => [layer, inLayer(layer).length])).toEqual([
      ["conv1", 16],
      ["conv2", 32],
      ["hidden1", 64],
      ["output", 10],
    ]);
    // A trained network answers most images of a class with that class.
    for (const { neuron, means } of inLayer("output")) {
      expect(means.indexOf(Math.max(...means))).toBe(neuron);
    }
    expect((await rowsOf(seen, "b")).length).toBe(512 + 512 + 10);
    expect(seen.faults).toEqual([]);
  });

  it("divides, joins and rearranges clusters by key, keeps them while the playhead moves, and undoes", async () => {
    const seen = await openOn();
    const { page, picture, counts, words, faults } = seen;
    await picture.focus();
    await page.keyboard.press("ArrowDown");
    expect(await words("clusters-chosen-a")).toMatch(/^conv1, cluster 1: /);
    // Some cluster has two neurons that differ.
    for (let at = 0; at < 6 && (await counts())[0] === 6; at++) {
      await page.keyboard.press("s");
      if ((await counts())[0] === 6) await page.keyboard.press("ArrowDown");
    }
    expect(await counts()).toEqual([7, 6, 6, 10]);
    await page.keyboard.press("m");
    await page.keyboard.press("m");
    expect(await counts()).toEqual([5, 6, 6, 10]);
    await page.getByTestId("slider").fill("1");
    await until(async () => (await words("checkpoint-a")).includes("1"));
    await isMeasured(seen);
    expect(await counts()).toEqual([5, 6, 6, 10]);
    await picture.focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press("u");
    expect(await counts()).toEqual([6, 6, 6, 10]);
    expect(await page.getByTestId("clusters-undo-a").count()).toBe(0);
    expect(faults).toEqual([]);
  });

  it("drags a neuron into another cluster, and moves it back from the menu, takes that back, and all", async () => {
    const seen = await openOn();
    const { page, picture, words, faults } = seen;
    const box = (await picture.boundingBox())!;
    const x = box.x + 40;
    const spots: { y: number; neuron: string; cluster: string }[] = [];
    for (let y = box.y + 60; y < box.y + box.height - 30; y += 8) {
      await page.mouse.move(x, y);
      const said = await words("clusters-chosen-a");
      const [, neuron, cluster] = /^conv1, channel (\d+) in cluster (\d+):/.exec(said) ?? [];
      if (neuron !== undefined) spots.push({ y, neuron, cluster: cluster! });
    }
    const from = spots[0]!;
    const to = spots.find(({ cluster }) => cluster !== from.cluster)!;
    await page.mouse.move(x, from.y);
    await page.mouse.down();
    await page.mouse.move(x, to.y, { steps: 4 });
    await page.mouse.up();
    await page.mouse.move(box.x + box.width - 4, box.y + 4);
    const chosen = async (): Promise<string> => await words("clusters-chosen-a");
    const within = (cluster: string): string =>
      `conv1, channel ${from.neuron} in cluster ${cluster}:`;
    await until(async () => (await chosen()).startsWith(within(to.cluster)));
    const moved = (await rowsOf(seen, "a")).find(
      ({ layer, neuron }) => layer === "conv1" && neuron === Number(from.neuron),
    );
    expect(moved!.cluster).toBe(Number(to.cluster));
    // Whatever other view is opened next looks at the same channel.
    await until(() => new URL(page.url()).searchParams.get("unit") === `conv1.${from.neuron}`);
    const back = String(Number(from.cluster) - 1);
    await page.getByTestId("clusters-move-a").selectOption(back);
    await until(async () => (await chosen()).startsWith(within(from.cluster)));
    await page.getByTestId("clusters-undo-a").click();
    await until(async () => (await chosen()).startsWith(within(to.cluster)));
    await page.getByTestId("clusters-reset-a").click();
    await until(async () => (await chosen()).startsWith(within(from.cluster)));
    expect(faults).toEqual([]);
  });

  it("keeps numbers of clusters over all epochs, and what it is set to in the address", async () => {
    const seen = await openOn();
    const { page, counts, server, faults } = seen;
    const before = await rowsOf(seen, "a");
    for (const step of [2, 1, 0, 1, 2, TRAINED_EPOCHS]) {
      await page.getByTestId("slider").fill(String(step));
      await until(async () => (await seen.words("checkpoint-a")).includes(String(step)));
      await isMeasured(seen);
    }
    expect(await rowsOf(seen, "a")).toEqual(before);
    await page.getByTestId("clusters-k").fill("4");
    await page.getByTestId("clusters-bands").selectOption("signs");
    await isMeasured(seen);
    await until(async () => (await counts())[1] === 4);
    await until(() => page.url().includes("clusters=k*4+signs"));
    await page.goto(`${server.url}?${new URL(page.url()).searchParams}`);
    await isMeasured(seen);
    await until(async () => (await counts()).join(" ") === "4 4 4 10");
    expect(faults).toEqual([]);
  });

  it("gives the picture as SVG, and fits a narrow window", async () => {
    const seen = await openOn(QUERY, { viewport: NARROW, colorScheme: "light" });
    expect(await overflowOf(seen)).toBe(0);
    expect(await seriousFaults(seen.page)).toEqual([]);
    const { name, bytes } = await savedBy(seen, "svg-clusters-b");
    expect(name).toBe(`clusters-B-epoch-${TRAINED_EPOCHS}.svg`);
    expect(bytes.toString("utf8")).toContain(">hidden2<");
    expect(seen.faults).toEqual([]);
  });

  it("says in words that there are no examples, and what gives some", async () => {
    const { words, faults } = await open(QUERY, (logdir) => {
      copyTrained(logdir);
      for (const folder of ["cnn", "paper"]) rmSync(join(logdir, folder, "examples.safetensors"));
    });
    await until(async () => (await words("examples-state-a")).includes("np.savez"));
    expect(faults).toEqual([]);
  });
});
