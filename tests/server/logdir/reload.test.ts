// How often what is new is looked for, where somebody says so: every so many seconds, or never after the start.
import { expect, it } from "vitest";
import { append, EVENTS, follow, scalars, scalarsOf, temporary, until } from "./followed.ts";

it("after a reload interval of 0 only what was there at the start is read; of more, what is new again and again", async () => {
  const folder = temporary();
  append(folder, EVENTS, scalarsOf(0, 1));
  const once = follow(folder, { reloadSeconds: 0 });
  const often = follow(folder, { reloadSeconds: 0.5 });
  const seldom = follow(folder, { reloadSeconds: 1e12 });
  for (const { logdir } of [once, often, seldom]) await logdir.ready;
  for (const step of [2, 3]) {
    append(folder, EVENTS, scalarsOf(step));
    append(folder, `new-${step}/${EVENTS}`, scalarsOf(0));
    await until(async () => (await scalars(often)).length === step + 1);
    await until(async () => (await scalars(often, `new-${step}`)).length === 1);
  }
  for (const followed of [once, seldom]) {
    expect(await scalars(followed)).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect(await scalars(followed, "new-2").catch(() => "none")).toEqual([]);
  }
});
