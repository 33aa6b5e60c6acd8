// What the test of mounted pictures runs in the browser: one picture, and a count of how often each part was painted.
import { signal } from "@preact/signals";
import { mountPainting } from "../../../client/charts/mountPainting.ts";
import type { Painting } from "../../../client/charts/surface.ts";

export const painted = { picture: 0, marks: 0, size: "" };

const counted = (part: "picture" | "marks"): Painting => {
  return ({ width, height, ratio }) => {
    painted[part]++;
    painted.size = `${width}×${height} at ${ratio}`;
  };
};
const picture = signal(counted("picture"));
const marks = signal(counted("marks"));
const root = document.createElement("div");
root.id = "root";
root.style.position = "relative";
root.style.width = "300px";
root.style.height = "120px";
document.body.append(root);
const mounted = mountPainting(root, picture, marks);

export function movePlayhead(): void {
  marks.value = counted("marks");
}

export function grow(): void {
  root.style.width = "420px";
}

export function remove(): void {
  mounted.remove();
}
