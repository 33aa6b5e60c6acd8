import { expect, it } from "vitest";
import { Reused } from "../../../client/parts/reused.ts";

/** Makes a list of many items' elements, as a component does each time it is drawn; tells which were made anew. */
function drawn(reused: Reused<object>, items: ReadonlyMap<string, unknown>) {
  const made: string[] = [];
  reused.begin();
  const elements = [...items].map(([id, value]) =>
    reused.of(id, [value, 1], () => {
      made.push(id);
      return { id };
    }),
  );
  return { made, elements };
}

it("of thousands of items, only those that changed are made again", () => {
  const reused = new Reused<object>();
  const items = new Map<string, unknown>(Array.from({ length: 2000 }, (_, i) => [`run ${i}`, i]));
  const first = drawn(reused, items);
  expect(first.made).toHaveLength(2000);
  expect(drawn(reused, items).made).toEqual([]);
  const next = drawn(reused, items.set("run 7", "other").set("new", NaN));
  expect(next.made).toEqual(["run 7", "new"]);
  expect(next.elements[8]).toBe(first.elements[8]);
  expect(drawn(reused, items).made).toEqual([]);
});

it("what was not asked for is forgotten", () => {
  const reused = new Reused<object>();
  drawn(reused, new Map([["gone", 1]]));
  drawn(reused, new Map());
  expect(drawn(reused, new Map([["gone", 1]])).made).toEqual(["gone"]);
});
