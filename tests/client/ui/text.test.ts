import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  agoText,
  scoreText,
  shapeText,
  shareText,
  valueText,
  wholeText,
} from "../../../client/ui/format.ts";
import { printable } from "../../../client/ui/printable.ts";

describe("numbers", () => {
  it("have four digits and a true minus sign", () => {
    expect(valueText(-0.0123456)).toBe("−0.01235");
    expect(valueText(0.00154321)).toBe("0.001543");
    expect(valueText(1.5432e-5)).toBe("1.543 × 10⁻⁵");
    expect(valueText(-2.5e12)).toBe("−2.500 × 10¹²");
    expect(valueText(0)).toBe("0");
  });

  it("say when they are not known or not finite", () => {
    expect([valueText(NaN), valueText(-Infinity)]).toEqual(["not logged", "−∞"]);
    expect([wholeText(NaN), wholeText(401_408)]).toEqual(["not logged", "401,408"]);
    expect([scoreText(NaN, true), scoreText(0.9671, true), scoreText(2.25, false)]).toEqual([
      "–",
      "96.71%",
      "2.250",
    ]);
  });

  it("are shares, shapes and times in words", () => {
    expect([shareText(1, 1e6), shareText(1, 200), shareText(50, 100), shareText(1, 0)]).toEqual([
      "<0.01%",
      "0.50%",
      "50.0%",
      "–",
    ]);
    expect([shapeText([784, 512]), shapeText([]), shapeText(null)]).toEqual([
      "784 × 512",
      "a single value",
      "",
    ]);
    expect([0, 30, 600, 7200, 260_000].map(agoText)).toEqual([
      "just now",
      "30 s ago",
      "10 min ago",
      "2 h ago",
      "3 days ago",
    ]);
  });
});

describe("a name from a log", () => {
  it("is shown literally, markup and all", () => {
    expect(printable("<img src=x onerror=alert(1)>")).toBe("<img src=x onerror=alert(1)>");
    expect(printable("Größe/层 🙂")).toBe("Größe/层 🙂");
  });

  it("hides nothing: controls, line ends and marks that turn the text are spelled out", () => {
    expect(printable("a\u202eb\nc\u0000")).toBe("a‹U+202E›b‹U+000A›c‹U+0000›");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        expect(printable(name)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });

  it("is shortened in the middle, and ten thousand letters cost no more than a few hundred", () => {
    const short = printable(`start${"x".repeat(10_000)}end`, 20);
    expect(Array.from(short)).toHaveLength(20);
    expect(short).toMatch(/^start.*…x*end$/);
  });
});
