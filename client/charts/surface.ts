// What a chart paints on: few strokes that a canvas and an SVG both know, so that screen, PNG and SVG are one drawing.

/** A rectangle in the surface's pixels. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Width and height in the page's pixels. */
export interface Size {
  width: number;
  height: number;
}

export interface Stroke {
  colour: string;
  /** In pixels; 1 where not given. */
  width?: number;
  dash?: readonly number[];
}

export interface Lettering {
  colour: string;
  /** {@link TEXT_PX} where not given. */
  px?: number;
  bold?: boolean;
  /** Which part of the words is at x. */
  align?: "left" | "center" | "right";
  /** Which part of the words is at y. */
  baseline?: "top" | "middle" | "bottom";
}

/** Colours as red, green, blue, alpha, row by row from the top left. */
export interface Pixels extends Size {
  data: Uint8ClampedArray<ArrayBuffer>;
}

/** A path is begun by its first point or shape, and ends when it is filled or stroked. */
export interface Surface extends Size {
  /** Device pixels in one of the page's. */
  readonly ratio: number;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  rect(left: number, top: number, width: number, height: number): void;
  disc(x: number, y: number, radius: number): void;
  fill(colour: string): void;
  stroke(stroke: Stroke): void;
  text(words: string, x: number, y: number, lettering: Lettering): void;
  /** Stretches the pixels over the box; each stays a sharp rectangle. */
  image(pixels: Pixels, box: Box): void;
  /** Whatever `paint` draws is cut off at the edges of the box. */
  inside(box: Box, paint: () => void): void;
}

/** A whole picture, or what is moved about on top of one. */
export type Painting = (surface: Surface) => void;

/** What text is as high as where nothing else is said. */
export const TEXT_PX = 11;

/** Where a line of one pixel is one pixel, not two halves. */
export function crisp(place: number): number {
  return Math.floor(place) + 0.5;
}

export function holds({ left, top, width, height }: Box, x: number, y: number): boolean {
  return x >= left && x <= left + width && y >= top && y <= top + height;
}
