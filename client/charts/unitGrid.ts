// The units of a layer as small squares: on, off, and those that are dead.
import { css, withAlpha } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import { type Box, holds, type Size, type Surface } from "./surface.ts";

export interface UnitGridPicture {
  units: number;
  off: ReadonlySet<number>;
  dead: ReadonlySet<number>;
  palette: Palette;
}

interface GridLayout {
  columns: number;
  rows: number;
  side: number;
}

const LARGEST_PX = 30;
const LEAST_PX = 8;
const LETTERED_PX = 20;

export function unitGridLayout({ units }: UnitGridPicture, width: number): GridLayout {
  // About three rows where there is room, so that many units stay a picture and few do not become a line.
  const wanted = Math.sqrt((width * 90) / Math.max(units, 1));
  const side = Math.floor(Math.min(Math.max(wanted, LEAST_PX), LARGEST_PX));
  const columns = Math.max(Math.floor(width / side), 1);
  return { columns, rows: Math.ceil(units / columns), side };
}

export function unitGridHeight(picture: UnitGridPicture, width: number): number {
  const { rows, side } = unitGridLayout(picture, width);
  return rows * side + 2;
}

function boxOf({ columns, side }: GridLayout, unit: number): Box {
  const [left, top] = [(unit % columns) * side + 1, Math.floor(unit / columns) * side + 1];
  return { left, top, width: side - 2, height: side - 2 };
}

export function paintUnitGrid(surface: Surface, picture: UnitGridPicture): void {
  const { units, off, dead, palette } = picture;
  const layout = unitGridLayout(picture, surface.width);
  const { side } = layout;
  for (let unit = 0; unit < units; unit++) {
    const { left, top, width, height } = boxOf(layout, unit);
    surface.rect(left, top, width, height);
    if (off.has(unit)) surface.fill(css(palette.mean));
    else surface.fill(withAlpha(palette.text, dead.has(unit) ? 0.06 : 0.22));
    if (dead.has(unit)) {
      surface.moveTo(left + 2, top + 2);
      surface.lineTo(left + width - 2, top + height - 2);
      surface.stroke({ colour: css(palette.dim) });
    }
    if (side < LETTERED_PX) continue;
    const colour = css(off.has(unit) ? palette.ground : palette.text);
    const middle = { align: "center", baseline: "middle", px: 10 } as const;
    surface.text(String(unit), left + width / 2, top + height / 2, { colour, ...middle });
  }
}

export function paintUnitMark(
  surface: Surface,
  picture: UnitGridPicture,
  unit: number | null,
): void {
  if (unit === null || unit >= picture.units) return;
  const box = boxOf(unitGridLayout(picture, surface.width), unit);
  surface.rect(box.left - 0.5, box.top - 0.5, box.width + 1, box.height + 1);
  surface.stroke({ colour: css(picture.palette.text), width: 2 });
}

export function unitAt(
  picture: UnitGridPicture,
  size: Size,
  left: number,
  top: number,
): number | null {
  const layout = unitGridLayout(picture, size.width);
  const [column, row] = [left, top].map((at) => Math.floor(at / layout.side));
  const unit = row! * layout.columns + column!;
  if (column! < 0 || column! >= layout.columns || row! < 0 || unit >= picture.units) return null;
  return holds({ left: 0, top: 0, ...size }, left, top) ? unit : null;
}
