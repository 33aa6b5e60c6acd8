import { expect, it } from "vitest";
import type { Painting } from "../../../client/charts/surface.ts";
import { svgOf } from "../../../client/charts/svgSurface.ts";
import { shortened, textWidth } from "../../../client/charts/textWidth.ts";

const SIZE = { width: 40, height: 20 };

function drawn(painting: Painting): string {
  return svgOf(
    SIZE,
    "rgb(255 255 255)",
    painting,
    ({ width, height }) => `data:${width}x${height}`,
  );
}

it("an SVG says what is painted, in colours that drawing programs know", () => {
  const text = drawn((surface) => {
    surface.moveTo(1, 2);
    surface.lineTo(3.13712, 4);
    surface.stroke({ colour: "rgb(1 2 255 / 0.5)", width: 2, dash: [3, 1] });
    surface.rect(0, 0, 5, 6);
    surface.fill("rgb(16 0 0)");
  });
  expect(text).toContain(
    '<path d="M1 2L3.14 4" fill="none" stroke-linejoin="bevel" stroke="#0102ff" stroke-opacity="0.5" stroke-width="2" stroke-dasharray="3 1"/>',
  );
  expect(text).toContain('<path d="M0 0h5v6h-5z" fill="#100000"/>');
  expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="40" height="20"/);
});

it("words are words, whatever they hold", () => {
  const text = drawn((surface) => {
    surface.text('<b a="1">&\u0000\u001f', 1, 2, { colour: "rgb(0 0 0)" });
  });
  expect(text).toContain(">&lt;b a=&quot;1&quot;&gt;&amp;\ufffd\ufffd</text>");
});

it("what is cut off is in a group with its own edges, images by their address", () => {
  const text = drawn((surface) => {
    for (const left of [1, 2]) {
      surface.inside({ left, top: 0, width: 5, height: 5 }, () => {
        const data = new Uint8ClampedArray(8);
        surface.image({ width: 2, height: 1, data }, { left: 0, top: 0, width: 9, height: 9 });
      });
    }
  });
  expect(text.match(/clip-path="url\(#(\w+)\)"/g)).toHaveLength(2);
  expect(new Set(text.match(/clipPath id="\w+"/g))).toHaveProperty("size", 2);
  expect(text.match(/<g /g)).toHaveLength(text.match(/<\/g>/g)!.length);
  expect(text).toContain('href="data:2x1"');
});

it("long names keep their beginning and more of their end, within the width", () => {
  const name = "decoder.blocks.11.attention.output/kernel";
  const short = shortened(name, 120);
  expect(textWidth(short)).toBeLessThanOrEqual(120);
  expect(short).toMatch(/^decod.*….*output\/kernel$/);
  expect(shortened("conv1", 120)).toBe("conv1");
  expect(shortened(name, 2)).toBe("");
  expect(textWidth("層")).toBe(11);
});
