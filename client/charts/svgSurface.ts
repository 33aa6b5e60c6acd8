// Writes what is painted as SVG 1.1, which browsers and drawing programs read alike.
import { FONT_FAMILY } from "./axisText.ts";
import {
  type Lettering,
  type Painting,
  type Pixels,
  type Size,
  type Surface,
  TEXT_PX,
} from "./surface.ts";

const ANCHORS = { left: "start", center: "middle", right: "end" } as const;
/** Drawing programs do not know `dominant-baseline`: how far below y the base line is, in ems. */
const DROPS = { top: 0.8, middle: 0.36, bottom: 0 } as const;

/** A picture of that size as an SVG document. `addressOf` gives an image's data URL, which only a browser can make. */
export function svgOf(
  { width, height }: Size,
  ground: string,
  painting: Painting,
  addressOf: (pixels: Pixels) => string,
): string {
  const parts: string[] = [];
  let path = "";
  let clips = 0;
  const taken = (): string => {
    const whole = path;
    path = "";
    return whole;
  };
  const surface: Surface = {
    width,
    height,
    ratio: 2,
    moveTo: (x, y) => (path += `M${short(x)} ${short(y)}`),
    lineTo: (x, y) => (path += `${path === "" ? "M" : "L"}${short(x)} ${short(y)}`),
    rect(left, top, wide, high) {
      path += `M${short(left)} ${short(top)}h${short(wide)}v${short(high)}h${short(-wide)}z`;
    },
    disc(x, y, radius) {
      const [r, across] = [short(radius), short(2 * radius)];
      path += `M${short(x - radius)} ${short(y)}a${r} ${r} 0 1 0 ${across} 0a${r} ${r} 0 1 0 -${across} 0`;
    },
    fill: (colour) => parts.push(`<path d="${taken()}"${paint("fill", colour)}/>`),
    stroke({ colour, width: line = 1, dash = [] }) {
      const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.join(" ")}"` : "";
      const style = `${paint("stroke", colour)} stroke-width="${line}"${dashes}`;
      parts.push(`<path d="${taken()}" fill="none" stroke-linejoin="bevel"${style}/>`);
    },
    text: (words, x, y, lettering) => parts.push(written(words, x, y, lettering)),
    image(pixels, { left, top, width: wide, height: high }) {
      const place = `x="${short(left)}" y="${short(top)}" width="${short(wide)}" height="${short(high)}"`;
      const sharp = `preserveAspectRatio="none" image-rendering="pixelated"`;
      parts.push(`<image ${place} ${sharp} href="${addressOf(pixels)}"/>`);
    },
    inside({ left, top, width: wide, height: high }, paintInside) {
      const id = `inside${clips++}`;
      const rect = `<rect x="${short(left)}" y="${short(top)}" width="${short(wide)}" height="${short(high)}"/>`;
      parts.push(`<clipPath id="${id}">${rect}</clipPath><g clip-path="url(#${id})">`);
      paintInside();
      parts.push("</g>");
    },
  };
  painting(surface);
  const sheet = `<rect width="${width}" height="${height}"${paint("fill", ground)}/>`;
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${escaped(FONT_FAMILY)}">${sheet}${parts.join("")}</svg>`;
}

/** A hundredth of a pixel is finer than any screen. */
function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function written(words: string, x: number, y: number, lettering: Lettering): string {
  const { colour, px = TEXT_PX, bold, align = "left", baseline = "bottom" } = lettering;
  const place = `x="${short(x)}" y="${short(y + DROPS[baseline] * px)}"`;
  const weight = bold ? ` font-weight="600"` : "";
  const style = `font-size="${px}"${weight} text-anchor="${ANCHORS[align]}"${paint("fill", colour)}`;
  return `<text ${place} ${style}>${escaped(words)}</text>`;
}

/** The page's own form of colours, "rgb(1 2 3 / 0.5)", in SVG 1.1's. */
const COLOUR = /^rgb\((\d+) (\d+) (\d+)(?: \/ ([\d.]+))?\)$/;

function paint(property: "fill" | "stroke", colour: string): string {
  const [, red, green, blue, alpha] = COLOUR.exec(colour) ?? [];
  if (red === undefined) return ` ${property}="${colour}"`;
  const hex = [red, green, blue].map((part) => Number(part).toString(16).padStart(2, "0"));
  const opacity = alpha === undefined ? "" : ` ${property}-opacity="${alpha}"`;
  return ` ${property}="#${hex.join("")}"${opacity}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Text as XML holds it: control characters, which it forbids even as references, become �. */
function escaped(words: string): string {
  return words
    .replaceAll(/[\p{Cc}\ufffe\uffff]/gu, "\ufffd")
    .replaceAll(/[&<>"]/g, (character) => ENTITIES[character]!);
}
