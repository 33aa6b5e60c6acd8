// The predictions over time on the page, of networks that really were trained.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { encodeSafetensors } from "#contract/safetensors.ts";
import { follow, scalars } from "../server/logdir/followed.ts";
import { until } from "../support/layerlapse.ts";
import { type Look, NARROW } from "../support/page.ts";
import { TRAINED_EPOCHS } from "../support/trained.ts";
import { trainedViews } from "../support/trainedViews.ts";
import { overflowOf, savedBy, type Seen } from "../support/views.ts";

const { logdir, open, openTrained, copyTrained } = trainedViews();

const QUERY = "view=predictions&a=cnn/kernel-5x5&b=paper/dropout-0.2";

async function openOn(query = QUERY, look?: Look): Promise<Seen> {
  const seen = await openTrained(query, look);
  for (const slot of ["a", "b"]) await seen.page.getByTestId(`score-${slot}`).waitFor();
  // Until every checkpoint has answered, lists may still change.
  await until(async () => (await seen.words("asked")) === "");
  return seen;
}

/** A matrix as its file tells it: class, class answered, examples. */
async function matrixOf(seen: Seen, slot: string): Promise<[number, number, number][]> {
  const { bytes } = await savedBy(seen, `csv-confusion-${slot}`);
  return bytes
    .toString("utf8")
    .split("\n")
    .filter((line) => /^\d/.test(line))
    .map((line) => line.split(",").slice(0, 3).map(Number) as [number, number, number]);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

describe("the view of predictions", () => {
  it("gets as many right at each epoch as were logged, in the score and in the matrix", async () => {
    const followed = follow(logdir());
    await followed.logdir.ready;
    const seen = await openOn();
    const { page, faults } = seen;
    for (const step of [TRAINED_EPOCHS, 0]) {
      await page.getByTestId("slider").fill(String(step));
      for (const [slot, run] of [
        ["a", "cnn/kernel-5x5"],
        ["b", "paper/dropout-0.2"],
      ] as const) {
        const logged = await scalars(followed, run, "accuracy/test");
        const accuracy = logged.find(([at]) => at === step)![1];
        const score = `${(accuracy * 100).toFixed(1)}% right of 1,000`;
        await until(async () => (await seen.words(`score-${slot}`)) === score);
        const cells = await matrixOf(seen, slot);
        expect(sum(cells.map(([, , count]) => count))).toBe(1000);
        const right = cells.filter(([one, other]) => one === other);
        expect(sum(right.map(([, , count]) => count))).toBe(Math.round(accuracy * 1000));
      }
    }
    expect(faults).toEqual([]);
  });

  it("lists the examples of a cell chosen by key, in the address, and gives one to all views", async () => {
    const seen = await openOn();
    const { page, words, server, faults } = seen;
    const matrix = page.getByTestId("confusion-b");
    await matrix.focus();
    for (const key of ["ArrowDown", "ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
    const said = await matrix.getAttribute("aria-valuetext");
    const [, actual, predicted, count] = /^(\d) taken for (\d): (\d+)/.exec(said!)!;
    await page.keyboard.press("Enter");
    await until(async () => (await words("list-count")).startsWith(`${count} example`));
    await until(() => page.url().includes(`cell*b*${actual}*${predicted}`));
    await page.getByTestId("rows").focus();
    await page.keyboard.press("ArrowDown");
    const row = await words("strips-read");
    const [, example] = /^Example (\d+), class /.exec(row)!;
    expect(row).toContain(`class ${actual} · A `);
    await page.keyboard.press("Enter");
    await until(() => new URL(page.url()).searchParams.get("x") === example);
    await page.goto(`${server.url}?${new URL(page.url()).searchParams}`);
    await until(async () => (await words("list-count")).startsWith(`${count} example`));
    await page.getByTestId("list-cell").click();
    await until(async () => (await words("list-count")) === "1,000 examples");
    expect(faults).toEqual([]);
  });

  it("counts what is forgotten, late or never learned as the rows say, and shows them as pictures", async () => {
    const seen = await openOn();
    const { page, words, faults } = seen;
    const { bytes } = await savedBy(seen, "csv-strips");
    const [head, ...lines] = bytes
      .toString("utf8")
      .split("\n")
      .filter((line) => /^(example|\d)/.test(line));
    const columns = head!.split(",");
    const at = columns.flatMap((name, i) => (name.startsWith("A epoch") ? [i] : []));
    expect(at).toHaveLength(TRAINED_EPOCHS + 1);
    const courses = lines.map((line) => {
      const cells = line.split(",").map(Number);
      return at.map((i) => cells[i] === cells[1]);
    });
    const never = courses.filter((course) => !course.includes(true)).length;
    const forgotten = courses.filter((course) =>
      course.some((one, i) => i > 0 && course[i - 1] && !one),
    );
    expect(await words("count-never-a")).toBe(String(never));
    expect(await words("count-forgotten-a")).toBe(String(forgotten.length));
    await page.getByTestId("list-never").click();
    await page.getByTestId("pictures").click();
    await page.getByTestId("listed-pictures").waitFor();
    await until(() => page.url().includes("list*never"));
    expect(faults).toEqual([]);
  });

  it("fits a narrow window", async () => {
    const seen = await openOn(QUERY, { viewport: NARROW, colorScheme: "dark" });
    expect(await overflowOf(seen)).toBe(0);
    expect(seen.faults).toEqual([]);
  });

  it("says in words that the examples have no classes, or fit only one of the networks", async () => {
    const { words, faults } = await open(QUERY, (logdir) => {
      copyTrained(logdir);
      const x = { name: "x", shape: [2, 28, 28], values: new Uint8Array(2 * 784) };
      for (const folder of ["cnn", "paper"])
        writeFileSync(join(logdir, folder, "examples.safetensors"), encodeSafetensors([x], {}));
    });
    await until(async () => (await words("labels-state-a")).includes("no classes"));
    expect(faults).toEqual([]);
    const other = await open(QUERY, (logdir) => {
      copyTrained(logdir);
      const x = { name: "x", shape: [2, 9, 9], values: new Uint8Array(2 * 81) };
      const y = { name: "y", shape: [2], values: Int32Array.of(0, 1) };
      const bytes = encodeSafetensors([y, x], {});
      writeFileSync(join(logdir, "cnn", "examples.safetensors"), bytes);
    });
    await until(async () => (await other.words("examples-state-a")).includes("are 9 × 9 × 1"));
    expect(other.faults).toEqual([]);
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
