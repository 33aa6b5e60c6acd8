// An answer to a question that changes, as a view sees it.
import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { type Asked, keepAnswer } from "../../../../client/parts/inside/answer.ts";
import { keepAnswers } from "../../../../client/parts/inside/answers.ts";
import { PassingTrouble } from "../../../../client/network/passingTrouble.ts";
import { keyOf } from "../../../../client/network/questionKey.ts";
import type { Method } from "../../../../client/network/methods/method.ts";
import { until } from "../../../support/layerlapse.ts";
import { inProcess } from "../../network/asked.ts";

/** `structure` in name only: gives back what it is asked, after so many steps of 8 ms. */
function asked() {
  const begun: string[] = [];
  const echo: Method<{ name: string; steps: number }, string> = async (context, params) => {
    begun.push(params.name);
    for (let step = 0; step < params.steps; step++) {
      for (const end = performance.now() + 8; performance.now() < end;);
      await context.breathe();
    }
    if (params.name === "away" && begun.filter((name) => name === "away").length === 1) {
      throw new PassingTrouble("The server does not answer.");
    }
    if (params.name === "bad") throw new Error("It cannot be answered.");
    return params.name;
  };
  const { explainer } = inProcess({ structure: echo });
  const question = (name: string, steps = 2): Asked<"structure"> =>
    ({ method: "structure", params: { name, steps } }) as never;
  return { explainer, begun, question };
}

describe("the answer to a question that changes", () => {
  it("keeps the last answer in sight until the next is there", async () => {
    const { explainer, question } = asked();
    const now = signal<Asked<"structure"> | null>(question("one"));
    const { answer, close } = keepAnswer(explainer, now, true);
    expect(answer.value).toMatchObject({ value: null, isCurrent: false, progress: 0 });
    await until(() => answer.value.isCurrent);
    now.value = question("two");
    expect(answer.value).toMatchObject({ value: "one", isCurrent: false });
    await until(() => answer.value.isCurrent);
    expect(answer.value).toMatchObject({ value: "two", progress: null });
    now.value = question("one");
    expect(answer.value, "is remembered").toMatchObject({ value: "one", isCurrent: true });
    close();
  });

  it("of many questions in a row answers the one that is under way and the newest", async () => {
    const { explainer, begun, question } = asked();
    const now = signal<Asked<"structure"> | null>(question("0", 6));
    const { answer, close } = keepAnswer(explainer, now, true);
    await until(() => begun.length === 1);
    for (let i = 1; i <= 50; i++) now.value = question(String(i));
    const seen: unknown[] = [];
    const stop = answer.subscribe(({ value }) => {
      if (value !== seen.at(-1)) seen.push(value);
    });
    await until(() => answer.value.isCurrent);
    expect(answer.value.value).toBe("50");
    expect(begun).toEqual(["0", "50"]);
    expect(seen).toEqual([null, "0", "50"]);
    stop();
    close();
  });

  it("does not wait for what takes long when another question is asked", async () => {
    const { explainer, question } = asked();
    const now = signal<Asked<"structure"> | null>(question("long", 10_000));
    const { answer, close } = keepAnswer(explainer, now, true);
    await new Promise((resolve) => setTimeout(resolve, 20));
    now.value = question("short", 1);
    await until(() => answer.value.isCurrent);
    expect(answer.value.value).toBe("short");
    close();
  });

  it("says why there is none, and forgets that with the next", async () => {
    const { explainer, question } = asked();
    const now = signal<Asked<"structure"> | null>(question("bad"));
    const { answer, close } = keepAnswer(explainer, now, false);
    await until(() => answer.value.trouble !== null);
    expect(answer.value).toMatchObject({ trouble: "It cannot be answered.", progress: null });
    now.value = question("good");
    expect(answer.value.trouble).toBeNull();
    await until(() => answer.value.isCurrent);
    now.value = null;
    expect(answer.value).toMatchObject({ value: null, isCurrent: false, progress: null });
    close();
  });
});

describe("a server that does not answer", () => {
  it("is told of, and asked again after a while", async () => {
    const { explainer, question } = asked();
    const now = signal<Asked<"structure"> | null>(question("away"));
    const { answer, close } = keepAnswer(explainer, now, true);
    await until(() => answer.value.trouble === "The server does not answer.");
    await until(() => answer.value.isCurrent);
    expect(answer.value).toMatchObject({ value: "away", trouble: null });
    close();
  });

  it("is asked again by those with many questions, too", async () => {
    const { explainer, question } = asked();
    const now = signal<readonly Asked<"structure">[]>([question("away")]);
    const { answers, close } = keepAnswers(explainer, now);
    const one = () => [...answers.value.values()][0];
    await until(() => one());
    expect(one()).toEqual({ trouble: "The server does not answer." });
    await until(() => "value" in one()!);
    close();
  });
});

describe("the answers to many questions", () => {
  it("come as they arrive, the first first; what is dropped is not asked any more", async () => {
    const { explainer, begun, question } = asked();
    // Long enough for what is dropped to be dropped before it begins.
    const asking = (name: string) => question(name, 15);
    const list = ["a", "b", "bad", "c"].map((name) => asking(name));
    const now = signal<readonly Asked<"structure">[]>(list);
    const { answers, close } = keepAnswers(explainer, now);
    const of = (name: string) => answers.value.get(keyOf("structure", asking(name).params));
    expect(of("a")).toBeNull();
    await until(() => of("b"));
    expect(of("b")).toEqual({ value: "b" });
    now.value = list.slice(0, 3);
    await until(() => of("bad"));
    expect(of("bad")).toEqual({ trouble: "It cannot be answered." });
    expect(of("c")).toBeUndefined();
    expect(begun).toEqual(["a", "b", "bad"]);
    now.value = [...list].reverse();
    expect(of("a"), "is remembered").toEqual({ value: "a" });
    await until(() => of("c"));
    close();
  });
});
