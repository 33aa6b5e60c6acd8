// Which weights are kept on the page when there are more than there is room for.
import { expect, it } from "vitest";
import { HeldTensors } from "../../../client/store/heldTensors.ts";

const HUNDRED_MEGABYTES = 25 * 2 ** 20;

it("what was looked at last is kept, and the newest however large it is", () => {
  const held = new HeldTensors();
  const large = (): Float32Array => new Float32Array(HUNDRED_MEGABYTES);
  held.put("one", large());
  held.put("two", large());
  expect(held.get("one")?.length).toBe(HUNDRED_MEGABYTES);
  held.put("three", large());
  expect([held.has("one"), held.has("two"), held.has("three")]).toEqual([true, false, true]);
  held.put("four", new Float32Array(3 * HUNDRED_MEGABYTES));
  expect(["one", "three", "four"].filter((name) => held.has(name))).toEqual(["four"]);
  held.clear();
  expect(held.get("four")).toBeNull();
});
