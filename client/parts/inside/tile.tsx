// One small image, or heat map, on the page: every value a sharp square.
import { useEffect, useRef } from "preact/hooks";
import { type ImageTile, tileImage } from "../../charts/imageTile.ts";
import { useStore } from "../../store/context.ts";

interface TileProps {
  tile: ImageTile;
  /** What it shows, for those who do not see it; "" where words beside it say so. */
  words: string;
  /** Width in the page's pixels. */
  px: number;
  testId?: string;
}

export function Tile({ tile, words, px, testId }: TileProps) {
  const theme = useStore().theme.value;
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = tile;
  useEffect(() => {
    const { data } = tileImage(tile, theme);
    canvas.current?.getContext("2d")?.putImageData(new ImageData(data, width, height), 0, 0);
  }, [tile, theme]);
  const seen =
    words === "" ? { "aria-hidden": true } : { role: "img" as const, "aria-label": words };
  return (
    <canvas
      ref={canvas}
      class="tile"
      {...{ width, height }}
      style={{ width: `${px}px`, height: `${(px * height) / width}px` }}
      data-testid={testId}
      {...seen}
    />
  );
}
