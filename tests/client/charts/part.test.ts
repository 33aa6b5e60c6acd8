// A part of a surface as a surface of its own.
import { expect, it } from "vitest";
import { partOf } from "../../../client/charts/part.ts";
import { svgOf } from "../../../client/charts/svgSurface.ts";
import type { Painting } from "../../../client/charts/surface.ts";

const WHOLE = { width: 300, height: 200 };
const drawing =
  (left: number, top: number): Painting =>
  (surface) => {
    surface.inside({ left, top, width: 40, height: 30 }, () => {
      surface.moveTo(left + 1, top + 2);
      surface.lineTo(left + 3, top + 4);
      surface.stroke({ colour: "red" });
      surface.rect(left, top, 5, 6);
      surface.disc(left + 9, top + 9, 2);
      surface.fill("blue");
    });
    surface.text("words", left + 7, top + 8, { colour: "black" });
  };

it("paints what the whole would show if everything were drawn further right and down", () => {
  const within = { left: 100, top: 50, width: 200, height: 150 };
  const inPart = svgOf(WHOLE, "white", (whole) => drawing(0, 0)(partOf(whole, within)), String);
  expect(inPart).toBe(svgOf(WHOLE, "white", drawing(100, 50), String));
});

it("has the size of its box", () => {
  svgOf(
    WHOLE,
    "white",
    (whole) => {
      const { width, height } = partOf(whole, { left: 1, top: 2, width: 30, height: 40 });
      expect([width, height]).toEqual([30, 40]);
    },
    String,
  );
});
