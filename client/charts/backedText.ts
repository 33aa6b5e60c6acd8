// Words on a little ground of their own, where lines that run behind would cross them out.
import { withAlpha } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import type { Lettering, Surface } from "./surface.ts";
import { textWidth } from "./textWidth.ts";

const GROUND_ALPHA = 0.85;
const SIDE_PX = 2;
const HEIGHT_PX = 14;
const SHARE_BEFORE = { left: 0, center: 0.5, right: 1 } as const;

/** `y` is the middle of the words. */
export function paintBackedText(
  surface: Surface,
  palette: Palette,
  words: string,
  x: number,
  y: number,
  lettering: Omit<Lettering, "baseline">,
): void {
  const width = textWidth(words, lettering.px) + 2 * SIDE_PX;
  const before = SHARE_BEFORE[lettering.align ?? "left"] * (width - 2 * SIDE_PX) + SIDE_PX;
  surface.rect(x - before, y - HEIGHT_PX / 2, width, HEIGHT_PX);
  surface.fill(withAlpha(palette.ground, GROUND_ALPHA));
  surface.text(words, x, y, { ...lettering, baseline: "middle" });
}
