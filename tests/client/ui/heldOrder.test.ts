// A list that somebody is in: it keeps its order until they leave, whatever is logged meanwhile.
import { signal } from "@preact/signals";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createHeldOrder, inOrderOf } from "../../../client/ui/heldOrder.ts";

const nameOf = (name: string): string => name;

describe("while somebody is in a list", () => {
  const held = (...names: string[]) => {
    const sorted = signal<readonly string[]>(names);
    const asked = signal("best first");
    const order = createHeldOrder({ sorted, asked, nameOf });
    void order.shown.value;
    return { sorted, asked, ...order };
  };

  it("its order stays while it is pointed at, is said to be kept, and is made up for after", () => {
    const { sorted, shown, isKept, hold } = held("one", "two", "three");
    hold.onPointerEnter();
    sorted.value = ["three", "one", "two"];
    expect([shown.value, isKept.value]).toEqual([["one", "two", "three"], true]);
    hold.onPointerLeave();
    expect([shown.value, isKept.value]).toEqual([["three", "one", "two"], false]);
  });

  it("what comes stands at the end, and what goes is gone", () => {
    const { sorted, shown, hold } = held("one", "two", "three");
    hold.onPointerEnter();
    sorted.value = ["new", "three", "one"];
    expect(shown.value).toEqual(["one", "three", "new"]);
    sorted.value = ["newer", "new", "three", "one"];
    expect(shown.value).toEqual(["one", "three", "new", "newer"]);
  });

  it("another order that is asked for comes at once, and is the one that is held then", () => {
    const { sorted, asked, shown, hold } = held("one", "two");
    hold.onPointerEnter();
    sorted.value = ["two", "one"];
    asked.value = "by name";
    expect(shown.value).toEqual(["two", "one"]);
    sorted.value = ["one", "two"];
    expect(shown.value).toEqual(["two", "one"]);
  });
});

it("in the order of names every item is there once, the named ones as they are named", () => {
  const names = fc.uniqueArray(fc.string());
  fc.assert(
    fc.property(names, names, (before, items) => {
      const ordered = inOrderOf(before, items, nameOf);
      expect(ordered.toSorted()).toEqual(items.toSorted());
      const isNamed = (item: string): boolean => before.includes(item);
      const named = before.filter((name) => items.includes(name));
      expect(ordered).toEqual([...named, ...items.filter((item) => !isNamed(item))]);
    }),
  );
});
