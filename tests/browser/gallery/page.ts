// What the gallery runs in the browser: paints a scene on a canvas, or writes it as SVG.
import { canvasSurface } from "../../../client/charts/canvasSurface.ts";
import { css } from "../../../client/charts/oklch.ts";
import { paletteOf, type Theme } from "../../../client/charts/palette.ts";
import { svgOf } from "../../../client/charts/svgSurface.ts";
import { dataUrlOf } from "../../../client/charts/pixelAddress.ts";
import { SCENES } from "./scenes.ts";

export interface Asked {
  name: string;
  theme: Theme;
  width: number;
  ratio: number;
}

/** A PNG as a data URL. */
export function png({ name, theme, width, ratio }: Asked): string {
  const { height, painting } = SCENES[name]!;
  const canvas = document.createElement("canvas");
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const context = canvas.getContext("2d")!;
  const surface = canvasSurface(context, { width, height }, ratio);
  surface.rect(0, 0, width, height);
  surface.fill(css(paletteOf(theme).ground));
  painting(theme)(surface);
  return canvas.toDataURL();
}

export function svg({ name, theme, width }: Asked): string {
  const { height, painting } = SCENES[name]!;
  return svgOf({ width, height }, css(paletteOf(theme).ground), painting(theme), dataUrlOf);
}

export const names = Object.keys(SCENES);

/** The pixels of an image at an address. */
async function pixelsAt(address: string): Promise<ImageData> {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
  const context = canvas.getContext("2d")!;
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** What antialiasing may differ by, of 255. */
const NEAR = 32;

/** The share of pixels that clearly differ between two images; 1 where their sizes do. */
export async function difference(one: string, two: string): Promise<number> {
  const [a, b] = await Promise.all([pixelsAt(one), pixelsAt(two)]);
  if (a.width !== b.width || a.height !== b.height) return 1;
  let differing = 0;
  for (let at = 0; at < a.data.length; at += 4) {
    const far = [0, 1, 2].some((part) => Math.abs(a.data[at + part]! - b.data[at + part]!) > NEAR);
    if (far) differing++;
  }
  return differing / (a.width * a.height);
}
