// Who goes before whom in the worker, what is given up, and what happens when it breaks.
import { describe, expect, it } from "vitest";
import type { Explainer } from "../../../client/network/explainer.ts";
import type { Method } from "../../../client/network/methods/method.ts";
import { until } from "../../support/layerlapse.ts";
import { inProcess } from "./asked.ts";

interface Steps {
  name: string;
  steps: number;
}

/** Methods that tell what they do, and take as long as they are asked to. */
function told() {
  const log: string[] = [];
  const slow: Method<Steps, string> = async (context, { name, steps }) => {
    log.push(`${name} begins`);
    for (let step = 1; step <= steps; step++) {
      // A step takes longer than a method may go on at once.
      for (const end = performance.now() + 8; performance.now() < end;);
      await context.breathe();
      context.progress(step / steps, `${name} ${step}`);
    }
    log.push(`${name} ends`);
    return name;
  };
  const broken: Method<Steps, string> = () => {
    throw new WebAssembly.RuntimeError("unreachable");
  };
  const greedy: Method<Steps, string> = () => {
    throw new RangeError("WebAssembly.Memory.grow(): Maximum memory size exceeded");
  };
  const made = inProcess({ slow, broken, greedy });
  return { ...made, log, ask: asking(made.explainer) };
}

/** The table of methods is the test's own. */
function asking(explainer: Explainer) {
  return (method: string, params: Steps, options: Parameters<Explainer["ask"]>[2] = {}) =>
    explainer.ask(method as never, params as never, options) as Promise<unknown>;
}

describe("turns", () => {
  it("what is urgent goes before what has begun, which then goes on", async () => {
    const { ask, log } = told();
    const patient = ask("slow", { name: "patient", steps: 20 });
    await until(() => log.length > 0);
    const urgent = ask("slow", { name: "urgent", steps: 1 }, { urgency: "now" });
    await Promise.all([patient, urgent]);
    expect(log).toEqual(["patient begins", "urgent begins", "urgent ends", "patient ends"]);
  });

  it("what is looked at goes before what surrounds it", async () => {
    const { ask, log } = told();
    const around = ask("slow", { name: "around", steps: 20 }, { urgency: "whenever" });
    await until(() => log.length > 0);
    await Promise.all([around, ask("slow", { name: "looked at", steps: 1 })]);
    expect(log[2]).toBe("looked at ends");
  });

  it("what is equally urgent is answered in the order in which it was asked", async () => {
    const { ask, log } = told();
    await Promise.all(["one", "two", "three"].map((name) => ask("slow", { name, steps: 2 })));
    expect(log.filter((line) => line.endsWith("ends"))).toEqual([
      "one ends",
      "two ends",
      "three ends",
    ]);
  });

  it("a question becomes urgent when somebody in a hurry asks the same", async () => {
    const { ask, log } = told();
    const first = ask("slow", { name: "first", steps: 10 });
    const second = ask("slow", { name: "second", steps: 2 });
    await until(() => log.length > 0);
    const again = ask("slow", { name: "second", steps: 2 }, { urgency: "now" });
    await Promise.all([first, second, again]);
    expect(log).toEqual(["first begins", "second begins", "second ends", "first ends"]);
  });

  it("what nobody waits for any more is given up, and not even begun when it has not", async () => {
    const { ask, log } = told();
    const [running, queued] = [new AbortController(), new AbortController()];
    const first = ask("slow", { name: "running", steps: 200 }, { signal: running.signal });
    const second = ask("slow", { name: "queued", steps: 1 }, { signal: queued.signal });
    await until(() => log.length > 0);
    queued.abort(new Error("no longer"));
    running.abort(new Error("no longer"));
    await expect(first).rejects.toThrow("no longer");
    await expect(second).rejects.toThrow("no longer");
    expect(await ask("slow", { name: "next", steps: 1 })).toBe("next");
    expect(log).toEqual(["running begins", "next begins", "next ends"]);
  });

  it("what one of two gives up is still answered to the other", async () => {
    const { ask } = told();
    const leaving = new AbortController();
    const params = { name: "shared", steps: 5 };
    const left = ask("slow", params, { signal: leaving.signal });
    const stays = ask("slow", params);
    leaving.abort(new Error("left"));
    await expect(left).rejects.toThrow("left");
    expect(await stays).toBe("shared");
  });

  it("progress comes with what there is already, and not with every step", async () => {
    const { ask } = told();
    const heard: [number, unknown][] = [];
    const steps = 40;
    const began = performance.now();
    await ask("slow", { name: "it", steps }, { progress: (...args) => heard.push(args) });
    // And once at the end.
    const most = Math.ceil((performance.now() - began) / 80) + 1;
    expect(heard[0]).toEqual([1 / steps, "it 1"]);
    expect(heard.length).toBeGreaterThan(1);
    expect(heard.length).toBeLessThanOrEqual(most);
    for (const [share, partial] of heard) expect(partial).toBe(`it ${Math.round(share * steps)}`);
    expect(heard.map(([share]) => share)).toEqual(
      heard.map(([share]) => share).sort((a, b) => a - b),
    );
  });
});

describe("a worker that breaks", () => {
  it("is told of to all who wait, and another one answers the next question", async () => {
    const made = told();
    const waiting = made.ask("slow", { name: "waiting", steps: 100 });
    const breaking = made.ask("broken", { name: "it", steps: 1 }, { urgency: "now" });
    await expect(breaking).rejects.toThrow("unreachable");
    await expect(waiting).rejects.toThrow("unreachable");
    expect(await made.ask("slow", { name: "next", steps: 1 })).toBe("next");
  });

  it("says that memory did not suffice", async () => {
    const { ask } = told();
    await expect(ask("greedy", { name: "it", steps: 1 })).rejects.toThrow(
      /more memory than a page/,
    );
  });
});
