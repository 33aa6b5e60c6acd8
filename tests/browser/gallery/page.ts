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
